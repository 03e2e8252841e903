using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Consent;
using Diagnostics.Engine.Privacy;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Paper;

/// <summary>The printable forms of a class: what its students would meet on a screen, with their codes.</summary>
public sealed class PaperForms
{
    private readonly Database _database;
    private readonly Writer _writer;
    private readonly BatteryLibrary _batteries;
    private readonly CodeCards _cards;
    private readonly ConsentTexts _texts;
    private readonly AuditLog _audit;

    internal PaperForms(Database database, Writer writer, BatteryLibrary batteries, CodeCards cards, ConsentTexts texts, AuditLog audit) =>
        (_database, _writer, _batteries, _cards, _texts, _audit) = (database, writer, batteries, cards, texts, audit);

    private const string LessonOf = "SELECT battery_id AS BatteryId, battery_version AS BatteryVersion FROM school_class WHERE id = @classId";

    /// <summary>The forms for printing, and the entry that they were printed.</summary>
    /// <param name="seat">One seat alone; null for all of the class.</param>
    /// <returns>Null when there is no such class or seat.</returns>
    public async Task<PaperSheet?> PrintAsync(string classId, int? seat, string actor, CancellationToken cancellation)
    {
        if (await _cards.ReadAsync(classId, cancellation) is not { } all
            || await _database.FirstOrDefaultAsync<LessonRow>(LessonOf, new { classId }, cancellation) is not { } lesson)
        {
            return null;
        }

        CodeSheet codes = seat is null ? all : all with { Cards = [.. all.Cards.Where(card => card.Seat == seat)] };
        if (codes.Cards.Count == 0)
        {
            return null;
        }

        Battery battery = _batteries.Get(lesson.BatteryId, lesson.BatteryVersion);
        ConsentText consent = _texts.Find(PaperConsent.VersionOf(battery))!;
        string detail = seat is null ? "" : $"seat {seat}";
        await _writer.RunAsync(
            null,
            scope =>
            {
                _audit.Write(scope, new AuditEntry(actor, AuditAct.PaperPrinted, "class", classId, new OrgNode(NodeKind.Class, classId), detail));
                return true;
            },
            cancellation);
        return new PaperSheet(codes, battery, consent);
    }

    private sealed record LessonRow
    {
        public required string BatteryId { get; init; }

        public required string BatteryVersion { get; init; }
    }
}

/// <param name="Codes">The seats to print, with their codes.</param>
/// <param name="Consent">What is read before deciding, in the words for this form.</param>
public sealed record PaperSheet(CodeSheet Codes, Battery Battery, ConsentText Consent);
