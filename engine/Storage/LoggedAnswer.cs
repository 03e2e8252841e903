namespace Diagnostics.Engine.Storage;

/// <summary>One row of the answer log.</summary>
/// <param name="Number">Place in the session's log, from 1 without holes.</param>
/// <param name="Item">Position of the item in the battery, or the number of items + index of a step that was begun.</param>
/// <param name="Value">Canonical answer text.</param>
/// <param name="AtMs">Milliseconds since the session began, the client's monotonic clock.</param>
/// <param name="ServerMs">When the server received it, Unix ms.</param>
internal readonly record struct LoggedAnswer(
    long Number, int Item, string Value, long AtMs, long ServerMs = 0, AnswerRemarks Remarks = AnswerRemarks.None);

/// <summary>Remarks on a log row, stored as bits.</summary>
[Flags]
internal enum AnswerRemarks
{
    None = 0,

    /// <summary>Came after the session's end; stored all the same.</summary>
    Late = 1,

    /// <summary>Of a section with a time limit: only the device's clock vouches for its time.</summary>
    TimeByDevice = 2,

    /// <summary>Of a section with a time limit: given after it by the server's clock and the device's; stored all the same.</summary>
    AfterLimit = 4,

    /// <summary>Keyed from a form on paper: no clock saw when it was given. It bears no other remark.</summary>
    OnPaper = 8,
}
