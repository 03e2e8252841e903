using System.Collections.Immutable;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Monitoring;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Indicators;

/// <summary>Reads what the last pass may tell of a place and those right under it: one small row, however many sessions there are. Who may look is decided before.</summary>
public sealed class IndicatorDesk
{
    private readonly Database _database;
    private readonly OrgPaths _paths;
    private readonly IndicatorLibrary _library;

    internal IndicatorDesk(Database database, OrgPaths paths, IndicatorLibrary library) => (_database, _paths, _library) = (database, paths, library);

    internal IndicatorLibrary Library => _library;

    private const string PlacesOf = $"SELECT {PlaceRow.Columns} FROM region_reading_place WHERE campaign_id = @campaignId AND place_id IN (@regionId, @placeId)";

    /// <summary>The reading before that of a campaign; of the same kind of students.</summary>
    private const string ReadingBefore = """
        SELECT r.campaign_id AS CampaignId, g.year, r.made_at AS MadeAt FROM region_reading r JOIN campaign g ON g.id = r.campaign_id
        WHERE r.region_id = @regionId AND g.year < @Year AND r.simulated = @Simulated ORDER BY g.year DESC
        """;

    private const string ReadingOf = "SELECT made_at AS MadeAt, simulated FROM region_reading WHERE campaign_id = @campaignId";

    /// <summary>Of the region's newest campaign with lessons.</summary>
    /// <exception cref="StoreBusyException">The store cannot be read now.</exception>
    public Task<IndicatorPage?> ReadAsync(OrgNode place, CancellationToken cancellation) => ReadAsync(place, null, cancellation);

    /// <param name="place">A region, or a municipality: its schools, beside the whole of its region.</param>
    /// <param name="year">Of a campaign; null: the newest with lessons.</param>
    /// <returns>Null for a place of another kind, one that is not there, and a year without lessons.</returns>
    /// <exception cref="StoreBusyException">The store cannot be read now.</exception>
    public async Task<IndicatorPage?> ReadAsync(OrgNode place, int? year, CancellationToken cancellation)
    {
        if (place.Kind is not (NodeKind.Region or NodeKind.Municipality) || await _paths.FindAsync(place, cancellation) is not { RegionId: { } regionId })
        {
            return null;
        }

        IndicatorPage page = new(await _paths.TitleAsync(place, cancellation), null, null, false, [.. _library.All.Select(IndicatorView.Of)], null, null, [], null);
        if (await RegionCampaign.FindAsync(_database, regionId, year, cancellation) is not { } campaign)
        {
            return year is null ? page : null;
        }

        page = page with { Year = campaign.Year };
        ReadingRow? reading = await _database.FirstOrDefaultAsync<ReadingRow>(ReadingOf, new { campaignId = campaign.Id }, cancellation);
        Dictionary<string, PlaceFigures> told = await PlacesAsync(campaign.Id, regionId, place.Id, cancellation);
        if (reading is null)
        {
            return page;
        }

        page = page with { MadeAtMs = reading.MadeAt, IsSimulated = reading.Simulated == 1 };
        if (!told.TryGetValue(place.Id, out PlaceFigures? own))
        {
            return page;
        }

        return page with
        {
            Place = own.Place,
            NotCounted = own.NotCounted,
            IsBehind = year is not null && await IsBehindAsync(regionId, campaign, reading.MadeAt, cancellation),
            Above = place.Kind == NodeKind.Municipality ? told.GetValueOrDefault(regionId)?.Place : null,
            Under = own.Under,
            Before = await BeforeAsync(regionId, place.Id, campaign, reading, cancellation),
        };
    }

    /// <summary>Years of the region's campaigns whose last reading is kept, the newest first; and that of the newest with lessons, which may have none yet.</summary>
    /// <exception cref="StoreBusyException">The store cannot be read now.</exception>
    public async Task<ImmutableArray<int>> YearsAsync(OrgNode place, CancellationToken cancellation)
    {
        if (await _paths.FindAsync(place, cancellation) is not { RegionId: { } regionId })
        {
            return [];
        }

        IReadOnlyList<int> counted = await RegionCampaign.CountedAsync(_database, regionId, cancellation);
        int[] newest = await RegionCampaign.FindAsync(_database, regionId, cancellation) is { } campaign ? [campaign.Year] : [];
        return [.. counted.Union(newest).OrderDescending()];
    }

