using System.Collections.Immutable;

namespace Diagnostics.Scoring.Quality;

/// <summary>
/// The cut-offs in use until a school's own respondents give better ones: the outer 2.5 % of 611 real respondents, rounded outwards. They
/// hold for sixty items of five points on six scales and for nothing else.
/// </summary>
public static class QualityCutOffs
{
    private const string High = "97.5th percentile of 611 reference respondents (JobCannon, CC BY 4.0), rounded outwards";
    private const string Low = "2.5th percentile of 611 reference respondents (JobCannon, CC BY 4.0), rounded outwards";

    private static readonly RatingShape Reference = new(Items: 60, Categories: 5, Scales: 6);

    /// <summary>The default cut-offs, one for each index.</summary>
    public static ImmutableArray<QualityCutOff> Default { get; } =
    [
        new(QualityIndex.LongestRun, QualityKind.Monotony, QualitySide.AtOrAbove, 21, Reference, High),
        new(QualityIndex.AverageRun, QualityKind.Monotony, QualitySide.AtOrAbove, 3.5, Reference, High),
        new(QualityIndex.Variability, QualityKind.Monotony, QualitySide.AtOrBelow, 0.6, Reference, Low),
        new(QualityIndex.EvenOddConsistency, QualityKind.Inconsistency, QualitySide.AtOrBelow, -1, Reference, Low + "; the index's floor"),
        new(QualityIndex.MahalanobisDistance, QualityKind.Improbability, QualitySide.AtOrAbove, 121, Reference, High),
        new(
            QualityIndex.MedianSeconds,
            QualityKind.Haste,
            QualitySide.Below,
            ResponseTimes.HastyMilliseconds / 1000.0,
            MadeFor: null,
            "our rule: under a second an item cannot be read"),
    ];
}
