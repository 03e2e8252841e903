namespace Diagnostics.Scoring.Irt;

/// <summary>Where a person stands on the trait.</summary>
/// <param name="Theta">θ; −∞ or +∞ where the likelihood has its highest value there; NaN = not available.</param>
/// <param name="StandardError">
/// From the information the answered items are expected to give at θ (for EAP: standard deviation of the posterior); NaN where θ is not finite.
/// </param>
/// <param name="ObservedError">From the curvature of what was maximised at these very answers; NaN where that is not stated.</param>
public readonly record struct AbilityEstimate(double Theta, double StandardError, double ObservedError)
{
    /// <summary>There is no estimate.</summary>
    public static AbilityEstimate NotAvailable => new(double.NaN, double.NaN, double.NaN);
}
