using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Results;

namespace Diagnostics.Engine.Reviews;

/// <summary>The reasons of one session as the store holds them, and what groups count of it.</summary>
internal sealed record NeedRow
{
    /// <summary>How many meetings a parent of session x waits for: a reason that is never stored.</summary>
    public const string ParentAsks = "(SELECT COUNT(*) FROM parent_request q WHERE q.session_id = x.id AND q.kind = 'meeting' AND q.closed_at IS NULL)";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };

    public required string SessionId { get; init; }

    /// <summary>Bits of <see cref="NeedReason"/>.</summary>
    public required long Reasons { get; init; }

    public required string Evidence { get; init; }

    public required string RuleVersion { get; init; }

    /// <summary><see cref="Groups.GroupFacts"/>; null where only reasons are told.</summary>
    public string? GroupFacts { get; init; }

    public static NeedRow Of(string sessionId, int grade, Battery battery, Profile profile, PackedAnswers answers) =>
        Of(sessionId, NeedRules.Of(grade, battery, profile, answers)) with { GroupFacts = Groups.GroupFacts.Of(battery, profile, answers).ToJson() };

    /// <summary>The same with what an earlier year adds.</summary>
    public NeedRow With(ImmutableArray<Need> since) => since.IsEmpty ? this : Of(SessionId, [.. NeedsIn(Evidence), .. since]) with { GroupFacts = GroupFacts };

    public static NeedRow Of(string sessionId, ImmutableArray<Need> needs) => new()
    {
        SessionId = sessionId,
        Reasons = needs.Sum(need => (long)need.Reason),
        Evidence = JsonSerializer.Serialize(needs, Json),
        RuleVersion = NeedRules.Version,
    };

    /// <summary>The stored ones and what is never stored, the weightiest first.</summary>
    public static ImmutableArray<Need> AsTheyStand(string evidence, bool isParentAsking)
    {
        ImmutableArray<Need> stored = NeedsIn(evidence);
        ImmutableArray<Need> all = isParentAsking ? stored.Add(new Need(NeedReason.ParentAsked, [])) : stored;
        return [.. all.OrderByDescending(need => NeedRules.Weights[need.Reason])];
    }

    /// <summary>The part of a stored row that is read from its own session alone.</summary>
    public static (long Reasons, string Evidence) WithoutYears(long reasons, string evidence)
    {
        if (((NeedReason)reasons & NeedReason.Changed) == 0)
        {
            return (reasons, evidence);
        }

        NeedRow own = Of("", [.. NeedsIn(evidence).Where(need => need.Reason != NeedReason.Changed)]);
        return (own.Reasons, own.Evidence);
    }

    public static ImmutableArray<Need> NeedsIn(string evidence) => JsonSerializer.Deserialize<ImmutableArray<Need>>(evidence, Json);
}
