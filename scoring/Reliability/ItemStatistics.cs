using Diagnostics.Scoring.Keys;
using Diagnostics.Scoring.Moments;

namespace Diagnostics.Scoring.Reliability;

/// <summary>What one item contributes to its scale, over the complete rows; NaN = not available.</summary>
public sealed record ItemStatistics
{
    private ItemStatistics(ItemKey item) => Item = item;

    /// <summary>The item.</summary>
    public ItemKey Item { get; }

    /// <summary>Mean of the points, after reversal; NaN without complete rows.</summary>
    public double Mean { get; private init; }

    /// <summary>Sample SD (n − 1) of the points; NaN with fewer than two complete rows.</summary>
    public double StandardDeviation { get; private init; }

    /// <summary>Correlation with the total score, the item among it; NaN when item or total is constant.</summary>
    public double ItemTotalCorrelation { get; private init; }

    /// <summary>Correlation with the sum of the other items; NaN when the item or that sum is constant, so also with one item.</summary>
    public double ItemRestCorrelation { get; private init; }

    /// <summary>Alpha of the scale without the item.</summary>
    public double AlphaIfDeleted { get; internal init; }

    /// <summary>Loading λ on the one common factor, items with variance 1.</summary>
    public double Loading { get; private init; }

    /// <summary>Uniqueness ψ beside the one common factor, items with variance 1.</summary>
    public double Uniqueness { get; private init; }

    /// <summary>Share of respondents without an answer to the item, over all rows, 0..1; NaN without rows.</summary>
    public double Missing { get; private init; }

    /// <summary>
    /// Share of respondents whose last answer lies before the item, over all rows, 0..1; NaN unless a blank counts 0 points.
    /// </summary>
    public double NotReached { get; private init; }

    /// <summary>
    /// p, mean points over the most an answer can bring, 0..1, over everybody who answered the item, or, where a blank counts 0 points,
    /// over everybody who reached it. Defined for items of a <see cref="CriterionScale"/> and for items of 0 and 1 points; otherwise NaN,
    /// as without such respondents.
    /// </summary>
    public double Difficulty { get; private init; }

    internal static ItemStatistics Of(ScaleSample sample, int item, ScaledSums sums, OneFactorSolution factor)
    {
        CrossProducts products = sample.Products;
        Int128 own = products.ScaledCovariance(item, item);
        Int128 withTotal = ScaledSums.WithTotal(products, item);
        ItemTally tally = sample.Tallies[item];
        return new ItemStatistics(sample.Scale.Items[item])
        {
            Mean = products.Mean(item),
            StandardDeviation = Math.Sqrt(products.Covariance(item, item)),
            ItemTotalCorrelation = CrossProducts.Correlation(withTotal, own, sums.Total),
            ItemRestCorrelation = CrossProducts.Correlation(withTotal - own, own, sums.Without(products, item).Total),
            AlphaIfDeleted = InternalConsistency.Alpha(sums.Without(products, item)),
            Loading = factor.Loadings[item],
            Uniqueness = factor.Uniquenesses[item],
            Missing = (double)tally.Blanks / sample.Rows,
            NotReached = sample.Scale.Missing is MissingRule.Zero ? (double)tally.NotReached / sample.Rows : double.NaN,
            Difficulty = DifficultyOf(sample, item),
        };
    }

    private static double DifficultyOf(ScaleSample sample, int item)
    {
        ItemKey key = sample.Scale.Items[item];
        ItemTally tally = sample.Tallies[item];
        long rows = sample.Rows - (sample.Scale.Missing is MissingRule.Zero ? tally.NotReached : tally.Blanks);
        bool isDefined = sample.Scale is CriterionScale || (key.Lowest == 0 && key.Highest == 1);
        return isDefined && rows > 0 && key.Highest > 0 ? (double)tally.Points / ((double)rows * key.Highest) : double.NaN;
    }
}
