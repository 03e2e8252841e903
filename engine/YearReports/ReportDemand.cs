using System.Collections.Immutable;
using Diagnostics.Engine.Atlas.Overlay;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.YearReports;

/// <summary>The forecast a report sets beside its students' interest.</summary>
/// <param name="System">Of codes, as it is stored.</param>
/// <param name="Total">People in all.</param>
/// <param name="Sectors">Those it names, the most needed first.</param>
/// <param name="Unplaced">People of codes that lead to several sectors or to none.</param>
/// <param name="Others">Forecasts there are besides.</param>
/// <param name="Sources">The latest first.</param>
public sealed record ReportDemand(
    int Year, string Region, string System, long Total, ImmutableArray<ReportNeed> Sectors, long Unplaced, int Others, ImmutableArray<ReportDemandSource> Sources)
{
    /// <summary>
    /// Of the region's own forecasts, or where there are none of all, the one whose source spoke last; of one day the furthest year, then the one that puts most people into a sector. One that counts people twice is none.
    /// </summary>
    /// <param name="region">Its name.</param>
    /// <returns>Null where there is none.</returns>
    internal static ReportDemand? NewestOf(SectorDemand demand, string region)
    {
        DemandForecast[] valid = [.. demand.Forecasts.Where(one => one.Twice.IsEmpty)];
        DemandForecast[] own = [.. valid.Where(one => string.Equals(one.Region, region, StringComparison.OrdinalIgnoreCase))];
        DemandForecast? newest = (own.Length > 0 ? own : valid).OrderByDescending(one => one.Sources[0].Date, StringComparer.Ordinal).ThenByDescending(one => one.Year)
            .ThenByDescending(one => one.Sectors.Sum(need => need.Volume)).FirstOrDefault();
        return newest is null
            ? null
            : new ReportDemand(
                newest.Year, newest.Region, StoredText.Of(newest.System), newest.Total,
                [
                    .. newest.Sectors.OrderByDescending(need => need.Volume).ThenBy(need => need.Sector, StringComparer.Ordinal)
                        .Select(need => new ReportNeed(need.Sector, demand.Sectors.First(sector => sector.Id == need.Sector).Title, need.Volume, Of(need.Sources))),
                ],
                newest.Several.Volume + newest.Unknown.Volume, demand.Forecasts.Length - 1, Of(newest.Sources));
    }

    private static ImmutableArray<ReportDemandSource> Of(ImmutableArray<DemandSource> sources) => [.. sources.Select(one => new ReportDemandSource(one.Source, one.Date)).Distinct()];
}

/// <param name="Id">Of a sector of the atlas.</param>
/// <param name="Volume">People.</param>
public sealed record ReportNeed(string Id, string Title, long Volume, ImmutableArray<ReportDemandSource> Sources);

/// <param name="Date">When the source said so, ISO.</param>
public sealed record ReportDemandSource(string Source, string Date);
