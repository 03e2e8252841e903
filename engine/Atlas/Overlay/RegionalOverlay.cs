using System.Collections.Immutable;

namespace Diagnostics.Engine.Atlas.Overlay;

/// <summary>What a region adds to an atlas: where to try something, and how much a profession is asked for. Not in the atlas itself.</summary>
/// <param name="Region">Name of the region.</param>
/// <param name="Year">Year of the atlas it was checked against.</param>
public sealed record RegionalOverlay(string Region, int Year)
{
    /// <summary>Rows of kind programme, trial and excursion.</summary>
    public ImmutableArray<RegionalProgramme> Programmes { get; init; } = [];

    /// <summary>Rows of kind resource: sites and collections to read.</summary>
    public ImmutableArray<RegionalProgramme> Resources { get; init; } = [];

    public ImmutableArray<RegionalDemand> Demand { get; init; } = [];

    /// <summary>Addresses made from codes, as an atlas has them.</summary>
    public ImmutableArray<RegionalLink> Links { get; init; } = [];
}
