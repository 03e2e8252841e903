using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Names;
using Diagnostics.Engine.Privacy;
using Diagnostics.Engine.Results;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Reviews;

/// <summary>
/// Keeps decisions that are not signed yet, as ciphertext, one a session. Who may ask for results is decided before; whoever holds no key of the school writes none.
/// What somebody else wrote meanwhile is never overwritten.
/// </summary>
public sealed class DraftDesk
{
    private readonly Writer _writer;
    private readonly OpeningLog _openings;
    private readonly TimeProvider _clock;

    internal DraftDesk(Writer writer, OpeningLog openings, TimeProvider clock) => (_writer, _openings, _clock) = (writer, openings, clock);

    private const string Now = "SELECT revision AS Revision FROM review_draft WHERE session_id = @SessionId";

    private const string Insert = """
        INSERT INTO review_draft (session_id, school_id, generation, version, revision, protocol, sealed, written_by, written_at)
        VALUES (@SessionId, @SchoolId, @Generation, @Version, @Revision, @Protocol, @Sealed, @actor, @now)
        """;

    private const string Update = """
        UPDATE review_draft SET generation = @Generation, revision = @Revision, protocol = @Protocol, sealed = @Sealed, written_by = @actor, written_at = @now
        WHERE session_id = @SessionId
        """;

    /// <summary>
    /// Keeps a draft in place of the revision before it. False, and nothing is overwritten, when that is not the newest any more, somebody has signed, the school's key was
    /// changed meanwhile or is not held, or nothing is finished there. A draft of a protocol that has changed is kept: what was typed is not lost, it cannot be signed.
    /// </summary>
    /// <exception cref="ArgumentException">It is no draft.</exception>
    public Task<bool> WriteAsync(string classId, int seat, DraftOrder order, string actor, CancellationToken cancellation)
    {
        Ciphertext.Checked(order.Sealed, Ciphertext.Long);
        if (order.Protocol is not { Length: 64 } || !order.Protocol.All(char.IsAsciiHexDigitLower))
        {
            throw new ArgumentException("A draft names the protocol it was made from by its hash.", nameof(order));
        }

        return _writer.RunAsync(null, scope => Write(scope, classId, seat, order, actor), cancellation);
    }

    private bool Write(WriteScope scope, string classId, int seat, DraftOrder order, string actor)
    {
        if (scope.FirstOrDefault<HeldKeyRow>(HeldKeyRow.OfClass, new { classId, actor }) is not { Wrapped: not null } holder
            || holder.Generation != order.Generation
            || StoredResult.Lock(scope, classId, seat) is not { } sessionId)
        {
            return false;
        }

        var id = new { SessionId = sessionId };
        long kept = scope.FirstOrDefault<RevisionRow>(Now, id)?.Revision ?? 0;
        long signed = scope.FirstOrDefault<ReviewLink>(ReviewLink.LastOf, id)?.Version ?? 0;
        if (kept != order.Revision - 1 || signed != order.Version - 1)
        {
            return false;
        }

        scope.Execute(kept == 0 ? Insert : Update, new
        {
            SessionId = sessionId,
            holder.SchoolId,
            order.Generation,
            order.Version,
            order.Revision,
            order.Protocol,
            order.Sealed,
            actor,
            now = _clock.GetUtcNow().ToUnixTimeMilliseconds(),
        });
        _openings.TellOnce(scope, new AuditEntry(actor, AuditAct.DraftWritten, "session", sessionId, new OrgNode(NodeKind.Class, classId)));
        return true;
    }

    private sealed record RevisionRow
    {
        public required long Revision { get; init; }
    }
}

/// <summary>A draft as a browser hands it in.</summary>
/// <param name="Version">The version it is to be.</param>
/// <param name="Generation">Of the school's key it was encrypted with.</param>
/// <param name="Revision">One more than that of the draft it takes the place of.</param>
/// <param name="Protocol">Hash of the protocol it was made from.</param>
public sealed record DraftOrder(long Version, long Generation, long Revision, string Protocol, string Sealed);
