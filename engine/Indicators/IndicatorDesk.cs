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

    private const string PlacesOf = $"SELECT {PlaceRow.Columns} FROM region_reading_place WHERE campaign_id = @campaignId AND place_id IN (@regionId, @placeId)";

    private const string ReadingOf = "SELECT made_at AS MadeAt, simulated FROM region_reading WHERE campaign_id = @campaignId";

    /// <param name="place">A region, or a municipality: its schools, beside the whole of its region.</param>
    /// <returns>Null for a place of another kind, and one that is not there.</returns>
    /// <exception cref="StoreBusyException">The store cannot be read now.</exception>
    public async Task<IndicatorPage?> ReadAsync(OrgNode place, CancellationToken cancellation)
    {
        if (place.Kind is not (NodeKind.Region or NodeKind.Municipality) || await _paths.FindAsync(place, cancellation) is not { RegionId: { } regionId })
        {
            return null;
        }

        IndicatorPage page = new(await _paths.TitleAsync(place, cancellation), null, null, false, [.. _library.All.Select(IndicatorView.Of)], null, null, []);
        if (await RegionCampaign.FindAsync(_database, regionId, cancellation) is not { } campaign)
        {
            return page;
        }

        page = page with { Year = campaign.Year };
        IReadOnlyList<PlaceRow> rows = await _database.QueryAsync<PlaceRow>(PlacesOf, new { campaignId = campaign.Id, regionId, placeId = place.Id }, cancellation);
        ReadingRow? reading = await _database.FirstOrDefaultAsync<ReadingRow>(ReadingOf, new { campaignId = campaign.Id }, cancellation);

        // Figures of other indicators than this server's are of no use: the next pass makes them anew.
        PlaceFigures? own = rows.FirstOrDefault(row => row.PlaceId == place.Id)?.Read();
        PlaceFigures? whole = rows.FirstOrDefault(row => row.PlaceId == regionId)?.Read();
        return reading is null || own is null || own.Library != _library.Version
            ? page
            : page with { MadeAtMs = reading.MadeAt, IsSimulated = reading.Simulated == 1, Place = own.Place, Above = place.Kind == NodeKind.Municipality ? whole?.Place : null, Under = own.Under };
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
public sealed record IndicatorPage(
    string Title, int? Year, long? MadeAtMs, bool IsSimulated, ImmutableArray<IndicatorView> Indicators, ToldPlace? Above, ToldPlace? Place, ImmutableArray<ToldPlace> Under);

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
