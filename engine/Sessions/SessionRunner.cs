using System.Diagnostics;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Sessions;

/// <summary>The way of one answer on the server: gate, check, durable append, apply, acknowledge. One per node.</summary>
public sealed class SessionRunner
{
    private readonly SessionRoll _roll;
    private readonly Intake _intake;
    private readonly SessionDesk _desk;
    private readonly FinishLine _finish;
    private readonly TimeProvider _clock;

    internal SessionRunner(SessionRoll roll, Intake intake, SessionDesk desk, FinishLine finish, TimeProvider clock) =>
        (_roll, _intake, _desk, _finish, _clock) = (roll, intake, desk, finish, clock);

    /// <summary>Raised outside any lock when connected clients must be told something; the web pushes it to them.</summary>
    public event Action<SessionControl>? Control
    {
        add => _desk.Bell.Rung += value;
        remove => _desk.Bell.Rung -= value;
    }

    private long NowMs => _clock.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Without an epoch takes the session over; with the current one only reports. Either starts a session that is due.</summary>
    public async Task<HelloReply> HelloAsync(string sessionId, HelloRequest request, CancellationToken cancellation)
    {
        LiveSession? live = null;
        try
        {
            live = await _roll.FindAsync(sessionId, cancellation);
            if (live is null || request.DeviceId is not { Length: >= 1 and <= 64 })
            {
                return Report(live, live is null ? PutStatus.Closed : PutStatus.Invalid, request);
            }

            await _roll.RefreshAsync(live.Room, cancellation);
            if (request.LastAck > live.State.Durable)
            {
                // It was acknowledged on another node, under the epoch both know.
                await _roll.ReloadAsync(live, cancellation);
            }

            if (live.State.State == SessionState.Expired)
            {
                return Report(live, PutStatus.Closed, request);
            }

            if (request.Epoch is null)
            {
                if (!await TakeOverAsync(live, request.DeviceId, cancellation))
                {
                    // The window that once held the session may not take it back from a living device either: the teacher's tap decides.
                    return Report(live, PutStatus.Superseded, request);
                }
            }
            else if (!await HoldsAsync(live, request.Epoch.Value, request.LastAck, cancellation))
            {
                return Report(live, PutStatus.Superseded, request);
            }
            else if (live.Presence.Heard(NowMs))
            {
                live.Room.Touch();
            }

            Tell(live, request.Unsent);
            await _desk.StartIfDueAsync(live, hasAnswers: false, cancellation);
            return Report(live, PutStatus.Ok, request);
        }
        catch (StoreBusyException busy)
        {
            return Report(live, PutStatus.Busy, request) with { RetryMs = busy.RetryMs };
        }
    }

    public Task<PutReply> PutAsync(string sessionId, PutRequest request, CancellationToken cancellation) =>
        PutAsync(sessionId, request, PutSource.Device, cancellation);

    /// <summary>The same for the engine's own students, who answer faster than people do.</summary>
    internal Task<PutReply> FillAsync(string sessionId, PutRequest request, CancellationToken cancellation) =>
        PutAsync(sessionId, request, PutSource.Simulated, cancellation);

    private async Task<PutReply> PutAsync(string sessionId, PutRequest request, PutSource source, CancellationToken cancellation)
    {
        using Activity? put = WriteTrace.Source.StartActivity("answers.put");
        PutReply reply;
        try
        {
            reply = await _roll.FindAsync(sessionId, cancellation) is { } live
                ? await PutAsync(live, request, source, cancellation)
                : Refused(new PutReply(PutStatus.Closed, 0, null, 0), PutRefusal.Closed);
        }
        catch (StoreBusyException busy)
        {
            reply = Refused(new PutReply(PutStatus.Busy, _roll.Peek(sessionId)?.State.Durable ?? 0, null, busy.RetryMs), PutRefusal.Busy);
        }

        put?.SetTag("answers.count", request.Answers?.Count).SetTag("answers.status", reply.Status.ToString());
        return reply;
    }

    /// <summary>The same for entries that somebody brought: they are no sign of life of the device.</summary>
    /// <exception cref="StoreBusyException">The store cannot be used now.</exception>
    internal Task<PutReply> PutBroughtAsync(LiveSession live, PutRequest request, CancellationToken cancellation) =>
        PutAsync(live, request, PutSource.Brought, cancellation);

    /// <summary>The same for entries that somebody keyed from a form.</summary>
    /// <exception cref="StoreBusyException">The store cannot be used now.</exception>
    internal Task<PutReply> PutPaperAsync(LiveSession live, PutRequest request, CancellationToken cancellation) =>
        PutAsync(live, request, PutSource.Paper, cancellation);

    public async Task<FinishReply> FinishAsync(string sessionId, FinishRequest request, CancellationToken cancellation)
    {
        try
        {
            return await _roll.FindAsync(sessionId, cancellation) is { } live
                ? await _finish.CrossAsync(live, request, cancellation)
                : new FinishReply(PutStatus.Closed, 0, SessionState.Expired, null, 0);
        }
        catch (StoreBusyException busy)
        {
            Session? session = _roll.Peek(sessionId)?.State;
            return new FinishReply(PutStatus.Busy, session?.Durable ?? 0, session?.State ?? SessionState.Issued, null, busy.RetryMs);
        }
    }

