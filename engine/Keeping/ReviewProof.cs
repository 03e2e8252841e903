using System.Data.Common;
using Dapper;
using Diagnostics.Engine.Reviews;

namespace Diagnostics.Engine.Keeping;

/// <summary>Proves signed decisions: every version's hash, the chain of each session, that each has its release; and that drafts are of what comes next.</summary>
internal static class ReviewProof
{
    private const string Versions = $"SELECT {ReviewRow.Columns} FROM review ORDER BY session_id, version";

    private static readonly (string Sql, string Reason)[] Orphans =
    [
        (
            "SELECT v.session_id FROM review v LEFT JOIN test_session x ON x.id = v.session_id WHERE x.state IS NULL OR x.state <> 'finished'",
            "it has a signed decision and is not finished"),
        (
            """
            SELECT v.session_id FROM review v
            WHERE (SELECT COUNT(*) FROM result_release r WHERE r.session_id = v.session_id AND r.review = v.version AND r.released_at = v.signed_at) <> 1
            """,
            "a signed decision of it has no release of its moment"),
        (
            """
            SELECT r.session_id FROM result_release r LEFT JOIN review v ON v.session_id = r.session_id AND v.version = r.review
            WHERE r.review IS NOT NULL AND v.version IS NULL
            """,
            "it has a release of a decision that is not there"),
        (
            """
            SELECT r.session_id FROM result_release r
            WHERE r.withdrawn_at IS NULL AND COALESCE(r.review, 0) <> COALESCE((SELECT MAX(v.version) FROM review v WHERE v.session_id = r.session_id), 0)
            """,
            "what is released of it is not what was signed last"),
        (
            "SELECT d.session_id FROM review_draft d WHERE d.version <> 1 + COALESCE((SELECT MAX(v.version) FROM review v WHERE v.session_id = d.session_id), 0)",
            "its draft is not of the version that comes next"),
    ];

    public static void Prove(DbConnection connection, DbTransaction? reading, StoreFindings findings, CancellationToken cancellation)
    {
        ReviewRow? last = null;
        foreach (ReviewRow row in connection.Query<ReviewRow>(Versions, transaction: reading, buffered: false))
        {
            cancellation.ThrowIfCancellationRequested();
            findings.Reviews++;
            last = last?.SessionId == row.SessionId ? last : null;
            if (!IsAsSigned(row))
            {
                findings.Add(StoreFaultKind.Review, row.SessionId, $"version {row.Version} of its decision is not as it was signed");
            }

            if (row.Version != (last?.Version ?? 0) + 1 || row.Previous != (last?.Hash ?? ""))
            {
                findings.Add(StoreFaultKind.Review, row.SessionId, $"version {row.Version} of its decision does not follow the one before it");
            }

            last = row;
        }

        findings.AddFound(connection, reading, StoreFaultKind.Review, Orphans);
    }

    private static bool IsAsSigned(ReviewRow row)
    {
        try
        {
            return row.Hash == row.TrueHash();
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }
}
