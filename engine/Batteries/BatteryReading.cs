using System.Collections.Immutable;
using Diagnostics.Engine.Instruments;

namespace Diagnostics.Engine.Batteries;

/// <summary>What came of reading a file: a battery, or every fault of it at once. Never both.</summary>
/// <param name="Battery">The battery, or null when there are faults.</param>
/// <param name="Faults">The faults; empty when there is a battery.</param>
public sealed record BatteryReading(Battery? Battery, ImmutableArray<InstrumentFault> Faults);
