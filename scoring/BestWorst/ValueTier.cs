namespace Diagnostics.Scoring.BestWorst;

/// <summary>Where a value stands for a person. Never finer than three: the order inside a tier would mostly be chance.</summary>
public enum ValueTier
{
    /// <summary>None of the value's sets was answered.</summary>
    NotAvailable,

    /// <summary>Given up for others, and that holds when the sets are drawn again.</summary>
    Low,

    /// <summary>Neither can be said.</summary>
    Middle,

    /// <summary>Preferred to others, and that holds when the sets are drawn again.</summary>
    High,
}