    private async Task<IndicatorYear?> BeforeAsync(string regionId, string placeId, RegionCampaign campaign, ReadingRow reading, CancellationToken cancellation)
    {
        if (await _database.FirstOrDefaultAsync<BeforeRow>(ReadingBefore, new { regionId, campaign.Year, reading.Simulated }, cancellation) is not { } before)
        {
            return null;
        }

        Dictionary<string, PlaceFigures> told = await PlacesAsync(before.CampaignId, regionId, placeId, cancellation);
        if (!told.TryGetValue(placeId, out PlaceFigures? own))
        {
            return null;
        }

        int left = await RegionCampaign.LeftInAsync(_database, before.CampaignId, before.MadeAt, cancellation);
        return new IndicatorYear(before.Year, own.Place) { LeftIn = left, Step = await RegionCampaign.LeftInAsync(_database, campaign.Id, reading.MadeAt, cancellation) - left };
    }

    /// <summary>An earlier campaign is not counted again: what was answered after its last pass stays out.</summary>
    private async Task<bool> IsBehindAsync(string regionId, RegionCampaign campaign, long madeAt, CancellationToken cancellation) =>
        (await RegionCampaign.FindAsync(_database, regionId, cancellation))?.Id != campaign.Id && await RegionCampaign.WentOnAsync(_database, campaign.Id, madeAt, cancellation);

    /// <summary>By place, as this server's indicators stand. Another year's figures were counted by a library of that year: a member is found by its id.</summary>
    private async Task<Dictionary<string, PlaceFigures>> PlacesAsync(string campaignId, string regionId, string placeId, CancellationToken cancellation) =>
        (await _database.QueryAsync<PlaceRow>(PlacesOf, new { campaignId, regionId, placeId }, cancellation))
            .Select(row => row.Read().In(_library)).OfType<PlaceFigures>().ToDictionary(figures => figures.Place.Id, StringComparer.Ordinal);

    private sealed record BeforeRow
    {
        public required string CampaignId { get; init; }

        public required int Year { get; init; }

        public required long MadeAt { get; init; }
    }

    private sealed record ReadingRow
    {
        public required long MadeAt { get; init; }

        public required long Simulated { get; init; }
    }
}

/// <summary>Indicators of a place as a page shows them.</summary>
/// <param name="Year">Of the campaign; null before the first class.</param>
/// <param name="MadeAtMs">When the pass was made; null before the first.</param>
/// <param name="IsSimulated">The figures are of the engine's own students: nothing of it is about people.</param>
/// <param name="Above">The whole region, beside a municipality.</param>
/// <param name="Place">Null before the first pass.</param>
/// <param name="Under">Municipalities or schools, in the order of their names.</param>
/// <param name="Before">The same place in the last year that was counted; null without one.</param>
public sealed record IndicatorPage(
    string Title, int? Year, long? MadeAtMs, bool IsSimulated, ImmutableArray<IndicatorView> Indicators, ToldPlace? Above, ToldPlace? Place, ImmutableArray<ToldPlace> Under,
    IndicatorYear? Before)
{
    /// <summary>Members of indicators, "id/member", that were not counted by this pass: others were asked for then.</summary>
    public ImmutableArray<string> NotCounted { get; init; } = [];

    /// <summary>An earlier campaign went on after its last pass, or lessons of it are open still, and it will not be counted again.</summary>
    public bool IsBehind { get; init; }
}

/// <summary>A place in another year.</summary>
public sealed record IndicatorYear(int Year, ToldPlace Place)
{
    /// <summary>The summer in which its last grades left.</summary>
    public int LeftIn { get; init; }

    /// <summary>So many grades on is who was asked then: school years, as two campaigns may lie in one or a campaign's year in two. Below 1 nobody has moved on.</summary>
    public int Step { get; init; }
}

/// <summary>One indicator as a page shows it; titles by language.</summary>
/// <param name="IsMean">A mean as a share of its range, instead of a share of people.</param>
/// <param name="Grades">Empty = all.</param>
public sealed record IndicatorView(
    string Id, IReadOnlyDictionary<string, string> Title, IReadOnlyDictionary<string, string> Note, bool IsMean, ImmutableArray<int> Grades, ImmutableArray<MemberView> Members)
{
    internal static IndicatorView Of(Indicator one) =>
        new(one.Id, one.Title.ByLanguage, one.Note.ByLanguage, one.Source.IsMean, one.Grades, [.. one.Members.Select(member => new MemberView(member.Id, member.Title.ByLanguage))]);
}

public sealed record MemberView(string Id, IReadOnlyDictionary<string, string> Title);
