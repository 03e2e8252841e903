using System.Collections.Immutable;
using System.Text.Json;
using Diagnostics.Engine.Instruments;
using Diagnostics.Engine.Privacy;

namespace Diagnostics.Engine.Parents;

/// <summary>What a parent answered, as it is stored.</summary>
internal sealed record ParentFormRow
{
    public const string OfSession = "SELECT version, form, answered_at AS AnsweredAt, changes, answers FROM parent_form WHERE session_id = @sessionId";

    /// <summary>Of a session whose parent takes the agreement back.</summary>
    public const string Delete = "DELETE FROM parent_form WHERE session_id = @sessionId";

    public required string Version { get; init; }

    public required string Form { get; init; }

    public required long AnsweredAt { get; init; }

    public required long Changes { get; init; }

    public required string Answers { get; init; }

    public ImmutableArray<string> Given => JsonSerializer.Deserialize<ImmutableArray<string>>(Answers);

    /// <summary>In words, for whoever asks what is held.</summary>
    public HeldParentForm Tell(ParentQuestions questions) => new(
        Version, Form, AnsweredAt, Changes,
        [.. Given.Zip(questions.Items).Select(one => new HeldParentAnswer(AnswerWords.Of(one.Second), one.First.Length == 0 ? null : AnswerWords.Of(one.Second, one.First)))]);
}
