namespace Diagnostics.Scoring.Norms;

/// <summary>How a raw score becomes a standard score.</summary>
public enum NormMethod
{
    /// <summary>z = (x − M)/SD: keeps the shape of the raw scores' distribution.</summary>
    Linear,

    /// <summary>z = Φ⁻¹ of the percentile: makes the norm group's distribution normal.</summary>
    Normalised,
}
