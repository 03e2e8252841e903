using MathNet.Numerics;

namespace Diagnostics.Scoring.Calibration;

/// <summary>
/// How well one item follows its curve among respondents of equal totals: S-X² (Orlando &amp; Thissen, 2000, Applied Psychological Measurement 24, 50–64†), for more than two categories in the form
/// of Kang &amp; Chen (2008, Journal of Educational Measurement 45, 391–406†).
/// </summary>
/// <param name="ChiSquared">Σ (observed − expected)²/expected over cells of totals and categories; NaN = not available.</param>
/// <param name="Freedom">Cells less one in each group of totals, less free parameters of the item; not available when under 1.</param>
/// <param name="Groups">Groups of totals; neighbouring totals are joined until two categories (or neighbours joined) are expected once at least in each.</param>
/// <param name="Respondents">Complete rows with a total that is neither the lowest nor the highest.</param>
public readonly record struct SumScoreFit(double ChiSquared, int Freedom, int Groups, int Respondents)
{
    /// <summary>Upper tail of chi-squared, 0..1; small: the item does not follow the model. NaN = not available.</summary>
    public double Probability => double.IsNaN(ChiSquared) ? double.NaN : SpecialFunctions.GammaUpperRegularized(Freedom / 2.0, ChiSquared / 2);

    /// <summary>
    /// √(max(0, χ² − df)/(df·(n − 1))): how far the item is from its curve, whatever the number of respondents; 0 = as near as chance. Of many thousands a probability finds deviations nobody would see.
    /// NaN = not available.
    /// </summary>
    public double Rmsea => double.IsNaN(ChiSquared) || Respondents < 2 ? double.NaN : Math.Sqrt(Math.Max(0, ChiSquared - Freedom) / (Freedom * (Respondents - 1.0)));
}
