namespace Diagnostics.Scoring.Matching;

/// <summary>How a list of occupations is ordered. The list says which.</summary>
public enum FitOrder
{
    /// <summary>By r, then code: the default.</summary>
    Fit,

    /// <summary>By band, within a band by demand, then r, then code. An occupation never leaves its band for demand.</summary>
    BandThenDemand,
}
