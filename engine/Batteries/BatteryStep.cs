using System.Collections.Immutable;
using Diagnostics.Engine.Adaptive;
using Diagnostics.Engine.Instruments;
using Diagnostics.Scoring.Keys;

namespace Diagnostics.Engine.Batteries;

/// <summary>One instrument form in a battery.</summary>
/// <param name="Instrument">The instrument.</param>
/// <param name="Form">The form that is administered.</param>
/// <param name="Minutes">Time budget, for planning a lesson; not a limit.</param>
/// <param name="FirstItem">Position of the step's first item in the battery.</param>
/// <param name="Seconds">The time limit; null for a step that everyone takes to the end.</param>
public sealed record BatteryStep(Instrument Instrument, InstrumentForm Form, int Minutes, int FirstItem, int? Seconds = null)
{
    /// <summary>The student may leave the step out as a whole; the others pass it by item only.</summary>
    public bool Optional { get; init; }

    /// <summary>Its tasks are chosen by the answers; null for a step whose items everybody gets in the same order.</summary>
    public AdaptiveSection? Adaptive { get; init; }

    /// <summary>Items somebody meets who goes through the step to its end.</summary>
    public int Length => Adaptive?.Limits.Most ?? Form.Items.Length;

    /// <summary>Positions in the form of what stands on paper, ascending: all items, of a section whose tasks are chosen by the answers those of its form without a link.</summary>
    public ImmutableArray<int> Printed => Adaptive?.FormWithoutLink ?? [.. Enumerable.Range(0, Form.Items.Length)];

    /// <summary>Its items are tasks with right answers.</summary>
    public bool HasTasks => Form.Key.Scales.Any(scale => scale.Kind == ScaleKind.Criterion);

    /// <summary>The lesson it belongs to, from 1; a later sitting may be on another day.</summary>
    public int Sitting { get; init; } = 1;
}
