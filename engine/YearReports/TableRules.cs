using System.Collections.Immutable;
using System.Globalization;

namespace Diagnostics.Engine.YearReports;

/// <summary>The tables an indicator has in a report: whatever a sentence rests on can be looked up in one. Pure.</summary>
internal static class TableRules
{
    /// <summary>One figure, by groups of students.</summary>
    public static ReportTable OfSingle(DraftPen pen, ReportIndicator one, int member)
    {
        string[] parts = [.. pen.Data.Figures.Rows.Select(row => row.Part).Where(part => !int.TryParse(part, out int grade) || one.IsOf(grade))];
        return new ReportTable(
            one.Members.Length == 1 ? one.Title : $"{one.Title}: {one.Members[member].Title}", one.Note, ColumnsOf(pen),
            [.. parts.Select(part => new ReportRow(pen.PartWords(part), CellsOf(pen, one, member, part)))]);
    }

    /// <summary>Members of an indicator, of all students, beside others.</summary>
    public static ReportTable OfFamily(DraftPen pen, ReportIndicator one)
    {
        bool hasSex = SingleRules.SexIsKnown(pen);
        return new ReportTable(
            one.Title, one.Note, [.. ColumnsOf(pen), .. hasSex ? [pen.Words("part.female"), pen.Words("part.male")] : Array.Empty<string>()],
            [
                .. one.Members.Select((title, member) => new ReportRow(
                    title.Title,
                    [.. CellsOf(pen, one, member, DraftPen.All), .. hasSex ? [CellOf(pen.See(one, member, DraftPen.Female)), CellOf(pen.See(one, member, DraftPen.Male))] : Array.Empty<ReportCell>()])),
            ]);
    }

    /// <summary>Members of an indicator by grade.</summary>
    public static ReportTable ByGrade(DraftPen pen, ReportIndicator one)
    {
        int[] grades = [.. pen.Data.Grades.Where(one.IsOf)];
        return new ReportTable(
            pen.Words("table.grades", ("title", one.Title)), one.Note, [.. grades.Select(grade => pen.Words("part.grade", ("grade", grade)))],
            [
                .. one.Members.Select((title, member) => new ReportRow(
                    title.Title, [.. grades.Select(grade => CellOf(pen.See(one, member, grade.ToString(CultureInfo.InvariantCulture))))])),
            ]);
    }

    public static ReportCell CellOf(SeenFigure seen) => new(null, seen.Figure);

    public static ReportCell CellOf(string words) => new(words, null);

    private static ImmutableArray<string> ColumnsOf(DraftPen pen) =>
    [
        pen.YearWords(pen.Data.Year), .. pen.Data.Before is { } before ? [pen.YearWords(before.Year)] : Array.Empty<string>(), .. pen.Data.Above is null ? Array.Empty<string>() : [pen.Words("column.above")],
    ];

    private static ImmutableArray<ReportCell> CellsOf(DraftPen pen, ReportIndicator one, int member, string part) =>
    [
        CellOf(pen.See(one, member, part)),
        .. pen.Data.Before is null ? Array.Empty<ReportCell>() : [CellOf(pen.Before(one, member, part))],
        .. pen.Data.Above is null ? Array.Empty<ReportCell>() : [CellOf(pen.Above(one, member, part))],
    ];
}
