using System.Text;
using Diagnostics.Engine.Atlas;
using Diagnostics.Engine.EnteredFigures;
using Diagnostics.Engine.Indicators;
using Diagnostics.Engine.Instruments;
using Diagnostics.Engine.Monitoring;
using Diagnostics.Engine.YearReports;

namespace Diagnostics.Tests.YearReports;

/// <summary>Plans of a cohort a year later, and those who left beside what schools told: from told figures alone, and never more than they say.</summary>
public sealed class FollowUpTests
{
    private static readonly IndicatorLibrary Library = IndicatorReader.Read(Encoding.UTF8.GetBytes("""
        {"schema": 1, "version": "1.0.0",
         "indicators": [
           {"id": "goal", "title": {"ru": "Цель"}, "note": {"ru": "Ответившие"}, "counts": "chosen", "instrument": "plans", "item": "goal"},
           {"id": "undecided", "title": {"ru": "Не определились"}, "note": {"ru": "Ответившие"}, "counts": "reason", "reason": "undecided", "grades": [9, 11]}
         ]}
        """), InstrumentLibrary.LoadBuiltIn(), AtlasLibrary.LoadBuiltIn().Newest).Library!;

    /// <summary>Grades of the year before, and of this one; each with the shares of the first goals.</summary>
    private static ReportData Data((int Grade, double?[] Shares)[] before, (int Grade, double?[] Shares)[] now, int year = 2025, int step = 1) =>
        InventedReport.Data(Place(now), [], null, null) with
        {
            Library = Library.Version,
            Indicators = ReportSource.Titled(Library),
            Before = new IndicatorYear(year, Place(before)) { LeftIn = 2026, Step = step },
            Leavers = new ReportLeavers(2026, []),
        };

    private static ToldPlace Place((int Grade, double?[] Shares)[] grades) => new(
        "place", "Край",
        [
            .. from one in grades
               let shares = one.Shares.Select(share => share is { } value ? InventedReport.Share(value, 0.02) : null)
               select new ToldRow($"{one.Grade}", [.. shares, .. Enumerable.Repeat<ToldFigure?>(null, Library.Width - one.Shares.Length)]),
        ]);

    private static ReportSection Section(ReportData data) => InventedReport.Draft(data).Sections.Single(section => section.Id == "followup");

    private static string Text(ReportData data, string paragraph) => InventedReport.TextOf(InventedReport.Draft(data), paragraph);

