using Diagnostics.Scoring.Irt;

namespace Diagnostics.Scoring.Linking;

/// <summary>An item calibrated on both scales.</summary>
/// <param name="From">On the scale that is moved.</param>
/// <param name="To">On the scale that stays.</param>
public readonly record struct CommonItem(ItemParameters From, ItemParameters To);
