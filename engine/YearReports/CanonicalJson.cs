using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Diagnostics.Engine.YearReports;

/// <summary>
/// One text for one value: members in the order of their names, no spaces, letters as they are. A hash is taken over exactly this text, which is kept with it, so nobody who checks has to write it anew. Pure.
/// </summary>
internal static class CanonicalJson
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of<T>(T value) => Ordered(JsonSerializer.SerializeToNode(value, Json))?.ToJsonString(Json) ?? "null";

    /// <exception cref="JsonException">The text is no such value.</exception>
    public static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, Json) ?? throw new JsonException("The value is null.");

    private static JsonNode? Ordered(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(members.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => KeyValuePair.Create(one.Key, Ordered(one.Value)))),
        JsonArray elements => new JsonArray([.. elements.Select(Ordered)]),
        _ => node?.DeepClone(),
    };
}
