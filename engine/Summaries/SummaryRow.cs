using System.Globalization;
using System.Text.Json;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Summaries;

/// <summary>A row of school_summary.</summary>
internal sealed record SummaryRow
{
    public const string Columns =
        "p.school_id AS SchoolId, p.link AS Link, p.year AS Year, p.published_at AS PublishedAt, p.published_by AS PublishedBy, p.summary AS Summary, p.hash AS Hash, p.told AS Told";

    public required string SchoolId { get; init; }

    /// <summary>The end of its public address.</summary>
    public required string Link { get; init; }

    /// <summary>Of the campaign.</summary>
    public required int Year { get; init; }

    public required long PublishedAt { get; init; }

    public required string PublishedBy { get; init; }

    /// <summary>Packed JSON: <see cref="SchoolSummary"/>; null while nothing is public.</summary>
    public string? Summary { get; init; }

    public string? Hash { get; init; }

    /// <summary>Packed JSON: <see cref="ToldBefore"/>; null before the first publication.</summary>
    public string? Told { get; init; }

    /// <summary>What the hash must be.</summary>
    /// <exception cref="InvalidDataException">The summary cannot be unpacked.</exception>
    public string? TrueHash() => Summary is null
        ? null
        : Sha256Hex.OfFields([
            SchoolId, Link, Year.ToString(CultureInfo.InvariantCulture), PublishedAt.ToString(CultureInfo.InvariantCulture), PublishedBy, PackedText.Unpack(Summary), Told ?? "",
        ]);

    /// <exception cref="InvalidDataException">The summary cannot be unpacked.</exception>
    public SchoolSummary? Read() => Summary is null ? null : JsonSerializer.Deserialize<SchoolSummary>(PackedText.Unpack(Summary), JsonSerializerOptions.Web);

    /// <summary>A summary as it is stored, unpacked.</summary>
    public static string JsonOf(SchoolSummary summary) => JsonSerializer.Serialize(summary, JsonSerializerOptions.Web);

    /// <summary>What tells one summary from another.</summary>
    public static string StampOf(SchoolSummary summary) => Sha256Hex.Of(JsonOf(summary));
}
