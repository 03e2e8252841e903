using MathNet.Numerics;

namespace Diagnostics.Scoring.Calibration;

/// <summary>How well one item of two categories follows its curve among respondents of equal totals: S-X² (Orlando &amp; Thissen, 2000, Applied Psychological Measurement 24, 50–64†).</summary>
/// <param name="ChiSquared">Σ n(observed − expected)²/(expected(1 − expected)) over groups of totals; NaN = not available.</param>
/// <param name="Freedom">Groups less free parameters of the item; not available when under 1.</param>
/// <param name="Groups">Groups of totals; neighbouring totals are joined until right and wrong are expected once at least in each.</param>
public readonly record struct SumScoreFit(double ChiSquared, int Freedom, int Groups)
{
    /// <summary>Upper tail of chi-squared, 0..1; small: the item does not follow the model. NaN = not available.</summary>
    public double Probability => double.IsNaN(ChiSquared) ? double.NaN : SpecialFunctions.GammaUpperRegularized(Freedom / 2.0, ChiSquared / 2);
}
