using System.Security.Cryptography;
using System.Text;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Privacy;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Sessions;

/// <summary>What a teacher sees and does. Reads counters; never on the answer path; never shows an answer.</summary>
public sealed class ClassBoard
{
    private readonly SessionRoll _roll;
    private readonly Writer _writer;
    private readonly ControlBell _bell;
    private readonly KeyRing _keys;
    private readonly AuditLog _audit;
    private readonly TimeProvider _clock;
    private readonly string _actor;

    internal ClassBoard(
        SessionRoll roll, Writer writer, ControlBell bell, KeyRing keys, AuditLog audit, TimeProvider clock, string actor = AuditEntry.System) =>
        (_roll, _writer, _bell, _keys, _audit, _clock, _actor) = (roll, writer, bell, keys, audit, clock, actor);

    /// <summary>The same board, with somebody at it: what is done is written down as theirs.</summary>
    public ClassBoard By(string actor) => new(_roll, _writer, _bell, _keys, _audit, _clock, actor) { StartSpreadMs = StartSpreadMs };

    /// <summary>Over how long the pages of a class open after the start.</summary>
    internal int StartSpreadMs { get; init; }

    private long NowMs => _clock.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Null when there is no such class.</summary>
    /// <exception cref="StoreBusyException">The class is not in memory and the store cannot be read now.</exception>
    public async Task<BoardView?> ReadAsync(string classId, CancellationToken cancellation)
    {
        if (await _roll.FindClassAsync(classId, cancellation) is not { } room)
        {
            return null;
        }

        await _roll.RefreshAsync(room, cancellation);
        await _roll.CatchUpAsync(room, cancellation);
        long now = NowMs;
        NoticeSilence(room, now);
        long revision = room.Revision;
        return new BoardView(
            room.Id, room.SchoolName, room.Name, room.Rules.Battery.Variant, revision, room.LessonAt(now), room.Rules.CountedItems,
            [.. room.Seats.Select(live => SeatOf(live, now))])
        {
            NowMs = now,
            StartSpreadMs = StartSpreadMs,
            IsTimed = room.Rules.Battery.Steps.Any(step => step.Seconds is not null),
            GivenMinutes = (int)(room.Grants.OfClassMs / 60_000),
            OutageSeconds = (int)(room.Grants.OutageMs(room.Pauses) / 1_000),
            ConsentMissing = room.ParentsDecide
                ? room.Seats.Count(live => !live.Spare && live.State is { State: SessionState.Issued, Parent: null, Consent: not false })
                : 0,
        };
    }

    private const string StoredLesson = "SELECT lesson FROM school_class WHERE id = @classId";

    // A sitting whose time is up is not begun or gone on with.
    private const string UpdateLesson = """
        UPDATE school_class SET lesson = @to, lesson_ended_at = @ended
        WHERE id = @classId AND lesson = @from AND (@to = 'ended' OR COALESCE(ends_at, @now + 1) > @now)
        """;

    /// <summary>
    /// Lobby → Running → Paused ⇄ Running → Ended → Running; a paused lesson may end. False when the step is not allowed. The store's state
    /// decides, not this node's memory: another node, or a commit whose reply was lost, may have moved the lesson on.
    /// </summary>
    /// <param name="onlyFrom">The step is allowed from this state alone; null: from each that leads there.</param>
    /// <exception cref="StoreBusyException">The store cannot write now.</exception>
    public async Task<bool> SetLessonAsync(string classId, LessonState lesson, CancellationToken cancellation, LessonState? onlyFrom = null)
    {
        if (await _roll.FindClassAsync(classId, cancellation) is not { } room)
        {
            return false;
        }

        bool begins = room.Lesson == LessonState.Lobby && lesson == LessonState.Running;
        long now = NowMs;
        LessonPauses? paused = await _writer.RunAsync(null, scope => Step(scope, classId, lesson, onlyFrom, now), cancellation, pauses =>
        {
            if (pauses is not null)
            {
                room.SetLesson(lesson, EndOf(lesson, now), pauses);
            }
        });
        if (paused is not null)
        {
            RingLesson(room, now, begins ? StartSpreadMs : 0);
        }

        return paused is not null;
    }

