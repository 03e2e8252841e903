namespace Diagnostics.Engine.Storage;

/// <summary>One row of the answer log.</summary>
/// <param name="Number">Place in the session's log, from 1 without holes.</param>
/// <param name="Item">Position of the item in the battery.</param>
/// <param name="Value">Canonical answer text.</param>
/// <param name="AtMs">Milliseconds since the session began, the client's monotonic clock.</param>
internal readonly record struct LoggedAnswer(long Number, int Item, string Value, long AtMs);

/// <summary>Remarks on a log row, stored as bits.</summary>
[Flags]
internal enum AnswerRemarks
{
    None = 0,

    /// <summary>Came after the session's end; stored all the same.</summary>
    Late = 1,
}
