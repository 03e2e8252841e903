using System.Collections.Immutable;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Indicators;
using Diagnostics.Engine.Monitoring;
using Diagnostics.Engine.Results;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Clicks;

/// <summary>How often the region's links were opened in its newest campaign, of a place and those right under it. Who may look is decided before.</summary>
public sealed class ClickFigures
{
    private readonly Database _database;
    private readonly OrgPaths _paths;
    private readonly RegionShelf _region;
    private readonly LinkShelf _shelf;
    private readonly TimeProvider _clock;

    internal ClickFigures(Database database, OrgPaths paths, RegionShelf region, LinkShelf shelf, TimeProvider clock) =>
        (_database, _paths, _region, _shelf, _clock) = (database, paths, region, shelf, clock);

    /// <summary>Counts every region anew, so that nobody who looks waits for it; once an hour.</summary>
    /// <exception cref="StoreBusyException">The store cannot be read now.</exception>
    public Task RenewAsync(CancellationToken cancellation) => _shelf.RenewAsync(cancellation);

    /// <param name="place">A region, or a municipality: its schools.</param>
    /// <returns>Null for a place of another kind, and one that is not there.</returns>
    /// <exception cref="StoreBusyException">The store cannot be read now.</exception>
    public async Task<ClickPage?> ReadAsync(OrgNode place, CancellationToken cancellation)
    {
        if (place.Kind is not (NodeKind.Region or NodeKind.Municipality) || await _paths.FindAsync(place, cancellation) is not { RegionId: { } regionId })
        {
            return null;
        }

        ClickPage page = new(place.Id, await _paths.TitleAsync(place, cancellation), null, BeforeMs(ClickDesk.DayOf(_clock.GetUtcNow())), [], []);
        if (await RegionCampaign.FindAsync(_database, regionId, cancellation) is not { } campaign)
        {
            return page;
        }

        ToldLinks links = await _shelf.ReadAsync(regionId, campaign.Id, cancellation);
        ImmutableArray<SchoolPlace> schools = links.Schools;
        ClickedPlace[] under = place.Kind == NodeKind.Region
            ? [.. schools.Select(school => new ClickedPlace(school.MunicipalityId, school.MunicipalityName)).Distinct()]
            : [.. schools.Where(school => school.MunicipalityId == place.Id).Select(school => new ClickedPlace(school.Id, school.Name))];
        return page with
        {
            Year = campaign.Year,
            UntilMs = BeforeMs(links.Today),
            Under = [.. under],
            Links = [.. links.Links.Select(one => Of(one.Key, one.Value)).OrderBy(line => line.Title, StringComparer.Ordinal).ThenBy(line => line.Id, StringComparer.Ordinal)],
        };

        static long BeforeMs(long day) => (day - 1) * 24 * 60 * 60 * 1_000;

        // Decided for the whole region, whoever asks: so pages of several places hold the same.
        ClickedLink Of(string link, ToldClicks told) => new(
            link, _region.Find(link)?.Title ?? link, _region.Find(link)?.Host ?? "", place.Kind == NodeKind.Region ? told.Region : told.Places.GetValueOrDefault(place.Id),
            [.. under.Select(one => told.Places[one.Id])]);
    }
}

/// <summary>Links of a place as a page shows them.</summary>
/// <param name="Year">Of the campaign; null before the first class.</param>
/// <param name="UntilMs">The last day that is counted, UTC.</param>
/// <param name="Under">Municipalities or schools, in the order of their names.</param>
/// <param name="Links">Those somebody opened, in the order of their titles.</param>
public sealed record ClickPage(string PlaceId, string Title, int? Year, long UntilMs, ImmutableArray<ClickedPlace> Under, ImmutableArray<ClickedLink> Links);

public sealed record ClickedPlace(string Id, string Name);

/// <param name="Title">As the overlay calls it now; its identifier where it is offered no more.</param>
/// <param name="Clicks">Of the place; null where it may not be told.</param>
/// <param name="Under">The same by the places under it.</param>
public sealed record ClickedLink(string Id, string Title, string Host, long? Clicks, ImmutableArray<long?> Under);
