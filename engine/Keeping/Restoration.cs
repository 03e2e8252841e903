namespace Diagnostics.Engine.Keeping;

/// <summary>How a restore ended.</summary>
/// <param name="CreatedAt">The moment of what was restored, UTC.</param>
/// <param name="Report">What the verification of the unpacked store found.</param>
/// <param name="IsInPlace">False when faults kept it out; then nothing was changed.</param>
/// <param name="MovedAside">Where the store that was there is now; null when there was none.</param>
public sealed record Restoration(DateTimeOffset CreatedAt, StoreReport Report, bool IsInPlace, string? MovedAside);
