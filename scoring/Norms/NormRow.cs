namespace Diagnostics.Scoring.Norms;

/// <summary>What a norm table says of one raw score.</summary>
public readonly record struct NormRow
{
    /// <summary>Raw score, in points.</summary>
    public required int Raw { get; init; }

    /// <summary>How many of the norm group have it.</summary>
    public required long Frequency { get; init; }

    /// <summary>How many are strictly below.</summary>
    public required long CumulativeBelow { get; init; }

    /// <summary>
    /// Mid-rank percentile 100·(below + f/2)/N (Crocker &amp; Algina, 1986†), 0..100: strictly inside for a score that occurred, 0 and 100
    /// only for scores beyond all that did. NaN without respondents.
    /// </summary>
    public required double PercentileMidRank { get; init; }

    /// <summary>Share at or below, in percent, 0..100; NaN without respondents.</summary>
    public required double PercentileAtOrBelow { get; init; }

    /// <summary>(x − M)/SD; NaN when SD is 0 or not available.</summary>
    public required double LinearZ { get; init; }

    /// <summary>Φ⁻¹ of the mid-rank share, clipped to 0.5/N .. 1 − 0.5/N; NaN without respondents.</summary>
    public required double NormalisedZ { get; init; }

    /// <summary>Expected frequency after smoothing; NaN when there is none.</summary>
    public required double SmoothedFrequency { get; init; }

    /// <summary>Mid-rank percentile of the smoothed frequencies; NaN when there is none.</summary>
    public required double SmoothedPercentile { get; init; }

    /// <summary>Φ⁻¹ of the smoothed mid-rank share, at most ±8.2 (a share of 2⁻⁵³); NaN when there is none.</summary>
    public required double SmoothedZ { get; init; }

    /// <summary>50 + 10·<see cref="LinearZ"/>.</summary>
    public double LinearT => StandardScale.T(LinearZ);

    /// <summary>50 + 10·<see cref="NormalisedZ"/>.</summary>
    public double NormalisedT => StandardScale.T(NormalisedZ);

    /// <summary><see cref="NormalisedT"/> rounded half up and clipped to 20..80; null = not available.</summary>
    public int? NormalisedTRounded => StandardScale.RoundedT(NormalisedT);

    /// <summary>50 + 10·<see cref="SmoothedZ"/>.</summary>
    public double SmoothedT => StandardScale.T(SmoothedZ);
}
