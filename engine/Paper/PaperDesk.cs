using System.Security.Cryptography;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Consent;
using Diagnostics.Engine.Privacy;
using Diagnostics.Engine.Sessions;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Paper;

/// <summary>Takes keyed forms in: the first keying waits, the second is compared, and what both agree on goes the way of a put and a finish.</summary>
public sealed class PaperDesk
{
    private readonly PaperRows _rows;
    private readonly SessionRoll _roll;
    private readonly SessionRunner _sessions;
    private readonly SessionDesk _desk;
    private readonly PaperPen _pen;
    private readonly TimeSpan _window;
    private readonly TimeProvider _clock;

    internal PaperDesk(PaperRows rows, SessionRoll roll, SessionRunner sessions, SessionDesk desk, PaperPen pen, TimeSpan window, TimeProvider clock) =>
        (_rows, _roll, _sessions, _desk, _pen, _window, _clock) = (rows, roll, sessions, desk, pen, window, clock);

    private long NowMs => _clock.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>A seat before its form is keyed, or why it cannot be.</summary>
    public async Task<(PaperLook? Look, PaperFault? Fault)> LookAsync(string sessionId, string actor, CancellationToken cancellation)
    {
        if (await OpenAsync(sessionId, cancellation) is not { } live)
        {
            return (null, PaperFault.Unknown);
        }

        if (FaultOf(live) is { } fault)
        {
            return (null, fault);
        }

        PaperRow? first = await _rows.FindAsync(sessionId, cancellation);
        return (new PaperLook(
            live.Room.SchoolName, live.Room.Name, live.Seat, live.Room.PackageHash, live.State.Consent, live.State.Answered, live.Presence.Unsent,
            first is null ? null : new PaperWaiting(first.KeyedAt, first.KeyedBy == actor)), null);
    }

    /// <summary>Whatever is refused or asked back has written nothing; the same keying may be sent again.</summary>
    /// <exception cref="StoreBusyException">The store cannot be used now; the same keying may be sent again.</exception>
    public async Task<PaperOutcome> PutAsync(string sessionId, PaperKeying keyed, string actor, CancellationToken cancellation)
    {
        if (await OpenAsync(sessionId, cancellation) is not { } live)
        {
            return new PaperOutcome.Refused(PaperFault.Unknown);
        }

        if (!PaperAnswers.AreValid(live.State.Rules, keyed))
        {
            return new PaperOutcome.Refused(PaperFault.Invalid);
        }

        PaperFault? missing = keyed.Agrees is null && live.State.Consent is null ? PaperFault.ConsentMissing : null;
        if ((FaultOf(live) ?? missing) is { } fault)
        {
            return new PaperOutcome.Refused(fault);
        }

        PaperRow? first = await _rows.FindAsync(sessionId, cancellation);
        if (first is null)
        {
            PaperKept kept = await _rows.KeepAsync(live, keyed, actor, NowMs, cancellation);
            return kept switch
            {
                PaperKept.Kept when keyed.IsVerified => await PutAsync(sessionId, keyed, actor, cancellation),
                PaperKept.Kept => new PaperOutcome.Waits(),
                PaperKept.Closed => new PaperOutcome.Refused(PaperFault.Closed),
                PaperKept.Overtaken => await PutAsync(sessionId, keyed, actor, cancellation),
            };
        }

        // One person alone neither closes a form that was not read back nor undoes what the student said on a screen.
        bool isAlone = first.Keying == keyed.Keying;
        if (isAlone && (!keyed.IsVerified || (keyed.Agrees == false && live.State.Consent == true)))
        {
            return new PaperOutcome.Waits();
        }

        if (!isAlone && DifferenceOf(first, keyed) is { } differs)
        {
            return await _rows.TellComparedAsync(live, actor, "with the first", cancellation) ? differs : new PaperOutcome.Refused(PaperFault.Closed);
        }

        if (keyed.Agrees == false)
        {
            return await _pen.DeclineAsync(live, actor, cancellation) ? new PaperOutcome.Declined() : new PaperOutcome.Refused(PaperFault.Closed);
        }

        // Of the first keying, which stays as it was kept: asked with other answers again and again this would tell what the student answered on the screen.
        IReadOnlyList<int> contradictions = PaperAnswers.Contradictions(live.State, keyed with { Answers = first.Values() });
        if (!contradictions.Except(keyed.Seen).Any())
        {
            return await MergeAsync(live, keyed, actor, isAlone, cancellation);
        }

        return await _rows.TellComparedAsync(live, actor, "with the screen", cancellation)
            ? new PaperOutcome.Contradicts(contradictions)
            : new PaperOutcome.Refused(PaperFault.Closed);
    }

    private static PaperOutcome.Differs? DifferenceOf(PaperRow first, PaperKeying keyed)
    {
        bool agreesDiffers = first.Says != keyed.Agrees && !keyed.AgreesSettled;
        IReadOnlyList<PaperDifference> items = PaperAnswers.Differences(first.Values(), keyed);
        return agreesDiffers || items.Count > 0 ? new PaperOutcome.Differs(items, agreesDiffers, first.Says) : null;
    }

