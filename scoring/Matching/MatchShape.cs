namespace Diagnostics.Scoring.Matching;

/// <summary>What both matchers ask of the caller's memory.</summary>
internal static class MatchShape
{
    /// <summary>Checks the spans.</summary>
    /// <returns>Number of respondents.</returns>
    public static int Check(Occupations occupations, ReadOnlySpan<double> profiles, int top, int best, int r)
    {
        ArgumentNullException.ThrowIfNull(occupations);
        ArgumentOutOfRangeException.ThrowIfLessThan(top, 1);
        int respondents = UnitProfile.Count(profiles);
        long places = (long)respondents * top;
        return best == places && r == places
            ? respondents
            : throw new ArgumentException($"{best} and {r} places for {respondents} respondents × {top}.", nameof(best));
    }
}
