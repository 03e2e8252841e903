using System.Globalization;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Privacy;
using Diagnostics.Engine.Sessions;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Sittings;

/// <summary>Makes and closes sittings, and says beforehand what would be made. Who may do it is decided before.</summary>
public sealed class SittingDesk
{
    private readonly Writer _writer;
    private readonly BatteryLibrary _batteries;
    private readonly SessionRoll _roll;
    private readonly KeyRing _keys;
    private readonly ControlBell _bell;
    private readonly AuditLog _audit;
    private readonly TimeProvider _clock;
    private readonly SittingPlanner _planner;

    internal SittingDesk(
        Writer writer, BatteryLibrary batteries, SessionRoll roll, KeyRing keys, ControlBell bell, AuditLog audit, TimeProvider clock) =>
        (_writer, _batteries, _roll, _keys, _bell, _audit, _clock, _planner) = (writer, batteries, roll, keys, bell, audit, clock, new SittingPlanner(batteries));

    /// <summary>What would be made. Null when there is no such school.</summary>
    /// <exception cref="StoreBusyException">The store cannot be used now.</exception>
    public Task<SittingLook?> LookAsync(string schoolId, SittingOrder order, CancellationToken cancellation) =>
        _writer.RunAsync(null, scope => _planner.Plan(scope, schoolId, order, NowMs)?.Look, cancellation);

    /// <summary>Makes it: a class row with its seats, codes and issued sessions. Null when there is no such school; nothing is made with a fault.</summary>
    /// <exception cref="StoreBusyException">The store cannot write now.</exception>
    public Task<MadeSitting?> MakeAsync(string schoolId, SittingOrder order, string actor, CancellationToken cancellation) =>
        _writer.RunAsync(null, scope => Make(scope, schoolId, order, actor), cancellation);

    private MadeSitting? Make(WriteScope scope, string schoolId, SittingOrder order, string actor)
    {
        long now = NowMs;
        if (_planner.Plan(scope, schoolId, order, now) is not { } plan)
        {
            return null;
        }

        if (plan.Look.Faults.Count > 0)
        {
            return new MadeSitting(null, plan.Look);
        }

        var room = new SchoolClass(NewId.Next(), schoolId, plan.Look.Grade, plan.Letter, NewId.Secret());
        IReadOnlyList<SeatOpening> seats = order.Who is SittingWho.Group
            ? [.. Enumerable.Range(1, plan.Places).Select(number => new SeatOpening(number, Spare: false, Person: null))]
            : [.. plan.Seats.Select(seat => new SeatOpening(seat.Number, Spare: false, Tie(scope, seat), seat.Sex is { } sex ? StoredText.Read<Sex>(sex) : null))];
        var opening = new ClassOpening(room, plan.Battery!, _batteries.PackageOf(plan.Battery!).Hash, seats)
        {
            Sitting = new SittingTerms(order.Place, actor, now, order.EndsAtMs),
        };
        opening.Write(scope, _keys);
        Tell(scope, AuditAct.SittingMade, actor, room.Id, string.Create(CultureInfo.InvariantCulture, $"{StoredText.Of(order.Place)}, {seats.Count}"));
        return new MadeSitting(room.Id, plan.Look);
    }

    private const string SetPerson = "UPDATE seat SET person = @person WHERE id = @Id";

    /// <summary>What ties the new seat to this one: the number it has, or a new one. Nothing of who had their data erased.</summary>
    private static string? Tie(WriteScope scope, SourceSeatRow seat)
    {
        if (seat.Erased || seat.Person is not null)
        {
            return seat.Erased ? null : seat.Person;
        }

        string person = NewId.Next();
        scope.Execute(SetPerson, new { seat.Id, person });
        return person;
    }

    /// <summary>Whether a class row is a sitting.</summary>
    /// <exception cref="StoreBusyException">The store cannot be used now.</exception>
    public Task<bool> IsThereAsync(string classId, CancellationToken cancellation) =>
        _writer.RunAsync(null, scope => scope.Scalar<long>(IsSitting, new { classId }) > 0, cancellation);

    // Closed again it stays as it was, and what was left undone is gone on with.
    private const string End = """
        UPDATE school_class SET lesson = 'ended', lesson_ended_at = @now, ends_at = CASE WHEN ends_at < @now THEN ends_at ELSE @now END
        WHERE id = @classId AND kind = 'sitting' AND (lesson <> 'ended' OR ends_at > @now)
        """;

    private const string IsSitting = "SELECT COUNT(*) FROM school_class WHERE id = @classId AND kind = 'sitting'";

    /// <summary>Nobody new comes in, and what was entered and not finished expires: its answers stay until they are erased, nothing is added to them. False when there is no such sitting.</summary>
    /// <exception cref="StoreBusyException">The store cannot write now.</exception>
    public async Task<bool> CloseAsync(string classId, string actor, CancellationToken cancellation)
    {
        if (await _roll.FindClassAsync(classId, cancellation) is not { } room)
        {
            return false;
        }

        long now = NowMs;
        bool isThere = await _writer.RunAsync(
            null,
            scope =>
            {
                if (scope.Execute(End, new { classId, now }) == 1)
                {
                    Tell(scope, AuditAct.SittingClosed, actor, classId, "");
                }

                return scope.Scalar<long>(IsSitting, new { classId }) > 0;
            },
            cancellation,
            done =>
            {
                if (done)
                {
                    room.SetEnd(Math.Min(room.EndsAtMs ?? now, now));
                    room.SetLesson(LessonState.Ended, now, room.Pauses);
                }
            });
        if (!isThere)
        {
            return false;
        }

        foreach (LiveSession live in room.Seats)
        {
            await ExpireAsync(live, cancellation);
        }

        _bell.Ring(new SessionControl(ControlKind.Lesson, classId, null, null, LessonState.Ended));
        return true;
    }

    // The epoch rises: what an older device has on its way is refused.
    private const string Expire = """
        UPDATE test_session SET state = 'expired', epoch = epoch + 1
        WHERE id = @Id AND (state IN ('inProgress', 'paused') OR (state = 'issued' AND (epoch > 0 OR consent IS NOT NULL)))
        """;

    private async Task ExpireAsync(LiveSession live, CancellationToken cancellation)
    {
        if (live.State.State is SessionState.Finished or SessionState.Expired)
        {
            return;
        }

        await live.Turn.WaitAsync(cancellation);
        try
        {
            // What is on its way lands first.
            await live.Hold().WaitAsync(cancellation);
            await _writer.RunAsync(
                live.Id,
                scope => scope.Execute(Expire, new { live.Id }) == 1,
                cancellation,
                expired =>
                {
                    if (expired)
                    {
                        live.Settle(session => session with { State = SessionState.Expired, Epoch = session.Epoch + 1 });
                    }
                });
        }
        finally
        {
            live.Release();
            live.Turn.Release();
        }
    }

    private void Tell(WriteScope scope, AuditAct act, string actor, string classId, string detail) =>
        _audit.Write(scope, new AuditEntry(actor, act, "class", classId, new OrgNode(NodeKind.Class, classId), detail));

    private long NowMs => _clock.GetUtcNow().ToUnixTimeMilliseconds();
}

/// <param name="ClassId">Null when there were faults.</param>
public sealed record MadeSitting(string? ClassId, SittingLook Look);
