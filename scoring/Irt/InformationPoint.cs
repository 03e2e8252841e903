namespace Diagnostics.Scoring.Irt;

/// <summary>What an item or a test tells at one θ; sums over items are sums of each.</summary>
/// <param name="Information">I = Σ P'²/P.</param>
/// <param name="Bias">J = Σ P'P''/P; −J/(2I²) is the bias of the maximum likelihood estimate (Warm, 1989†).</param>
/// <param name="Slope">dI/dθ = 2J − Σ P'³/P²; equal to J without guessing.</param>
internal readonly record struct InformationPoint(double Information, double Bias, double Slope)
{
    public static InformationPoint operator +(InformationPoint left, InformationPoint right) =>
        new(left.Information + right.Information, left.Bias + right.Bias, left.Slope + right.Slope);
}
