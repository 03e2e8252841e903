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

    private const string Insert = "INSERT INTO talk (session_id, held_at, held_by) VALUES (@SessionId, @now, @actor)";

    private const string Delete = "DELETE FROM talk WHERE session_id = @SessionId";

    /// <summary>A talk was held, or it was noted by mistake: with the student, whichever of their sessions it is noted with. False when nothing is finished there.</summary>
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

                QueueChild child = new([.. scope.Query<QueueEntryRow>(QueueEntryRow.OfChild, new { sessionId }).Select(row => row.ToEntry())]);
                if (isHeld)
                {
                    Hold(scope, child, child.Sessions.Single(one => one.SessionId == sessionId), actor);
                }
                else
                {
                    TakeBack(scope, child, actor);
                }

                return true;
            },
            cancellation);

    /// <summary>One that counts already stays as it is; after one that does not any more the newer one stands.</summary>
    private void Hold(WriteScope scope, QueueChild child, QueueEntry session, string actor)
    {
        if (child.IsTalked)
        {
            return;
        }

        scope.Execute(Delete, session);
        scope.Execute(Insert, new { session.SessionId, now = _clock.GetUtcNow().ToUnixTimeMilliseconds(), actor });
        Tell(scope, session, AuditAct.TalkHeld, actor);
    }

    private void TakeBack(WriteScope scope, QueueChild child, string actor)
    {
        foreach (QueueEntry session in child.Sessions.Where(one => one.HeldAtMs is not null))
        {
            scope.Execute(Delete, session);
            Tell(scope, session, AuditAct.TalkTakenBack, actor);
        }
    }

    private void Tell(WriteScope scope, QueueEntry session, AuditAct act, string actor) =>
        _audit.Write(scope, new AuditEntry(actor, act, "session", session.SessionId, new OrgNode(NodeKind.Class, session.ClassId)));
}
