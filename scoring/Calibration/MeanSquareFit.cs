namespace Diagnostics.Scoring.Calibration;

/// <summary>
/// How much answers to one item scatter around what the model expects, as shares of what it expects (mean squares; Wright &amp; Masters, 1982†). 1 is as expected; above: more scatter, answers go
/// their own way; below: less, answers repeat what the others say. NaN = not available.
/// </summary>
/// <param name="Infit">Squared residuals over their variances, each summed first: weighs respondents most for whom the item is telling.</param>
/// <param name="Outfit">Mean of squared standardised residuals: sees single unexpected answers of those far from the item.</param>
public readonly record struct MeanSquareFit(double Infit, double Outfit);
