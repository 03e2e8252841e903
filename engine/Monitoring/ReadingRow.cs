using System.Globalization;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Monitoring;

/// <summary>A row of region_reading.</summary>
internal sealed record ReadingRow
{
    public const string Columns = """
        campaign_id AS CampaignId, region_id AS RegionId, made_at AS MadeAt, made_by AS MadeBy, sessions, counted, simulated, differing, unreadable, against, mark, hash
        """;

    public const string Insert = """
        INSERT INTO region_reading (campaign_id, region_id, made_at, made_by, sessions, counted, simulated, differing, unreadable, against, mark, hash)
        VALUES (@CampaignId, @RegionId, @MadeAt, @MadeBy, @Sessions, @Counted, @Simulated, @Differing, @Unreadable, @Against, @Mark, @Hash)
        """;

    public required string CampaignId { get; init; }

    public required string RegionId { get; init; }

    public required long MadeAt { get; init; }

    public required string MadeBy { get; init; }

    public required long Sessions { get; init; }

    public required long Counted { get; init; }

    /// <summary>0 or 1.</summary>
    public required long Simulated { get; init; }

    public required long Differing { get; init; }

    public required long Unreadable { get; init; }

    public required string Against { get; init; }

    public required string Mark { get; init; }

    public required string Hash { get; init; }

    /// <summary>What the hash must be.</summary>
    /// <exception cref="InvalidDataException">A form cannot be unpacked.</exception>
    public string TrueHash(IEnumerable<ReadingFormRow> forms) => Sha256Hex.OfFields(
    [
        CampaignId, RegionId, Text(MadeAt), MadeBy, Text(Sessions), Text(Counted), Text(Simulated), Text(Differing), Text(Unreadable), Against, Mark,
        .. forms.OrderBy(form => form.Instrument, StringComparer.Ordinal).ThenBy(form => form.Version, StringComparer.Ordinal).ThenBy(form => form.Form, StringComparer.Ordinal)
            .SelectMany(form => new[] { form.Instrument, form.Version, form.Form, Text(form.Sessions), PackedText.Unpack(form.Norms), PackedText.Unpack(form.Items) }),
    ]);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A row of region_reading_form.</summary>
internal sealed record ReadingFormRow
{
    public const string Columns = "campaign_id AS CampaignId, instrument, version, form, sessions, norms, items";

    public const string Insert = """
        INSERT INTO region_reading_form (campaign_id, instrument, version, form, sessions, norms, items)
        VALUES (@CampaignId, @Instrument, @Version, @Form, @Sessions, @Norms, @Items)
        """;

    public required string CampaignId { get; init; }

    public required string Instrument { get; init; }

    public required string Version { get; init; }

    public required string Form { get; init; }

    public required long Sessions { get; init; }

    /// <summary>Packed JSON: an array of norm files.</summary>
    public required string Norms { get; init; }

    /// <summary>Packed JSON: <see cref="KeptItems"/>.</summary>
    public required string Items { get; init; }
}
