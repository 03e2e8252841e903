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
    private readonly TimeProvider _clock;

    internal ClickFigures(Database database, OrgPaths paths, RegionShelf region, TimeProvider clock) =>
        (_database, _paths, _region, _clock) = (database, paths, region, clock);

    private const string Schools = """
        SELECT s.id, s.name, m.id AS MunicipalityId, m.name AS Municipality
        FROM municipality m JOIN school s ON s.municipality_id = m.id
        WHERE m.region_id = @regionId
        ORDER BY m.name, m.id, s.name, s.id
        """;

    /// <summary>The day that is not over yet is left out: who looks twice would see one click come.</summary>
    private const string Clicks = """
        SELECT k.school_id AS SchoolId, k.link AS Link, CAST(SUM(k.clicks) AS bigint) AS Clicks
        FROM link_click k
        WHERE k.campaign_id = @campaignId AND k.day < @today
        GROUP BY k.school_id, k.link
        """;

    /// <param name="place">A region, or a municipality: its schools.</param>
    /// <returns>Null for a place of another kind, and one that is not there.</returns>
    /// <exception cref="StoreBusyException">The store cannot be read now.</exception>
    public async Task<ClickPage?> ReadAsync(OrgNode place, CancellationToken cancellation)
    {
        if (place.Kind is not (NodeKind.Region or NodeKind.Municipality) || await _paths.FindAsync(place, cancellation) is not { RegionId: { } regionId })
        {
            return null;
        }

        long today = ClickDesk.DayOf(_clock.GetUtcNow());
        ClickPage page = new(place.Id, await _paths.TitleAsync(place, cancellation), null, (today - 1) * 24 * 60 * 60 * 1_000, [], []);
        if (await RegionCampaign.FindAsync(_database, regionId, cancellation) is not { } campaign)
        {
            return page;
        }

        SchoolPlace[] schools =
        [
            .. (await _database.QueryAsync<SchoolRow>(Schools, new { regionId }, cancellation)).Select(row => new SchoolPlace(row.Id, row.Name, row.MunicipalityId, row.Municipality)),
        ];
        IReadOnlyList<ClickRow> clicks = await _database.QueryAsync<ClickRow>(Clicks, new { campaignId = campaign.Id, today }, cancellation);
        ClickedPlace[] under = place.Kind == NodeKind.Region
            ? [.. schools.Select(school => new ClickedPlace(school.MunicipalityId, school.MunicipalityName)).Distinct()]
            : [.. schools.Where(school => school.MunicipalityId == place.Id).Select(school => new ClickedPlace(school.Id, school.Name))];
        return page with
        {
            Year = campaign.Year,
            Under = [.. under],
            Links = [.. clicks.GroupBy(row => row.Link, StringComparer.Ordinal).Select(own => Of(own.Key, own)).OrderBy(line => line.Title, StringComparer.Ordinal).ThenBy(line => line.Id, StringComparer.Ordinal)],
        };

        ClickedLink Of(string link, IEnumerable<ClickRow> own)
        {
            // Decided for the whole region, whoever asks: so pages of several places hold the same.
            ToldClicks told = ClickTeller.Tell(schools, own.ToDictionary(row => row.SchoolId, row => row.Clicks, StringComparer.Ordinal));
            return new ClickedLink(
                link, _region.Find(link)?.Title ?? link, _region.Find(link)?.Host ?? "", place.Kind == NodeKind.Region ? told.Region : told.Places.GetValueOrDefault(place.Id),
                [.. under.Select(one => told.Places[one.Id])]);
        }
    }

    private sealed record SchoolRow
    {
        public required string Id { get; init; }

        public required string Name { get; init; }

        public required string MunicipalityId { get; init; }

        public required string Municipality { get; init; }
    }

    private sealed record ClickRow
    {
        public required string SchoolId { get; init; }

        public required string Link { get; init; }

        public required long Clicks { get; init; }
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
