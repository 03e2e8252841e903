using System.Collections.Immutable;

namespace Diagnostics.Engine.Atlas.Overlay;

/// <summary>Which sectors of an atlas a code of a forecast belongs to, by the professions it covers or leads to.</summary>
internal sealed class SectorCodes(AtlasYear atlas)
{
    private readonly HashSet<string> _sectors = [.. atlas.Sectors.Select(sector => sector.Id)];

    private readonly Dictionary<string, string> _professions = atlas.Professions.ToDictionary(one => one.Code, one => one.Sector, StringComparer.Ordinal);

    private readonly ILookup<string, string> _directions = atlas.Professions.SelectMany(one => one.Ways.Select(way => (way, one.Sector))).ToLookup(one => one.way, one => one.Sector, StringComparer.Ordinal);

    // A group of fewer digits covers the groups that begin with it.
    private readonly ILookup<string, string> _groups = atlas.Professions.Where(one => one.Okz is not null)
        .SelectMany(one => Enumerable.Range(1, one.Okz!.Length).Select(digits => (Group: one.Okz[..digits], one.Sector))).ToLookup(one => one.Group, one => one.Sector, StringComparer.Ordinal);

    /// <returns>None of a code the atlas has no more: a forecast is stored longer than an atlas.</returns>
    public ImmutableArray<string> Of(RegionalDemand need) => need.System switch
    {
        DemandCodes.Profession => _professions.TryGetValue(need.Code, out string? sector) ? [sector] : [],
        DemandCodes.Okz => [.. _groups[need.Code].Distinct(StringComparer.Ordinal)],
        DemandCodes.Direction => [.. _directions[need.Code].Distinct(StringComparer.Ordinal)],
        DemandCodes.Sector => _sectors.Contains(need.Code) ? [need.Code] : [],
    };
}
