using System.Numerics;
using System.Runtime.Intrinsics;
using Diagnostics.Scoring.Interests;

namespace Diagnostics.Scoring.Matching;

/// <summary>
/// Matching for many respondents: single precision screens, double precision decides; the same lists as
/// <see cref="ScalarProfileMatcher"/> and the same bits of r. Allocates nothing per respondent. Thread-safe: hand disjoint ranges of
/// respondents to several threads and the result does not depend on how they were cut.
/// </summary>
public static class ProfileMatcher
{
    private const int Lanes = ScreeningLoop.Lanes;
    private const int Scores = UnitProfile.Scores;

    /// <summary>Cells whose maxima still go on the stack, 32 KB.</summary>
    private const int StackCells = 1024;

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
        int cells = occupations.Screen.Cells;
        best.Fill(-1);
        r.Fill(double.NaN);
        if (cells == 0)
        {
            return;
        }

        Span<float> maxima = cells <= StackCells ? stackalloc float[cells * Lanes] : new float[cells * Lanes];
        for (int first = 0; first < respondents; first += Lanes)
        {
            int count = Math.Min(Lanes, respondents - first);
            MatchLanes(
                occupations.Screen,
                profiles.Slice(first * Scores, count * Scores),
                maxima,
                top,
                best.Slice(first * top, count * top),
                r.Slice(first * top, count * top));
        }
    }

    /// <summary>Up to eight respondents.</summary>
    private static void MatchLanes(
        ScreeningLayout layout, ReadOnlySpan<double> profiles, Span<float> maxima, int top, Span<int> best, Span<double> r)
    {
        Span<double> units = stackalloc double[Lanes * Scores];
        Span<float> coarse = stackalloc float[Lanes * Scores];
        Span<float> least = stackalloc float[Lanes];
        Span<int> counts = stackalloc int[Lanes];
        int directions = TurnIntoUnits(profiles, units, coarse);
        ScreeningLoop.CellMaxima(layout, coarse, maxima);
        (ScreeningLoop.LowerBounds(maxima, top) - Vector256.Create(ScreeningLoop.Slack)).CopyTo(least);
        for (int lane = 0; lane < Lanes; lane++)
        {
            least[lane] = (directions & (1 << lane)) != 0 ? least[lane] : float.PositiveInfinity;
        }

        Vector256<float> bounds = Vector256.Create(least);
        for (int cell = 0; cell < layout.Cells; cell++)
        {
            uint lanes = Vector256.GreaterThanOrEqual(Vector256.Create(maxima.Slice(cell * Lanes, Lanes)), bounds).ExtractMostSignificantBits();
            for (; lanes != 0; lanes &= lanes - 1)
            {
                int lane = BitOperations.TrailingZeroCount(lanes);
                BestList list = new(best.Slice(lane * top, top), r.Slice(lane * top, top)) { Count = counts[lane] };
                Decide(layout, cell, units.Slice(lane * Scores, Scores), least[lane], ref list);
                counts[lane] = list.Count;
            }
        }
    }

    /// <summary>Directions of the respondents; a lane without one gets zeros.</summary>
    /// <returns>One bit for every lane that has a direction.</returns>
    private static int TurnIntoUnits(ReadOnlySpan<double> profiles, Span<double> units, Span<float> coarse)
    {
        int directions = 0;
        coarse.Clear();
        for (int lane = 0; lane < profiles.Length / Scores; lane++)
        {
            Span<double> unit = units.Slice(lane * Scores, Scores);
            directions |= UnitProfile.TryMake(profiles.Slice(lane * Scores, Scores), unit) ? 1 << lane : 0;
            for (int score = 0; score < Scores; score++)
            {
                coarse[(score * Lanes) + lane] = (float)unit[score];
            }
        }

        return directions;
    }

    private static void Decide(ScreeningLayout layout, int cell, scoped ReadOnlySpan<double> unit, double least, ref BestList list)
    {
        const int Members = ScreeningLayout.Members;
        Span<double> products = stackalloc double[Members];
        uint members = ScreeningLoop.Products(layout.Exact.Slice(cell * Members * Scores, Members * Scores), unit, least, products);
        for (; members != 0; members &= members - 1)
        {
            int member = BitOperations.TrailingZeroCount(members);
            int occupation = layout.Occupations[(cell * Members) + member];
            if (occupation >= 0)
            {
                list.Offer(occupation, UnitProfile.Bounded(products[member]));
            }
        }
    }
}
