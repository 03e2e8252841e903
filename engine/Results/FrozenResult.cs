using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Diagnostics.Engine.Results;

/// <summary>
/// A released result as text: what was shown, word for word, so that later texts, atlases, norms and rules do not change it. A later program
/// must go on reading what this one wrote: properties are added, never renamed.
/// </summary>
internal static class FrozenResult
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        // Never part of a page: shorter, and readable in an export.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    public static string ToJson(StudentResult result) => JsonSerializer.Serialize(result, Json);

    /// <exception cref="JsonException">The text is no result.</exception>
    public static StudentResult FromJson(string json) => JsonSerializer.Deserialize<StudentResult>(json, Json) ?? throw new JsonException("The result is null.");
}
