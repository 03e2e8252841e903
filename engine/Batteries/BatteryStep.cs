using Diagnostics.Engine.Instruments;

namespace Diagnostics.Engine.Batteries;

/// <summary>One instrument form in a battery.</summary>
/// <param name="Instrument">The instrument.</param>
/// <param name="Form">The form that is administered.</param>
/// <param name="Minutes">Time budget, for planning a lesson; not a limit.</param>
/// <param name="FirstItem">Position of the step's first item in the battery.</param>
/// <param name="Seconds">The time limit; null for a step that everyone takes to the end.</param>
public sealed record BatteryStep(Instrument Instrument, InstrumentForm Form, int Minutes, int FirstItem, int? Seconds = null);
