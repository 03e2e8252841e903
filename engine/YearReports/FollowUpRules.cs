using System.Collections.Immutable;
using System.Globalization;
using Diagnostics.Engine.Russian;

namespace Diagnostics.Engine.YearReports;

/// <summary>
/// What was planned and what came of it: a grade of the year before beside the grade it is now, and those who left beside what schools told of them. Of told figures alone, so that nothing new can be worked out. Pure.
/// </summary>
internal static class FollowUpRules
{
    /// <summary>Grades after which students leave.</summary>
    private static readonly ImmutableArray<int> Last = [9, 11];

    private const int Stay = 9;

    private static readonly ImmutableArray<string> Followed = ["goal", "undecided"];

    /// <returns>Null without a year before, and where nothing is asked about plans.</returns>
    public static ReportSection? Section(DraftPen pen)
    {
        ReportIndicator[] plans = [.. Followed.Select(pen.Find).OfType<ReportIndicator>()];
        if (pen.Data.Before is not { } before || plans.Length == 0)
        {
            return null;
        }

        Cohort[] cohorts = [.. CohortsOf(pen.Data)];
        return new ReportSection(
            "followup", pen.Words("section.followup"),
            [
                new ReportParagraph("followup.how", ParagraphOrigin.Drafted, [pen.Say("followup.how", [])]),
                .. from cohort in cohorts
                   let sentences = Of(pen, plans, cohort).ToImmutableArray()
                   where !sentences.IsEmpty
                   select new ReportParagraph($"followup.{cohort.Then}", ParagraphOrigin.Drafted, sentences),
                new ReportParagraph("followup.leavers", ParagraphOrigin.Drafted, [.. Planned(pen, plans, before.Year), .. Told(pen)]),
            ],
            [.. plans.Select(one => TableOf(pen, one, cohorts, before.Year)).OfType<ReportTable>(), .. LeaverTables(pen)]);
    }

    /// <summary>Grades that both years tell of, as many apart as the school years of their lessons; none where both campaigns lie in one.</summary>
    private static IEnumerable<Cohort> CohortsOf(ReportData data) =>
        from row in data.Before!.Place.Rows
        let then = int.TryParse(row.Part, out int grade) ? grade : 0
        let now = then + data.Before.Step
        where then > 0 && now > then && data.Grades.Contains(now)
        orderby then
        select new Cohort(then, now);

    private static IEnumerable<ReportSentence> Of(DraftPen pen, ReportIndicator[] plans, Cohort cohort)
    {
        foreach (ReportIndicator one in plans.Where(one => one.IsOf(cohort.Then) && one.IsOf(cohort.Now)))
        {
            (string Name, object Value)[] values = [("title", one.Title), ("then", cohort.Then), ("now", cohort.Now), ("year", pen.Data.Before!.Year)];
            yield return pen.Say("cohort", [.. Enumerable.Range(0, one.Members.Length).SelectMany(member => new[] { Now(pen, one, member, cohort), Then(pen, one, member, cohort.Then) })], values);
            foreach (ReportSentence sentence in FamilyRules.Beside(pen, "cohort", one, member => (Now(pen, one, member, cohort), Then(pen, one, member, cohort.Then)), values))
            {
                yield return sentence;
            }
        }

        if (cohort.Then <= Stay && cohort.Now > Stay)
        {
            yield return pen.Say("cohort.stayed", []);
        }
    }

    /// <summary>What those planned who were in the last grades a year ago.</summary>
    private static IEnumerable<ReportSentence> Planned(DraftPen pen, ReportIndicator[] plans, int year)
    {
        foreach ((int grade, ReportIndicator one) in from grade in Last from plan in plans where plan.IsOf(grade) select (grade, plan))
        {
            (ReportMember Member, SeenFigure Seen)[] all = [.. one.Members.Select((member, place) => (member, Then(pen, one, place, grade)))];
            (ReportMember Member, SeenFigure Seen)[] told = [.. all.Where(member => member.Seen.Figure is not null)];
            yield return told.Length == 0
                ? pen.Say("planned.kept", all.Select(member => member.Seen), ("title", one.Title), ("grade", grade), ("year", year))
                : pen.Say(
                    told.Length < all.Length ? "planned.some" : "planned", told.Select(member => member.Seen), ("title", one.Title), ("grade", grade), ("year", year),
                    ("list", string.Join(", ", told.Select(member => pen.Words("item", [("title", member.Member.Title), .. DraftPen.ValuesOf(member.Seen.Figure!)])))));
        }
    }

