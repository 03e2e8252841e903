using System.Data.Common;
using Dapper;
using Diagnostics.Engine.YearReports;

namespace Diagnostics.Engine.Keeping;

/// <summary>Proves that frozen reports are as they were frozen and drafts can be read. Hashes alone: the signature is asked where an edition is opened, with the keys at hand.</summary>
internal static class ReportProof
{
    private const string Editions = $"SELECT {EditionRow.Columns} FROM report_edition e ORDER BY e.id";

    private const string Drafts = $"SELECT {DraftRow.Columns} FROM report_draft d ORDER BY d.campaign_id, d.place_id";

    public static void Prove(DbConnection connection, DbTransaction? reading, StoreFindings findings, CancellationToken cancellation)
    {
        foreach (EditionRow row in connection.Query<EditionRow>(Editions, transaction: reading, buffered: false))
        {
            cancellation.ThrowIfCancellationRequested();
            if (!row.IsAsFrozen(keys: null))
            {
                findings.Add(StoreFaultKind.Report, null, $"the report {row.Id} is not as it was frozen");
            }
        }

        foreach (DraftRow row in connection.Query<DraftRow>(Drafts, transaction: reading, buffered: false))
        {
            cancellation.ThrowIfCancellationRequested();
            if (row.Open() is null)
            {
                findings.Add(StoreFaultKind.Report, null, $"the draft of the report of {row.PlaceId} cannot be read");
            }
        }
    }
}
