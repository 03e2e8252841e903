using System.Collections.Immutable;

namespace Diagnostics.Scoring.Matching;

/// <summary>A person's draws beside an atlas, both in the same terms: what bands and tiers are formed from.</summary>
public sealed class DrawnMatch
{
    private readonly double[] _profile;
    private readonly double[] _draws;
    private readonly ReferenceMeans? _reference;

    private DrawnMatch(Occupations atlas, bool drawn, int draws, double[] profile, double[] all, ReferenceMeans? reference)
    {
        Atlas = atlas;
        Draws = draws;
        _profile = profile;
        _draws = all;
        _reference = reference;
        IsAvailable = drawn && UnitProfile.TryMake(profile, stackalloc double[UnitProfile.Scores]);
    }

    /// <summary>Number of draws.</summary>
    public int Draws { get; }

    /// <summary>Whether both sides are standardised, by a norm group and by the atlas.</summary>
    public bool IsStandardised => _reference is not null;

    /// <summary>Whether the person has a list: all six scores, not flat, and an error for each.</summary>
    public bool IsAvailable { get; }

    internal Occupations Atlas { get; }

    internal ReadOnlySpan<double> Profile => _profile;

    internal ReadOnlySpan<double> All => _draws;

    /// <summary>Raw scores beside the atlas as it is: enough for families, too little for a ranked list.</summary>
    /// <param name="occupations">The atlas.</param>
    /// <param name="draws">The person.</param>
    /// <returns>Both.</returns>
    public static DrawnMatch Raw(Occupations occupations, ProfileDraws draws)
    {
        ArgumentNullException.ThrowIfNull(occupations);
        ArgumentNullException.ThrowIfNull(draws);
        return Unreferenced(occupations, draws);
    }

    /// <summary>
    /// A person's own scores beside the atlas seen against itself: what the person prefers among the six, and what an occupation has more
    /// of than other occupations. Enough for families, and unlike <see cref="Raw"/> it does not prefer families whose occupations have much
    /// of what most occupations have; who the person is among other persons it does not know.
    /// </summary>
    /// <param name="occupations">The atlas in z.</param>
    /// <param name="draws">The person.</param>
    /// <returns>Both.</returns>
    public static DrawnMatch WithinPerson(StandardOccupations occupations, ProfileDraws draws)
    {
        ArgumentNullException.ThrowIfNull(occupations);
        ArgumentNullException.ThrowIfNull(draws);
        return Unreferenced(occupations.Standard, draws);
    }

    /// <summary>Scores seen against a norm group beside the atlas seen against itself.</summary>
    /// <param name="occupations">The atlas in z.</param>
    /// <param name="reference">The norm group.</param>
    /// <param name="draws">The person.</param>
    /// <returns>Both.</returns>
    public static DrawnMatch Standardised(StandardOccupations occupations, ReferenceMeans reference, ProfileDraws draws)
    {
        ArgumentNullException.ThrowIfNull(occupations);
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentNullException.ThrowIfNull(draws);
        double[] profile = new double[UnitProfile.Scores];
        double[] all = new double[draws.All.Length];
        reference.Standardise(draws.Profile.AsSpan(), profile);
        reference.Standardise(draws.All, all);
        return new DrawnMatch(occupations.Standard, draws.IsAvailable, draws.Count, profile, all, reference);
    }

    /// <summary>What if one score were higher or lower by some points: the same person with the score and all its draws moved.</summary>
    /// <param name="score">Position in the order of <see cref="Interests.HollandCode.Letters"/>, 0..5.</param>
    /// <param name="points">Points of the raw score, finite; below 0 = lower.</param>
    /// <returns>The moved match.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such score, or the points are not finite.</exception>
    public DrawnMatch Moved(int score, double points)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)score, (uint)UnitProfile.Scores, nameof(score));
        if (!double.IsFinite(points))
        {
            throw new ArgumentOutOfRangeException(nameof(points), points, "The points are not finite.");
        }

        double step = _reference is null ? points : points / _reference.Deviations[score];
        double[] profile = [.. _profile];
        profile[score] += step;
        double[] draws = [.. _draws];
        for (int place = score; place < draws.Length; place += UnitProfile.Scores)
        {
            draws[place] += step;
        }

        return new DrawnMatch(Atlas, IsAvailable, Draws, profile, draws, _reference);
    }

    /// <summary>How much each of the six adds to r with an occupation; their sum is r.</summary>
    /// <param name="code">The occupation's code.</param>
    /// <returns>Six parts, −1..1; all NaN for an unknown or flat occupation and for a person without a list.</returns>
    public ImmutableArray<double> Contributions(string code)
    {
        int occupation = Atlas.IndexOf(code);
        double[] parts = new double[UnitProfile.Scores];
        if (!IsAvailable || occupation < 0 || Atlas.Listed.BinarySearch(occupation) < 0 || !UnitProfile.TryMake(_profile, parts))
        {
            Array.Fill(parts, double.NaN);
            return [.. parts];
        }

        ReadOnlySpan<double> unit = Atlas.UnitOf(occupation);
        for (int score = 0; score < parts.Length; score++)
        {
            parts[score] *= unit[score];
        }

        return [.. parts];
    }

    private static DrawnMatch Unreferenced(Occupations atlas, ProfileDraws draws) =>
        new(atlas, draws.IsAvailable, draws.Count, [.. draws.Profile], draws.All.ToArray(), null);

    /// <summary>The direction of a draw.</summary>
    /// <returns>False for a flat draw, which prefers nothing: its r is 0 with every occupation.</returns>
    internal bool TryUnit(int draw, Span<double> unit) =>
        UnitProfile.TryMake(_draws.AsSpan(draw * UnitProfile.Scores, UnitProfile.Scores), unit);
}
