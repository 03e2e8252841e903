using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Privacy;
using Diagnostics.Engine.Results;
using Diagnostics.Engine.Sessions;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Reviews;

/// <summary>Writes a signed version and the release that comes with it, in one transaction, if what it was made from is still so.</summary>
internal sealed class ReviewPen(ReleaseDesk releases, AuditLog audit)
{
    /// <summary>The detail of a deed that signed many at once.</summary>
    public const string Together = "together";

    private const string StoredNow = $"{StoredResult.Select} WHERE x.id = @SessionId AND x.state = 'finished' AND {StoredResult.Agreed}";

    private const string DraftNow = "SELECT revision FROM review_draft WHERE session_id = @SessionId";

    private const string DropDraft = "DELETE FROM review_draft WHERE session_id = @SessionId";

    /// <summary>Null when it can be written: then nobody else can make it otherwise until the transaction ends.</summary>
    public static SignRefusal? Refusal(WriteScope scope, SignedWork work)
    {
        ReviewRow row = work.Row;
        // The row first: of two colleagues who sign at once, one is second.
        SessionRow.Lock(scope, row.SessionId);
        if (scope.FirstOrDefault<StoredResult>(StoredNow, new { row.SessionId }) is not { } now)
        {
            return SignRefusal.Nothing;
        }

        if (!ReviewMaker.IsSame(now, work.Protocol.Stored))
        {
            return SignRefusal.ProtocolChanged;
        }

        if ((scope.FirstOrDefault<ReviewLink>(ReviewLink.LastOf, new { row.SessionId })?.Hash ?? "") != row.Previous)
        {
            return SignRefusal.VersionSigned;
        }

        return (scope.Scalar<long?>(DraftNow, new { row.SessionId }) ?? 0) == work.Draft ? null : SignRefusal.DraftChanged;
    }

    /// <summary>Writes what is not refused.</summary>
    public void Write(WriteScope scope, SignedWork work)
    {
        ReviewRow row = work.Row;
        scope.Execute(ReviewRow.Insert, row);
        scope.Execute(DropDraft, new { row.SessionId });
        audit.Write(scope, new AuditEntry(
            row.Signer, AuditAct.ReviewSigned, "session", row.SessionId, new OrgNode(NodeKind.Class, work.ClassId), work.Detail));
        releases.Replace(scope, work.ClassId, work.Release);
    }
}

/// <param name="Draft">Revision of the draft it was made of; 0 without one.</param>
/// <param name="Detail">Of the entry in the log of deeds.</param>
internal sealed record SignedWork(string ClassId, ReviewedProtocol Protocol, ReviewRow Row, ReleaseRow Release, long Draft, string Detail);
