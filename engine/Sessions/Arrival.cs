using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Sessions;

/// <summary>A moment of a class's lesson by the server's clock: what answers that arrive then are judged by.</summary>
/// <param name="NowMs">Unix ms.</param>
/// <param name="LessonEndedAtMs">When the lesson ended, or null while it has not.</param>
internal sealed record Arrival(long NowMs, long? LessonEndedAtMs, LessonPauses Pauses)
{
    /// <summary>Time that was added for the seat.</summary>
    public TimeGrants Grants { get; init; } = TimeGrants.None;

    /// <summary>Since when the lesson is over for the seat alone; null when it is not.</summary>
    public long? SeatEndedAtMs { get; init; }

    /// <summary>Keyed from a form: when it was given is not known, and the proctor kept the time.</summary>
    public bool OnPaper { get; init; }

    public AnswerRemarks OfLesson => OnPaper ? AnswerRemarks.OnPaper
        : NowMs > LessonEndedAtMs || NowMs > SeatEndedAtMs ? AnswerRemarks.Late
        : AnswerRemarks.None;

    /// <summary>Time of a section that has passed by the server's clock; a pause of the lesson does not count.</summary>
    public long ElapsedMs(SectionStart start) =>
        Math.Max(0, NowMs - start.ServerMs - Pauses.WithinMs(start.ServerMs, NowMs));

    /// <summary>How much longer than its limit a section lasts: what was added since it was begun.</summary>
    public long GivenMs(SectionStart start) => Grants.SinceMs(start.ServerMs, Pauses);

    /// <summary>
    /// Whose clock vouches for an answer to an item of a limited step. The server's does when it received both the start and the answer
    /// in time, and saw about as much time between them as the device did; otherwise the device's word is taken and remarked.
    /// </summary>
    /// <param name="start">The step's start, or null when none is known.</param>
    /// <param name="atMs">The client's time of the answer.</param>
    public AnswerRemarks OfSection(SectionStart? start, long atMs, long limitMs, long graceMs)
    {
        if (OnPaper)
        {
            return AnswerRemarks.None;
        }

        if (start is not { } begun)
        {
            return AnswerRemarks.TimeByDevice;
        }

        long allowedMs = limitMs + GivenMs(begun) + graceMs;
        long byServer = ElapsedMs(begun);
        long byDevice = atMs - begun.AtMs - Pauses.WithinMs(begun.ServerMs, NowMs);
        if (byServer <= allowedMs && byDevice <= byServer + graceMs)
        {
            return AnswerRemarks.None;
        }

        return byDevice <= allowedMs ? AnswerRemarks.TimeByDevice : AnswerRemarks.AfterLimit;
    }
}
