using System.IO.Compression;
using System.Text;
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

    /// <summary>As it is stored: a fifth of the bytes, which a region of 200,000 results feels.</summary>
    public static string Pack(string json)
    {
        using MemoryStream packed = new();
        using (BrotliStream brotli = new(packed, new BrotliCompressionOptions { Quality = 9 }))
        {
            brotli.Write(Encoding.UTF8.GetBytes(json));
        }

        return Convert.ToBase64String(packed.ToArray());
    }

    /// <exception cref="InvalidDataException">It was not packed by <see cref="Pack"/>.</exception>
    public static string Unpack(string packed)
    {
        try
        {
            using BrotliStream brotli = new(new MemoryStream(Convert.FromBase64String(packed)), CompressionMode.Decompress);
            using StreamReader text = new(brotli, Encoding.UTF8);
            return text.ReadToEnd();
        }
        catch (Exception damage) when (damage is FormatException or InvalidOperationException or IOException)
        {
            throw new InvalidDataException("A frozen result cannot be unpacked.", damage);
        }
    }
}
