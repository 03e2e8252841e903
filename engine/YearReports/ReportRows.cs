using System.Text.Json;
using Diagnostics.Engine.Signatures;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.YearReports;

/// <summary>A row of report_draft: what a report was drafted as when somebody first wrote, and what was written.</summary>
internal sealed record DraftRow
{
    public const string Columns = """
        d.campaign_id AS CampaignId, d.place_id AS PlaceId, d.revision AS Revision, d.drafted AS Drafted, d.edits AS Edits, d.changed_by AS ChangedBy, d.changed_at AS ChangedAt
        """;

    public const string Insert = """
        INSERT INTO report_draft (campaign_id, place_id, revision, drafted, edits, changed_by, changed_at)
        VALUES (@CampaignId, @PlaceId, @Revision, @Drafted, @Edits, @ChangedBy, @ChangedAt)
        """;

    /// <summary>Over the revision before it.</summary>
    public const string Update = """
        UPDATE report_draft SET revision = @Revision, drafted = @Drafted, edits = @Edits, changed_by = @ChangedBy, changed_at = @ChangedAt
        WHERE campaign_id = @CampaignId AND place_id = @PlaceId AND revision = @Revision - 1
        """;

    public required string CampaignId { get; init; }

    public required string PlaceId { get; init; }

    /// <summary>From 1 on.</summary>
    public required long Revision { get; init; }

    /// <summary>Packed canonical text of a <see cref="ReportDocument"/>.</summary>
    public required string Drafted { get; init; }

    /// <summary>JSON: <see cref="ReportEdits"/>.</summary>
    public required string Edits { get; init; }

    public required string ChangedBy { get; init; }

    public required long ChangedAt { get; init; }

    /// <summary>Null where it is damaged.</summary>
    public OpenedDraft? Open()
    {
        try
        {
            string text = PackedText.Unpack(Drafted);
            OpenedDraft opened = new(text, CanonicalJson.Read<ReportDocument>(text), Sha256Hex.Of(text), CanonicalJson.Read<ReportEdits>(Edits));
            return opened.Document.Sections.IsDefault || opened.Written.Texts.IsDefault || opened.Written.LeftOut.IsDefault ? null : opened;
        }
        catch (Exception damage) when (damage is JsonException or InvalidDataException)
        {
            return null;
        }
    }
}

/// <summary>A draft as it is read.</summary>
/// <param name="Text">Canonical text of the document.</param>
internal sealed record OpenedDraft(string Text, ReportDocument Document, string Stamp, ReportEdits Written);

/// <summary>A row of report_edition: a report as it was frozen.</summary>
internal sealed record EditionRow
{
    public const string Columns = """
        e.id AS Id, e.campaign_id AS CampaignId, e.place_id AS PlaceId, e.number AS Number, e.simulated AS Simulated, e.made_at AS MadeAt, e.made_by AS MadeBy, e.statement AS Statement,
        e.signature AS Signature, e.signing_key AS SigningKey, e.figures AS Figures, e.document AS Document
        """;

    public const string Insert = """
        INSERT INTO report_edition (id, campaign_id, place_id, number, simulated, made_at, made_by, statement, signature, signing_key, figures, document)
        VALUES (@Id, @CampaignId, @PlaceId, @Number, @Simulated, @MadeAt, @MadeBy, @Statement, @Signature, @SigningKey, @Figures, @Document)
        """;

    public required string Id { get; init; }

    public required string CampaignId { get; init; }

    public required string PlaceId { get; init; }

    public required long Number { get; init; }

    /// <summary>0 or 1.</summary>
    public required long Simulated { get; init; }

    public required long MadeAt { get; init; }

    public required string MadeBy { get; init; }

    /// <summary>A <see cref="ReportStatement"/>, letter by letter as it was signed.</summary>
    public required string Statement { get; init; }

    public required string Signature { get; init; }

    public required string SigningKey { get; init; }

    /// <summary>Packed canonical text of a <see cref="ReportData"/>.</summary>
    public required string Figures { get; init; }

    /// <summary>Packed canonical text of a <see cref="ReportDocument"/>.</summary>
    public required string Document { get; init; }

    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public ReportFile File => new(new SignedText(Statement, Signature, SigningKey), PackedText.Unpack(Figures), PackedText.Unpack(Document));

    /// <summary>Whether it is what was frozen.</summary>
    /// <param name="keys">What signatures are checked with; null: no key is at hand, and the signature is not looked at.</param>
    public bool IsAsFrozen(PublishedKeys? keys)
    {
        try
        {
            return File.Check(keys) is { } told
                && (told.Id, told.Campaign, told.Place, told.Number, told.Simulated, told.MadeAtMs, told.By) == (Id, CampaignId, PlaceId, Number, Simulated == 1, MadeAt, MadeBy);
        }
        catch (Exception damage) when (damage is JsonException or InvalidDataException)
        {
            return false;
        }
    }
}
