namespace Diagnostics.Scoring.Calibration;

/// <summary>What is believed of a slope before the answers: log a is normal, so that a stays above 0. Density of log a, mode exp(mean).</summary>
/// <param name="Mean">Mean of log a, finite.</param>
/// <param name="Deviation">Deviation of log a, above 0.</param>
public sealed record SlopePrior(double Mean, double Deviation)
{
    /// <summary>Mean of log a, finite.</summary>
    public double Mean { get; } = double.IsFinite(Mean) ? Mean : throw new ArgumentOutOfRangeException(nameof(Mean), Mean, "A finite number.");

    /// <summary>Deviation of log a, above 0.</summary>
    public double Deviation { get; } =
        Deviation > 0 && double.IsFinite(Deviation) ? Deviation : throw new ArgumentOutOfRangeException(nameof(Deviation), Deviation, "Above 0.");

    /// <summary>log of the density without its constant; −∞ for a slope that is not above 0.</summary>
    internal double LogDensity(double slope) => slope > 0 ? -Square((Math.Log(slope) - Mean) / Deviation) / 2 : double.NegativeInfinity;

    /// <summary>Its derivative by a.</summary>
    internal double Slope(double slope) => -(Math.Log(slope) - Mean) / (Deviation * Deviation * slope);

    /// <summary>Minus its second derivative by a; may be negative far out.</summary>
    internal double Curvature(double slope) => (1 - (Math.Log(slope) - Mean)) / Square(Deviation * slope);

    /// <summary>A curvature that is never negative, for climbing.</summary>
    internal double ClimbingCurvature(double slope) => 1 / Square(Deviation * slope);

    private static double Square(double number) => number * number;
}
