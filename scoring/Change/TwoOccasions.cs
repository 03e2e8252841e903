using System.Globalization;
using Diagnostics.Scoring.Keys;

namespace Diagnostics.Scoring.Change;

/// <summary>
/// What two occasions of one score look like over the respondents who have both. Immutable; NaN = not available.
/// </summary>
public sealed record TwoOccasions
{
    private TwoOccasions(ComparableScore score) => Score = score;

    /// <summary>The score that was taken twice.</summary>
    public ComparableScore Score { get; }

    /// <summary>n, respondents with both occasions.</summary>
    public int Count { get; private init; }

    /// <summary>Mean of the first occasion, in points; NaN without respondents.</summary>
    public double FirstMean { get; private init; } = double.NaN;

    /// <summary>Mean of the second occasion, in points; NaN without respondents.</summary>
    public double SecondMean { get; private init; } = double.NaN;

    /// <summary>SD (n − 1) of the first occasion, in points; NaN with fewer than two respondents.</summary>
    public double FirstDeviation { get; private init; } = double.NaN;

    /// <summary>SD (n − 1) of the second occasion, in points; NaN with fewer than two respondents.</summary>
    public double SecondDeviation { get; private init; } = double.NaN;

    /// <summary>Retest correlation (Pearson), −1..1; NaN with fewer than two respondents or when either SD is 0.</summary>
    public double Correlation { get; private init; } = double.NaN;

    /// <summary>Summarises two columns; a respondent with NaN on either occasion does not count.</summary>
    /// <param name="score">The score; its bounds hold on both occasions.</param>
    /// <param name="first">Scores of the first occasion in points, whole or not, NaN = not available, [respondents].</param>
    /// <param name="second">Scores of the second occasion, [respondents], the same respondents in the same order.</param>
    /// <returns>The summary.</returns>
    /// <exception cref="ArgumentException">The columns differ in length.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A score is outside the bounds; the message names it.</exception>
    public static TwoOccasions Of(ComparableScore score, ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        ArgumentNullException.ThrowIfNull(score);
        if (first.Length != second.Length)
        {
            throw new ArgumentException($"{first.Length} first and {second.Length} second scores.", nameof(second));
        }

        int count = 0;
        double firstSum = 0;
        double secondSum = 0;
        for (int row = 0; row < first.Length; row++)
        {
            CheckBounds(score, first[row]);
            CheckBounds(score, second[row]);
            if (IsPair(first[row], second[row]))
            {
                count++;
                firstSum += first[row];
                secondSum += second[row];
            }
        }

        var means = new TwoOccasions(score) { Count = count, FirstMean = firstSum / count, SecondMean = secondSum / count };
        return count < 2 ? means : means.WithSpread(first, second);
    }

    private static bool IsPair(double first, double second) => !double.IsNaN(first) && !double.IsNaN(second);

    private static bool Varies(ReadOnlySpan<double> column, ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        double seen = double.NaN;
        for (int row = 0; row < column.Length; row++)
        {
            if (!IsPair(first[row], second[row]))
            {
                continue;
            }

            if (column[row] != seen && !double.IsNaN(seen))
            {
                return true;
            }

            seen = column[row];
        }

        return false;
    }

    private static void CheckBounds(ComparableScore score, double value)
    {
        if (value < score.Lowest || value > score.Highest)
        {
            throw new ArgumentOutOfRangeException(nameof(value), string.Create(
                CultureInfo.InvariantCulture, $"Score {score.Id}: {value} is outside {score.Lowest}..{score.Highest}."));
        }
    }

    private TwoOccasions WithSpread(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        // The mean of equal fractions can differ from them in the last bit, which must not become a spread.
        bool firstVaries = Varies(first, first, second);
        bool secondVaries = Varies(second, first, second);
        double firstSquares = 0;
        double secondSquares = 0;
        double products = 0;
        for (int row = 0; row < first.Length; row++)
        {
            if (IsPair(first[row], second[row]))
            {
                double x = firstVaries ? first[row] - FirstMean : 0;
                double y = secondVaries ? second[row] - SecondMean : 0;
                firstSquares += x * x;
                secondSquares += y * y;
                products += x * y;
            }
        }

        bool varies = firstSquares > 0 && secondSquares > 0;
        return this with
        {
            FirstDeviation = Math.Sqrt(firstSquares / (Count - 1)),
            SecondDeviation = Math.Sqrt(secondSquares / (Count - 1)),
            Correlation = varies ? Math.Clamp(products / Math.Sqrt(firstSquares * secondSquares), -1, 1) : double.NaN,
        };
    }
}
