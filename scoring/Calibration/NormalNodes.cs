using System.Collections.Immutable;

namespace Diagnostics.Scoring.Calibration;

/// <summary>
/// 61 places of θ from −6 to 6 with the weights of N(0, 1), made to sum to 1. Tables over nodes have 64 places, so that vectors have no tail; the three behind weigh nothing.
/// </summary>
internal static class NormalNodes
{
    public const int Count = 61;
    public const int Padded = 64;

    /// <summary>θ of the nodes; 0 behind them.</summary>
    public static readonly ImmutableArray<double> Theta = [.. Enumerable.Range(0, Padded).Select(node => node < Count ? (node - 30) / 5.0 : 0)];

    /// <summary>log weights; −∞ behind the nodes.</summary>
    public static readonly ImmutableArray<double> LogWeights = Normalised();

    private static ImmutableArray<double> Normalised()
    {
        double sum = Theta.Take(Count).Sum(theta => Math.Exp(-theta * theta / 2));
        return [.. Theta.Select((theta, node) => node < Count ? (-theta * theta / 2) - Math.Log(sum) : double.NegativeInfinity)];
    }
}
