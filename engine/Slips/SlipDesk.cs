using Diagnostics.Engine.Sessions;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Slips;

/// <summary>Takes slips in: judges the whole of one before anything is written, then goes the way of a put and a finish.</summary>
public sealed class SlipDesk
{
    private readonly SlipKeys _keys;
    private readonly SlipReader _reader;
    private readonly SessionRoll _roll;
    private readonly SessionRunner _sessions;
    private readonly SessionDesk _desk;
    private readonly SlipLog _log;
    private readonly TimeProvider _clock;
    private readonly TimeSpan _window;

    internal SlipDesk(
        SlipKeys keys, SessionRoll roll, SessionRunner sessions, SessionDesk desk, SlipLog log, TimeSpan window, TimeProvider clock) =>
        (_keys, _reader, _roll, _sessions, _desk, _log, _window, _clock) = (keys, new SlipReader(keys), roll, sessions, desk, log, window, clock);

    /// <summary>What the browser of a session needs to make slips.</summary>
    public SlipPass PassOf(string sessionId) => _keys.PassOf(sessionId);

    /// <param name="letters">Symbols of the slip without separators.</param>
    /// <exception cref="StoreBusyException">The store cannot be used now; the same slip may be handed in again.</exception>
    public async Task<SlipOutcome> TakeAsync(string? letters, CancellationToken cancellation)
    {
        SlipReading reading = _reader.Read(letters);
        if (reading.Body is not { } body)
        {
            return new SlipOutcome.Refused(reading.Fault ?? SlipFault.Damaged);
        }

        if (await _roll.FindAsync(body.SessionId, cancellation) is not { } live)
        {
            return new SlipOutcome.Refused(SlipFault.Unknown);
        }

        await _roll.RefreshAsync(live.Room, cancellation);
        await _roll.ReloadAsync(live, cancellation);
        if (FaultOf(live, body) is { } fault)
        {
            return new SlipOutcome.Refused(fault);
        }

        if (body.Epoch != live.State.Epoch)
        {
            return await SetAsideAsync(live, body, cancellation);
        }

        // Only now: neither what is refused nor what is set aside starts a session.
        await _desk.StartIfDueAsync(live, body.Answers.Count > 0, cancellation);
        return IsKnown(live.State, body) || live.State.TakesAnswers
            ? await TakeAsync(live, body, cancellation)
            : new SlipOutcome.Refused(SlipFault.Closed);
    }

    /// <summary>All that can be said of it before a start.</summary>
    private SlipFault? FaultOf(LiveSession live, SlipBody body)
    {
        Session session = live.State;
        Arrival now = live.Room.At(_clock.GetUtcNow().ToUnixTimeMilliseconds(), live.Seat);
        return body switch
        {
            _ when now.NowMs - now.LessonEndedAtMs > _window.TotalMilliseconds => SlipFault.Late,
            _ when !body.Answers.All(session.Rules.Accepts) => SlipFault.Invalid,
            _ when session is { State: SessionState.Expired } or { Consent: false } or { Parent: false } => SlipFault.Closed,
            // Older, or of a store that was restored since: whoever guesses an epoch is not told which.
            _ when body.Epoch != session.Epoch => null,
            _ when body.First > session.Accepted + 1 => SlipFault.Gap,
            _ when body.Last > Session.MostNumbers => SlipFault.Invalid,
            _ => null,
        };
    }

    private static bool IsKnown(Session session, SlipBody body) =>
        body.Last <= session.Durable && (!body.Finishes || session.State == SessionState.Finished);

    private async Task<SlipOutcome> TakeAsync(LiveSession live, SlipBody body, CancellationToken cancellation)
    {
        Session before = live.State;
        if (IsKnown(before, body))
        {
            return new SlipOutcome.Already(live.Room.Name, live.Seat, before.State == SessionState.Finished);
        }

        if (!await _log.WriteAsync(live, "taken", cancellation))
        {
            return new SlipOutcome.Refused(SlipFault.Closed);
        }

        for (int sent = 0; sent < body.Answers.Count; sent += Session.MostAnswers)
        {
            AnswerEntry[] batch = [.. body.Answers.Skip(sent).Take(Session.MostAnswers)];
            PutReply put = await _sessions.PutBroughtAsync(live, new PutRequest(body.Epoch, body.First + sent, batch), cancellation);
            if (FaultOf(put.Status, put.RetryMs) is { } fault)
            {
                return new SlipOutcome.Refused(fault);
            }
        }

        if (body.Finishes)
        {
            FinishReply finish = await _sessions.FinishAsync(live.Id, new FinishRequest(body.Epoch, body.Last), cancellation);
            if (FaultOf(finish.Status, finish.RetryMs) is { } fault)
            {
                return new SlipOutcome.Refused(fault);
            }
        }

        int answers = body.Answers.Where((answer, index) => body.First + index > before.Durable && !before.Rules.IsStart(answer.Item)).Count();
        return new SlipOutcome.Taken(live.Room.Name, live.Seat, answers, live.State.State == SessionState.Finished);
    }

    /// <summary>Null when it is taken. A takeover in the same moment makes the slip an older device's: handed in again, it is set aside.</summary>
    private static SlipFault? FaultOf(PutStatus status, int retryMs) => status switch
    {
        PutStatus.Ok => null,
        PutStatus.Gap => SlipFault.Gap,
        PutStatus.Invalid => SlipFault.Invalid,
        PutStatus.Closed => SlipFault.Closed,
        PutStatus.Superseded => throw new StoreBusyException("The session was taken over meanwhile.", Database.RetryMs()),
        PutStatus.Busy => throw new StoreBusyException("The slip waits for the store.", retryMs),
    };

    private async Task<SlipOutcome> SetAsideAsync(LiveSession live, SlipBody body, CancellationToken cancellation)
    {
        if (body.Answers.Count == 0)
        {
            return new SlipOutcome.Already(live.Room.Name, live.Seat, live.State.State == SessionState.Finished);
        }

        int? kept = await _desk.KeepBroughtAsync(
            live, new PutRequest(body.Epoch, body.First, body.Answers), scope => _log.Write(scope, live, "set aside"), cancellation);
        return kept switch
        {
            null => new SlipOutcome.Refused(SlipFault.Full),
            0 => new SlipOutcome.Already(live.Room.Name, live.Seat, live.State.State == SessionState.Finished),
            { } some => new SlipOutcome.SetAside(live.Room.Name, live.Seat, some),
        };
    }
}
