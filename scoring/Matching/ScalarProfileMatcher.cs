using Diagnostics.Scoring.Interests;

namespace Diagnostics.Scoring.Matching;

/// <summary>
/// The definition of matching, to be read: Pearson's r of six scores with every occupation's six values, the best first, equal r by code.
/// <see cref="ProfileMatcher"/> gives the same lists and the same bits faster.
/// </summary>
public static class ScalarProfileMatcher
{
    /// <summary>Lists the best occupations of every respondent.</summary>
    /// <param name="occupations">The atlas.</param>
    /// <param name="profiles">
    /// Scores in the order of <see cref="HollandCode.Letters"/>, any unit, NaN = not available, [respondents × 6], row-major.
    /// </param>
    /// <param name="top">N, length of a list, 1 or more.</param>
    /// <param name="best">
    /// Receives occupation numbers by descending r, then ascending code; −1 where there is none, [respondents × top], row-major. A profile
    /// that is flat or has a score that is not finite has no list; a flat occupation is in none.
    /// </param>
    /// <param name="r">Receives their r, −1..1; NaN where there is none, [respondents × top].</param>
    /// <exception cref="ArgumentException">Profiles are not whole or a span has not exactly respondents × top places.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The list would be empty.</exception>
    public static void Match(Occupations occupations, ReadOnlySpan<double> profiles, int top, Span<int> best, Span<double> r)
    {
        int respondents = MatchShape.Check(occupations, profiles, top, best.Length, r.Length);
        best.Fill(-1);
        r.Fill(double.NaN);
        Span<double> unit = stackalloc double[UnitProfile.Scores];
        for (int respondent = 0; respondent < respondents; respondent++)
        {
            if (!UnitProfile.TryMake(profiles.Slice(respondent * UnitProfile.Scores, UnitProfile.Scores), unit))
            {
                continue;
            }

            BestList list = new(best.Slice(respondent * top, top), r.Slice(respondent * top, top));
            foreach (int occupation in occupations.Listed)
            {
                list.Offer(occupation, UnitProfile.Bounded(UnitProfile.Product(unit, occupations.UnitOf(occupation))));
            }
        }
    }
}
