using System.Collections.Immutable;
using System.Globalization;
using Diagnostics.Engine.Russian;

namespace Diagnostics.Engine.YearReports;

/// <summary>What a statistician asks first: how norms stand, whose answers count, what is not told and why, and how everything was counted. Pure.</summary>
internal static class QualityRules
{
    public static ReportSection Norms(DraftPen pen)
    {
        ImmutableArray<ReportNorms> norms = pen.Data.Norms;
        int[] before = [.. norms.Select(one => one.Year).Where(year => year != pen.Data.Year).Distinct().Order()];
        bool isProvisional = norms.Any(one => one.Grades.Any(grade => grade.IsProvisional));
        return new ReportSection(
            "norms", pen.Words("section.norms"),
            [
                Paragraph("norms.state", norms.IsEmpty ? [pen.Say("norms.none", [])] :
                    [
                        before.Length == 0 ? pen.Say("norms.frozen", [])
                            : pen.Say(norms.All(one => one.Year != pen.Data.Year) ? "norms.before" : "norms.some", [], ("years", string.Join(", ", before))),
                        .. LacksNorms(pen.Data) ? [pen.Say("norms.missing", [])] : Array.Empty<ReportSentence>(),
                        pen.Say(isProvisional ? "norms.provisional" : "norms.enough", []),
                    ]),
            ],
            norms.IsEmpty
                ? []
                :
                [
                    new ReportTable(
                        pen.Words("section.norms"), pen.Words("norms.table"), [pen.Words("norms.version"), pen.Words("norms.year"), pen.Words("norms.number"), pen.Words("norms.grades")],
                        [.. norms.Select(one => new ReportRow(
                            one.Title,
                            [TableRules.CellOf($"{one.Version}, {one.Form}"), TableRules.CellOf(one.Year.ToString(CultureInfo.InvariantCulture)), TableRules.CellOf(one.Number.ToString(CultureInfo.InvariantCulture)), TableRules.CellOf(string.Join("; ", one.Grades.Select(grade => WordsOf(pen, grade))))]))]),
                ]);
    }

    public static ReportSection Quality(DraftPen pen)
    {
        ReportData data = pen.Data;
        return new ReportSection(
            "quality", pen.Words("section.quality"),
            [
                Paragraph(
                    "quality.counted",
                    [
                        data.Counted is { } counted ? pen.Say("quality.counted", [], ("sessions", data.Sessions), ("counted", counted)) : pen.Say("quality.finished", [], ("sessions", data.Sessions)),
                        .. Counted(pen, "quality.differing", data.Differing), .. Counted(pen, "quality.unreadable", data.Unreadable), .. Counted(pen, "quality.waiting", data.Waiting),
                    ]),
                .. data.NotCounted.IsEmpty && !data.IsBehind
                    ? Array.Empty<ReportParagraph>()
                    :
                    [
                        Paragraph(
                            "quality.pass",
                            [
                                .. data.IsBehind ? [pen.Say("quality.behind", [])] : Array.Empty<ReportSentence>(),
                                .. data.NotCounted.IsEmpty ? Array.Empty<ReportSentence>() : [pen.Say("quality.unasked", [], ("list", string.Join(", ", data.NotCounted.Select(title => $"«{title}»"))))],
                            ]),
                    ],
                Paragraph("quality.kept", [pen.Say("quality.kept", [])]),
                Paragraph("quality.interval", [pen.Say("quality.interval", []), pen.Say("quality.compare", [])]),
                Paragraph("quality.self", [pen.Say("quality.self", [])]),
            ],
            data.LeftOut.IsEmpty
                ? []
                :
                [
                    new ReportTable(
                        pen.Words("quality.reasons"), pen.Words("quality.several"), [pen.Words("quality.sessions")],
                        [.. data.LeftOut.Select(one => new ReportRow(pen.Words($"reason.{one.Reason}"), [new ReportCell(one.Sessions is { } sessions ? RussianNumber.Whole(sessions) : pen.Words("reason.few"), null)]))]),
                ]);
    }

    public static ReportSection Method(DraftPen pen) => new(
        "method", pen.Words("section.method"),
        [Paragraph("method.rules", [pen.Say("method.rules", []), pen.Say("method.version", [], ("version", pen.Data.Library))]), Paragraph("method.hash", [pen.Say("method.hash", [])])],
        [
            new ReportTable(
                pen.Words("method.indicators"), "", [pen.Words("method.formula")],
                [.. pen.Data.Indicators.Select(one => new ReportRow(one.Title, [TableRules.CellOf(one.Note)]))]),
            new ReportTable(
                pen.Words("method.instruments"), "", [pen.Words("method.id"), pen.Words("norms.version")],
                [.. pen.Data.Instruments.Select(one => new ReportRow(one.Title, [TableRules.CellOf(one.Id), TableRules.CellOf($"{one.Version}, {one.Form}")]))]),
        ]);

    /// <summary>Some form that compares persons among others has no norms at all.</summary>
    private static bool LacksNorms(ReportData data) =>
        data.Instruments.Any(form => form.HasNorms && !data.Norms.Any(one => (one.Title, one.Version, one.Form) == (form.Title, form.Version, form.Form)));

    private static string WordsOf(DraftPen pen, NormedGrade grade) =>
        pen.Words(grade.IsProvisional ? "norms.grade.provisional" : "norms.grade", ("grade", grade.Grade), ("n", grade.Students));

    private static IEnumerable<ReportSentence> Counted(DraftPen pen, string key, long sessions) => sessions == 0 ? [] : [pen.Say(key, [], ("n", sessions))];

    private static ReportParagraph Paragraph(string id, ImmutableArray<ReportSentence> sentences) => new(id, ParagraphOrigin.Drafted, sentences);
}
