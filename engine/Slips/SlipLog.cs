using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Privacy;
using Diagnostics.Engine.Sessions;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Slips;

/// <summary>The entry in the log of deeds, written before the first answer of a slip: there is no deed without it.</summary>
internal sealed class SlipLog(Writer writer, AuditLog audit)
{
    /// <summary>False, and nothing is written, when the session was erased or refused meanwhile.</summary>
    public Task<bool> WriteAsync(LiveSession live, string detail, CancellationToken cancellation) => writer.RunAsync(
        live.Id,
        scope =>
        {
            bool mayKeep = SessionDesk.MayKeep(scope, live.Id);
            if (mayKeep)
            {
                Write(scope, live, detail);
            }

            return mayKeep;
        },
        cancellation);

    /// <summary>Inside the transaction of the deed.</summary>
    public void Write(WriteScope scope, LiveSession live, string detail) => audit.Write(
        scope, new AuditEntry(AuditEntry.Slip, AuditAct.SlipTaken, "session", live.Id, new OrgNode(NodeKind.Class, live.Room.Id), detail));
}
