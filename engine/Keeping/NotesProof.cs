using System.Data.Common;

namespace Diagnostics.Engine.Keeping;

/// <summary>Proves that notes, drafts of decisions and the words of consilia belong to sessions that still hold something, and that the keys they lie under can be reached from the one in use.</summary>
internal static class NotesProof
{
    private static readonly (string Sql, string Reason)[] Orphans =
    [
        ("SELECT n.session_id FROM session_note n LEFT JOIN test_session x ON x.id = n.session_id WHERE x.id IS NULL", "a note is of no session"),
        ("SELECT n.session_id FROM session_note n JOIN erasure e ON e.session_id = n.session_id", "it is erased and has a note"),
        ("SELECT d.session_id FROM review_draft d JOIN erasure e ON e.session_id = d.session_id", "it is erased and has a draft"),
        (KeyLost("session_note"), "its note lies under a key that the school's key does not lead to"),
        (KeyLost("review_draft"), "its draft lies under a key that the school's key does not lead to"),
        (KeyLost("consilium"), "its consilium lies under a key that the school's key does not lead to"),
    ];

    private static string KeyLost(string table) => $"""
        SELECT n.session_id FROM {table} n LEFT JOIN school_key k ON k.school_id = n.school_id
        WHERE n.sealed IS NOT NULL AND (k.generation IS NULL OR n.generation > k.generation OR k.generation - n.generation <> (
            SELECT COUNT(*) FROM school_key_past p
            WHERE p.school_id = n.school_id AND p.generation >= n.generation AND p.generation < k.generation))
        """;

    public static void Prove(DbConnection connection, DbTransaction? reading, StoreFindings findings)
    {
        findings.AddFound(connection, reading, StoreFaultKind.Reference, Orphans);
    }
}
