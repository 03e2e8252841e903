using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Privacy;

/// <summary>
/// Writes into the log of deeds that somebody opened what is held on a class, a school or one session. Whoever shows it waits for the entry: what cannot be
/// written down is not shown. The same person at the same thing again soon adds nothing, because a page reads anew after each step on it.
/// </summary>
public sealed class OpeningLog
{
    /// <summary>So long after an entry the same opening adds none.</summary>
    public static readonly TimeSpan Again = TimeSpan.FromMinutes(10);

    private readonly Database _database;
    private readonly Writer _writer;
    private readonly AuditLog _audit;
    private readonly TimeProvider _clock;

    internal OpeningLog(Database database, Writer writer, AuditLog audit, TimeProvider clock) =>
        (_database, _writer, _audit, _clock) = (database, writer, audit, clock);

    private const string Recent = """
        SELECT MAX(number) AS Number FROM audit_entry
        WHERE object_kind = @kind AND object_id = @Id AND actor = @actor AND act = @act AND at > @since AND at <= @now
        """;

    /// <param name="actor">Identifier of the account that opened it.</param>
    /// <param name="opened">The class or school whose data it was.</param>
    /// <exception cref="StoreBusyException">The entry cannot be written now.</exception>
    public Task TellAsync(string actor, AuditAct act, OrgNode opened, CancellationToken cancellation) =>
        TellAsync(new AuditEntry(actor, act, StoredText.Of(opened.Kind), opened.Id, opened), cancellation);

    /// <summary>The same of one session.</summary>
    /// <exception cref="StoreBusyException">The entry cannot be written now.</exception>
    internal Task TellOfSessionAsync(string actor, AuditAct act, string sessionId, string classId, CancellationToken cancellation) =>
        TellAsync(new AuditEntry(actor, act, "session", sessionId, new OrgNode(NodeKind.Class, classId)), cancellation);

    private async Task TellAsync(AuditEntry entry, CancellationToken cancellation)
    {
        if ((await _database.FirstOrDefaultAsync<RecentRow>(Recent, Looked(entry), cancellation))?.Number is not null)
        {
            return;
        }

        await _writer.RunAsync(
            null,
            scope =>
            {
                _audit.Write(scope, entry);
                return true;
            },
            cancellation);
    }

    /// <summary>The same with what is done in a transaction: what somebody writes as they type is one entry for a while, too.</summary>
    internal void TellOnce(WriteScope scope, AuditEntry entry)
    {
        if (scope.FirstOrDefault<RecentRow>(Recent, Looked(entry))?.Number is null)
        {
            _audit.Write(scope, entry);
        }
    }

    private object Looked(AuditEntry entry)
    {
        long now = _clock.GetUtcNow().ToUnixTimeMilliseconds();
        return new
        {
            kind = entry.ObjectKind,
            Id = entry.ObjectId,
            actor = entry.Actor,
            act = StoredText.Of(entry.Act),
            since = now - (long)Again.TotalMilliseconds,
            now,
        };
    }

    private sealed record RecentRow
    {
        public long? Number { get; init; }
    }
}
