using System.Collections.Immutable;
using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Paper;
using Diagnostics.Engine.Results;
using Diagnostics.Engine.Reviews;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Sessions;

/// <summary>
/// The end of a session: one transaction makes it finished, packs its answers, stores its profile, why its student may need a talk and its result key's hash, or none of it.
/// </summary>
internal sealed class FinishLine(Writer writer, BatteryLibrary batteries, KeyRing keys, TimeProvider clock)
{
    /// <summary>Accepted only when every number up to the request's last is durable. A repetition tells the same key.</summary>
    public async Task<FinishReply> CrossAsync(LiveSession live, FinishRequest request, CancellationToken cancellation)
    {
        if (request.LastSeq < 0)
        {
            return new FinishReply(PutStatus.Invalid, live.State.Durable, live.State.State, null, 0);
        }

        await live.Turn.WaitAsync(cancellation);
        try
        {
            // What is on its way belongs to the session: it lands first.
            await live.Hold().WaitAsync(cancellation);
            Ending? made = live.State is { TakesAnswers: true } state && state.Epoch == request.Epoch && state.Durable >= request.LastSeq ? End(live, state) : null;
            Crossing crossing = await writer.RunAsync(
                live.Id, scope => Cross(scope, live, request, made), cancellation, done => live.Adopt(done.Truth));
            return new FinishReply(crossing.Status, crossing.Truth.Durable, crossing.Truth.State, crossing.Key, 0);
        }
        finally
        {
            live.Release();
            live.Turn.Release();
        }
    }

    private const string SetFinished = """
        UPDATE test_session SET state = 'finished', finished_at = @now, result_hash = @hash WHERE id = @Id
        """;

    private Crossing Cross(WriteScope scope, LiveSession live, FinishRequest request, Ending? made)
    {
        SessionRow.Lock(scope, live.Id);
        Session truth = SessionDesk.Truth(scope, live);
        if (request.Epoch != truth.Epoch)
        {
            return new Crossing(PutStatus.Superseded, truth, null);
        }

        int revision = scope.Scalar<int>(Revision, new { live.Id });
        ResultKey key = ResultKey.Of(keys.Result.Span, live.Id, revision);
        // A key that was given out anew was given to somebody by hand, not to the device; nor after a restore in which the finish is yet to come.
        string? told = revision == ResultKey.FirstRevision ? key.ToString() : null;
        if (truth.State == SessionState.Finished)
        {
            return new Crossing(PutStatus.Ok, truth, told);
        }

        if (!truth.TakesAnswers)
        {
            return new Crossing(PutStatus.Closed, truth, null);
        }

        if (request.LastSeq > truth.Durable)
        {
            return new Crossing(PutStatus.Gap, truth, null);
        }

        long now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        scope.Execute(SetFinished, new { live.Id, now, hash = key.Hash(keys.LookUp.Span) });
        // Another node may have written more since: then it is made again of the truth.
        Ending ending = made is not null && made.Protocol.LastNumber == truth.Durable ? made : End(live, truth);
        Archive.Store(scope, truth, ending.Protocol);
        ImmutableArray<Need> since = NeedBook.SinceEarlier(scope, batteries, live.Id, new TakenAnswers(truth.Rules.Battery, ending.Protocol.Packed));
        NeedBook.Write(scope, ending.Need.With(since));
        scope.Execute(PaperRows.Delete, new { sessionId = live.Id });
        return new Crossing(PutStatus.Ok, truth.Finish(), told);
    }

    private static Ending End(LiveSession live, Session session)
    {
        var protocol = FinishedProtocol.Of(session);
        return new Ending(protocol, NeedRow.Of(live.Id, live.Room.Grade, session.Rules.Battery, protocol.Profile, protocol.Packed));
    }

    private const string Revision = "SELECT result_revision FROM test_session WHERE id = @Id";

    private sealed record Ending(FinishedProtocol Protocol, NeedRow Need);

    private sealed record Crossing(PutStatus Status, Session Truth, string? Key);
}
