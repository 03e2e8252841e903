using System.Collections.Immutable;
using Diagnostics.Scoring.Keys;
using Diagnostics.Scoring.Reliability;
using Diagnostics.Scoring.Responses;

namespace Diagnostics.Scoring.Quality;

/// <summary>
/// Even–odd consistency: does a person answer the two halves of every scale alike? Each scale's items are split by their position in the
/// key; the halves' means are correlated across scales and stepped up to full length (Jackson, 1976†; Meade &amp; Craig, 2012†). With six
/// scales it is very noisy, so it is never a ground of its own.
/// </summary>
/// <param name="Correlation">r of odd and even means across scales, −1..1; NaN = not available.</param>
/// <param name="Consistency">
/// Spearman–Brown 2r / (1 + r), not below −1, so that every r ≤ −1/3 gives −1; high is consistent; NaN = not available.
/// </param>
public readonly record struct EvenOdd(double Correlation, double Consistency)
{
    /// <summary>With two scales every correlation is 1 or −1, so fewer than three say nothing.</summary>
    public const int LeastScales = 3;

    /// <summary>The index as careless 1.2 writes it since it turned the sign: high is inconsistent; NaN = not available.</summary>
    public double CarelessSign => 0 - Consistency;

    /// <summary>Measures one respondent.</summary>
    /// <param name="rated">The rated items of the key.</param>
    /// <param name="answers">Valid codes, <see cref="ResponseMatrix.Missing"/> = no answer, [columns of the key].</param>
    /// <returns>
    /// Both numbers. A half's mean is over its answered items, in keyed points: reversed items are turned first, because the two halves
    /// of one scale agree only when both point the same way. A scale with one half empty (one item, or none answered) is left out; with
    /// fewer than <see cref="LeastScales"/> scales left, or equal means in all odd or in all even halves, both are not available.
    /// </returns>
    public static EvenOdd Of(RatedItems rated, ReadOnlySpan<byte> answers)
    {
        ArgumentNullException.ThrowIfNull(rated);
        Span<double> odd = rated.Scales.Length <= 64 ? stackalloc double[rated.Scales.Length] : new double[rated.Scales.Length];
        Span<double> even = rated.Scales.Length <= 64 ? stackalloc double[rated.Scales.Length] : new double[rated.Scales.Length];
        int scales = 0;
        foreach (RatedHalves halves in rated.Scales)
        {
            odd[scales] = Mean(halves.Odd, answers);
            even[scales] = Mean(halves.Even, answers);
            scales += double.IsNaN(odd[scales] + even[scales]) ? 0 : 1;
        }

        double r = scales < LeastScales ? double.NaN : Pearson(odd[..scales], even[..scales]);
        return new EvenOdd(r, r <= -1.0 / 3 ? -1 : InternalConsistency.SpearmanBrown(r));
    }

    /// <summary>NaN when nothing was answered.</summary>
    private static double Mean(ImmutableArray<ItemKey.Rating> items, ReadOnlySpan<byte> answers)
    {
        int answered = 0;
        int sum = 0;
        foreach (ItemKey.Rating item in items)
        {
            if (answers[item.Item] != ResponseMatrix.Missing)
            {
                sum += item.PointsFor(answers[item.Item]);
                answered++;
            }
        }

        return answered == 0 ? double.NaN : (double)sum / answered;
    }

    /// <summary>NaN when either side does not vary, told by equality and not by a sum of squares that rounding keeps off 0.</summary>
    private static double Pearson(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        if (!first.ContainsAnyExcept(first[0]) || !second.ContainsAnyExcept(second[0]))
        {
            return double.NaN;
        }

        double firstMean = Sum(first) / first.Length;
        double secondMean = Sum(second) / second.Length;
        double products = 0;
        double firstSquares = 0;
        double secondSquares = 0;
        for (int place = 0; place < first.Length; place++)
        {
            double x = first[place] - firstMean;
            double y = second[place] - secondMean;
            products += x * y;
            firstSquares += x * x;
            secondSquares += y * y;
        }

        return Math.Clamp(products / Math.Sqrt(firstSquares * secondSquares), -1, 1);
    }

    private static double Sum(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (double value in values)
        {
            sum += value;
        }

        return sum;
    }
}