    /// <summary>What schools told of those who left.</summary>
    private static IEnumerable<ReportSentence> Told(DraftPen pen)
    {
        if (pen.Data.Leavers is not { } leavers || leavers.Figures.IsEmpty)
        {
            return [pen.Say("leavers.none", [], ("year", pen.Data.Leavers?.Year ?? pen.Data.Year))];
        }

        return
        [
            pen.Say("leavers", [], ("year", leavers.Year)),
            .. leavers.Figures.Select(one => pen.Say(
                one.Least == one.Most ? "entered.exact" : "entered.between", [],
                ("title", TitleOf(pen, one)), ("least", one.Least), ("most", one.Most), ("schools", (long)one.Schools), ("all", (long)pen.Data.Schools))),
            pen.Say("leavers.apart", []),
        ];
    }

    private static ReportTable? TableOf(DraftPen pen, ReportIndicator one, Cohort[] cohorts, int year)
    {
        Cohort[] asked = [.. cohorts.Where(cohort => one.IsOf(cohort.Then) && one.IsOf(cohort.Now))];
        int[] left = [.. Last.Where(one.IsOf)];
        return asked.Length + left.Length == 0
            ? null
            : new ReportTable(
                pen.Words("followup.table", ("title", one.Title)), pen.Words("followup.table.lead"),
                [
                    .. asked.SelectMany(cohort => new[] { pen.Words("column.cohort", ("grade", cohort.Then), ("year", year)), pen.Words("column.cohort", ("grade", cohort.Now), ("year", pen.Data.Year)) }),
                    .. left.Where(grade => asked.All(cohort => cohort.Then != grade)).Select(grade => pen.Words("column.cohort", ("grade", grade), ("year", year))),
                ],
                [
                    .. one.Members.Select((title, member) => new ReportRow(
                        title.Title,
                        [
                            .. asked.SelectMany(cohort => new[] { TableRules.CellOf(Then(pen, one, member, cohort.Then)), TableRules.CellOf(Now(pen, one, member, cohort)) }),
                            .. left.Where(grade => asked.All(cohort => cohort.Then != grade)).Select(grade => TableRules.CellOf(Then(pen, one, member, grade))),
                        ])),
                ]);
    }

    private static IEnumerable<ReportTable> LeaverTables(DraftPen pen)
    {
        if (pen.Data.Leavers is { Figures.IsEmpty: false } leavers)
        {
            yield return new ReportTable(
                pen.Words("leavers.table", ("year", leavers.Year)), pen.Words("entered.table"), [pen.Words("entered.sum"), pen.Words("entered.schools"), pen.Words("method.formula")],
                [.. leavers.Figures.Select(one => new ReportRow(TitleOf(pen, one), [TableRules.CellOf(EnteredRules.SumOf(pen, one.Least, one.Most)), TableRules.CellOf(RussianNumber.Whole(one.Schools)), TableRules.CellOf(one.Note)]))]);
        }
    }

    private static string TitleOf(DraftPen pen, ReportLeaving one) => one.Level.Length == 0 ? one.Title : pen.Words("leavers.of", ("title", one.Title), ("level", pen.Words($"level.{one.Level}")));

    private static SeenFigure Now(DraftPen pen, ReportIndicator one, int member, Cohort cohort) => pen.See(one, member, PartOf(cohort.Now));

    private static SeenFigure Then(DraftPen pen, ReportIndicator one, int member, int grade) => pen.Before(one, member, PartOf(grade));

    private static string PartOf(int grade) => grade.ToString(CultureInfo.InvariantCulture);

    /// <summary>The grade of the year before, and what it is now.</summary>
    private sealed record Cohort(int Then, int Now);
}
