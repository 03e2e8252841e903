using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Reviews;
using Diagnostics.Engine.Sessions;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Privacy;

/// <summary>
/// Erases what is held on a session: answers, packed row, profile, reasons for a talk, what a psychologist began and signed, consilia, what colleagues answered about the student, decisions, requests, a keyed form that waits, time added for its seat, device, result key and what ties it to other sessions of the student. The seat and its empty session stay,
/// so that a class keeps its places; the code opens nothing any more.
/// </summary>
internal sealed class ErasureDesk(Database database, Writer writer, SessionRoll roll, LastingDeeds lasting, AuditLog audit, TimeProvider clock)
{
    /// <summary>Rows of the log looked through in one transaction where it has no index by session: answers wait for no longer.</summary>
    private const long Window = 50_000;

    /// <summary>Sessions cleared in one transaction.</summary>
    private const int MostTogether = 50;

    /// <summary>False when there is no such session.</summary>
    public async Task<bool> EraseAsync(string sessionId, string actor, CancellationToken cancellation)
    {
        if (!await HoldAndClearAsync(sessionId, scope => Clear(scope, sessionId, actor), cancellation))
        {
            return false;
        }

        await SweepLogAsync(cancellation);
        return true;
    }

    /// <summary>
    /// Erases several sessions with one entry for all. What the log of answers holds of them goes with the next <see cref="SweepLogAsync"/>, or
    /// at the next start.
    /// </summary>
    /// <param name="tell">Writes the entry, given how many there were, in the transaction of the last of them.</param>
    public async Task EraseTogetherAsync(IReadOnlyList<string> sessions, Action<WriteScope, int> tell, CancellationToken cancellation)
    {
        // Those in memory may be in use: each is held while it is cleared. The others take no answers before they are loaded.
        string[] live = [.. sessions.Where(id => roll.Peek(id) is not null)];
        foreach (string sessionId in live)
        {
            await HoldAndClearAsync(sessionId, scope => Clear(scope, sessionId, actor: null), cancellation);
        }

        string[] others = [.. sessions.Except(live, StringComparer.Ordinal)];
        await writer.RunAsync(
            null,
            scope =>
            {
                foreach (string sessionId in others)
                {
                    scope.Keep(new LastingDeed(LastingDeedKind.Erased, sessionId));
                    Clear(scope, sessionId, actor: null);
                }

                tell(scope, sessions.Count);
                return true;
            },
            cancellation);
    }

    private async Task<bool> HoldAndClearAsync(string sessionId, Func<WriteScope, bool> clear, CancellationToken cancellation)
    {
        if (await roll.FindAsync(sessionId, cancellation) is not { } live)
        {
            return false;
        }

        await live.Turn.WaitAsync(cancellation);
        try
        {
            // What is on its way lands first, so that it is erased with the rest.
            await live.Hold().WaitAsync(cancellation);
            await writer.RunAsync(
                sessionId,
                scope =>
                {
                    scope.Keep(new LastingDeed(LastingDeedKind.Erased, sessionId));
                    return clear(scope);
                },
                cancellation,
                _ =>
                {
                    live.Settle(Emptied);
                    live.Room.SetGrants(live.Room.Grants.Without(live.Seat));
                    live.Room.SetHalts(live.Room.Halts.Without(live.Seat));
                });
            return true;
        }
        finally
        {
            live.Release();
            live.Turn.Release();
        }
    }

    /// <summary>
    /// At the start, before any door opens: what the list names and this store still holds, as after a restore or a crash. One entry a class.
    /// </summary>
    /// <returns>How many sessions were cleared again, and how many of the list this store does not have.</returns>
    public async Task<(int Done, int Absent)> CatchUpAsync(CancellationToken cancellation)
    {
        HashSet<string> begun = [.. await database.QueryAsync<string>("SELECT session_id FROM erasure", null, cancellation)];
        string[] missing = [.. lasting.Read().Deeds.Where(deed => deed.Kind == LastingDeedKind.Erased).Select(deed => deed.ObjectId).Where(id => !begun.Contains(id))];
        int caught = 0;
        foreach (string[] part in missing.Chunk(MostTogether))
        {
            caught += await writer.RunAsync(null, scope => ClearAgain(scope, part), cancellation);
        }

        await SweepLogAsync(cancellation);
        return (caught, missing.Length - caught);
    }

    private int ClearAgain(WriteScope scope, string[] sessions)
    {
        List<string> classes = [];
        foreach (string sessionId in sessions)
        {
            if (scope.FirstOrDefault<string>(ClassOf, new { sessionId }) is { } classId && Clear(scope, sessionId, actor: null))
            {
                classes.Add(classId);
            }
        }

        foreach (string classId in classes.Distinct(StringComparer.Ordinal))
        {
            Tell(scope, AuditEntry.System, classId);
        }

        return classes.Count;
    }

