using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Privacy;
using Diagnostics.Engine.Results;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Reviews;

/// <summary>Which talks were held: that there was one, when and by whom, never what was said. Who may do it is decided before.</summary>
public sealed class TalkBook
{
    private readonly Writer _writer;
    private readonly AuditLog _audit;
    private readonly TimeProvider _clock;

    internal TalkBook(Writer writer, AuditLog audit, TimeProvider clock) => (_writer, _audit, _clock) = (writer, audit, clock);

    private const string Insert = """
        INSERT INTO talk (session_id, held_at, held_by)
        SELECT @sessionId, @now, @actor WHERE NOT EXISTS (SELECT 1 FROM talk WHERE session_id = @sessionId)
        """;

    private const string Delete = "DELETE FROM talk WHERE session_id = @sessionId";

    /// <summary>A talk was held, or it was noted by mistake. False when nothing is finished there.</summary>
    /// <exception cref="StoreBusyException">The store cannot write now.</exception>
    public Task<bool> NoteAsync(string classId, int seat, bool isHeld, string actor, CancellationToken cancellation) =>
        _writer.RunAsync(
            null,
            scope =>
            {
                if (StoredResult.Lock(scope, classId, seat) is not { } sessionId)
                {
                    return false;
                }

                var row = new { sessionId, now = _clock.GetUtcNow().ToUnixTimeMilliseconds(), actor };
                if (scope.Execute(isHeld ? Insert : Delete, row) == 1)
                {
                    _audit.Write(
                        scope,
                        new AuditEntry(
                            actor, isHeld ? AuditAct.TalkHeld : AuditAct.TalkTakenBack, "session", sessionId, new OrgNode(NodeKind.Class, classId)));
                }

                return true;
            },
            cancellation);
}
