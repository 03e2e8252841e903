using Diagnostics.Scoring.Moments;

namespace Diagnostics.Scoring.Reliability;

/// <summary>Trace and sum of the items' covariances, times n(n − 1), exact: ratios of them do not depend on the order of items.</summary>
/// <param name="Items">k.</param>
/// <param name="Trace">Sum of the items' variances.</param>
/// <param name="Total">Variance of the total score.</param>
internal readonly record struct ScaledSums(int Items, Int128 Trace, Int128 Total)
{
    public static ScaledSums Of(CrossProducts products)
    {
        Int128 trace = 0;
        Int128 total = 0;
        for (int first = 0; first < products.Variables; first++)
        {
            Int128 variance = products.ScaledCovariance(first, first);
            trace += variance;
            total += variance;
            for (int second = 0; second < first; second++)
            {
                total += 2 * products.ScaledCovariance(first, second);
            }
        }

        return new ScaledSums(products.Variables, trace, total);
    }

    /// <summary>The same without one item.</summary>
    public ScaledSums Without(CrossProducts products, int item)
    {
        Int128 variance = products.ScaledCovariance(item, item);
        return new ScaledSums(Items - 1, Trace - variance, Total - (2 * WithTotal(products, item)) + variance);
    }

    /// <summary>Covariance of an item with the total score, times n(n − 1).</summary>
    public static Int128 WithTotal(CrossProducts products, int item)
    {
        Int128 sum = 0;
        for (int other = 0; other < products.Variables; other++)
        {
            sum += products.ScaledCovariance(item, other);
        }

        return sum;
    }
}
