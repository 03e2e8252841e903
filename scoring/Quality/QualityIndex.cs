namespace Diagnostics.Scoring.Quality;

/// <summary>The quality numbers that have cut-offs.</summary>
public enum QualityIndex
{
    /// <summary>Longest run of equal answers in administered order, in items.</summary>
    LongestRun,

    /// <summary>Mean run of equal answers in administered order, in items.</summary>
    AverageRun,

    /// <summary>IRV, in code steps.</summary>
    Variability,

    /// <summary>Even–odd consistency, −1..1, high is consistent.</summary>
    EvenOddConsistency,

    /// <summary>D².</summary>
    MahalanobisDistance,

    /// <summary>Median time for an item, in seconds.</summary>
    MedianSeconds,
}
