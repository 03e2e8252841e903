using Diagnostics.Scoring.Moments;

namespace Diagnostics.Scoring.Reliability;

/// <summary>
/// Coefficients of internal consistency from a sample's exact cross-products. NaN means not available and is never a value by default:
/// fewer than two complete rows, fewer than two items, or a variance of 0 where one is divided by. A negative coefficient is reported as
/// it is.
/// </summary>
public static class InternalConsistency
{
    /// <summary>
    /// Coefficient alpha, k/(k − 1)·(1 − tr C / 1ᵀC1) with C the items' covariances (Cronbach, 1951 †); for items of 0 and 1 it is KR-20
    /// (Kuder &amp; Richardson, 1937 †). A constant item stays in.
    /// </summary>
    /// <param name="sample">The sample.</param>
    /// <returns>At most 1; NaN with one item, fewer than two complete rows or when all totals are equal.</returns>
    public static double Alpha(ScaleSample sample)
    {
        ArgumentNullException.ThrowIfNull(sample);
        return Alpha(ScaledSums.Of(sample.Products));
    }

    /// <summary>Mean of the k(k − 1)/2 correlations between items, r̄.</summary>
    /// <param name="sample">The sample.</param>
    /// <returns>−1/(k − 1) .. 1; NaN with one item, fewer than two complete rows or a constant item.</returns>
    public static double MeanInterItemCorrelation(ScaleSample sample)
    {
        ArgumentNullException.ThrowIfNull(sample);
        int items = sample.Products.Variables;
        double sum = 0;
        for (int first = 1; first < items; first++)
        {
            for (int second = 0; second < first; second++)
            {
                sum += sample.Products.Correlation(first, second);
            }
        }

        return items < 2 ? double.NaN : sum / (items * (items - 1) / 2.0);
    }

    /// <summary>Standardised alpha, k·r̄ / (1 + (k − 1)·r̄).</summary>
    /// <param name="sample">The sample.</param>
    /// <returns>At most 1; NaN where r̄ is, and when the standardised items cancel out to a constant.</returns>
    public static double StandardisedAlpha(ScaleSample sample)
    {
        double mean = MeanInterItemCorrelation(sample);
        int items = sample.Products.Variables;
        double denominator = 1 + ((items - 1) * mean);
        return denominator > Singular.Tolerance ? items * mean / denominator : double.NaN;
    }

    /// <summary>
    /// Guttman's λ2 on covariances, 1 − (tr C − √(k/(k − 1)·Σ c²ᵢⱼ)) / 1ᵀC1 over i ≠ j (Guttman, 1945 †). Programs that take correlations
    /// instead differ in the third decimal.
    /// </summary>
    /// <param name="sample">The sample.</param>
    /// <returns>Not below alpha; NaN as <see cref="Alpha(ScaleSample)"/>.</returns>
    public static double Lambda2(ScaleSample sample)
    {
        ArgumentNullException.ThrowIfNull(sample);
        CrossProducts products = sample.Products;
        int items = products.Variables;
        double squares = 0;
        for (int first = 1; first < items; first++)
        {
            for (int second = 0; second < first; second++)
            {
                double covariance = (double)products.ScaledCovariance(first, second);
                squares += 2 * covariance * covariance;
            }
        }

        ScaledSums sums = ScaledSums.Of(products);
        return items < 2 || sums.Total == 0
            ? double.NaN
            : 1 - (((double)sums.Trace - Math.Sqrt(squares * items / (items - 1.0))) / (double)sums.Total);
    }

    /// <summary>Correlation of the totals of the items at odd and at even positions in key order.</summary>
    /// <param name="sample">The sample.</param>
    /// <returns>−1..1; NaN with one item, fewer than two complete rows or a half that is constant.</returns>
    public static double SplitHalfCorrelation(ScaleSample sample)
    {
        ArgumentNullException.ThrowIfNull(sample);
        CrossProducts products = sample.Products;
        Span<Int128> within = [0, 0];
        Int128 between = 0;
        for (int first = 0; first < products.Variables; first++)
        {
            for (int second = 0; second < products.Variables; second++)
            {
                Int128 covariance = products.ScaledCovariance(first, second);
                if (first % 2 == second % 2)
                {
                    within[first % 2] += covariance;
                }
                else if (first < second)
                {
                    between += covariance;
                }
            }
        }

        return CrossProducts.Correlation(between, within[0], within[1]);
    }

    /// <summary>Reliability of the whole from that of its halves, 2r/(1 + r) (Spearman, 1910; Brown, 1910 †).</summary>
    /// <param name="correlation">Correlation of the halves, −1..1.</param>
    /// <returns>At most 1; NaN for −1 and NaN.</returns>
    public static double SpearmanBrown(double correlation) => correlation > -1 ? 2 * correlation / (1 + correlation) : double.NaN;

    /// <summary>Standard error of measurement, SD·√(1 − rel), in the unit of the SD: 10 for T scores.</summary>
    /// <param name="standardDeviation">SD of the scores, not negative.</param>
    /// <param name="reliability">Reliability, at most 1; a negative one gives an error larger than the SD.</param>
    /// <returns>NaN when either is.</returns>
    public static double StandardError(double standardDeviation, double reliability) =>
        standardDeviation * Math.Sqrt(1 - reliability);

    internal static double Lambda6(ItemCorrelations correlations)
    {
        if (!correlations.IsRegular || correlations.Items < 2)
        {
            return double.NaN;
        }

        double unexplained = 0;
        foreach (double diagonal in correlations.InverseDiagonal())
        {
            unexplained += 1 / diagonal;
        }

        return 1 - (unexplained / correlations.Sum);
    }

    internal static double Alpha(ScaledSums sums) => sums.Items < 2 || sums.Total == 0
        ? double.NaN
        : sums.Items / (sums.Items - 1.0) * (double)(sums.Total - sums.Trace) / (double)sums.Total;
}
