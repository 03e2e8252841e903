namespace Diagnostics.Scoring.Dif;

/// <summary>How large a difference is, by the rules of ETS (Zwick &amp; Ercikan, 1989†; Zwick, Thayer &amp; Mazzeo, 1997†).</summary>
public enum DifClass
{
    /// <summary>Negligible, or not proven.</summary>
    A,

    /// <summary>Moderate.</summary>
    B,

    /// <summary>Large: the item is looked at before it is used again.</summary>
    C,
}
