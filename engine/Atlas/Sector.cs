namespace Diagnostics.Engine.Atlas;

/// <summary>A part of a region's economy; without norms a student is shown sectors, not a ranked list of professions.</summary>
public sealed record Sector(string Id, string Title, string Description);