    /// <summary>With a seat that is held, each page is told its own: what the class hears would open the one that is held.</summary>
    private void RingLesson(LiveClass room, long now, int spreadMs)
    {
        if (!room.Halts.HoldAny)
        {
            _bell.Ring(new SessionControl(ControlKind.Lesson, room.Id, null, null, room.LessonAt(now)) { SpreadMs = spreadMs });
            return;
        }

        foreach (LiveSession live in room.Seats)
        {
            _bell.Ring(new SessionControl(ControlKind.Lesson, room.Id, live.Id, null, room.RunOf(live.Seat, now)) { SpreadMs = spreadMs });
        }
    }

    /// <summary>The lesson's pauses when it is in the wanted state now, otherwise null.</summary>
    private LessonPauses? Step(WriteScope scope, string classId, LessonState to, LessonState? onlyFrom, long now)
    {
        LessonState from = StoredText.Read<LessonState>(scope.Scalar<string>(StoredLesson, new { classId }));
        return from == to || (Allowed(from, to) && from == (onlyFrom ?? from) && Change(scope, classId, from, to, now))
            ? new LessonPauses(scope.Query<LessonPauseRow>(LessonPauseRow.OfClass, new { classId }))
            : null;
    }

    private bool Change(WriteScope scope, string classId, LessonState from, LessonState to, long now)
    {
        // The row first: it keeps another node out until this transaction ends.
        var step = new { classId, to = StoredText.Of(to), from = StoredText.Of(from), ended = EndOf(to, now), now };
        if (scope.Execute(UpdateLesson, step) != 1)
        {
            return false;
        }

        if (from == LessonState.Paused)
        {
            scope.Execute(LessonPauseRow.End, new { classId, now });
        }
        else if (to == LessonState.Paused)
        {
            scope.Execute(LessonPauseRow.Begin, new { classId, now });
        }

        Tell(scope, AuditAct.LessonChanged, classId, StoredText.Of(to));
        return true;
    }

    private static long? EndOf(LessonState lesson, long now) => lesson == LessonState.Ended ? now : null;

    /// <summary>Minutes that can be added at once.</summary>
    public const int MostMinutes = 30;

    /// <summary>
    /// Adds time to the sections with a limit that were begun, for one seat or for all. False when the lesson does not run (a pause counts as running), there is no
    /// such seat, or the minutes are none that can be given.
    /// </summary>
    /// <param name="press">Of a button for many classes: minutes of the same press are added once. Null: each call adds.</param>
    /// <exception cref="StoreBusyException">The store cannot write now.</exception>
    public async Task<bool> GiveTimeAsync(string classId, int? seat, int minutes, CancellationToken cancellation, string? press = null)
    {
        LiveClass? room = await _roll.FindClassAsync(classId, cancellation);
        LiveSession? one = room?.Seats.FirstOrDefault(live => live.Seat == seat);
        if (room is null || minutes is < 1 or > MostMinutes || (seat is not null && one is null))
        {
            return false;
        }

        TimeGrants? given = await _writer.RunAsync(null, scope => Give(scope, classId, seat, minutes, press), cancellation, grants =>
        {
            if (grants is not null)
            {
                room.SetGrants(grants);
            }
        });
        if (given is not null)
        {
            _bell.Ring(new SessionControl(ControlKind.Time, classId, one?.Id, null, null));
        }

        return given is not null;
    }

    private TimeGrants? Give(WriteScope scope, string classId, int? seat, int minutes, string? press)
    {
        if (StoredText.Read<LessonState>(scope.Scalar<string>(StoredLesson, new { classId })) is not (LessonState.Running or LessonState.Paused))
        {
            return null;
        }

        if (press is null || scope.Scalar<long>(TimeGrantRow.IsGiven, new { classId, press }) == 0)
        {
            scope.Execute(TimeGrantRow.Insert, new { classId, seat, now = NowMs, ms = minutes * 60_000L, outage = 0, press });
            Tell(scope, AuditAct.TimeGiven, classId, seat is null ? $"{minutes} min" : $"{minutes} min, one seat");
        }

        return new TimeGrants(scope.Query<TimeGrantRow>(TimeGrantRow.OfClass, new { classId }));
    }

