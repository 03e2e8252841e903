namespace Diagnostics.Engine.Recommendations;

/// <summary>
/// What a region offers beside a recommendation: where to try what is shown, and where to read on. No part of the rule or of the hash.
/// </summary>
/// <param name="Places">Every place named below, once.</param>
/// <param name="Sectors">Sectors of the tiers that have a place.</param>
/// <param name="Professions">Professions shown that have a place or a link.</param>
/// <param name="Directions">Study directions shown that have a link.</param>
public sealed record RegionView(
    IReadOnlyList<PlaceView> Places,
    IReadOnlyList<NearSector> Sectors,
    IReadOnlyList<NearProfession> Professions,
    IReadOnlyList<NearDirection> Directions);

/// <param name="Kind">trial, programme, excursion or resource.</param>
/// <param name="Address">Empty when it is nowhere in particular.</param>
/// <param name="Link">https address, or null.</param>
/// <param name="Adapted">Whether it is open to people with disabilities: a fact told to everybody.</param>
/// <param name="Date">When the source said so, ISO.</param>
public sealed record PlaceView(
    string Id,
    string Title,
    string Kind,
    string Organisation,
    string Address,
    string? Link,
    int? AgeFrom,
    int? AgeTo,
    bool Adapted,
    string Source,
    string Date);

/// <summary>The first places of a list, and how many there are.</summary>
/// <param name="Places">Identifiers.</param>
/// <param name="Total">Places that fit, those left out here included.</param>
public sealed record NearList(IReadOnlyList<string> Places, int Total);

/// <param name="Near">Places that name the sector.</param>
public sealed record NearSector(string Id, NearList Near);

/// <param name="Named">Places that name the profession.</param>
/// <param name="Sector">Places that name its sector only: for where a profession stands without its sector's heading.</param>
public sealed record NearProfession(string Code, NearList Named, NearList Sector, IReadOnlyList<RegionLinkView> Links);

public sealed record NearDirection(string Code, IReadOnlyList<RegionLinkView> Links);

/// <param name="Id">Of the template of addresses in the overlay.</param>
/// <param name="Source">Who said that the address leads there.</param>
/// <param name="Date">When, ISO.</param>
public sealed record RegionLinkView(string Id, string Title, string Url, string Source, string Date);
