using System.Collections.Immutable;

namespace Diagnostics.Scoring.Adaptive;

/// <summary>What comes next: an item, or the end.</summary>
/// <param name="Item">The item to give; −1 at the end.</param>
/// <param name="Stop">Why the test ends; null while it goes on.</param>
/// <param name="PassedOver">Better items that exposure control kept back; this person does not get them any more.</param>
public readonly record struct AdaptiveMove(int Item, StopReason? Stop, ImmutableArray<int> PassedOver);
