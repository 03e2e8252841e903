namespace Diagnostics.Scoring.Linking;

/// <summary>How two scales are brought together by common items.</summary>
public enum LinkMethod
{
    /// <summary>Mean and deviation of the thresholds become equal (Marco, 1977†).</summary>
    MeanSigma,

    /// <summary>Means of slopes and of thresholds become equal (Loyd &amp; Hoover, 1980†).</summary>
    MeanMean,

    /// <summary>The expected sums of points over the common items become as close as they can (Stocking &amp; Lord, 1983†).</summary>
    StockingLord,
}
