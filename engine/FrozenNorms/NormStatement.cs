using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Diagnostics.Engine.FrozenNorms;

/// <summary>What is signed of a version of norms.</summary>
/// <param name="Campaign">Identifier of the campaign.</param>
/// <param name="Version">Of the instrument.</param>
/// <param name="Number">From 1 on, of this form in this campaign.</param>
/// <param name="Simulated">Made of the engine's own students: nothing of it is about people, and no person is compared with it.</param>
/// <param name="By">Identifier of the account that froze it.</param>
/// <param name="Grades">How many of each grade are in it, by the scale with fewest.</param>
/// <param name="Reading">Hash of the reading it was made of.</param>
/// <param name="ByGrade">SHA-256 of the norm file by grade.</param>
/// <param name="ByGroup">SHA-256 of the norm file by grade, sex and municipality.</param>
public sealed record NormStatement(
    string Kind, int Format, string Id, string Region, string Campaign, int Year, string Instrument, string Version, string Form, long Number, bool Simulated, long MadeAtMs, string By,
    ImmutableArray<GradeCount> Grades, string Reading, string ByGrade, string ByGroup)
{
    public const string KindWord = "norm-version";
    public const int FormatNumber = 1;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public string ToJson() => JsonSerializer.Serialize(this, Json);

    /// <exception cref="JsonException">The text is no statement.</exception>
    public static NormStatement FromJson(string json) => JsonSerializer.Deserialize<NormStatement>(json, Json) ?? throw new JsonException("The statement is null.");
}

public sealed record GradeCount(string Grade, long Students);
