using System.Collections.Immutable;
using Diagnostics.Engine.Russian;

namespace Diagnostics.Engine.YearReports;

/// <summary>What schools told of themselves: a sentence a figure, and a table; what they told only in the year before too. A sum is given by its bounds where a school told "fewer than five". With the year before only the schools that told both are compared. Pure.</summary>
internal static class EnteredRules
{
    /// <returns>Null where no school told anything in either year.</returns>
    public static ReportSection? Section(DraftPen pen)
    {
        ImmutableArray<ReportEntered> entered = pen.Data.Entered;
        int? before = entered.Select(one => one.Before?.Year).FirstOrDefault(year => year is not null);
        return entered.IsEmpty
            ? null
            : new ReportSection(
                "entered", pen.Words("section.entered"),
                [new ReportParagraph("entered.sums", ParagraphOrigin.Drafted, [.. entered.GroupBy(one => one.Id, StringComparer.Ordinal).SelectMany(one => Say(pen, one.First()))])],
                [
                    new ReportTable(
                        pen.Words("section.entered"), pen.Words("entered.table"), ColumnsOf(pen, before),
                        [.. entered.Select(one => new ReportRow(one.Code.Length == 0 ? one.Title : $"{one.Title}: {one.Code}", CellsOf(pen, one, before is not null)))]),
                ]);
    }

    private static IEnumerable<ReportSentence> Say(DraftPen pen, ReportEntered one) =>
        one is { Code.Length: 0, Before: { Schools: > 0 } before } ? [Sum(pen, one), .. Beside(pen, before)] : [Sum(pen, one)];

    /// <summary>The year before; and only of the schools that told both years, what became of the sum.</summary>
    private static IEnumerable<ReportSentence> Beside(DraftPen pen, ReportEnteredBefore before)
    {
        yield return pen.Say("entered.before", [], ("year", before.Year), ("sum", SumOf(pen, before.Least, before.Most)), ("schools", (long)before.Schools));
        yield return before.Same == 0
            ? pen.Say("entered.same.none", [])
            : pen.Say(
                $"entered.same.{WordOf(before)}", [],
                ("schools", (long)before.Same), ("then", SumOf(pen, before.SameLeastThen, before.SameMostThen)), ("now", SumOf(pen, before.SameLeast, before.SameMost)));
    }

    /// <summary>Bounds that meet say nothing, as intervals that do.</summary>
    private static string WordOf(ReportEnteredBefore before) =>
        before.SameLeast > before.SameMostThen ? "more"
        : before.SameMost < before.SameLeastThen ? "fewer"
        : before.SameLeast == before.SameMost && before.SameLeastThen == before.SameMostThen ? "equal"
        : "open";

    private static ReportSentence Sum(DraftPen pen, ReportEntered one) => pen.Say(
        one.Code.Length > 0 ? "entered.codes" : one.Schools == 0 ? "entered.none" : one.Least == one.Most ? "entered.exact" : "entered.between", [],
        ("title", one.Title), ("least", one.Least), ("most", one.Most), ("schools", (long)one.Schools), ("all", (long)pen.Data.Schools));

    public static string SumOf(DraftPen pen, long least, long most) => least == most ? RussianNumber.Whole(most) : pen.Words("entered.range", ("least", least), ("most", most));

    /// <summary>Columns of the year before, where there is one: its sum, and of the schools of both years the sum then and now.</summary>
    private static ImmutableArray<string> ColumnsOf(DraftPen pen, int? before) =>
    [
        pen.Words("entered.sum"), pen.Words("entered.schools"),
        .. before is { } year
            ? [pen.Words("entered.sum.year", ("year", year)), pen.Words("entered.schools"), pen.Words("entered.same"), pen.Words("entered.same.then", ("year", year)), pen.Words("entered.same.now", ("year", pen.Data.Year))]
            : Array.Empty<string>(),
    ];

    private static ImmutableArray<ReportCell> CellsOf(DraftPen pen, ReportEntered one, bool hasBefore) =>
    [
        one.Schools == 0 ? new ReportCell(null, null) : TableRules.CellOf(SumOf(pen, one.Least, one.Most)), TableRules.CellOf(RussianNumber.Whole(one.Schools)),
        .. !hasBefore ? Array.Empty<ReportCell>()
            : one.Before is not { } before ? [.. Enumerable.Repeat(new ReportCell(null, null), 5)]
            :
            [
                before.Schools == 0 ? new ReportCell(null, null) : TableRules.CellOf(SumOf(pen, before.Least, before.Most)), TableRules.CellOf(RussianNumber.Whole(before.Schools)),
                TableRules.CellOf(RussianNumber.Whole(before.Same)),
                .. before.Same == 0
                    ? Enumerable.Repeat(new ReportCell(null, null), 2)
                    : [TableRules.CellOf(SumOf(pen, before.SameLeastThen, before.SameMostThen)), TableRules.CellOf(SumOf(pen, before.SameLeast, before.SameMost))],
            ],
    ];
}
