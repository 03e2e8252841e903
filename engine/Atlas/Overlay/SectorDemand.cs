using System.Collections.Immutable;

namespace Diagnostics.Engine.Atlas.Overlay;

/// <summary>All forecasts by sector of an atlas. Nothing here says anything of a person or changes a recommendation. Immutable.</summary>
/// <param name="Sectors">Of the atlas, in its order.</param>
/// <param name="Forecasts">The furthest year first.</param>
public sealed record SectorDemand(ImmutableArray<DemandSector> Sectors, ImmutableArray<DemandForecast> Forecasts)
{
    /// <param name="said">All that was ever said: of one day, what stands first counts.</param>
    public static SectorDemand Of(IEnumerable<RegionalDemand> said, AtlasYear atlas)
    {
        SectorCodes codes = new(atlas);
        return new SectorDemand(
            [.. atlas.Sectors.Select(sector => new DemandSector(sector.Id, sector.Title))],
            [
                .. said.GroupBy(need => (need.Year, need.Region, need.System)).OrderByDescending(one => one.Key.Year).ThenBy(one => one.Key.Region, StringComparer.Ordinal)
                    .ThenBy(one => one.Key.System).Select(one => Forecast(one.Key.Year, one.Key.Region, one.Key.System, [.. one], codes)),
            ]);
    }

    private static DemandForecast Forecast(int year, string region, DemandCodes system, RegionalDemand[] all, SectorCodes codes)
    {
        ImmutableArray<RegionalDemand> valid = ValidDemand.Of(all);
        ILookup<int, (RegionalDemand Need, string Sector)> placed = valid.Select(need => (need, Sectors: codes.Of(need))).ToLookup(
            one => Math.Min(one.Sectors.Length, 2), one => (one.need, one.Sectors is [var only] ? only : ""));
        return new DemandForecast(
            year, region, system, valid.Sum(need => (long)need.Volume),
            [.. placed[1].GroupBy(one => one.Sector, one => one.Need, StringComparer.Ordinal).Select(needs => new SectorNeed(needs.Key, Summed(needs), needs.Count(), SourcesOf(needs)))],
            Rest(placed[2]), Rest(placed[0]), all.Length - valid.Length, SourcesOf(valid), all.Count(need => need.IsImported),
            [.. ValidDemand.Nested(valid).SelectMany(one => new[] { one.Need.Code, one.Other }).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]);
    }

    private static DemandRest Rest(IEnumerable<(RegionalDemand Need, string Sector)> needs) =>
        new(Summed(needs.Select(one => one.Need)), [.. needs.Select(one => one.Need.Code).Order(StringComparer.Ordinal)]);

    private static long Summed(IEnumerable<RegionalDemand> needs) => needs.Sum(need => (long)need.Volume);

    private static ImmutableArray<DemandSource> SourcesOf(IEnumerable<RegionalDemand> needs) =>
        [.. needs.Select(need => new DemandSource(need.Source, need.Date, need.IsImported)).Distinct().OrderByDescending(source => source.Date, StringComparer.Ordinal).ThenBy(source => source.Source, StringComparer.Ordinal)];
}

public sealed record DemandSector(string Id, string Title);

/// <summary>One forecast: of a year, of a region, in one system of codes. Those of several systems say the same need twice and are never added.</summary>
/// <param name="Total">People in all.</param>
/// <param name="Sectors">Those somebody is needed in.</param>
/// <param name="Several">Codes that belong to several sectors.</param>
/// <param name="Unknown">Codes none of the atlas's professions belongs to, and sectors it has not.</param>
/// <param name="Earlier">Rows a later date replaced.</param>
/// <param name="Sources">The latest first.</param>
/// <param name="Imported">Rows the region brought on its page, also those that count no more.</param>
/// <param name="Twice">Groups beside their own parts, counted twice: no table has them, but a folder and what was brought on a page may have them together.</param>
public sealed record DemandForecast(
    int Year, string Region, DemandCodes System, long Total, ImmutableArray<SectorNeed> Sectors, DemandRest Several, DemandRest Unknown, int Earlier, ImmutableArray<DemandSource> Sources,
    int Imported, ImmutableArray<string> Twice);

/// <param name="Volume">People.</param>
/// <param name="Codes">How many codes say so.</param>
public sealed record SectorNeed(string Sector, long Volume, int Codes, ImmutableArray<DemandSource> Sources);

public sealed record DemandRest(long Volume, ImmutableArray<string> Codes);

/// <param name="Date">When the source said so, ISO.</param>
/// <param name="IsImported">The region brought it on its page; otherwise it lies in the operator's folder.</param>
public sealed record DemandSource(string Source, string Date, bool IsImported);
