using System.Collections.Immutable;

namespace Diagnostics.Engine.Sessions;

/// <summary>
/// A class in this node's memory: its lesson and its seats. The board reads it; the answer path only touches its revision.
/// </summary>
internal sealed class LiveClass(
    string id, string schoolName, int grade, string letter, AnswerRules rules, string packageHash, long revision)
{
    private readonly Lock _growing = new();
    private long _revision = revision;
    private bool _parentsDecide;
    private TimeGrants _grants = TimeGrants.None;
    private SeatHalts _halts = SeatHalts.None;
    private LessonMessages _messages = LessonMessages.None;
    private LessonMark _lesson = new(LessonState.Lobby, null, LessonPauses.None);
    private long _endsAtMs = Never;

    private const long Never = long.MaxValue;

    public string Id => id;

    public string SchoolName => schoolName;

    public int Grade => grade;

    public string Name => $"{grade}{letter}";

    public AnswerRules Rules => rules;

    public string PackageHash => packageHash;

    public ImmutableArray<LiveSession> Seats { get; set; } = [];

    /// <summary>A place that was added to the class after it was loaded.</summary>
    public void Admit(LiveSession live)
    {
        lock (_growing)
        {
            Seats = [.. Seats.Add(live).OrderBy(one => one.Seat)];
        }

        Touch();
    }

    /// <summary>Students answer at home: there is no lobby, and nobody starts the lesson.</summary>
    public bool IsAtHome { get; init; }

    /// <summary>Until when a sitting's codes open it, Unix ms; null with a lesson.</summary>
    public long? EndsAtMs => Volatile.Read(ref _endsAtMs) is var at and not Never ? at : null;

    public void SetEnd(long? endsAtMs)
    {
        Volatile.Write(ref _endsAtMs, endsAtMs ?? Never);
        Touch();
    }

    /// <summary>The time of a sitting is up.</summary>
    public bool IsOver(long nowMs) => nowMs >= Volatile.Read(ref _endsAtMs);

    /// <summary>As the store has it: a sitting whose time is up is over whatever it says, see <see cref="LessonAt"/>.</summary>
    public LessonState Lesson => Volatile.Read(ref _lesson).State;

    public LessonState LessonAt(long nowMs) => IsOver(nowMs) ? LessonState.Ended : Lesson;

    public LessonPauses Pauses => Volatile.Read(ref _lesson).Pauses;

    public long Revision => Volatile.Read(ref _revision);

    /// <summary>Whether a session needs a parent's agreement before it starts.</summary>
    public bool ParentsDecide => Volatile.Read(ref _parentsDecide);

    public void SetParentsDecide(bool parentsDecide)
    {
        if (parentsDecide != ParentsDecide)
        {
            Volatile.Write(ref _parentsDecide, parentsDecide);
            Touch();
        }
    }

    /// <summary>When this class was last compared with the store, Unix ms.</summary>
    public long RefreshedAtMs { get; set; }

    /// <summary>When the answers other nodes took in were last read, Unix ms.</summary>
    public long CaughtUpAtMs { get; set; }

    public TimeGrants Grants => Volatile.Read(ref _grants);

    public void SetGrants(TimeGrants grants)
    {
        Volatile.Write(ref _grants, grants);
        Touch();
    }

    public SeatHalts Halts => Volatile.Read(ref _halts);

    public void SetHalts(SeatHalts halts)
    {
        Volatile.Write(ref _halts, halts);
        Touch();
    }

    /// <summary>Where the lesson is for a seat: it may be held apart from its class.</summary>
    public LessonState RunOf(int seat, long nowMs) => Halts.RunOf(seat, LessonAt(nowMs));

    /// <summary>This lesson for a seat at a moment, Unix ms.</summary>
    public Arrival At(long nowMs, int seat)
    {
        LessonMark mark = Volatile.Read(ref _lesson);
        SeatHalts halts = Halts;
        long? endedAtMs = mark.State == LessonState.Ended ? mark.EndedAtMs : IsOver(nowMs) ? EndsAtMs : null;
        return new Arrival(nowMs, endedAtMs, halts.PausesOf(seat, mark.Pauses))
        {
            Grants = Grants.Of(seat),
            SeatEndedAtMs = halts.Now(seat) is { Run: LessonState.Ended } end ? end.BeganAt : null,
        };
    }

    public void SetLesson(LessonState state, long? endedAtMs, LessonPauses pauses)
    {
        Volatile.Write(ref _lesson, new LessonMark(state, endedAtMs, pauses));
        Touch();
    }

    public LessonMessages Messages => Volatile.Read(ref _messages);

    public void Say(int? seat, LessonMessage message, long nowMs) =>
        ImmutableInterlocked.Update(ref _messages, said => said.With(seat, message, nowMs));

    /// <summary>Something the board shows has changed.</summary>
    public void Touch() => Interlocked.Increment(ref _revision);

    private sealed record LessonMark(LessonState State, long? EndedAtMs, LessonPauses Pauses);
}
