using System.Collections.Immutable;
using Diagnostics.Scoring.Irt;

namespace Diagnostics.Scoring.Calibration;

/// <summary>
/// The 61 nodes of <see cref="AbilityGrid.Usual"/>. Tables over nodes have 64 places, so that vectors have no tail; the three behind weigh nothing.
/// </summary>
internal static class NormalNodes
{
    public const int Count = 61;
    public const int Padded = 64;

    /// <summary>θ of the nodes; 0 behind them.</summary>
    public static readonly ImmutableArray<double> Theta = [.. AbilityGrid.Usual.Nodes, .. Enumerable.Repeat(0.0, Padded - Count)];

    /// <summary>log weights; −∞ behind the nodes.</summary>
    public static readonly ImmutableArray<double> LogWeights = [.. AbilityGrid.Usual.LogWeights, .. Enumerable.Repeat(double.NegativeInfinity, Padded - Count)];
}
