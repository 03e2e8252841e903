using System.Text.Json.Serialization;

namespace Diagnostics.Engine.Sessions;

// The wire format of the answer path, the same over the hub and over plain HTTP. Property names are short because 200,000 phones send them.

/// <summary>
/// One answer on its way, or the word that a section with a time limit was begun. Numbers (its place in the session's log) follow from
/// the batch's first number.
/// </summary>
/// <param name="Item">Position of the item in the battery, from 0; of a begun section the number of items + index of its step.</param>
/// <param name="Value">
/// Canonical answer text, empty when skipped; see <see cref="Instruments.AnswerFormat"/>. Of a begun section "start".
/// </param>
/// <param name="AtMs">Milliseconds since the session began on the client's monotonic clock.</param>
public sealed record AnswerEntry(
    [property: JsonPropertyName("q")] int Item,
    [property: JsonPropertyName("v")] string Value,
    [property: JsonPropertyName("d")] long AtMs);

/// <param name="Epoch">
/// The epoch this client was given, or null for a first hello: then a new epoch is issued and older clients are superseded.
/// </param>
/// <param name="DeviceId">Random identifier the browser made for itself.</param>
/// <param name="LastAck">Highest number the client knows to be acknowledged.</param>
/// <param name="ClientNowMs">The client's wall clock, for its offset only.</param>
public sealed record HelloRequest(long? Epoch, string DeviceId, long LastAck, long ClientNowMs)
{
    /// <summary>Entries that wait on the device; for the teacher's board.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Unsent { get; init; }
}

/// <param name="Status">Ok, Superseded (the epoch given is no longer the session's) or Busy (try again after RetryMs).</param>
/// <param name="Epoch">The epoch to use from now on.</param>
/// <param name="HighWater">Highest contiguous durable number.</param>
/// <param name="State">State of the session.</param>
/// <param name="Run">State of the class's lesson.</param>
/// <param name="Consent">What was decided before: null when not yet asked.</param>
/// <param name="ServerNowMs">Server time, Unix ms.</param>
/// <param name="DeadlineMs">When the session ends, or null when it has no limit.</param>
/// <param name="Answers">Last value by item, given when the client knows less than the server (LastAck below HighWater).</param>
/// <param name="Sections">The sections with a time limit that were begun.</param>
public sealed record HelloReply(
    PutStatus Status,
    long Epoch,
    [property: JsonPropertyName("hw")] long HighWater,
    SessionState State,
    LessonState Run,
    bool? Consent,
    long ServerNowMs,
    long? DeadlineMs,
    IReadOnlyList<AnswerEntry>? Answers,
    IReadOnlyList<SectionElapsed> Sections,
    int RetryMs)
{
    /// <summary>Whether a parent's word stands in the way of the start.</summary>
    public ParentWord Parent { get; init; }

    /// <summary>How long sections with a time limit last for this student, in percent of the package's seconds. Absent when as usual.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? TimePercent { get; init; }

    /// <summary>What comes next in sections whose tasks are chosen by the answers. Absent when the battery has none.</summary>
    [JsonPropertyName("nx")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<NextTask>? Next { get; init; }

    /// <summary>What the teacher said in the last minutes. Absent when nothing was.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ToldMessage>? Messages { get; init; }
}

/// <summary>The next task of a section whose tasks are chosen by the answers.</summary>
/// <param name="Step">Index of the step in the battery.</param>
/// <param name="Given">
/// How many of its tasks had a durable answer or were passed by: a page that has given others meanwhile waits for a later word, or goes by its own order.
/// </param>
/// <param name="Item">Position of the task in the battery; null when the section has come to its end.</param>
public sealed record NextTask(
    [property: JsonPropertyName("s")] int Step,
    [property: JsonPropertyName("k")] int Given,
    [property: JsonPropertyName("q")] int? Item);

/// <summary>What a student's page is told of a parent's decision.</summary>
public enum ParentWord
{
    /// <summary>Nothing stands in the way.</summary>
    None,

    /// <summary>The agreement that is needed is not recorded yet.</summary>
    Awaited,

    /// <summary>Refused or withdrawn.</summary>
    Against,
}

/// <param name="Step">Index of the step in the battery.</param>
/// <param name="ElapsedMs">How much of its time has passed by the server's clock; pauses of the lesson do not count.</param>
public sealed record SectionElapsed(int Step, long ElapsedMs)
{
    /// <summary>How much longer than its limit it lasts, because a teacher added time. Absent when none was.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long GivenMs { get; init; }
}

/// <param name="Epoch">The client's epoch.</param>
/// <param name="First">Number of the first answer in the batch; numbers start at 1.</param>
/// <param name="Answers">1..50 answers.</param>
public sealed record PutRequest(
    [property: JsonPropertyName("e")] long Epoch,
    [property: JsonPropertyName("n")] long First,
    [property: JsonPropertyName("a")] IReadOnlyList<AnswerEntry> Answers)
{
    /// <summary>Entries that wait on the device behind this batch; for the teacher's board.</summary>
    [JsonPropertyName("u")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Unsent { get; init; }
}

/// <param name="Status">Whether the batch was taken.</param>
/// <param name="HighWater">Highest contiguous durable number: everything up to it is safe.</param>
/// <param name="RemainingMs">Time left, or null when there is no limit.</param>
/// <param name="RetryMs">With Busy: when to try again.</param>
public sealed record PutReply(
    PutStatus Status,
    [property: JsonPropertyName("hw")] long HighWater,
    [property: JsonPropertyName("rem")] long? RemainingMs,
    int RetryMs)
{
    /// <summary>With Ok: how long to gather answers before the next batch, because much waits here. Absent when nothing does.</summary>
    [JsonPropertyName("pace")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int PaceMs { get; init; }

    /// <summary>With Ok: what comes next in the sections of these answers whose tasks are chosen by the answers. Absent when there is none.</summary>
    [JsonPropertyName("nx")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<NextTask>? Next { get; init; }
}

public sealed record FinishRequest([property: JsonPropertyName("e")] long Epoch, long LastSeq);

/// <param name="Status">Ok only when every number up to LastSeq is durable.</param>
/// <param name="HighWater">Highest contiguous durable number.</param>
/// <param name="State">State after the call.</param>
/// <param name="ResultKey">The key that opens the result; the same on every repetition.</param>
public sealed record FinishReply(
    PutStatus Status,
    [property: JsonPropertyName("hw")] long HighWater,
    SessionState State,
    string? ResultKey,
    int RetryMs);

public enum PutStatus
{
    Ok,

    /// <summary>The batch starts above the next expected number: rewind to HighWater + 1.</summary>
    Gap,

    /// <summary>Another window or device continues this session.</summary>
    Superseded,

    /// <summary>An item or value that the battery does not have, or a malformed batch; nothing of it was taken.</summary>
    Invalid,

    /// <summary>The store cannot write now; nothing was taken; try again after RetryMs.</summary>
    Busy,

    /// <summary>The session does not take answers: no consent yet, or it is finished or expired.</summary>
    Closed,
}

public enum SessionState
{
    Issued,
    InProgress,
    Paused,
    Finished,
    Expired,
}

/// <summary>Where a class's lesson is.</summary>
public enum LessonState
{
    /// <summary>Codes work, students gather.</summary>
    Lobby,
    Running,
    Paused,
    Ended,
}
