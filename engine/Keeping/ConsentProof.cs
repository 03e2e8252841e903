using System.Data.Common;

namespace Diagnostics.Engine.Keeping;

/// <summary>Proves that the registry of decisions belongs to sessions, and that what sessions keep of it is its latest state.</summary>
internal static class ConsentProof
{
    private static readonly (string Sql, string Reason)[] Orphans =
    [
        ("SELECT e.session_id FROM consent_entry e LEFT JOIN test_session x ON x.id = e.session_id WHERE x.id IS NULL",
            "a recorded decision is of no session"),
        ("SELECT p.session_id FROM parent_request p LEFT JOIN test_session x ON x.id = p.session_id WHERE x.id IS NULL",
            "a parent's request is of no session"),
        ("SELECT l.seat_id FROM parent_link l LEFT JOIN seat t ON t.id = l.seat_id WHERE t.id IS NULL", "a parent's link is of no seat"),
        ("SELECT session_id FROM consent_entry GROUP BY session_id HAVING MAX(number) <> COUNT(*) OR MIN(number) <> 1",
            "recorded decisions are missing"),
        ("SELECT f.session_id FROM parent_form f LEFT JOIN test_session x ON x.id = f.session_id WHERE x.parent_consent IS NULL OR x.parent_consent <> 1",
            "a parent's answers about it are there without the parent's agreement"),
        (Stale("student", "consent"), "the student's decision is not the registry's last one"),
        (Stale("parent", "parent_consent"), "the parent's decision is not the registry's last one"),
    ];

    public static void Prove(DbConnection connection, DbTransaction? reading, StoreFindings findings)
    {
        findings.AddFound(connection, reading, StoreFaultKind.Reference, Orphans);
    }

    private static string Stale(string party, string column) => $"""
        SELECT x.id
        FROM test_session x
        LEFT JOIN (SELECT session_id, MAX(number) AS last FROM consent_entry WHERE party = '{party}' GROUP BY session_id) k ON k.session_id = x.id
        LEFT JOIN consent_entry e ON e.session_id = k.session_id AND e.number = k.last
        WHERE COALESCE(x.{column}, -1) <> CASE WHEN e.decision IS NULL THEN -1 WHEN e.decision = 'agreed' THEN 1 ELSE 0 END
        """;
}
