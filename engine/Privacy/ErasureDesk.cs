using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Sessions;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Privacy;

/// <summary>
/// Erases what is held on a session: answers, packed row, profile, decisions, requests, device and result key. The seat and its empty session stay,
/// so that a class keeps its places; the code opens nothing any more.
/// </summary>
internal sealed class ErasureDesk(Database database, Writer writer, SessionRoll roll, ErasureList list, AuditLog audit, TimeProvider clock)
{
    /// <summary>Rows of the log looked through in one transaction where it has no index by session: answers wait for no longer.</summary>
    private const long Window = 50_000;

    /// <summary>False when there is no such session.</summary>
    public async Task<bool> EraseAsync(string sessionId, string actor, CancellationToken cancellation)
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
            list.Add(sessionId);
            await writer.RunAsync(sessionId, scope => Clear(scope, sessionId, actor), cancellation, _ => live.Settle(Emptied));
            await ClearLogAsync(sessionId, cancellation);
            return true;
        }
        finally
        {
            live.Release();
            live.Turn.Release();
        }
    }

    /// <summary>At the start, before any door opens: what the list names and this store still holds, as after a restore or a crash.</summary>
    public async Task<int> CatchUpAsync(CancellationToken cancellation)
    {
        int caught = 0;
        foreach (string sessionId in list.Read())
        {
            if (await database.FirstOrDefaultAsync<string>(Done, new { sessionId }, cancellation) is null
                && await writer.RunAsync(sessionId, scope => Clear(scope, sessionId, AuditEntry.System), cancellation))
            {
                await ClearLogAsync(sessionId, cancellation);
                caught++;
            }
        }

        return caught;
    }

    private const string Done = "SELECT session_id FROM erasure WHERE session_id = @sessionId AND complete = 1";

    private const string ClassOf = "SELECT class_id FROM test_session WHERE id = @sessionId";

    // What refers to a row goes before it.
    private static readonly string[] Deletions =
    [
        "DELETE FROM profile WHERE session_id = @sessionId",
        "DELETE FROM finished_session WHERE session_id = @sessionId",
        "DELETE FROM orphan_answer WHERE session_id = @sessionId",
        "DELETE FROM consent_entry WHERE session_id = @sessionId",
        "DELETE FROM parent_request WHERE session_id = @sessionId",
    ];

    private const string Empty = """
        UPDATE test_session SET state = 'expired', epoch = epoch + 1, device = NULL, consent = NULL, consent_text = NULL, consent_at = NULL,
            parent_consent = NULL,
            started_at = NULL, finished_at = NULL, result_hash = NULL, result_revision = result_revision + 1
        WHERE id = @sessionId
        """;

    private const string Note = """
        INSERT INTO erasure (session_id, erased_at, complete)
        SELECT @sessionId, @now, 0 WHERE NOT EXISTS (SELECT 1 FROM erasure WHERE session_id = @sessionId)
        """;

    /// <summary>Everything but the log. False when the store has no such session.</summary>
    private bool Clear(WriteScope scope, string sessionId, string actor)
    {
        long now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        if (scope.FirstOrDefault<string>(ClassOf, new { sessionId }) is not { } classId)
        {
            return false;
        }

        foreach (string deletion in Deletions)
        {
            scope.Execute(deletion, new { sessionId });
        }

        scope.Execute(Empty, new { sessionId });
        scope.Execute(Note, new { sessionId, now });
        AuditLog.Erase(scope, "session", sessionId);
        audit.Write(scope, new AuditEntry(actor, AuditAct.DataErased, "class", classId, new OrgNode(NodeKind.Class, classId)));
        return true;
    }

    private const string ClearByKey = "DELETE FROM answer_log WHERE session = @sessionId";

    private const string ClearWindow = "DELETE FROM answer_log WHERE id > @from AND id <= @to AND session = @sessionId";

    private const string Bounds = """
        SELECT COALESCE((SELECT log_floor FROM test_session WHERE id = @sessionId), 0) AS First, COALESCE((SELECT MAX(id) FROM answer_log), 0) AS Last
        """;

    private const string Complete = "UPDATE erasure SET complete = 1 WHERE session_id = @sessionId";

    private async Task ClearLogAsync(string sessionId, CancellationToken cancellation)
    {
        if (database.Dialect.Shared)
        {
            await writer.RunAsync(null, scope => scope.Execute(ClearByKey, new { sessionId }), cancellation);
        }
        else
        {
            BoundsRow bounds = (await database.FirstOrDefaultAsync<BoundsRow>(Bounds, new { sessionId }, cancellation))!;
            for (long from = bounds.First; from < bounds.Last; from += Window)
            {
                long start = from;
                await writer.RunAsync(null, scope => scope.Execute(ClearWindow, new { from = start, to = start + Window, sessionId }), cancellation);
            }
        }

        await writer.RunAsync(null, scope => scope.Execute(Complete, new { sessionId }), cancellation);
    }

    private static Session Emptied(Session session) =>
        new(session.Id, session.Rules, SessionState.Expired, session.Epoch + 1, Consent: null, Accepted: 0, Durable: 0, Saved: [], Answered: 0);

    private sealed record BoundsRow
    {
        public required long First { get; init; }

        public required long Last { get; init; }
    }
}
