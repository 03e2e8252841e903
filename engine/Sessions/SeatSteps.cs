using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Privacy;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Sessions;

/// <summary>The lesson's steps for one seat: a student who leaves the room for a while, or must go before the end.</summary>
public sealed class SeatSteps
{
    private readonly SessionRoll _roll;
    private readonly Writer _writer;
    private readonly ControlBell _bell;
    private readonly AuditLog _audit;
    private readonly TimeProvider _clock;
    private readonly string _actor;

    internal SeatSteps(SessionRoll roll, Writer writer, ControlBell bell, AuditLog audit, TimeProvider clock, string actor = AuditEntry.System) =>
        (_roll, _writer, _bell, _audit, _clock, _actor) = (roll, writer, bell, audit, clock, actor);

    /// <summary>The same steps, with somebody at the board: what is done is written down as theirs.</summary>
    public SeatSteps By(string actor) => new(_roll, _writer, _bell, _audit, _clock, actor);

    /// <summary>
    /// Running → Paused ⇄ Running, both → Ended → Running, as the store has the seat. False when the step is not allowed, the class's lesson is not on (to let go on
    /// it need not be), there is no such seat, or its session is over.
    /// </summary>
    /// <exception cref="StoreBusyException">The store cannot write now.</exception>
    public async Task<bool> SetAsync(string classId, int seat, LessonState run, CancellationToken cancellation)
    {
        if (await _roll.FindClassAsync(classId, cancellation) is not { } room || room.Seats.FirstOrDefault(live => live.Seat == seat) is not { } one)
        {
            return false;
        }

        long now = _clock.GetUtcNow().ToUnixTimeMilliseconds();
        SeatHalts? held = await _writer.RunAsync(null, scope => Step(scope, one, run, now), cancellation, halts =>
        {
            if (halts is not null)
            {
                room.SetHalts(halts);
            }
        });
        if (held is not null)
        {
            _bell.Ring(new SessionControl(ControlKind.Lesson, classId, one.Id, null, room.RunOf(seat, now)));
        }

        return held is not null;
    }

    // The row first: it keeps another node out until this transaction ends.
    private const string LockClass = "UPDATE school_class SET lesson = lesson WHERE id = @classId";

    private const string StoredLesson = "SELECT lesson FROM school_class WHERE id = @classId";

    private const string StoredSession = "SELECT state FROM test_session WHERE id = @Id";

    /// <summary>The class's halts when the seat is where it was wanted now, otherwise null.</summary>
    private SeatHalts? Step(WriteScope scope, LiveSession live, LessonState to, long now)
    {
        var at = new { classId = live.Room.Id, seat = live.Seat, now, run = StoredText.Of(to) };
        scope.Execute(LockClass, at);
        LessonState lesson = StoredText.Read<LessonState>(scope.Scalar<string>(StoredLesson, at));
        LessonState from = scope.FirstOrDefault<SeatHaltRow>(SeatHaltRow.OpenOfSeat, at)?.Run ?? LessonState.Running;
        if (from != to)
        {
            SessionState session = StoredText.Read<SessionState>(scope.Scalar<string>(StoredSession, new { live.Id }));
            bool isOn = to == LessonState.Running || lesson is LessonState.Running or LessonState.Paused;
            if (!isOn || !Allowed(from, to) || session is SessionState.Finished or SessionState.Expired)
            {
                return null;
            }

            scope.Execute(SeatHaltRow.End, at);
            if (to != LessonState.Running)
            {
                scope.Execute(SeatHaltRow.Begin, at);
            }

            _audit.Write(scope, new AuditEntry(
                _actor, AuditAct.LessonChanged, "class", live.Room.Id, new OrgNode(NodeKind.Class, live.Room.Id), $"{StoredText.Of(to)}, one seat"));
        }

        return new SeatHalts(scope.Query<SeatHaltRow>(SeatHaltRow.OfClass, at));
    }

    private static bool Allowed(LessonState from, LessonState to) => from switch
    {
        LessonState.Running => to is LessonState.Paused or LessonState.Ended,
        LessonState.Paused => to is LessonState.Running or LessonState.Ended,
        LessonState.Ended => to == LessonState.Running,
        LessonState.Lobby => false,
    };
}