    /// <summary>The teacher's tap: the device that asked may take over the seat's session. False when nobody asked.</summary>
    public async Task<bool> AllowTakeoverAsync(string classId, int seat, CancellationToken cancellation)
    {
        LiveClass? room = await _roll.FindClassAsync(classId, cancellation);
        if (room?.Seats.FirstOrDefault(live => live.Seat == seat) is not { } found || found.Presence.Allow(NowMs) is not { } device)
        {
            return false;
        }

        room.Touch();
        _bell.Ring(new NodeNews(new SessionControl(ControlKind.SeatAllowed, classId, found.Id, null, null)) { Device = device });
        await _writer.RunAsync(
            null,
            scope =>
            {
                Tell(scope, AuditAct.DeviceMoved, classId, "");
                return true;
            },
            cancellation);
        return true;
    }

    /// <summary>Says one of the prepared messages to a seat, or to all with null. False when there is no such seat.</summary>
    /// <exception cref="StoreBusyException">The class is not in memory and the store cannot be read now.</exception>
    public async Task<bool> SayAsync(string classId, int? seat, LessonMessage message, CancellationToken cancellation)
    {
        LiveClass? room = await _roll.FindClassAsync(classId, cancellation);
        LiveSession? one = room?.Seats.FirstOrDefault(live => live.Seat == seat);
        if (room is null || !Enum.IsDefined(message) || (seat is not null && one is null))
        {
            return false;
        }

        room.Say(seat, message, NowMs);
        _bell.Ring(new NodeNews(new SessionControl(ControlKind.Message, classId, one?.Id, null, null)) { Said = message, Seat = seat });
        return true;
    }

    private void Tell(WriteScope scope, AuditAct act, string classId, string detail) => _audit.Write(
        scope, new AuditEntry(_actor, act, "class", classId, new OrgNode(NodeKind.Class, classId), detail));

    /// <summary>How often the class's PIN was changed, and once; null when there is no such class.</summary>
    /// <exception cref="StoreBusyException">The store cannot be read now.</exception>
    public Task<int?> PinRevisionAsync(string classId, CancellationToken cancellation) => _roll.PinRevisionAsync(classId, cancellation);

    /// <summary>Constant-time check of the class's PIN: its revision, or null when it is another.</summary>
    public async Task<int?> MatchPinAsync(string classId, string pin, CancellationToken cancellation)
    {
        int? revision = await _roll.PinRevisionAsync(classId, cancellation);
        string right = AccessCode.Pin(_keys.Print.Span, classId, revision ?? 0);
        bool same = CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(right), Encoding.UTF8.GetBytes(pin ?? ""));
        return same ? revision : null;
    }

    /// <summary>Silence is no event, nor is what other nodes say: who looks at the board notices it.</summary>
    private static void NoticeSilence(LiveClass room, long now)
    {
        foreach (LiveSession live in room.Seats)
        {
            if (live.State is { State: SessionState.InProgress or SessionState.Paused } or { State: SessionState.Issued, Epoch: > 0 } && live.Presence.FellSilent(now))
            {
                room.Touch();
            }

            if (live.Presence.IsOtherElsewhere(now))
            {
                room.Touch();
            }
        }
    }

    private static bool Allowed(LessonState from, LessonState to) => from switch
    {
        LessonState.Lobby => to == LessonState.Running,
        LessonState.Running => to is LessonState.Paused or LessonState.Ended,
        LessonState.Paused => to is LessonState.Running or LessonState.Ended,
        LessonState.Ended => to == LessonState.Running,
    };

    private static BoardSeat SeatOf(LiveSession live, long now)
    {
        SeatState state = SeatStates.Everywhere(live, now);
        return new BoardSeat(live.Seat, live.Spare, state, AnsweredOf(live.State), WantsMove(live, now))
        {
            Unsent = state is SeatState.Answering or SeatState.LinkLost ? live.Presence.Unsent : 0,
            Accommodation = live.State.Accommodation,
            HeardAtMs = state == SeatState.LinkLost ? live.Presence.HeardAtMs : null,
            GivenMinutes = (int)(live.Room.Grants.Of(live.Seat).ByPeople.SinceMs(0, LessonPauses.None) / 60_000),
            Halt = state == SeatState.Finished ? null : live.Room.Halts.Now(live.Seat)?.Run,
        };
    }

    /// <summary>A finished session has let go of its answers; what everyone takes is then the most that can be told.</summary>
    private static int AnsweredOf(Session session) => session.Saved.IsEmpty
        ? Math.Min(session.Answered, session.Rules.CountedItems)
        : session.Counted;

    private static bool WantsMove(LiveSession live, long now) =>
        live.State.State != SessionState.Finished && live.Presence.WantsMove(now);
}

