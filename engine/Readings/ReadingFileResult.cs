using System.Collections.Immutable;
using Diagnostics.Engine.Instruments;

namespace Diagnostics.Engine.Readings;

/// <summary>What came of reading a file: readings, or every fault of it at once. Never both.</summary>
/// <param name="Readings">The readings, or null when there are faults.</param>
/// <param name="Faults">The faults; empty when there are readings.</param>
public sealed record ReadingFileResult(InstrumentReadings? Readings, ImmutableArray<InstrumentFault> Faults);
