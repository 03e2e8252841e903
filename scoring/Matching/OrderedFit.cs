namespace Diagnostics.Scoring.Matching;

/// <summary>A fit and, beside it, the demand.</summary>
/// <param name="Fit">The fit, as the bands gave it.</param>
/// <param name="Demand">Demand index in its source's unit; NaN = unknown.</param>
public sealed record OrderedFit(BandedFit Fit, double Demand);
