using System.Collections.Immutable;

namespace Diagnostics.Engine.Parents;

/// <summary>The questions as the parent behind a link finds them.</summary>
/// <param name="IsOpen">They can be answered, or answered anew, now.</param>
/// <param name="UntilMs">End of the campaign's window, Unix ms, exclusive.</param>
/// <param name="AnsweredAtMs">The last time; null where there are no answers.</param>
/// <param name="Answers">The own ones, by question, empty where the parent did not know; null where there are none.</param>
public sealed record ParentFormView(bool IsOpen, long UntilMs, long? AnsweredAtMs, ParentQuestions Questions, ImmutableArray<string>? Answers);

/// <summary>What became of a parent's answers.</summary>
public enum ParentFormOutcome
{
    Kept,

    /// <summary>The link opens nothing, or nothing any more.</summary>
    Unknown,

    /// <summary>There is no agreement, or the window is over.</summary>
    Closed,

    /// <summary>Other questions than those that are asked now, or no answer to every one of them.</summary>
    Invalid,
}

/// <summary>What a parent answered about one student, as the psychologist reads it.</summary>
/// <param name="AnsweredAtMs">The last time.</param>
public sealed record ParentForm(ParentQuestions Questions, long AnsweredAtMs, ImmutableArray<string> Answers);

/// <param name="Form">Null while there are no answers.</param>
public sealed record ParentFormState(ParentForm? Form);
