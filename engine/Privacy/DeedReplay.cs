using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Consent;
using Diagnostics.Engine.Results;
using Diagnostics.Engine.Storage;
using Microsoft.Extensions.Logging;

namespace Diagnostics.Engine.Privacy;

/// <summary>
/// At the start, before any door opens: does again what the list of lasting deeds names and this store does not hold, as after a restore or a
/// crash. A deed the store holds, or one that was overtaken by a later one, changes nothing.
/// </summary>
internal sealed partial class DeedReplay(
    Writer writer, LastingDeeds lasting, ErasureDesk erasure, AuditLog audit, ILogger<DeedReplay> logger)
{
    /// <summary>Deeds looked at in one transaction.</summary>
    private const int MostTogether = 100;

    public required CodeCards Cards { get; init; }

    public required ReleaseDesk Releases { get; init; }

    public required ParentSheets Sheets { get; init; }

    public required ParentRequests Requests { get; init; }

    public required AccountDesk Accounts { get; init; }

    public required InvitationDesk Invitations { get; init; }

    public async Task RunAsync(CancellationToken cancellation)
    {
        (int done, int absent) = await erasure.CatchUpAsync(cancellation);
        (IReadOnlyList<LastingDeed> deeds, int unread) = lasting.Read();
        foreach (LastingDeed[] part in deeds.Where(deed => deed.Kind != LastingDeedKind.Erased).Chunk(MostTogether))
        {
            (int doneHere, int absentHere) = await writer.RunAsync(null, scope => Repeat(scope, part), cancellation);
            (done, absent) = (done + doneHere, absent + absentHere);
        }

        if (done + absent + unread > 0)
        {
            Repeated(logger, LastingDeeds.FileName, done, absent, unread);
        }
    }

    private (int Done, int Absent) Repeat(WriteScope scope, LastingDeed[] part)
    {
        int done = 0;
        int absent = 0;
        foreach (LastingDeed deed in part)
        {
            if (!IsHere(scope, deed))
            {
                absent++;
            }
            else if (Repeat(scope, deed))
            {
                done++;
            }
        }

        return (done, absent);
    }

    private static bool IsHere(WriteScope scope, LastingDeed deed) => scope.FirstOrDefault<string>(PlaceOf(deed.Kind), new { deed.ObjectId }) is not null;

    /// <summary>What names the object here: its class, or an account or invitation itself.</summary>
    private static string PlaceOf(LastingDeedKind kind) => kind switch
    {
        LastingDeedKind.Erased or LastingDeedKind.Declined or LastingDeedKind.DeletionAsked or LastingDeedKind.DeletionClosed or LastingDeedKind.ResultKey
            or LastingDeedKind.ReleaseWithdrawn => "SELECT class_id FROM test_session WHERE id = @ObjectId",
        LastingDeedKind.Code or LastingDeedKind.ParentLink => "SELECT class_id FROM seat WHERE id = @ObjectId",
        LastingDeedKind.BoardPin => "SELECT id FROM school_class WHERE id = @ObjectId",
        LastingDeedKind.Closed or LastingDeedKind.SecretChanged or LastingDeedKind.RecoveryCodeUsed => "SELECT id FROM account WHERE id = @ObjectId",
        LastingDeedKind.InvitationClosed => "SELECT id FROM invitation WHERE id = @ObjectId",
    };

    private bool Repeat(WriteScope scope, LastingDeed deed) => deed.Kind switch
    {
        LastingDeedKind.Erased => false,
        LastingDeedKind.Declined => Decline(scope, deed),
        LastingDeedKind.DeletionAsked or LastingDeedKind.DeletionClosed => Requests.Repeat(scope, deed, ClassOf(scope, deed)),
        LastingDeedKind.ResultKey => Releases.Repeat(scope, deed),
        LastingDeedKind.Code => Cards.Repeat(scope, deed),
        LastingDeedKind.ParentLink => Sheets.Repeat(scope, deed),
        LastingDeedKind.BoardPin => Cards.RepeatPin(scope, deed),
        LastingDeedKind.Closed or LastingDeedKind.SecretChanged => Accounts.Repeat(scope, deed),
        LastingDeedKind.ReleaseWithdrawn => Releases.RepeatWithdrawal(scope, deed),
        LastingDeedKind.InvitationClosed => Invitations.Repeat(scope, deed),
        LastingDeedKind.RecoveryCodeUsed => Accounts.RepeatCode(scope, deed),
    };

    private bool Decline(WriteScope scope, LastingDeed deed)
    {
        bool isDone = ConsentRegistry.Repeat(scope, deed);
        if (isDone)
        {
            audit.Write(scope, new AuditEntry(
                AuditEntry.System, AuditAct.ConsentWithdrawn, "session", deed.ObjectId, ClassOf(scope, deed), LastingDeed.Again));
        }

        return isDone;
    }

    private static OrgNode ClassOf(WriteScope scope, LastingDeed deed) =>
        new(NodeKind.Class, scope.FirstOrDefault<string>(PlaceOf(deed.Kind), new { deed.ObjectId })!);

    [LoggerMessage(
        1, LogLevel.Warning,
        "{File}: done again {Done}; skipped {Absent} whose object this store does not have, as after a restore of an older backup; unreadable lines: {Unread}.")]
    private static partial void Repeated(ILogger logger, string file, int done, int absent, int unread);
}
