using System.Collections.Concurrent;
using System.Collections.Immutable;
using Diagnostics.Engine.Indicators;
using Diagnostics.Engine.Monitoring;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Clicks;

/// <summary>
/// What is told of each link in a region's newest campaign, counted up to yesterday and kept: whoever looks need not wait until it is counted. Another day, another campaign and other schools are
/// counted anew at once, clicks of yesterday that were written late after an hour. Safe for several threads.
/// </summary>
internal sealed class LinkShelf
{
    /// <summary>Longer than the pause of whoever counts anew, so that nobody who looks has to.</summary>
    private static readonly long LongestMs = (long)TimeSpan.FromHours(2).TotalMilliseconds;

    private readonly Database _database;
    private readonly TimeProvider _clock;
    private readonly ConcurrentDictionary<string, ToldLinks> _kept = new(StringComparer.Ordinal);

    public LinkShelf(Database database, TimeProvider clock) => (_database, _clock) = (database, clock);

    private const string Regions = "SELECT r.id FROM region r WHERE NOT EXISTS (SELECT 1 FROM rehearsal h WHERE h.region_id = r.id) ORDER BY r.id";

    /// <summary>Counts every region anew.</summary>
    /// <exception cref="StoreBusyException">The store cannot be read now.</exception>
    public async Task RenewAsync(CancellationToken cancellation)
    {
        foreach (string regionId in await _database.QueryAsync<string>(Regions, null, cancellation))
        {
            if (await RegionCampaign.FindAsync(_database, regionId, cancellation) is { } campaign)
            {
                await MakeAsync(regionId, campaign.Id, await SchoolsAsync(regionId, cancellation), cancellation);
            }
        }
    }

    /// <exception cref="StoreBusyException">The store cannot be read now.</exception>
    public async Task<ToldLinks> ReadAsync(string regionId, string campaignId, CancellationToken cancellation)
    {
        SchoolPlace[] schools = await SchoolsAsync(regionId, cancellation);
        DateTimeOffset now = _clock.GetUtcNow();
        return _kept.TryGetValue(regionId, out ToldLinks? told) && told.CampaignId == campaignId && told.Today == ClickDesk.DayOf(now)
            && now.ToUnixTimeMilliseconds() - told.MadeAtMs < LongestMs && told.Schools.AsSpan().SequenceEqual(schools)
            ? told
            : await MakeAsync(regionId, campaignId, schools, cancellation);
    }

    private const string Schools = """
        SELECT s.id, s.name, m.id AS MunicipalityId, m.name AS Municipality
        FROM municipality m JOIN school s ON s.municipality_id = m.id
        WHERE m.region_id = @regionId
        ORDER BY m.name, m.id, s.name, s.id
        """;

    private async Task<SchoolPlace[]> SchoolsAsync(string regionId, CancellationToken cancellation) =>
        [.. (await _database.QueryAsync<SchoolRow>(Schools, new { regionId }, cancellation)).Select(row => new SchoolPlace(row.Id, row.Name, row.MunicipalityId, row.Municipality))];

    /// <summary>The day that is not over yet is left out: who looks twice would see one click come.</summary>
    private const string Clicks = """
        SELECT k.school_id AS SchoolId, k.link AS Link, CAST(SUM(k.clicks) AS bigint) AS Clicks
        FROM link_click k
        WHERE k.campaign_id = @campaignId AND k.day < @today
        GROUP BY k.school_id, k.link
        """;

    private async Task<ToldLinks> MakeAsync(string regionId, string campaignId, SchoolPlace[] schools, CancellationToken cancellation)
    {
        DateTimeOffset now = _clock.GetUtcNow();
        long today = ClickDesk.DayOf(now);
        IReadOnlyList<ClickRow> clicks = await _database.QueryAsync<ClickRow>(Clicks, new { campaignId, today }, cancellation);
        ImmutableDictionary<string, ToldClicks> links = clicks.GroupBy(row => row.Link, StringComparer.Ordinal).ToImmutableDictionary(
            own => own.Key, own => ClickTeller.Tell(schools, own.ToDictionary(row => row.SchoolId, row => row.Clicks, StringComparer.Ordinal)), StringComparer.Ordinal);
        return _kept[regionId] = new ToldLinks(campaignId, today, now.ToUnixTimeMilliseconds(), [.. schools], links);
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

/// <param name="Today">The first day that is not counted, in days since the beginning of 1970, UTC.</param>
/// <param name="Schools">All of the region, by municipality and name.</param>
/// <param name="Links">By identifier, those somebody opened.</param>
internal sealed record ToldLinks(string CampaignId, long Today, long MadeAtMs, ImmutableArray<SchoolPlace> Schools, ImmutableDictionary<string, ToldClicks> Links);
