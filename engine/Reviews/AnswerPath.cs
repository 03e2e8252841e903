using System.Collections.Immutable;

namespace Diagnostics.Engine.Reviews;

/// <summary>How a session was answered, entry by entry: for a psychologist alone, and only when it is asked for.</summary>
/// <param name="Sections">In the battery's order.</param>
/// <param name="Entries">In the order of the log.</param>
public sealed record AnswerPath(ImmutableArray<PathSection> Sections, ImmutableArray<PathEntry> Entries);

/// <param name="HasTasks">Its items have right answers: what was answered is not told, so that nobody reads a key from it.</param>
/// <param name="Questions">In the order they were asked.</param>
public sealed record PathSection(string Title, bool HasTasks, ImmutableArray<string> Questions);

/// <param name="Section">Index of the section.</param>
/// <param name="Question">Index in the section; null for an entry that begins it.</param>
/// <param name="AtMs">Milliseconds since the session began, by the device.</param>
/// <param name="TookMs">Since the entry before; null for the first, for one keyed from paper, and where the device's clock stepped back.</param>
/// <param name="Answer">In the words the student saw; null for a skip, a begun section and tasks.</param>
/// <param name="IsAfterLimit">Of a section with a limit: given after it by both clocks.</param>
/// <param name="IsLate">Came after the session's end.</param>
public sealed record PathEntry(int Section, int? Question, PathAct Act, long AtMs, long? TookMs, string? Answer, bool IsAfterLimit, bool IsLate, bool IsOnPaper);

public enum PathAct
{
    /// <summary>A section with a limit was begun.</summary>
    Began,

    /// <summary>The first answer to an item.</summary>
    Answered,

    /// <summary>Another answer than before.</summary>
    Changed,

    /// <summary>The same answer once more.</summary>
    Again,

    /// <summary>The item was passed over, also where an answer was taken back by it.</summary>
    Skipped,
}
