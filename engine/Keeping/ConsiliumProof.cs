using System.Data.Common;
using Dapper;
using Diagnostics.Engine.Consilia;

namespace Diagnostics.Engine.Keeping;

/// <summary>Proves consilia and what colleagues answered: the hash of every closed one, that they follow each other and only the last is open, and that what was told is of steps that were agreed.</summary>
internal static class ConsiliumProof
{
    private const string All = $"SELECT {ConsiliumRow.Columns} FROM consilium k ORDER BY k.session_id, k.number";

    private const string StepsOf = "SELECT number, step, kind, due FROM consilium_step WHERE session_id = @SessionId AND number = @Number";

    private static readonly (string Sql, string Reason)[] Orphans =
    [
        (
            "SELECT k.session_id FROM consilium k LEFT JOIN test_session x ON x.id = k.session_id WHERE x.state IS NULL OR x.state <> 'finished'",
            "it has a consilium and is not finished"),
        (
            """
            SELECT o.session_id FROM consilium_outcome o LEFT JOIN consilium k ON k.session_id = o.session_id AND k.number = o.number WHERE k.closed_at IS NULL
            """,
            "it is told what became of a step that is not agreed yet"),
        (
            "SELECT session_id FROM consilium_outcome GROUP BY session_id, number, step HAVING MAX(entry) <> COUNT(*)",
            "what was told of a step has a hole"),
        (
            "SELECT f.session_id FROM observer_form f WHERE (f.answered_at IS NULL AND f.answers IS NOT NULL) OR (f.answered_at IS NOT NULL AND (f.answers IS NULL OR f.declined_at IS NOT NULL))",
            "a colleague's answers about it have no moment, or a moment and no answers"),
        (
            "SELECT session_id FROM consilium_outcome WHERE (outcome = 'goesOn' AND next_due IS NULL) OR (outcome <> 'goesOn' AND next_due IS NOT NULL)",
            "a step goes on without a day, or has one and does not"),
    ];

    public static void Prove(DbConnection connection, DbTransaction? reading, StoreFindings findings, CancellationToken cancellation)
    {
        ConsiliumRow? last = null;
        foreach (ConsiliumRow row in connection.Query<ConsiliumRow>(All, transaction: reading))
        {
            cancellation.ThrowIfCancellationRequested();
            last = last?.SessionId == row.SessionId ? last : null;
            if (row.Number != (last?.Number ?? 0) + 1 || last is { IsClosed: false })
            {
                findings.Add(StoreFaultKind.Review, row.SessionId, $"consilium {row.Number} of it does not follow a closed one");
            }

            if (row.IsClosed)
            {
                findings.Consilia++;
                if (row.Hash != row.TrueHash(connection.Query<StepRow>(StepsOf, new { row.SessionId, row.Number }, reading))
                    || (row.Sealed is { } words && Sha256Hex.Of(words) != row.SealedHash))
                {
                    findings.Add(StoreFaultKind.Review, row.SessionId, $"consilium {row.Number} of it is not as it was closed");
                }
            }

            last = row;
        }

        findings.AddFound(connection, reading, StoreFaultKind.Review, Orphans);
    }
}
