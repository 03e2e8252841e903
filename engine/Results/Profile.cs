using System.Text.Json;
using System.Text.Json.Serialization;

namespace Diagnostics.Engine.Results;

/// <summary>
/// The scores of one session with the versions they were made by. Made from the packed answers alone, so it can be made again bit for bit.
/// </summary>
/// <param name="RuleVersion">Version of the scoring rules, <see cref="ProfileMaker.RuleVersion"/>.</param>
/// <param name="NormVersion">Version of the norms, or null: none are frozen yet.</param>
internal sealed record Profile(string RuleVersion, string? NormVersion, IReadOnlyList<ProfileSection> Sections)
{
    private static readonly JsonSerializerOptions Json =
        new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.Never };

    public string ToJson() => JsonSerializer.Serialize(this, Json);

    public static Profile FromJson(string json) => JsonSerializer.Deserialize<Profile>(json, Json)!;
}

/// <param name="Hash">Content hash of the instrument: the texts and the key these scores belong to.</param>
/// <param name="LeadingTier">Scales that cannot be told from the highest one, highest first; empty when no scale has a score.</param>
/// <param name="Flat">No scale can be told from any other.</param>
/// <param name="Tiers">
/// Best–worst scales: scale id → "high", "middle" or "low"; null for sections of other kinds, and in profiles of rule version 2.
/// </param>
/// <param name="TellsApart">Whether best–worst answers tell scales apart at all; null for other sections and without scores.</param>
internal sealed record ProfileSection(
    string Instrument,
    string Version,
    string Hash,
    string Form,
    IReadOnlyList<ProfileScale> Scales,
    IReadOnlyList<string> LeadingTier,
    bool Flat,
    IReadOnlyDictionary<string, string>? Tiers,
    bool? TellsApart)
{
    /// <summary>
    /// Whether something is ahead, as the page says it: a leading tier of more than half of the scales is no group ahead of the others.
    /// </summary>
    public bool StandsOut() => Leads(Flat, LeadingTier.Count, Scales.Count(scale => scale.Raw is not null));

    /// <summary>The same of a section in any other shape.</summary>
    /// <param name="flat">No scale can be told from any other.</param>
    /// <param name="leading">Scales that cannot be told from the highest one.</param>
    /// <param name="scored">Scales with a score.</param>
    public static bool Leads(bool flat, int leading, int scored) => !flat && leading > 0 && 2 * leading <= scored;
}

/// <param name="Raw">Score in points, or null when too few items were answered.</param>
/// <param name="NotReached">Right/wrong scales only: items behind the last answer, apart from those passed over; otherwise null.</param>
/// <param name="HalfWidth">Half-width of the within-person band, in points, or null without a score.</param>
internal sealed record ProfileScale(
    string Id, double? Raw, double? HalfWidth, double Min, double Max, int Answered, int? NotReached, int Items)
{
    /// <summary>
    /// Of a section whose tasks were chosen by the answers: its raw score is the number of tasks of the bank's fixed form that somebody of this ability
    /// solves on average, the half-width 1.96 of its errors. Absent everywhere else.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ProfileAbility? Ability { get; init; }
}

/// <param name="Theta">EAP under N(0, 1).</param>
/// <param name="StandardError">Standard deviation after the answers.</param>
/// <param name="Predicted">The tasks' parameters are foretold, not calibrated.</param>
internal sealed record ProfileAbility(double Theta, double StandardError, bool Predicted);
