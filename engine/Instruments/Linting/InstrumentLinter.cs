using System.Collections.Immutable;

namespace Diagnostics.Engine.Instruments.Linting;

/// <summary>
/// Looks for what a reader cannot refuse and a methodologist would regret: options nobody scores, scales of unequal length, levels that
/// no answer reaches, texts that stand twice, miss a translation, negate twice or make the reader a boy, right answers that their place or
/// length gives away, pictures too heavy for a class; and tells what a form asks of its readers. That no item is reversed is no finding.
/// </summary>
public static class InstrumentLinter
{
    /// <returns>The findings, errors first, then in the order of the file.</returns>
    public static ImmutableArray<LintFinding> Examine(Instrument instrument) => Examine(instrument, ReliabilityRules.Simulate(instrument));

    /// <summary>The same, where the simulation is needed for more than its findings.</summary>
    internal static ImmutableArray<LintFinding> Examine(Instrument instrument, ImmutableArray<(InstrumentForm Form, SimulatedReliability Scale)> simulated) =>
    [
        .. KeyRules.Examine(instrument)
            .Concat(BalanceRules.Examine(instrument))
            .Concat(PairRules.Examine(instrument))
            .Concat(BestWorstRules.Examine(instrument))
            .Concat(TextRules.Examine(instrument))
            .Concat(NegationRules.Examine(instrument))
            .Concat(GenderRules.Examine(instrument))
            .Concat(OptionLengthRules.Examine(instrument))
            .Concat(KeyPositionRules.Examine(instrument))
            .Concat(OrderRules.Examine(instrument))
            .Concat(PictureRules.Examine(instrument))
            .Concat(ReadingLoad.Examine(instrument))
            .Concat(TimeRules.Examine(instrument))
            .Concat(ReliabilityRules.Examine(simulated))
            .OrderByDescending(finding => finding.Severity),
    ];
}
