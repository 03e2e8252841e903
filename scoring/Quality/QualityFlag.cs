namespace Diagnostics.Scoring.Quality;

/// <summary>One cut-off laid beside one person's number, with everything a psychologist needs to judge it.</summary>
/// <param name="CutOff">The cut-off with its origin.</param>
/// <param name="Value">The person's number, in the index's unit; NaN = not available.</param>
/// <param name="State">What became of it.</param>
public sealed record QualityFlag(QualityCutOff CutOff, double Value, QualityFlagState State)
{
    /// <summary>Whether the flag is up.</summary>
    public bool IsRaised => State == QualityFlagState.Raised;
}
