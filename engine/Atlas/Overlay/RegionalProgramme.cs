using System.Collections.Immutable;

namespace Diagnostics.Engine.Atlas.Overlay;

/// <summary>A place to learn or try something.</summary>
/// <param name="Id">Identifier inside the region.</param>
/// <param name="Kind">programme, trial, excursion or resource.</param>
/// <param name="Link">https address, or null.</param>
/// <param name="Adapted">Whether it is open to people with disabilities.</param>
/// <param name="Source">Who said so.</param>
/// <param name="Date">When, ISO.</param>
public sealed record RegionalProgramme(
    string Id, string Title, string Kind, string Organisation, string Address, string? Link, bool Adapted, string Source, string Date)
{
    public double? Latitude { get; init; }

    public double? Longitude { get; init; }

    public int? AgeFrom { get; init; }

    public int? AgeTo { get; init; }

    /// <summary>Identifiers of sectors of the atlas.</summary>
    public required ImmutableArray<string> Sectors { get; init; }

    /// <summary>Codes of professions of the atlas.</summary>
    public required ImmutableArray<string> Professions { get; init; }
}
