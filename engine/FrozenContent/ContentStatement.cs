using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Diagnostics.Engine.FrozenContent;

/// <summary>What is signed of a campaign's content.</summary>
/// <param name="Campaign">Identifier of the campaign.</param>
/// <param name="Number">From 1 on, in this campaign.</param>
/// <param name="By">Identifier of the account that froze it.</param>
/// <param name="Rules">Version of the rules of scoring the expected results were made by.</param>
/// <param name="Expected">What a rehearsal has to come to, battery by battery.</param>
public sealed record ContentStatement(
    string Kind, int Format, string Id, string Region, string Campaign, int Year, long Number, long MadeAtMs, string By, string Rules, ImmutableArray<ContentPart> Parts,
    ImmutableArray<ExpectedSection> Expected)
{
    public const string KindWord = "content-version";
    public const int FormatNumber = 1;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    public string ToJson() => JsonSerializer.Serialize(this, Json);

    /// <exception cref="JsonException">The text is no statement.</exception>
    public static ContentStatement FromJson(string json) =>
        JsonSerializer.Deserialize<ContentStatement>(json, Json) is { Parts.IsDefault: false, Expected.IsDefault: false } told ? told : throw new JsonException("The statement is not whole.");
}
