namespace Diagnostics.Engine.Batteries;

/// <summary>
/// What a browser receives of a battery: texts and formats, never keys, solutions or norms. Static bytes under their own hash.
/// </summary>
/// <param name="Hash">SHA-256 of <paramref name="Json"/>, lower-case hex.</param>
/// <param name="Json">UTF-8 JSON, see "The package" in engine/README.md.</param>
public sealed record BatteryPackage(string Hash, ReadOnlyMemory<byte> Json);
