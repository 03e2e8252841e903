namespace Diagnostics.Engine.Atlas.Overlay;

/// <summary>A template of addresses that a region adds to those of the atlas.</summary>
/// <param name="Source">Who said so.</param>
/// <param name="Date">When, ISO.</param>
public sealed record RegionalLink(AtlasLink Link, string Source, string Date);
