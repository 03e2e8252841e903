using System.Collections.Immutable;

namespace Diagnostics.Engine.YearReports;

/// <summary>
/// The sections of a report, in order. A section of its own is one more line here: a name, for which the phrases have a title, and what drafts it. Indicators no section names stand under "other", so that none is
/// forgotten.
/// </summary>
internal static class ReportSections
{
    private static readonly ImmutableArray<(string Section, ImmutableArray<string> Indicators)> OfIndicators =
    [
        ("participation", ["participation"]),
        ("interests", ["interests", "sectors"]),
        ("values", ["values"]),
        ("plans", ["goal", "undecided", "steps"]),
        ("help", ["help", "talk"]),
        ("gap", ["gap", "plan-against-values"]),
        ("satisfaction", ["satisfaction", "parents", "parents-satisfaction", "parents-goal", "parents-support"]),
    ];

    private static readonly ImmutableArray<string> MainOnes = ["participation", "interests", "goal", "undecided", "help", "talk", "satisfaction", "parents-satisfaction"];

    /// <summary>What drafts each; null of a section that has nothing to say.</summary>
    public static ImmutableArray<Func<DraftPen, ReportSection?>> All { get; } =
    [
        Summary,
        .. OfIndicators.Select(one => (Func<DraftPen, ReportSection?>)(pen => OfThese(pen, one.Section, one.Indicators))),
        pen => OfThese(pen, "other", [.. pen.Data.Indicators.Select(one => one.Id).Except(OfIndicators.SelectMany(one => one.Indicators))]),
        DemandRules.Section,
        FollowUpRules.Section,
        EnteredRules.Section,
        PlaceRules.Section,
        QualityRules.Norms,
        QualityRules.Quality,
        QualityRules.Method,
    ];

    private static ReportSection Summary(DraftPen pen) => new(
        "summary", pen.Words("section.summary"),
        [
            new ReportParagraph("about", ParagraphOrigin.Drafted, [.. pen.Data.IsSimulated ? [pen.Say("about.simulated", [])] : Array.Empty<ReportSentence>(), pen.Say("about", [])]),
            .. from id in MainOnes
               let one = pen.Find(id)
               where one is not null
               select new ReportParagraph($"main.{id}", ParagraphOrigin.Drafted, [.. IndicatorRules.Main(pen, one)]),
        ],
        []);

    private static ReportSection? OfThese(DraftPen pen, string section, ImmutableArray<string> indicators)
    {
        ReportIndicator[] known = [.. indicators.Select(pen.Find).OfType<ReportIndicator>()];
        return known.Length == 0
            ? null
            : new ReportSection(
                section, pen.Words($"section.{section}"), [.. known.SelectMany(one => IndicatorRules.Paragraphs(pen, one)).Where(paragraph => !paragraph.Sentences.IsEmpty)],
                [.. known.SelectMany(one => IndicatorRules.Tables(pen, one))]);
    }
}
