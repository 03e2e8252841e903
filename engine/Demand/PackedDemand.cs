using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Diagnostics.Engine.Atlas.Overlay;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Demand;

/// <summary>The rows of a version as they are stored.</summary>
internal static class PackedDemand
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    public static string Of(ImmutableArray<RegionalDemand> rows) => PackedText.Pack(JsonSerializer.Serialize(rows, Json));

    /// <returns>Null where it is damaged.</returns>
    public static ImmutableArray<RegionalDemand>? TryRead(string packed)
    {
        try
        {
            ImmutableArray<RegionalDemand> rows = JsonSerializer.Deserialize<ImmutableArray<RegionalDemand>>(PackedText.Unpack(packed), Json);
            return rows.IsDefault || rows.Any(row => row?.Code is null || row.Source is null || row.Region is null || row.Date is null) ? null : [.. rows.Select(row => row with { IsImported = true })];
        }
        catch (Exception damage) when (damage is InvalidDataException or JsonException)
        {
            return null;
        }
    }
}
