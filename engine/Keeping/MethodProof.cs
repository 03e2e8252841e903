using System.Data.Common;
using Dapper;
using Diagnostics.Engine.Methods;
using Diagnostics.Engine.Tables;

namespace Diagnostics.Engine.Keeping;

/// <summary>Proves sheets of methods on paper: each is of a finished session of the method's school, and its key takes every answer.</summary>
internal static class MethodProof
{
    private const string Versions = $"SELECT {MethodRow.Columns} FROM method m ORDER BY m.id, m.version";

    private const string SheetsOf = $"SELECT {SheetRow.Columns} FROM method_sheet e WHERE e.method_id = @Id AND e.version = @Version ORDER BY e.session_id";

    private static readonly (string Sql, string Reason)[] Misplaced =
    [
        (
            "SELECT e.session_id FROM method_sheet e LEFT JOIN test_session x ON x.id = e.session_id WHERE x.state IS NULL OR x.state <> 'finished'",
            "it has a sheet of a method on paper and is not finished"),
        (
            """
            SELECT e.session_id FROM method_sheet e
            JOIN test_session x ON x.id = e.session_id
            JOIN school_class c ON c.id = x.class_id
            WHERE NOT EXISTS (SELECT 1 FROM method m WHERE m.id = e.method_id AND m.version = e.version AND m.school_id = c.school_id)
            """,
            "it has a sheet of a method its school does not hold"),
    ];

    public static void Prove(DbConnection connection, DbTransaction? reading, StoreFindings findings, CancellationToken cancellation)
    {
        foreach (MethodRow version in connection.Query<MethodRow>(Versions, transaction: reading))
        {
            cancellation.ThrowIfCancellationRequested();
            Prove(connection, reading, version, findings);
        }

        findings.AddFound(connection, reading, StoreFaultKind.Review, Misplaced);
    }

    private static void Prove(DbConnection connection, DbTransaction? reading, MethodRow version, StoreFindings findings)
    {
        try
        {
            MethodKey key = version.ReadKey();
            foreach (SheetRow sheet in connection.Query<SheetRow>(SheetsOf, new { version.Id, version.Version }, reading, buffered: false))
            {
                if (!key.Takes(sheet.Values()))
                {
                    findings.Add(StoreFaultKind.Review, sheet.SessionId, "it has a sheet of a method on paper with answers that its key does not take");
                }
            }
        }
        catch (TableException)
        {
            findings.Add(StoreFaultKind.Review, null, $"version {version.Version} of the method {version.Id} has no key");
        }
    }
}
