using System.Collections.Immutable;
using Diagnostics.Engine.Instruments;
using Diagnostics.Scoring.Norms;

namespace Diagnostics.Engine.Norms;

/// <summary>What came of reading a norm file: norms, or every fault of it at once. Never both.</summary>
/// <param name="Norms">The norms, or null when there are faults.</param>
/// <param name="Faults">The faults; empty when there are norms.</param>
public sealed record NormReading(NormSet? Norms, ImmutableArray<InstrumentFault> Faults);