/// <param name="Variant">The form the class takes.</param>
/// <param name="ItemCount">Items that everyone takes: those of optional steps are in no count of a board.</param>
/// <param name="Revision">Grows with every change, so that a late snapshot is not shown over a newer one.</param>
public sealed record BoardView(
    string ClassId, string SchoolName, string ClassName, BatteryVariant Variant, long Revision, LessonState Run, int ItemCount, IReadOnlyList<BoardSeat> Seats)
{
    /// <summary>The server's time of this snapshot, Unix ms.</summary>
    public long NowMs { get; init; }

    /// <summary>Over how long the pages of a class open after the start, each at a moment of its own.</summary>
    public int StartSpreadMs { get; init; }

    /// <summary>The form has sections with a time limit: time can be added.</summary>
    public bool IsTimed { get; init; }

    /// <summary>Time that was added for everybody.</summary>
    public int GivenMinutes { get; init; }

    /// <summary>Time that was given back to everybody after outages of the server.</summary>
    public int OutageSeconds { get; init; }

    /// <summary>Seats of students that have not begun and whose parent's agreement is needed and not recorded.</summary>
    public int ConsentMissing { get; init; }
}

/// <param name="Answered">Number of different items that everyone takes with a durable answer (skipped ones count).</param>
/// <param name="WantsMove">Another device asks to take over.</param>
public sealed record BoardSeat(int Seat, bool Spare, SeatState State, int Answered, bool WantsMove)
{
    /// <summary>Entries that wait on the device, as it last said.</summary>
    public int Unsent { get; init; }

    /// <summary>Under which conditions this student works; shown only where the seat is opened.</summary>
    public Accommodation Accommodation { get; init; }

    /// <summary>With a lost link: when the device was last heard from, Unix ms; null when it was not since this node started.</summary>
    public long? HeardAtMs { get; init; }

    /// <summary>Time that was added for this seat, that of the whole class included.</summary>
    public int GivenMinutes { get; init; }

    /// <summary>Paused or Ended where the teacher holds this seat apart from its class; otherwise null.</summary>
    public LessonState? Halt { get; init; }
}

public enum SeatState
{
    /// <summary>Nobody entered this code yet.</summary>
    Empty,

    /// <summary>Entered, not yet decided to take part.</summary>
    Deciding,

    /// <summary>Refused to take part.</summary>
    Refused,

    /// <summary>The student agreed; a parent's agreement is needed and not recorded yet.</summary>
    ParentAwaited,

    /// <summary>A parent refused or withdrew.</summary>
    ParentRefused,

    /// <summary>Ready, waiting for the start.</summary>
    Waiting,
    Answering,

    /// <summary>Began, and nothing was heard for 15 s: answers may wait on the device.</summary>
    LinkLost,

    /// <summary>Left before the end with everything saved; the same code goes on, on any device.</summary>
    Left,
    Finished,
}
