using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Privacy;
using Diagnostics.Engine.Signatures;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.YearReports;

/// <summary>A report with what was written in it → a signed edition. Nothing here knows the store.</summary>
internal sealed class ReportSigner(SigningKeys keys, AuditLog audit, TimeProvider clock)
{
    public PublishedKeys Published => keys.Published;

    public long NowMs => clock.GetUtcNow().ToUnixTimeMilliseconds();

    public EditionRow Sign(FreshReport report, ReportEdits edits, long number, string actor)
    {
        ReportData data = report.Data;
        string document = CanonicalJson.Of(ReportEdits.Clean(edits.Over(CanonicalJson.Read<ReportDocument>(report.Document))));
        var statement = new ReportStatement(
            ReportStatement.KindWord, ReportStatement.FormatNumber, NewId.Next(), data.PlaceId, data.Place, report.CampaignId, data.Year, number, data.IsSimulated, NowMs, actor, data.Reading,
            Sha256Hex.Of(report.Text), Sha256Hex.Of(document));
        SignedText signed = keys.Sign(CanonicalJson.Of(statement));
        return new EditionRow
        {
            Id = statement.Id,
            CampaignId = report.CampaignId,
            PlaceId = data.PlaceId,
            Number = number,
            Simulated = data.IsSimulated ? 1 : 0,
            MadeAt = statement.MadeAtMs,
            MadeBy = actor,
            Statement = signed.Text,
            Signature = signed.Signature,
            SigningKey = signed.Key,
            Figures = PackedText.Pack(report.Text),
            Document = PackedText.Pack(document),
        };
    }

    /// <summary>A word in the log of deeds, in the transaction of the deed.</summary>
    public void Tell(WriteScope scope, string actor, AuditAct act, OrgNode place, string detail) =>
        audit.Write(scope, new AuditEntry(actor, act, "report", place.Id, place, detail));
}