    private const string ClassOf = "SELECT class_id FROM test_session WHERE id = @sessionId";

    private const string Empty = """
        UPDATE test_session SET state = 'expired', epoch = epoch + 1, device = NULL, consent = NULL, consent_text = NULL, consent_at = NULL,
            parent_consent = NULL, parent_present = NULL, accommodation = NULL,
            started_at = NULL, finished_at = NULL, result_hash = NULL, parent_hash = NULL, result_revision = result_revision + 1
        WHERE id = @sessionId
        """;

    /// <summary>What was erased belongs to no other session any more, and its place tells nothing of who sat there.</summary>
    private const string Untie = "UPDATE seat SET person = NULL, sex = NULL WHERE id = (SELECT seat_id FROM test_session WHERE id = @sessionId)";

    private const string Note = """
        INSERT INTO erasure (session_id, erased_at, complete)
        SELECT @sessionId, @now, 0 WHERE NOT EXISTS (SELECT 1 FROM erasure WHERE session_id = @sessionId)
        """;

    /// <summary>Everything but the log of answers; without an actor somebody else tells. False when the store has no such session.</summary>
    private bool Clear(WriteScope scope, string sessionId, string? actor)
    {
        long now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        if (scope.FirstOrDefault<string>(ClassOf, new { sessionId }) is not { } classId)
        {
            return false;
        }

        // The session's row first: what somebody writes about it on another node comes wholly before, and goes with it, or finds it gone.
        SessionRow.Lock(scope, sessionId);
        foreach (string deletion in SessionTables.Deletions)
        {
            scope.Execute(deletion, new { sessionId });
        }

        NeedBook.ForgetTied(scope, sessionId);
        scope.Execute(Empty, new { sessionId });
        scope.Execute(Untie, new { sessionId });
        scope.Execute(Note, new { sessionId, now });
        audit.Erase(scope, sessionId);
        if (actor is not null)
        {
            Tell(scope, actor, classId);
        }

        return true;
    }

    private void Tell(WriteScope scope, string actor, string classId) =>
        audit.Write(scope, new AuditEntry(actor, AuditAct.DataErased, "class", classId, new OrgNode(NodeKind.Class, classId)));

    private const string ClearByKey = "DELETE FROM answer_log WHERE session = @sessionId";

    private const string Complete = "UPDATE erasure SET complete = 1 WHERE session_id = @sessionId";

    private const string Open = "SELECT session_id FROM erasure WHERE complete = 0";

    private const string SweepWindow = """
        DELETE FROM answer_log WHERE id > @from AND id <= @to AND session IN (SELECT session_id FROM erasure WHERE complete = 0)
        """;

    // A session without a floor never started and has no answers.
    private const string SweepBounds = """
        SELECT COALESCE((SELECT MIN(COALESCE(x.log_floor, 0)) FROM erasure e JOIN test_session x ON x.id = e.session_id WHERE e.complete = 0), 0) AS First,
            COALESCE((SELECT MAX(id) FROM answer_log), 0) AS Last
        """;

    /// <summary>What the log of answers still holds of erased sessions, for all of them in one walk; several at once do no harm.</summary>
    public async Task SweepLogAsync(CancellationToken cancellation)
    {
        IReadOnlyList<string> open = await database.QueryAsync<string>(Open, null, cancellation);
        if (open.Count == 0)
        {
            return;
        }

        if (!database.Dialect.Shared)
        {
            BoundsRow bounds = (await database.FirstOrDefaultAsync<BoundsRow>(SweepBounds, null, cancellation))!;
            for (long from = bounds.First; from < bounds.Last; from += Window)
            {
                long start = from;
                await writer.RunAsync(null, scope => scope.Execute(SweepWindow, new { from = start, to = start + Window }), cancellation);
            }
        }

        database.Dialect.Erased();
        foreach (string[] part in open.Chunk(MostTogether))
        {
            await writer.RunAsync(
                null,
                scope =>
                {
                    foreach (string sessionId in part)
                    {
                        _ = scope.Dialect.Shared ? scope.Execute(ClearByKey, new { sessionId }) : 0;
                        scope.Execute(Complete, new { sessionId });
                    }

                    return part.Length;
                },
                cancellation);
        }
    }

    private static Session Emptied(Session session) =>
        new(session.Id, session.Rules, SessionState.Expired, session.Epoch + 1, Consent: null, Accepted: 0, Durable: 0, Saved: SavedAnswers.Empty, Answered: 0);

    private sealed record BoundsRow
    {
        public required long First { get; init; }

        public required long Last { get; init; }
    }
}
