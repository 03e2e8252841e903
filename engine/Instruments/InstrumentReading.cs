using System.Collections.Immutable;

namespace Diagnostics.Engine.Instruments;

/// <summary>What came of reading a file: an instrument, or every fault of it at once. Never both.</summary>
/// <param name="Instrument">The instrument, or null when there are faults.</param>
/// <param name="Faults">The faults; empty when there is an instrument.</param>
public sealed record InstrumentReading(Instrument? Instrument, ImmutableArray<InstrumentFault> Faults);
