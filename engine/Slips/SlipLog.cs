using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Privacy;
using Diagnostics.Engine.Sessions;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Slips;

/// <summary>The entry in the log of deeds, written before the first answer of a slip: there is no deed without it.</summary>
internal sealed class SlipLog(Writer writer, AuditLog audit)
{
    // Takes the row's lock: an erasure or a refusal comes wholly before, and then nothing names the session any more, or wholly after.
    private const string Touch = """
        UPDATE test_session SET epoch = epoch
        WHERE id = @id AND state <> 'expired' AND COALESCE(consent, 1) = 1 AND COALESCE(parent_consent, 1) = 1
        """;

    /// <summary>False, and nothing is written, when the session was erased or refused meanwhile.</summary>
    public Task<bool> WriteAsync(LiveSession live, string detail, CancellationToken cancellation) => writer.RunAsync(
        live.Id,
        scope =>
        {
            bool isHeld = scope.Execute(Touch, new { id = live.Id }) == 1;
            if (isHeld)
            {
                Write(scope, live, detail);
            }

            return isHeld;
        },
        cancellation);

    /// <summary>Inside the transaction of the deed.</summary>
    public void Write(WriteScope scope, LiveSession live, string detail) => audit.Write(
        scope, new AuditEntry(AuditEntry.Slip, AuditAct.SlipTaken, "session", live.Id, new OrgNode(NodeKind.Class, live.Room.Id), detail));
}
