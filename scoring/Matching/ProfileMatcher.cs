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
    private const int Members = ScreeningLayout.Members;
    private const int Scores = UnitProfile.Scores;

    /// <summary>Cells whose working memory still goes on the stack, 65 KB.</summary>
    private const int StackCells = 512;

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
        ScreeningLayout layout = occupations.Screen;
        bool fits = layout.Cells <= StackCells;
        best.Fill(-1);
        r.Fill(double.NaN);
        Span<float> maxima = fits ? stackalloc float[layout.Cells * Lanes] : new float[layout.Cells * Lanes];
        Span<byte> reached = fits ? stackalloc byte[RoomFor(layout.Cells)] : new byte[RoomFor(layout.Cells)];
        Span<int> candidates = fits ? stackalloc int[layout.Cells * Members] : new int[layout.Cells * Members];
        Span<double> correlations = fits ? stackalloc double[layout.Cells * Members] : new double[layout.Cells * Members];
        Span<double> units = stackalloc double[Lanes * Scores];
        Span<float> least = stackalloc float[Lanes];
        for (int first = 0; first < respondents; first += Lanes)
        {
            int count = Math.Min(Lanes, respondents - first);
            Screen(layout, profiles.Slice(first * Scores, count * Scores), top, units, maxima, least, reached);
            for (int lane = 0; lane < count; lane++)
            {
                Candidates met = new(candidates, correlations);
                Decide(layout, reached, lane, units.Slice(lane * Scores, Scores), least[lane], ref met);
                met.Rank(best.Slice((first + lane) * top, top), r.Slice((first + lane) * top, top));
            }
        }
    }

    /// <summary>Room for the cells in whole steps of looking them through.</summary>
    private static int RoomFor(int cells) =>
        (cells + ScreeningLoop.CellsAtOnce - 1) / ScreeningLoop.CellsAtOnce * ScreeningLoop.CellsAtOnce;

    /// <summary>Up to eight respondents: which cells may hold one of their best. A respondent without a direction reaches none.</summary>
    private static void Screen(
        ScreeningLayout layout,
        ReadOnlySpan<double> profiles,
        int top,
        Span<double> units,
        Span<float> maxima,
        Span<float> least,
        Span<byte> reached)
    {
        Span<float> coarse = stackalloc float[Lanes * Scores];
        int directions = TurnIntoUnits(profiles, units, coarse);
        ScreeningLoop.CellMaxima(layout, coarse, maxima);
        (ScreeningLoop.LowerBounds(maxima, top) - Vector256.Create(ScreeningLoop.Slack)).CopyTo(least);
        for (int lane = 0; lane < Lanes; lane++)
        {
            least[lane] = (directions & (1 << lane)) != 0 ? least[lane] : float.PositiveInfinity;
        }

        ScreeningLoop.Reach(maxima, Vector256.Create(least), reached[..layout.Cells]);
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

    /// <summary>One respondent: r in double precision in the cells that were reached, and every occupation at the bound or above.</summary>
    private static void Decide(
        ScreeningLayout layout, ReadOnlySpan<byte> reached, int lane, scoped ReadOnlySpan<double> unit, double least, ref Candidates met)
    {
        Span<double> products = stackalloc double[Members];
        for (int start = 0; start < reached.Length; start += ScreeningLoop.CellsAtOnce)
        {
            for (ulong cells = ScreeningLoop.CellsOf(reached[start..], lane); cells != 0; cells &= cells - 1)
            {
                int cell = start + BitOperations.TrailingZeroCount(cells);
                uint members = ScreeningLoop.Products(layout.Exact.Slice(cell * Members * Scores, Members * Scores), unit, least, products);
                for (; members != 0; members &= members - 1)
                {
                    int member = BitOperations.TrailingZeroCount(members);
                    int occupation = layout.Occupations[(cell * Members) + member];
                    if (occupation >= 0)
                    {
                        met.Add(occupation, UnitProfile.Bounded(products[member]));
                    }
                }
            }
        }
    }
}
