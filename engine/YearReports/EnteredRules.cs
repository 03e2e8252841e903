using System.Collections.Immutable;
using Diagnostics.Engine.Russian;

namespace Diagnostics.Engine.YearReports;

/// <summary>What schools told of themselves: a sentence a figure, and a table. A sum is given by its bounds where a school told "fewer than five". Pure.</summary>
internal static class EnteredRules
{
    /// <returns>Null where no school told anything.</returns>
    public static ReportSection? Section(DraftPen pen)
    {
        ImmutableArray<ReportEntered> entered = pen.Data.Entered;
        return entered.IsEmpty
            ? null
            : new ReportSection(
                "entered", pen.Words("section.entered"),
                [new ReportParagraph("entered.sums", ParagraphOrigin.Drafted, [.. entered.GroupBy(one => one.Title, StringComparer.Ordinal).Select(one => Say(pen, one.First()))])],
                [
                    new ReportTable(
                        pen.Words("section.entered"), pen.Words("entered.table"), [pen.Words("entered.sum"), pen.Words("entered.schools")],
                        [.. entered.Select(one => new ReportRow(one.Code.Length == 0 ? one.Title : $"{one.Title}: {one.Code}", [TableRules.CellOf(SumOf(pen, one)), TableRules.CellOf(RussianNumber.Whole(one.Schools))]))]),
                ]);
    }

    private static ReportSentence Say(DraftPen pen, ReportEntered one) => pen.Say(
        one.Code.Length > 0 ? "entered.codes" : one.Least == one.Most ? "entered.exact" : "entered.between", [],
        ("title", one.Title), ("least", one.Least), ("most", one.Most), ("schools", (long)one.Schools), ("all", (long)pen.Data.Schools));

    private static string SumOf(DraftPen pen, ReportEntered one) =>
        one.Least == one.Most ? RussianNumber.Whole(one.Most) : pen.Words("entered.range", ("least", one.Least), ("most", one.Most));
}
