using System.Collections.Immutable;
using Diagnostics.Scoring.Scales;

namespace Diagnostics.Scoring.Interests;

/// <summary>
/// Holland's letters of a profile (Holland, 1973). 33–43 % of real profiles tie within the first four scores, so the bare three letters
/// go with a tie flag, and people see <see cref="Alternatives(ReadOnlySpan{double})"/> instead.
/// </summary>
public static class HollandCode
{
    /// <summary>The order of the six types everywhere: Realistic, Investigative, Artistic, Social, Enterprising, Conventional.</summary>
    public const string Letters = "RIASEC";

    /// <summary>Three letters by descending score; ties are broken by the order R, I, A, S, E, C, which is arbitrary.</summary>
    /// <param name="scores">Scores in the order of <see cref="Letters"/>, any unit, [6].</param>
    /// <returns>Three letters, or the empty text when any score is NaN.</returns>
    /// <exception cref="ArgumentException">There are not six scores.</exception>
    public static string First3(ReadOnlySpan<double> scores)
    {
        Span<int> order = stackalloc int[6];
        return TryOrder(scores, order) ? First3Of(order) : "";
    }

    /// <summary>
    /// Whether any two neighbours among the four highest scores are equal, so that the three letters or their order are arbitrary.
    /// </summary>
    /// <param name="scores">Scores in the order of <see cref="Letters"/>, [6].</param>
    /// <returns>True on o1 = o2, o2 = o3 or o3 = o4; false when any score is NaN.</returns>
    /// <exception cref="ArgumentException">There are not six scores.</exception>
    public static bool IsTied(ReadOnlySpan<double> scores)
    {
        Span<int> order = stackalloc int[6];
        return TryOrder(scores, order) && IsTied(scores, order);
    }

    /// <summary>
    /// The code with its alternatives by equal scores: "RI(A/S)" has a clear first and second letter and two candidates for the third.
    /// Groups are added until three places are filled; a flat profile gives all six in one group.
    /// </summary>
    /// <param name="scores">Scores in the order of <see cref="Letters"/>, [6].</param>
    /// <returns>The text, or the empty text when any score is NaN.</returns>
    /// <exception cref="ArgumentException">There are not six scores.</exception>
    public static string Alternatives(ReadOnlySpan<double> scores)
    {
        double[] given = scores.ToArray();
        return Group(scores, (first, second) => given[first] == given[second]);
    }

    /// <summary>
    /// The same by what can be told apart: a group is everything indistinguishable from its own highest score, see
    /// <see cref="WithinPersonBand.Indistinguishable"/>.
    /// </summary>
    /// <param name="scores">Banded scores in the order of <see cref="Letters"/>, [6].</param>
    /// <returns>The text, or the empty text when any score is not available.</returns>
    /// <exception cref="ArgumentException">There are not six scores.</exception>
    public static string Alternatives(ReadOnlySpan<BandedScore> scores)
    {
        BandedScore[] given = scores.ToArray();
        double[] raw = [.. given.Select(score => score.Score.Raw)];
        return Group(raw, (first, second) => WithinPersonBand.Indistinguishable(given[first], given[second]));
    }

    /// <summary>The three letters of an order.</summary>
    internal static string First3Of(ReadOnlySpan<int> order) => new([Letters[order[0]], Letters[order[1]], Letters[order[2]]]);

    /// <summary>Whether neighbours among the four highest of an order are equal.</summary>
    internal static bool IsTied(ReadOnlySpan<double> scores, ReadOnlySpan<int> order) =>
        scores[order[0]] == scores[order[1]] || scores[order[1]] == scores[order[2]] || scores[order[2]] == scores[order[3]];

    /// <summary>Distance of two letters on the hexagon, by their positions: 0 the same, 1 adjacent, 2 alternate, 3 opposite.</summary>
    internal static int HexagonDistance(int first, int second)
    {
        int steps = Math.Abs(first - second);
        return Math.Min(steps, Letters.Length - steps);
    }

    /// <summary>Positions by descending score, ties by position; false when any score is NaN.</summary>
    internal static bool TryOrder(ReadOnlySpan<double> scores, Span<int> order)
    {
        if (scores.Length != Letters.Length)
        {
            throw new ArgumentException($"{scores.Length} scores; the order is {Letters}.", nameof(scores));
        }

        for (int position = 0; position < order.Length; position++)
        {
            if (double.IsNaN(scores[position]))
            {
                return false;
            }

            int place = position;
            while (place > 0 && scores[order[place - 1]] < scores[position])
            {
                order[place] = order[place - 1];
                place--;
            }

            order[place] = position;
        }

        return true;
    }

    private static string Group(ReadOnlySpan<double> scores, Func<int, int, bool> together)
    {
        Span<int> order = stackalloc int[6];
        if (!TryOrder(scores, order))
        {
            return "";
        }

        List<int> left = [.. order];
        string text = "";
        for (int filled = 0; filled < 3;)
        {
            int head = left[0];
            ImmutableArray<int> group = [.. left.Where(position => position == head || together(head, position))];
            left.RemoveAll(group.Contains);
            string letters = string.Join('/', group.Select(position => Letters[position]));
            text += group.Length == 1 ? letters : $"({letters})";
            filled += group.Length;
        }

        return text;
    }
}