    /// <summary>A sign of life of the client with this epoch (keep-alive); for presence and the 30 s rule.</summary>
    public void Heard(string sessionId, long epoch)
    {
        if (_roll.Peek(sessionId) is { } live && live.State.Epoch == epoch && live.Presence.Heard(NowMs))
        {
            live.Room.Touch();
        }
    }

    /// <summary>The link of the client with this epoch is gone; for presence only.</summary>
    public void Lost(string sessionId, long epoch)
    {
        if (_roll.Peek(sessionId) is { } live && live.State.Epoch == epoch)
        {
            live.Presence.Lost();
            live.Room.Touch();
        }
    }

    /// <summary>
    /// The client with this epoch leaves and keeps nothing back. Presence only: the session goes on when its code is typed again. Nothing
    /// happens for an older window, nor on a node that does not hold the class.
    /// </summary>
    public void Leave(string sessionId, long epoch)
    {
        if (_roll.Peek(sessionId) is { } live && live.State.Epoch == epoch && live.State.State != SessionState.Finished)
        {
            live.Presence.Leave();
            live.Room.Touch();
            _desk.Bell.Ring(new SessionControl(ControlKind.SeatLeft, live.Room.Id, live.Id, null, null));
        }
    }

    /// <summary>Whether the device was the last to take the session over, as far as this node knows.</summary>
    public bool IsHeldBy(string sessionId, string device) => _roll.Peek(sessionId)?.Presence.IsHeldBy(device) ?? false;

    /// <summary>
    /// Whether the epoch is the session's. Another node may have raised it since this one looked, or taken answers: before refusing, and before telling a client
    /// less than it was told there, the store is asked.
    /// </summary>
    private async Task<bool> HoldsAsync(LiveSession live, long epoch, long lastAck, CancellationToken cancellation)
    {
        if (epoch != live.State.Epoch || lastAck > live.State.Durable)
        {
            await _roll.ReloadAsync(live, cancellation);
        }

        return epoch == live.State.Epoch;
    }

    private async Task<bool> TakeOverAsync(LiveSession live, string device, CancellationToken cancellation)
    {
        TakeOver? taken = await _desk.TakeOverAsync(live, device, cancellation);
        live.Room.Touch();
        if (taken is { Earlier: > 0 and var earlier })
        {
            // Enough to tell the older windows; the new epoch is told to the new one alone.
            _desk.Bell.Ring(new SessionControl(ControlKind.Superseded, live.Room.Id, live.Id, earlier + 1, null));
        }

        return taken is not null;
    }

    private async Task<PutReply> PutAsync(LiveSession live, PutRequest request, PutSource source, CancellationToken cancellation)
    {
        long began = _clock.GetTimestamp();
        await _desk.StartIfDueAsync(live, request.Epoch == live.State.Epoch, cancellation);
        Admission admission = live.Admit(request, NowMs, _intake, source);
        if (_roll.Shared && admission.Kind is VerdictKind.Gap or VerdictKind.Superseded or VerdictKind.Closed)
        {
            // Another node may have moved this session on: look before refusing.
            await _roll.ReloadAsync(live, cancellation);
            admission = live.Admit(request, NowMs, _intake, source);
        }

        if (source is PutSource.Device or PutSource.Simulated && admission.Kind is (VerdictKind.Accepted or VerdictKind.Repeated or VerdictKind.Gap))
        {
            Hear(live);
        }

        switch (admission.Kind)
        {
            case VerdictKind.Accepted:
                BatchRefusal? refusal = await admission.Written!.WaitAsync(cancellation);
                Tell(live, refusal is null ? request.Unsent : (long)request.Unsent + request.Answers.Count);
                if (refusal is { } reason)
                {
                    return admission.RetryMs > 0
                        ? Refused(Reply(live, PutStatus.Busy) with { RetryMs = admission.RetryMs }, PutRefusal.Rate)
                        : await RefusedAsync(live, request, reason, cancellation);
                }

                _intake.Meter.Acknowledged(_clock.GetElapsedTime(began), admission.PaceMs > 0);
                return Reply(live, PutStatus.Ok) with { PaceMs = admission.PaceMs, Next = NextTasks.Of(live.State, request.Answers) };
            case VerdictKind.Repeated:
                long last = request.First + request.Answers.Count - 1;
                await (admission.Waiting ?? Task.CompletedTask).WaitAsync(cancellation);
                return live.State.Durable >= last ? Reply(live, PutStatus.Ok) with { Next = NextTasks.Of(live.State, request.Answers) } : Refused(Reply(live, PutStatus.Busy), PutRefusal.Busy);
            case VerdictKind.Gap:
                return Refused(Reply(live, PutStatus.Gap), PutRefusal.Gap);
            case VerdictKind.Superseded:
            case VerdictKind.Closed:
                return await AsideAsync(live, request, cancellation);
            case VerdictKind.Invalid:
                return Refused(Reply(live, PutStatus.Invalid), PutRefusal.Invalid);
            default:
                throw new InvalidOperationException($"Verdict {admission.Kind}.");
        }
    }

