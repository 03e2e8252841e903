namespace Diagnostics.Scoring.Adaptive;

/// <summary>Why an adaptive test ends.</summary>
public enum StopReason
{
    /// <summary>The standard error is small enough.</summary>
    Precise,

    /// <summary>As many items as there may be were given.</summary>
    Longest,

    /// <summary>No item of the bank may be given any more.</summary>
    BankUsedUp,
}
