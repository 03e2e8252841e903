using Diagnostics.Scoring.Adaptive;

namespace Diagnostics.Engine.Adaptive;

/// <summary>What a simulation of precision is made from.</summary>
/// <param name="Bank">The bank; its parameters are taken for the truth.</param>
/// <param name="Rules">How the adaptive test goes.</param>
/// <param name="FixedLength">Tasks of the fixed forms, 1 .. those of the bank.</param>
public sealed record PrecisionOptions(ItemBank Bank, AdaptiveRules Rules, int FixedLength)
{
    /// <summary>Simulated persons, 1 or more, N(0, 1).</summary>
    public int Persons { get; init; } = 2_000;

    /// <summary>The same seed gives the same persons and the same tests.</summary>
    public int Seed { get; init; } = 1;
}
