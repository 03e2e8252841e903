namespace Diagnostics.Scoring.Quality;

/// <summary>What became of a cut-off for one person.</summary>
public enum QualityFlagState
{
    /// <summary>The number is an ordinary one.</summary>
    Quiet,

    /// <summary>The number is unusual.</summary>
    Raised,

    /// <summary>There is no number: answers or times are missing, or the index is not defined for them.</summary>
    NotAvailable,

    /// <summary>There is a number, but the cut-off was made for an instrument of another shape.</summary>
    NotApplicable,
}
