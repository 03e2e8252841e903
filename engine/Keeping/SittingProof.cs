using System.Data.Common;
using Dapper;

namespace Diagnostics.Engine.Keeping;

/// <summary>Proves that sittings have an end and a maker and lessons have none, and that what ties sessions of one student ties no others.</summary>
internal static class SittingProof
{
    private static readonly (string Sql, string Reason)[] OfClasses =
    [
        ("SELECT id FROM school_class WHERE kind = 'sitting' AND (ends_at IS NULL OR made_at IS NULL OR made_by IS NULL)", "is a sitting without an end or a maker"),
        ("SELECT id FROM school_class WHERE kind = 'lesson' AND (ends_at IS NOT NULL OR made_by IS NOT NULL OR place <> 'class')", "is a lesson and has an end or a place"),
        (
            "SELECT class_id FROM seat WHERE person IS NOT NULL GROUP BY class_id, person HAVING COUNT(*) > 1",
            "has two seats of one student"),
        (
            """
            SELECT MIN(t.class_id) FROM seat t JOIN school_class c ON c.id = t.class_id
            WHERE t.person IS NOT NULL GROUP BY t.person HAVING COUNT(DISTINCT c.school_id) > 1
            """,
            "has a seat that is tied to one of another school"),
    ];

    private static readonly (string Sql, string Reason)[] OfSessions =
    [
        (
            "SELECT e.session_id FROM erasure e JOIN test_session x ON x.id = e.session_id JOIN seat t ON t.id = x.seat_id WHERE t.person IS NOT NULL",
            "it is erased and tied to other sessions"),
        (
            "SELECT x.id FROM test_session x JOIN school_class c ON c.id = x.class_id WHERE x.parent_present IS NOT NULL AND c.place = 'class'",
            "it was answered in class and says whether an adult was near"),
    ];

    public static void Prove(DbConnection connection, DbTransaction? reading, StoreFindings findings)
    {
        foreach ((string sql, string reason) in OfClasses)
        {
            foreach (string id in connection.Query<string>(sql, transaction: reading, commandTimeout: 0))
            {
                findings.Add(StoreFaultKind.Reference, null, $"class {id} {reason}");
            }
        }

        findings.AddFound(connection, reading, StoreFaultKind.Reference, OfSessions);
    }
}
