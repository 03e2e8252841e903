using System.Collections.Immutable;
using Diagnostics.Scoring.Keys;
using Diagnostics.Scoring.Moments;

namespace Diagnostics.Scoring.Reliability;

/// <summary>
/// Distribution, reliability and items of one scale over a sample's complete rows. Every coefficient is defined at
/// <see cref="InternalConsistency"/>, <see cref="OneFactorSolution"/> or <see cref="FeldtInterval"/>; NaN = not available.
/// </summary>
public sealed record ScaleStatistics
{
    private const double LargestNotReachedShare = 0.2;

    private ScaleStatistics(ComparableScale scale) => Scale = scale;

    /// <summary>The scale.</summary>
    public ComparableScale Scale { get; }

    /// <summary>Respondents seen, complete or not.</summary>
    public long Rows { get; private init; }

    /// <summary>Rows left out because the scale's last items were not reached; a large share says that the section was speeded.</summary>
    public long NotReached { get; private init; }

    /// <summary>
    /// Whether the section was speeded: fewer than four in five reached the scale's last item (Swineford, 1974 †). Then every reliability
    /// is NaN: the rows that are left are the fast ones, and where answers stop together by the clock alpha measures pace.
    /// </summary>
    public bool IsSpeeded => NotReached > LargestNotReachedShare * Rows;

    /// <summary>Distribution of the total scores, in points.</summary>
    public required FrequencyMoments Totals { get; init; }

    /// <summary>Coefficient alpha; KR-20 for items of 0 and 1.</summary>
    public double Alpha { get; private init; }

    /// <summary>Standardised alpha.</summary>
    public double StandardisedAlpha { get; private init; }

    /// <summary>Mean correlation between items.</summary>
    public double MeanInterItemCorrelation { get; private init; }

    /// <summary>Guttman's λ2 on covariances.</summary>
    public double Lambda2 { get; private init; }

    /// <summary>Guttman's λ6 on correlations.</summary>
    public double Lambda6 { get; private init; }

    /// <summary>The one-factor solution omega rests on.</summary>
    public required OneFactorSolution Factor { get; init; }

    /// <summary>Omega total of the items as they are, with their own SDs.</summary>
    public double Omega { get; private init; }

    /// <summary>Omega total of the standardised items.</summary>
    public double StandardisedOmega { get; private init; }

    /// <summary>Correlation of the odd and the even half.</summary>
    public double SplitHalfCorrelation { get; private init; }

    /// <summary>Spearman–Brown reliability from the two halves.</summary>
    public double SplitHalf => InternalConsistency.SpearmanBrown(SplitHalfCorrelation);

    /// <summary>Standard error of measurement by alpha, in points.</summary>
    public double StandardErrorByAlpha => InternalConsistency.StandardError(Totals.StandardDeviation, Alpha);

    /// <summary>Standard error of measurement by omega, in points.</summary>
    public double StandardErrorByOmega => InternalConsistency.StandardError(Totals.StandardDeviation, Omega);

    /// <summary>Standard error of measurement by alpha, in T points (SD 10).</summary>
    public double StandardErrorOfTByAlpha => InternalConsistency.StandardError(10, Alpha);

    /// <summary>Standard error of measurement by omega, in T points (SD 10).</summary>
    public double StandardErrorOfTByOmega => InternalConsistency.StandardError(10, Omega);

    /// <summary>95 % confidence interval of alpha.</summary>
    public FeldtInterval AlphaInterval { get; private init; }

    /// <summary>The items in key order.</summary>
    public ImmutableArray<ItemStatistics> Items { get; private init; }

    /// <summary>Computes everything.</summary>
    /// <param name="sample">The sample; may be empty, then only the counts and shares of its rows are available.</param>
    /// <returns>The statistics.</returns>
    public static ScaleStatistics Of(ScaleSample sample)
    {
        ArgumentNullException.ThrowIfNull(sample);
        CrossProducts products = sample.Products;
        var correlations = ItemCorrelations.Of(products);
        OneFactorSolution factor = OneFactorModel.Fit(correlations);
        double[] deviations = [.. Enumerable.Range(0, products.Variables).Select(item => Math.Sqrt(products.Covariance(item, item)))];
        double[] units = [.. deviations.Select(_ => 1.0)];
        var sums = ScaledSums.Of(products);
        double alpha = InternalConsistency.Alpha(sums);
        var statistics = new ScaleStatistics(sample.Scale)
        {
            Rows = sample.Rows,
            NotReached = sample.NotReached,
            Totals = FrequencyMoments.Of(0, sample.Totals),
            Alpha = alpha,
            StandardisedAlpha = InternalConsistency.StandardisedAlpha(sample),
            MeanInterItemCorrelation = InternalConsistency.MeanInterItemCorrelation(sample),
            Lambda2 = InternalConsistency.Lambda2(sample),
            Lambda6 = InternalConsistency.Lambda6(correlations),
            Factor = factor,
            Omega = factor.Omega(deviations),
            StandardisedOmega = factor.Omega(units),
            SplitHalfCorrelation = InternalConsistency.SplitHalfCorrelation(sample),
            AlphaInterval = FeldtInterval.Of(alpha, sample.Complete, products.Variables),
            Items = [.. Enumerable.Range(0, products.Variables).Select(item => ItemStatistics.Of(sample, item, sums, factor))],
        };
        return statistics.IsSpeeded ? statistics.WithoutReliability() : statistics;
    }

    private ScaleStatistics WithoutReliability() => this with
    {
        Alpha = double.NaN,
        StandardisedAlpha = double.NaN,
        Lambda2 = double.NaN,
        Lambda6 = double.NaN,
        Omega = double.NaN,
        StandardisedOmega = double.NaN,
        SplitHalfCorrelation = double.NaN,
        AlphaInterval = new FeldtInterval(double.NaN, double.NaN),
        Items = [.. Items.Select(item => item with { AlphaIfDeleted = double.NaN })],
    };
}
