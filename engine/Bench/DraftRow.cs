using System.Text;
using System.Text.Json;
using Diagnostics.Engine.Instruments.Json;

namespace Diagnostics.Engine.Bench;

/// <summary>A draft as it is stored.</summary>
internal sealed record DraftRow
{
    public const int LongestName = 80;
    public const int LongestTitle = 200;

    public const string Columns =
        "d.id AS Id, d.region_id AS RegionId, d.instrument AS Instrument, d.version AS Version, d.title AS Title, d.revision AS Revision, d.changed_by AS ChangedBy, d.changed_at AS ChangedAt";

    public required string Id { get; init; }

    public required string RegionId { get; init; }

    public required string Instrument { get; init; }

    public required string Version { get; init; }

    public required string Title { get; init; }

    public required long Revision { get; init; }

    /// <summary>Packed; null in a list.</summary>
    public string? Body { get; init; }

    public required string ChangedBy { get; init; }

    public required long ChangedAt { get; init; }

    /// <summary>How a text names itself, cut to what a list shows; null when it is no JSON object, or too long.</summary>
    public static (string Instrument, string Version, string Title)? NamesOf(string text)
    {
        using JsonDocument? document = JsonFile.Open(Encoding.UTF8.GetBytes(text), new FaultList());
        if (document?.RootElement is not { ValueKind: JsonValueKind.Object } root)
        {
            return null;
        }

        JsonElement title = root.TryGetProperty("title", out JsonElement titles) && titles.ValueKind == JsonValueKind.Object ? titles : default;
        return (Said(root, "id", LongestName), Said(root, "version", LongestName), title.ValueKind == JsonValueKind.Object ? Said(title, "ru", LongestTitle) : "");
    }

    private static string Said(JsonElement element, string name, int longest) =>
        element.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String && value.GetString() is { } text
            ? text.Length > longest ? text[..longest] : text
            : "";
}