    private async Task<PutReply> RefusedAsync(LiveSession live, PutRequest request, BatchRefusal refusal, CancellationToken cancellation)
    {
        switch (refusal)
        {
            case BatchRefusal.Superseded:
                await _roll.ReloadAsync(live, cancellation);
                return await AsideAsync(live, request, cancellation);
            case BatchRefusal.Data:
                return Refused(Reply(live, PutStatus.Invalid), PutRefusal.Invalid);
            case BatchRefusal.Busy:
            default:
                return Refused(Reply(live, PutStatus.Busy), PutRefusal.Busy);
        }
    }

    /// <summary>Superseded tells a device that its answers are held; where they are not, it asks what became of the session.</summary>
    private async Task<PutReply> AsideAsync(LiveSession live, PutRequest request, CancellationToken cancellation) =>
        await _desk.KeepOrphansAsync(live, request, cancellation)
            ? Refused(Reply(live, PutStatus.Superseded), PutRefusal.Superseded)
            : Refused(Reply(live, PutStatus.Closed), PutRefusal.Closed);

    private PutReply Refused(PutReply reply, PutRefusal reason)
    {
        _intake.Meter.Refused(reason);
        return reply;
    }

    private void Hear(LiveSession live)
    {
        if (live.Presence.Heard(NowMs))
        {
            live.Room.Touch();
        }
    }

    private static void Tell(LiveSession live, long unsent)
    {
        if (live.Presence.Tell(unsent))
        {
            live.Room.Touch();
        }
    }

    private static PutReply Reply(LiveSession live, PutStatus status) =>
        new(status, live.State.Durable, null, status == PutStatus.Busy ? Database.RetryMs() : 0);

    private HelloReply Report(LiveSession? live, PutStatus status, HelloRequest request)
    {
        Session? session = live?.State;
        long now = NowMs;
        bool knowsLess = status == PutStatus.Ok && session is { Saved.IsEmpty: false } && request.LastAck < session.Durable;
        return new HelloReply(
            status, status == PutStatus.Ok ? session!.Epoch : 0, session?.Durable ?? 0, session?.State ?? SessionState.Expired,
            live?.Room.RunOf(live.Seat, now) ?? LessonState.Ended, session?.Consent, now, null, knowsLess ? Answers(session!) : null,
            status == PutStatus.Ok ? session!.Elapsed(live!.Room.At(now, live.Seat)) : [], 0)
        {
            Parent = live is null ? ParentWord.None : WordOf(live.State, live.Room.ParentsDecide),
            TimePercent = session?.Accommodation is { } other and not Accommodation.None ? other.TimePercent() : null,
            Messages = status == PutStatus.Ok ? live!.Room.Messages.For(live.Seat, now) : null,
            Next = status == PutStatus.Ok ? NextTasks.Of(session!) : null,
        };
    }

    private static ParentWord WordOf(Session session, bool parentsDecide) => session switch
    {
        { State: SessionState.Finished or SessionState.Expired } => ParentWord.None,
        { Parent: false } => ParentWord.Against,
        { Parent: null, State: SessionState.Issued } when parentsDecide => ParentWord.Awaited,
        _ => ParentWord.None,
    };

    private static List<AnswerEntry> Answers(Session session)
    {
        var answers = new List<AnswerEntry>(session.Answered);
        for (int item = 0; item < session.Saved.Count; item++)
        {
            if (session.Saved[item] is { Value: { } value } saved)
            {
                answers.Add(new AnswerEntry(item, value, saved.AtMs));
            }
        }

        return answers;
    }
}

/// <summary>What to tell connected clients. Either one session (superseded, consent) or all of a class (lesson state).</summary>
/// <param name="Epoch">With Superseded: clients below it are told. It is not the new epoch, which is the new window's alone.</param>
public sealed record SessionControl(ControlKind Kind, string ClassId, string? SessionId, long? Epoch, LessonState? Run)
{
    /// <summary>With the start of a lesson: within how long each page opens, at a moment of its own.</summary>
    public int SpreadMs { get; init; }
}

public enum ControlKind
{
    Superseded,
    Lesson,

    /// <summary>Time was added: the page asks how much.</summary>
    Time,

    /// <summary>The teacher said something: the page asks what.</summary>
    Message,

    /// <summary>A decision on taking part was recorded: the page asks what it is.</summary>
    Consent,

    /// <summary>The seat has a new code: its sockets are ended. Never sent to a page.</summary>
    CodeReplaced,

    /// <summary>The node ends: the page opens its socket anew, within <see cref="SessionControl.SpreadMs"/>, and comes out at another.</summary>
    Moved,

    /// <summary>Another device asks for the seat. For other nodes alone.</summary>
    SeatAsked,

    /// <summary>The teacher let that device in. For other nodes alone.</summary>
    SeatAllowed,

    /// <summary>The device has given its session back. For other nodes alone.</summary>
    SeatLeft,
}
