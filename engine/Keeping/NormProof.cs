using System.Data.Common;
using Dapper;
using Diagnostics.Engine.FrozenContent;
using Diagnostics.Engine.FrozenNorms;
using Diagnostics.Engine.Indicators;
using Diagnostics.Engine.Monitoring;
using Diagnostics.Engine.Summaries;

namespace Diagnostics.Engine.Keeping;

/// <summary>
/// Proves that readings of regions, frozen norms, frozen content and what schools published are as they were written. Hashes alone: whether the signature is of this server is asked where norms are used, with the keys at hand.
/// </summary>
internal static class NormProof
{
    private const string Readings = $"SELECT {ReadingRow.Columns} FROM region_reading ORDER BY campaign_id";

    private const string FormsOf = $"SELECT {ReadingFormRow.Columns} FROM region_reading_form WHERE campaign_id = @CampaignId";

    private const string Places = $"SELECT {PlaceRow.Columns} FROM region_reading_place ORDER BY campaign_id, place_id";

    private const string Versions = $"SELECT {NormVersionRow.Columns} FROM norm_version v ORDER BY v.id";

    private const string Contents = $"SELECT {ContentVersionRow.Columns} FROM content_version v ORDER BY v.id";

    private const string Summaries = $"SELECT {SummaryRow.Columns} FROM school_summary p WHERE p.summary IS NOT NULL ORDER BY p.school_id";

    public static void Prove(DbConnection connection, DbTransaction? reading, StoreFindings findings, CancellationToken cancellation)
    {
        foreach (ReadingRow row in connection.Query<ReadingRow>(Readings, transaction: reading).AsList())
        {
            cancellation.ThrowIfCancellationRequested();
            if (!IsAsWritten(row.Hash, () => row.TrueHash(connection.Query<ReadingFormRow>(FormsOf, new { row.CampaignId }, reading))))
            {
                findings.Add(StoreFaultKind.Norms, null, $"the reading of the campaign {row.CampaignId} is not as it was written");
            }
        }

        foreach (PlaceRow row in connection.Query<PlaceRow>(Places, transaction: reading, buffered: false))
        {
            cancellation.ThrowIfCancellationRequested();
            if (!IsAsWritten(row.Hash, row.TrueHash))
            {
                findings.Add(StoreFaultKind.Norms, null, $"the figures of the place {row.PlaceId} are not as they were written");
            }
        }

        foreach (NormVersionRow row in connection.Query<NormVersionRow>(Versions, transaction: reading, buffered: false))
        {
            cancellation.ThrowIfCancellationRequested();
            if (!row.IsAsFrozen(keys: null))
            {
                findings.Add(StoreFaultKind.Norms, null, $"the norms {row.Id} are not as they were frozen");
            }
        }

        foreach (ContentVersionRow row in connection.Query<ContentVersionRow>(Contents, transaction: reading, buffered: false))
        {
            cancellation.ThrowIfCancellationRequested();
            if (row.Proven(keys: null) is null)
            {
                findings.Add(StoreFaultKind.Content, null, $"the content {row.Id} is not as it was frozen");
            }
        }

        foreach (SummaryRow row in connection.Query<SummaryRow>(Summaries, transaction: reading, buffered: false))
        {
            cancellation.ThrowIfCancellationRequested();
            if (!IsAsWritten(row.Hash ?? "", () => row.TrueHash()!))
            {
                findings.Add(StoreFaultKind.Norms, null, $"the summary of the school {row.SchoolId} is not as it was published");
            }
        }
    }

    private static bool IsAsWritten(string hash, Func<string> trueHash)
    {
        try
        {
            return hash == trueHash();
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }
}
