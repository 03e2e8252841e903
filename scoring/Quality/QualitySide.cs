namespace Diagnostics.Scoring.Quality;

/// <summary>On which side of a cut-off a number is unusual.</summary>
public enum QualitySide
{
    /// <summary>At the cut-off or below it.</summary>
    AtOrBelow,

    /// <summary>Below the cut-off.</summary>
    Below,

    /// <summary>At the cut-off or above it.</summary>
    AtOrAbove,
}
