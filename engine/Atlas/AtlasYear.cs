using System.Collections.Immutable;

namespace Diagnostics.Engine.Atlas;

/// <summary>
/// The atlas of one year: immutable and closed in itself (every code it mentions stands in it); a changed word is a new version.
/// </summary>
/// <param name="Id">Identifier, e.g. "russia".</param>
/// <param name="Year">The year it is for.</param>
/// <param name="Version">Version within the year, e.g. "1.0.0".</param>
/// <param name="Title">Title people see.</param>
/// <param name="Note">What a reader must know about all of it.</param>
/// <param name="ContentHash">SHA-256 over the canonical JSON, lower-case hex.</param>
public sealed record AtlasYear(string Id, int Year, string Version, string Title, string Note, string ContentHash)
{
    public required ImmutableArray<AtlasSource> Sources { get; init; }

    public required ImmutableArray<Sector> Sectors { get; init; }

    public required ImmutableArray<Profession> Professions { get; init; }

    public required ImmutableArray<Direction> Directions { get; init; }

    public required ImmutableArray<SchoolProfile> Profiles { get; init; }

    public required ImmutableArray<AtlasLink> Links { get; init; }
}