    private async Task<LiveSession?> OpenAsync(string sessionId, CancellationToken cancellation)
    {
        if (await _roll.FindAsync(sessionId, cancellation) is not { } live)
        {
            return null;
        }

        await _roll.RefreshAsync(live.Room, cancellation);
        await _roll.ReloadAsync(live, cancellation);
        return live;
    }

    private PaperFault? FaultOf(LiveSession live)
    {
        Session session = live.State;
        Arrival now = live.Room.At(NowMs, live.Seat);
        return session switch
        {
            { State: SessionState.Expired } => PaperFault.Unknown,
            { State: SessionState.Finished } => PaperFault.Finished,
            { Consent: false } => PaperFault.Declined,
            { Parent: false } => PaperFault.ParentAgainst,
            _ when now.NowMs - now.LessonEndedAtMs > _window.TotalMilliseconds => PaperFault.Late,
            { State: SessionState.Issued, Parent: null } when live.Room.ParentsDecide => PaperFault.ParentAwaited,
            _ when live.Presence.IsHeld(now.NowMs) => PaperFault.Held,
            _ => null,
        };
    }

    private async Task<PaperOutcome> MergeAsync(LiveSession live, PaperKeying keyed, string actor, bool isVerified, CancellationToken cancellation)
    {
        if (live.State.Consent is null && !await _pen.AgreeAsync(live, actor, cancellation))
        {
            return new PaperOutcome.Refused(PaperFault.Closed);
        }

        await _desk.StartByPaperAsync(live, cancellation);
        if (!live.State.TakesAnswers)
        {
            return new PaperOutcome.Refused(live.State.State == SessionState.Finished ? PaperFault.Finished : PaperFault.Closed);
        }

        // Nobody can name this device, so nobody can be told the result's key by its name.
        if (await _desk.TakeOverAsync(live, RandomNumberGenerator.GetHexString(32, lowercase: true), cancellation) is not { Epoch: var epoch })
        {
            return new PaperOutcome.Refused(PaperFault.Held);
        }

        try
        {
            return await _rows.TellMergedAsync(live, actor, isVerified, cancellation)
                ? await WriteAsync(live, epoch, PaperAnswers.Entries(live.State, keyed), cancellation)
                : new PaperOutcome.Refused(PaperFault.Closed);
        }
        finally
        {
            // Paper is no device that would come back: any other may enter.
            live.Presence.Leave();
            live.Room.Touch();
        }
    }

    private async Task<PaperOutcome> WriteAsync(LiveSession live, long epoch, IReadOnlyList<AnswerEntry> entries, CancellationToken cancellation)
    {
        foreach (AnswerEntry[] batch in entries.Chunk(Session.MostAnswers))
        {
            PutReply put = await _sessions.PutPaperAsync(live, new PutRequest(epoch, live.State.Durable + 1, batch), cancellation);
            if (FaultOf(put.Status, put.RetryMs) is { } fault)
            {
                return new PaperOutcome.Refused(fault);
            }
        }

        FinishReply finish = await _sessions.FinishAsync(live.Id, new FinishRequest(epoch, live.State.Durable), cancellation);
        return FaultOf(finish.Status, finish.RetryMs) is { } unfinished
            ? new PaperOutcome.Refused(unfinished)
            : new PaperOutcome.Merged(entries.Count(entry => entry.Value.Length > 0));
    }

    /// <summary>Null when it is taken. What was written before a refusal stays, and the same keying fills in the rest.</summary>
    private static PaperFault? FaultOf(PutStatus status, int retryMs) => status switch
    {
        PutStatus.Ok => null,
        PutStatus.Invalid => PaperFault.Invalid,
        PutStatus.Closed => PaperFault.Closed,
        PutStatus.Superseded => PaperFault.Held,
        PutStatus.Gap => throw new StoreBusyException("The session went on meanwhile.", Database.RetryMs()),
        PutStatus.Busy => throw new StoreBusyException("The paper waits for the store.", retryMs),
    };
}

/// <summary>Records what is marked above the answers, as the student's own decision on paper.</summary>
internal sealed class PaperPen(ConsentPen pen, AuditLog audit)
{
    public Task<bool> AgreeAsync(LiveSession live, string actor, CancellationToken cancellation) => WriteAsync(live, agrees: true, actor, cancellation);

    public Task<bool> DeclineAsync(LiveSession live, string actor, CancellationToken cancellation) => WriteAsync(live, agrees: false, actor, cancellation);

    private async Task<bool> WriteAsync(LiveSession live, bool agrees, string actor, CancellationToken cancellation)
    {
        var act = new ConsentAct(ConsentParty.Student, agrees, PaperConsent.VersionOf(live.State.Rules.Battery), ConsentWay.Paper, actor);
        OrgNode room = new(NodeKind.Class, live.Room.Id);
        return await pen.WriteAsync(
            live.Room.Id, [live.Id], act,
            (scope, stands) =>
            {
                foreach (ConsentDecision decision in stands)
                {
                    audit.Write(scope, new AuditEntry(actor, ConsentRegistry.ActOf(decision), "class", live.Room.Id, room, $"{StoredText.Of(act.Party)} 1"));
                }
            },
            cancellation) == 1;
    }
}
