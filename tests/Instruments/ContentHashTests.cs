using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Diagnostics.Engine.Instruments;
using Diagnostics.Engine.Instruments.Json;

namespace Diagnostics.Tests.Instruments;

public sealed class ContentHashTests
{
    private readonly string _hash = SampleInstrument.Instrument().ContentHash;

    [Fact]
    public void Indentation_escapes_order_and_the_editor_s_schema_do_not_change_the_hash()
    {
        JsonObject turned = Turned(SampleInstrument.Json()).AsObject();
        turned["$schema"] = "../../../instrument.schema.json";
        JsonSerializerOptions indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        Assert.Equal(_hash, HashOf(turned.ToJsonString(indented)));
        Assert.Equal(_hash, HashOf(turned.ToJsonString(new() { Encoder = JavaScriptEncoder.Default })));
        Assert.Equal(_hash, HashOf(turned.ToJsonString().Replace("99.5", "995.00e-1", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_changed_word_option_order_or_key_changes_the_hash()
    {
        Action<JsonNode>[] changes =
        [
            json => json["items"]![0]!["text"]!["ru"] = "Петь песню",
            json => json["items"]![0]!["text"]!["en"] = "Sing a song",
            json => (json["scoring"]!["unscored"] as JsonArray)!.Insert(0, Taken(json["scoring"]!["unscored"]!.AsArray())),
            json => json["scoring"]!["keys"]![0]!["items"]![1]!["reverse"] = false,
        ];
        string[] hashes = [.. changes.Select(change => SampleInstrument.Read(change).Instrument!.ContentHash).Append(_hash)];
        Assert.Equal(hashes.Length, hashes.Distinct().Count());
    }

    [Fact]
    public void The_canonical_text_is_that_of_rfc_8785()
    {
        const string json = """{ "b": [1.50, -0, 2e2, true, null], "a\n": "\u20ac \"\u0007\/\\", "\ud83d\ude00": {}, "\ufb33": "ё" }""";
        StringBuilder text = new();
        using JsonDocument document = JsonDocument.Parse(json);
        CanonicalJson.Write(document.RootElement, text);
        Assert.Equal("{\"a\\n\":\"€ \\\"\\u0007/\\\\\",\"b\":[1.5,0,200,true,null],\"😀\":{},\"\ufb33\":\"ё\"}", text.ToString());
        Assert.Equal(
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()))), CanonicalJson.HashOf(document.RootElement));
    }

    private static string HashOf(string json) => InstrumentReader.Read(Encoding.UTF8.GetBytes(json)).Instrument!.ContentHash;

    private static JsonNode? Taken(JsonArray array)
    {
        JsonNode? last = array[^1];
        array.RemoveAt(array.Count - 1);
        return last;
    }

    /// <summary>The same value with the properties of every object in reverse.</summary>
    private static JsonNode Turned(JsonNode node) => node switch
    {
        JsonObject named => new JsonObject(
            named.Reverse().Select(entry => KeyValuePair.Create(entry.Key, (JsonNode?)Turned(entry.Value!)))),
        JsonArray array => new JsonArray([.. array.Select(entry => Turned(entry!))]),
        _ => node.DeepClone(),
    };
}
