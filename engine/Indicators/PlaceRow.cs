using System.Text.Json;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Indicators;

/// <summary>A row of region_reading_place.</summary>
internal sealed record PlaceRow
{
    public const string Columns = "campaign_id AS CampaignId, place_id AS PlaceId, figures, hash";

    public const string Insert = "INSERT INTO region_reading_place (campaign_id, place_id, figures, hash) VALUES (@CampaignId, @PlaceId, @Figures, @Hash)";

    public required string CampaignId { get; init; }

    public required string PlaceId { get; init; }

    /// <summary>Packed JSON: <see cref="PlaceFigures"/>.</summary>
    public required string Figures { get; init; }

    public required string Hash { get; init; }

    public static IEnumerable<PlaceRow> Of(string campaignId, ToldFigures told)
    {
        yield return Of(campaignId, new PlaceFigures(told.Library, told.Region, [.. told.Municipalities.Select(one => one.Place)]) { Members = told.Members });
        foreach (ToldMunicipality one in told.Municipalities)
        {
            yield return Of(campaignId, new PlaceFigures(told.Library, one.Place, one.Schools) { Members = told.Members });
        }
    }

    /// <summary>What the hash must be.</summary>
    /// <exception cref="InvalidDataException">The figures cannot be unpacked.</exception>
    public string TrueHash() => Sha256Hex.OfFields([CampaignId, PlaceId, PackedText.Unpack(Figures)]);

    /// <exception cref="InvalidDataException">The figures cannot be unpacked.</exception>
    public PlaceFigures Read() => JsonSerializer.Deserialize<PlaceFigures>(PackedText.Unpack(Figures), JsonSerializerOptions.Web)!;

    private static PlaceRow Of(string campaignId, PlaceFigures figures)
    {
        PlaceRow row = new()
        {
            CampaignId = campaignId,
            PlaceId = figures.Place.Id,
            Figures = PackedText.Pack(JsonSerializer.Serialize(figures, JsonSerializerOptions.Web)),
            Hash = "",
        };
        return row with { Hash = row.TrueHash() };
    }
}
