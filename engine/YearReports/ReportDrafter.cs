namespace Diagnostics.Engine.YearReports;

/// <summary>Numbers → a report, by rules alone: the same numbers give the same words. Pure.</summary>
internal sealed class ReportDrafter(Phrases phrases)
{
    /// <param name="hash">Of the data's canonical text.</param>
    public ReportDocument Draft(ReportData data, string hash)
    {
        DraftPen pen = new(phrases, data);
        return new ReportDocument(
            pen.Words("title"), data.Place, data.Year, data.IsSimulated, data.MadeAtMs, hash, [.. ReportSections.All.Select(draft => draft(pen)).OfType<ReportSection>()]);
    }
}
