namespace Diagnostics.Engine.Atlas.Overlay;

/// <summary>How many people of a profession a region says it needs: evidence beside a recommendation, never part of its fit.</summary>
/// <param name="Code">Code of a profession of the atlas.</param>
/// <param name="Source">Who said so.</param>
/// <param name="Date">When, ISO.</param>
public sealed record RegionalDemand(string Code, int Year, int Volume, string Source, string Region, string Date);