    [Fact]
    public void A_cohort_is_compared_with_the_grade_it_is_in_now_and_only_where_intervals_do_not_meet()
    {
        ReportData data = Data([(8, [0.5, 0.3, 0.1]), (9, [0.2])], [(8, [0.9]), (9, [0.6, 0.31, 0.02])]);
        Assert.Equal(
            "«Цель»: 8 класс 2025 года, теперь 9 класс. Чаще, чем тогда: «Окончить 11 классов, а потом решать» (60,0\u00a0% и 50,0\u00a0%). Реже, чем тогда: «Поступить в вуз» (2,0\u00a0% и 10,0\u00a0%). "
            + "По остальному, где сравнить можно, отличие от прежнего не показано. Сравнить нельзя, числа не сообщаются или тогда их не было: «Совмещать учёбу с работой», «Сразу начать работать», «Пойти служить: армия, полиция, спасатели», «Другое», «Пока не знаю».",
            Text(data, "followup.8"));
        // Grade 10 is told of in neither year, and grade 8 of now was not there.
        Assert.Equal(["followup.how", "followup.8", "followup.leavers"], Section(data).Paragraphs.Select(one => one.Id));
        Assert.Contains("не тех же самых учеников", Text(data, "followup.how"), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_kept_back_in_either_year_is_compared_with_nothing()
    {
        Assert.Equal("«Цель»: 8 класс 2025 года, теперь 9 класс. Сравнить нельзя: числа не сообщаются или тогда их не было.", Text(Data([(8, [0.5])], [(9, [null])]), "followup.8"));
        Assert.Contains("Где сравнить можно, отличие от прежнего не показано", Text(Data([(8, [0.5])], [(9, [0.51])]), "followup.8"), StringComparison.Ordinal);
    }

    [Fact]
    public void Who_stayed_after_grade_nine_is_said_to_be_another_group()
    {
        Assert.Contains("только те, кто остался", Text(Data([(9, [0.5])], [(10, [0.5])]), "followup.9"), StringComparison.Ordinal);
        Assert.DoesNotContain("только те, кто остался", Text(Data([(10, [0.5])], [(11, [0.5])]), "followup.10"), StringComparison.Ordinal);
    }

    [Fact]
    public void Lessons_two_school_years_apart_move_a_cohort_two_grades() =>
        Assert.Contains("9 класс 2024 года, теперь 11 класс", Text(Data([(9, [0.5])], [(11, [0.5])], year: 2024, step: 2), "followup.9"), StringComparison.Ordinal);

    /// <summary>A campaign of autumn and one of spring lie in one school year, whatever their own years are.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void Of_one_school_year_there_is_no_cohort(int step)
    {
        ReportSection section = Section(Data([(8, [0.5]), (9, [0.4])], [(8, [0.5]), (9, [0.6])], step: step));
        Assert.Equal(["followup.how", "followup.leavers"], section.Paragraphs.Select(one => one.Id));
        Assert.Equal(["9 класс, 2025 год", "11 класс, 2025 год"], section.Tables[0].Columns.AsEnumerable());
    }

    [Fact]
    public void Those_who_left_are_told_by_what_they_planned_and_what_schools_told()
    {
        ReportData data = Data([(9, [null, 0.4]), (11, [null])], [(9, [0.3])]);
        Assert.Contains("«Цель», 9 класс 2025 года, о чём можно сообщить: «Поступить в колледж или техникум» – 40,0", Text(data, "followup.leavers"), StringComparison.Ordinal);
        Assert.Contains("«Цель», 11 класс 2025 года: числа не сообщаются.", Text(data, "followup.leavers"), StringComparison.Ordinal);
        Assert.Contains("О выпускниках 2026 года школы пока ничего не внесли.", Text(data, "followup.leavers"), StringComparison.Ordinal);
        ReportData told = data with
        {
            Leavers = new ReportLeavers(2026, [new("Куда поступили", "Сколько человек", EnteredSums.Vocational, 3, 40, 43), new("Договоры", "Сколько", "", 1, 12, 12)]),
        };
        string text = Text(told, "followup.leavers");
        Assert.Contains("Куда поступили, среднее профессиональное образование: от 40 до 43. Сообщили 3 школы из 40", text, StringComparison.Ordinal);
        Assert.Contains("Договоры: 12. Сообщила 1 школа из 40.", text, StringComparison.Ordinal);
        Assert.EndsWith("справка их не сравнивает.", text, StringComparison.Ordinal);
        ReportTable table = Section(told).Tables[^1];
        Assert.Equal(["от 40 до 43", "3", "Сколько человек"], table.Rows[0].Cells.Select(cell => cell.Text));
    }

    [Fact]
    public void The_table_has_each_cohort_twice_and_who_left_once()
    {
        ReportTable table = Section(Data([(8, [0.5]), (9, [0.4]), (11, [0.3])], [(9, [0.6]), (10, [0.7])])).Tables[0];
        Assert.Equal(["8 класс, 2025 год", "9 класс, 2026 год", "9 класс, 2025 год", "10 класс, 2026 год", "11 класс, 2025 год"], table.Columns.AsEnumerable());
        Assert.Equal([0.5, 0.6, 0.4, 0.7, 0.3], table.Rows[0].Cells.Select(cell => cell.Figure!.Value));
        Assert.All(table.Rows, row => Assert.Equal(table.Columns.Length, row.Cells.Length));
    }

    [Fact]
    public void Without_a_year_before_or_plans_nothing_is_said()
    {
        ReportData data = Data([(8, [0.5])], [(9, [0.5])]);
        Assert.DoesNotContain(InventedReport.Draft(data with { Before = null }).Sections, section => section.Id == "followup");
        Assert.DoesNotContain(InventedReport.Draft(data with { Indicators = [] }).Sections, section => section.Id == "followup");
        // A year that told of no grade at all.
        Assert.Equal(["followup.how", "followup.leavers"], Section(Data([], [(9, [0.5])])).Paragraphs.Select(one => one.Id));
    }

    /// <summary>Nothing new can be worked out: each figure of the section is one of those both years tell anyway.</summary>
    [Fact]
    public void Every_figure_is_a_told_one()
    {
        ReportData data = Data([(8, [0.5, null, 0.1]), (9, [0.2]), (10, [0.4]), (11, [0.3])], [(8, [0.9]), (9, [0.6, 0.3]), (10, [0.7]), (11, [null, 0.1])]);
        HashSet<ToldFigure> known = [.. data.Figures.Rows.Concat(data.Before!.Place.Rows).SelectMany(row => row.Figures).OfType<ToldFigure>()];
        ReportSection section = Section(data);
        Assert.All(section.Paragraphs.SelectMany(one => one.Sentences).SelectMany(one => one.Figures).Select(seen => seen.Figure).OfType<ToldFigure>(), figure => Assert.Contains(figure, known));
        Assert.All(section.Tables.SelectMany(table => table.Rows).SelectMany(row => row.Cells).Select(cell => cell.Figure).OfType<ToldFigure>(), figure => Assert.Contains(figure, known));
    }

    [Theory]
    [InlineData("2026-05-20", 2026)]
    [InlineData("2026-07-01", 2026)]
    [InlineData("2026-09-15", 2027)]
    [InlineData("2026-12-20", 2027)]
    public void A_last_grade_leaves_in_the_summer_after_its_lesson(string lesson, int year) =>
        Assert.Equal(year, SchoolYear.Of(MsOf(lesson)));

    [Fact]
    public void One_late_class_moves_nobody_a_year()
    {
        LessonDay spring = Day("2026-04-14", 90), june = Day("2026-06-30", 1), late = Day("2026-09-02", 1);
        Assert.Equal(2026, SchoolYear.OfMost([late, spring, june]));
        Assert.Equal(2027, SchoolYear.OfMost([late, june with { Lessons = 0 }, Day("2027-02-01", 4)]));
        // As many in either: the earlier one.
        Assert.Equal(2026, SchoolYear.OfMost([late, june]));
        Assert.Null(SchoolYear.OfMost([]));
    }

    private static LessonDay Day(string lesson, int lessons) => new() { Day = MsOf(lesson) / LessonDay.Ms, Lessons = lessons };

    private static long MsOf(string lesson) => DateTimeOffset.Parse($"{lesson}T08:00:00Z", System.Globalization.CultureInfo.InvariantCulture).ToUnixTimeMilliseconds();
}
