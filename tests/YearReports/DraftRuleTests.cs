using Diagnostics.Engine.Indicators;
using Diagnostics.Engine.YearReports;

namespace Diagnostics.Tests.YearReports;

/// <summary>Each rule in both senses: it says what is so, and does not where it is not.</summary>
public sealed class DraftRuleTests
{
    private static readonly ToldFigure?[] Told = [InventedReport.Share(0.8, 0.02), InventedReport.Share(0.1, 0.02), InventedReport.Share(0.06, 0.02), InventedReport.Share(0.04, 0.02)];

    [Theory]
    [InlineData(0.5, 0.02, 0.6, 0.02, "Lower")]
    [InlineData(0.6, 0.02, 0.5, 0.02, "Higher")]
    [InlineData(0.5, 0.05, 0.6, 0.05, "Alike")]
    [InlineData(0.5, 0.05, 0.55, 0.05, "Alike")]
    public void Two_figures_differ_only_where_their_intervals_do_not_meet(double one, double half, double other, double otherHalf, string standing) =>
        Assert.Equal(Enum.Parse<FigureStanding>(standing), Standing.Of(InventedReport.Share(one, half), InventedReport.Share(other, otherHalf)));

    [Fact]
    public void A_figure_that_is_not_told_is_compared_with_nothing()
    {
        Assert.Equal(FigureStanding.Unknown, Standing.Of(null, Told[0]));
        Assert.Equal(FigureStanding.Unknown, Standing.Of(Told[0], null));
    }

    [Fact]
    public void A_share_is_told_with_its_interval_or_said_to_be_kept_back()
    {
        Assert.StartsWith("Прошли диагностику до конца 80,0\u00a0% учеников, которых ждали (78,0–82,0\u00a0%): 800 из 1\u00a0000.", Text("participation", ("all", Told)), StringComparison.Ordinal);
        Assert.StartsWith("«Прошли до конца»: число не сообщается", Text("participation", ("all", [])), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.7, "сейчас больше")]
    [InlineData(0.9, "сейчас меньше")]
    [InlineData(0.81, "различие не показано")]
    public void The_year_before_is_called_different_only_where_it_is(double before, string words)
    {
        string text = Before([InventedReport.Share(before, 0.02)]);
        Assert.Contains(words, text, StringComparison.Ordinal);
        Assert.Contains("В 2025 году было", text, StringComparison.Ordinal);
        Assert.Single(new[] { "больше", "меньше", "не показано" }, word => text.Contains(word, StringComparison.Ordinal));
    }

    [Fact]
    public void Without_a_year_before_nothing_is_said_of_it_and_a_withheld_one_is_not_compared()
    {
        Assert.DoesNotContain("году", Text("participation", ("all", Told)), StringComparison.Ordinal);
        Assert.Contains("С 2025 годом сравнить нельзя", Before([]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.9, 0.7, "У девушек больше")]
    [InlineData(0.7, 0.9, "У девушек меньше")]
    [InlineData(0.8, 0.81, "Различие девушек и юношей не показано")]
    public void Girls_and_boys_are_called_different_only_where_they_are(double female, double male, string words) =>
        Assert.Contains(words, Text("participation.groups", ("all", Told), ("female", [InventedReport.Share(female, 0.02)]), ("male", [InventedReport.Share(male, 0.02)])), StringComparison.Ordinal);

    [Fact]
    public void Girls_and_boys_are_not_compared_where_one_is_kept_back_or_no_sex_is_known()
    {
        Assert.Contains("сравнить нельзя", Text("participation.groups", ("all", Told), ("female", [InventedReport.Share(0.9, 0.02)]), ("male", [])), StringComparison.Ordinal);
        Assert.DoesNotContain("евуш", Text("participation.groups", ("all", Told)), StringComparison.Ordinal);
    }

    [Fact]
    public void Grades_are_named_where_the_ends_differ()
    {
        Assert.Contains("от 70,0\u00a0% (68,0–72,0\u00a0%) в 9 классе до 90,0\u00a0%", Text("participation.groups", ("all", Told), Grade("8", 0.9), Grade("9", 0.7), Grade("10", 0.8)), StringComparison.Ordinal);
        Assert.Contains("Различие между классами не показано", Text("participation.groups", ("all", Told), Grade("8", 0.8), Grade("9", 0.81)), StringComparison.Ordinal);
        Assert.Contains("Между классами, о которых можно сообщить, различие не показано", Text("participation.groups", ("all", Told), Grade("8", 0.8), Grade("9", 0.81), ("10", [])), StringComparison.Ordinal);
        // The ends have wide intervals and meet; two between them do not.
        Assert.Contains(
            "По классам: в 10 классе больше (85,0\u00a0%, 84,0–86,0\u00a0%), чем в 9 (80,0\u00a0%, 79,0–81,0\u00a0%)",
            Text("participation.groups", ("all", Told), Grade("8", 0.78, 0.07), Grade("9", 0.8, 0.01), Grade("10", 0.85, 0.01), Grade("11", 0.88, 0.07)), StringComparison.Ordinal);
        Assert.Contains("Классы сравнить нельзя", Text("participation.groups", ("all", Told), Grade("8", 0.8), ("9", [])), StringComparison.Ordinal);
    }

    [Fact]
    public void What_differs_most_from_grade_to_grade_is_named_with_both()
    {
        string text = Text("help.groups", ("all", Helped(0.5, 0.3, 0.2)), ("8", Helped(0.5, 0.1, 0.2)), ("10", Helped(0.51, 0.6, 0.3)), ("11", Helped(0.49, 0.65, 0.3)));
        Assert.Contains(
            "По классам, о которых можно сообщить, сильнее всего различаются доли: «Больше узнать о местах учёбы» (10,0\u00a0% в 8 классе, 65,0\u00a0% в 11 классе), «", text, StringComparison.Ordinal);
        Assert.DoesNotContain("«Больше узнать о профессиях»", text, StringComparison.Ordinal);
        Assert.Contains(
            "различие не показано", Text("help.groups", ("all", Helped(0.5, 0.3, 0.2)), ("8", Helped(0.5, 0.3, 0.2)), ("10", Helped(0.51, 0.31, 0.21))), StringComparison.Ordinal);
        Assert.Contains("Классы сравнить нельзя", Text("help.groups", ("all", Helped(0.5, 0.3, 0.2)), ("8", Helped(0.5, 0.3, 0.2)), ("10", [])), StringComparison.Ordinal);
    }

    [Fact]
    public void The_first_are_those_that_cannot_be_told_apart_from_the_largest()
    {
        Assert.Contains("чаще других: «Больше узнать о профессиях» – 50,0", Help(0.5, 0.3, 0.2, 0.1, 0.1, 0.1, 0.1), StringComparison.Ordinal);
        string several = Help(0.5, 0.49, 0.2, 0.1, 0.1, 0.1, 0.1);
        Assert.Contains("различие между ними не показано", several, StringComparison.Ordinal);
        Assert.Contains("«Больше узнать о местах учёбы» – 49,0", several, StringComparison.Ordinal);
        Assert.Contains("первых назвать нельзя: интервалы пересекаются", Help(0.3, 0.3, 0.3, 0.3, 0.3, 0.3, 0.3), StringComparison.Ordinal);
        Assert.Contains("среди тех, о которых можно сообщить", Help(0.5, 0.3, 0.2, 0.1, 0.1, 0.1, null), StringComparison.Ordinal);
        Assert.Contains("числа не сообщаются", Help(0.5, null, null, null, null, null, null), StringComparison.Ordinal);
    }

    [Fact]
    public void Schools_are_never_named_in_words_and_municipalities_only_where_they_differ()
    {
        ToldPlace whole = InventedReport.Place(("all", Told));
        ToldPlace Under(string name, double value) => InventedReport.Place(("all", [InventedReport.Share(value, 0.02)])) with { Id = name, Name = name };
        ReportData data = InventedReport.Data(whole, [Under("Ясный", 0.95), Under("Южный", 0.8)], null, null);
        ReportSection schools = Section(data, "places");
        Assert.Equal(["places.how"], schools.Paragraphs.Select(one => one.Id));
        ReportSection municipalities = Section(data with { Kind = ReportData.Region }, "places");
        string text = string.Join(' ', municipalities.Paragraphs.Select(one => one.Text));
        Assert.Contains("больше, чем по региону: Ясный", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Южный", text, StringComparison.Ordinal);
        Assert.Equal(["Всего", "Ясный", "Южный"], municipalities.Tables[0].Rows.Select(row => row.Title));
    }

    /// <summary>An indicator that no section names is not forgotten.</summary>
    [Fact]
    public void What_no_section_names_stands_among_the_others()
    {
        ReportData data = InventedReport.Data(InventedReport.Place(("all", Told)), [], null, null);
        Assert.DoesNotContain(InventedReport.Draft(data).Sections, section => section.Id == "other");
        ReportIndicator named = data.Indicators[0];
        ReportSection other = Section(data with { Indicators = [named with { Id = "new", Title = "Новый" }] }, "other");
        Assert.StartsWith("Прошли до конца: 80,0\u00a0%", other.Paragraphs[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_schools_told_is_a_sentence_a_figure_with_its_bounds_where_some_told_a_few()
    {
        ReportData data = InventedReport.Data(InventedReport.Place(("all", Told)), [], null, null);
        Assert.DoesNotContain(InventedReport.Draft(data).Sections, section => section.Id == "entered");
        ReportSection section = Section(
            data with { Entered = [new("contracts", "Договоры", "", 21, 1_021, 1_024), new("fairs", "Ярмарки", "", 2, 7, 7), new("graduates-study", "Поступили", "09.03.01 Информатика", 1, 30, 30), new("graduates-study", "Поступили", "09.03.02", 1, 6, 6)] }, "entered");
        Assert.Equal(
            "Договоры: от 1\u00a0021 до 1\u00a0024. Сообщила 21 школа из 40; где людей меньше пяти, точное число не хранится. Ярмарки: 7. Сообщили 2 школы из 40. Поступили: по направлениям и специальностям – в таблице.",
            section.Paragraphs[0].Text);
        Assert.Equal(["от 1\u00a0021 до 1\u00a0024", "7", "30", "6"], section.Tables[0].Rows.Select(row => row.Cells[0].Text));
    }

    /// <summary>The second meets the first and the third, which do not meet; or the two behind the first differ from each other.</summary>
    [Theory]
    [InlineData(0.5, 0.02, 0.47, 0.02, 0.44, 0.02)]
    [InlineData(0.5, 0.1, 0.48, 0.01, 0.42, 0.01)]
    public void What_meets_the_largest_is_not_called_first_where_it_does_not_stand_apart(double one, double half, double other, double otherHalf, double third, double thirdHalf)
    {
        string text = Help(InventedReport.Share(one, half), InventedReport.Share(other, otherHalf), InventedReport.Share(third, thirdHalf), Far, Far, Far, Far);
        Assert.Contains("наибольшая доля: «Больше узнать о профессиях» – 50,0", text, StringComparison.Ordinal);
        Assert.Contains("от неё нельзя отличить: «Больше узнать о местах учёбы»", text, StringComparison.Ordinal);
        Assert.DoesNotContain("чаще других", text, StringComparison.Ordinal);
        Assert.DoesNotContain("не показано", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(4_321, 4_317, 0, null)]
    [InlineData(4_321, 4_317, 4, 4_317)]
    [InlineData(4_321, 4_321, 0, 4_321)]
    [InlineData(4_321, 4_000, 0, null)]
    [InlineData(4_321, 4_004, 0, 4_004)]
    public void How_many_are_counted_is_not_told_where_the_difference_tells_of_few(long sessions, long counted, long waiting, int? told)
    {
        // 317 are what the two shown reasons make; more than these are the hidden one.
        LeftOutCount[] left = [new("atHome", 300), new("sitting", 17), new("extraTime", null)];
        Assert.Equal((long?)told, ReportSource.CountedOf(sessions, counted, waiting, sessions - counted - waiting > 0 ? [.. left] : []));
    }

    [Fact]
    public void Without_the_count_only_who_finished_is_said()
    {
        ReportData data = InventedReport.Data(InventedReport.Place(("all", Told)), [], null, null);
        Assert.Contains("сравнивать между собой можно ответы 4\u00a0004", InventedReport.TextOf(InventedReport.Draft(data), "quality.counted"), StringComparison.Ordinal);
        string text = InventedReport.TextOf(InventedReport.Draft(data with { Counted = null }), "quality.counted");
        Assert.Contains("закончили 4\u00a0321 ученик", text, StringComparison.Ordinal);
        Assert.DoesNotContain("4\u00a0004", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Norms_are_those_answers_are_compared_with_also_of_years_before()
    {
        ReportData data = InventedReport.Data(InventedReport.Place(("all", Told)), [], null, null) with { Instruments = [new("Интересы", "interests", "2.0.0", "11", true), new("Планы", "plans", "1.0.0", "11", false)] };
        ReportNorms Of(int year, string form = "11") => new("Интересы", "2.0.0", form, year, 1, [new NormedGrade("11", 400, false)]);
        string Say(params ReportNorms[] norms) => InventedReport.TextOf(InventedReport.Draft(data with { Norms = [.. norms] }), "norms.state");
        Assert.StartsWith("Замороженных норм нет ни этого года, ни прежних лет. Баллы показываются сырыми", Say(), StringComparison.Ordinal);
        Assert.StartsWith("Нормы этого года заморожены и подписаны", Say(Of(2026)), StringComparison.Ordinal);
        Assert.StartsWith("Нормы этого года не заморожены: баллы сравниваются с нормами прежних лет (2024)", Say(Of(2024)), StringComparison.Ordinal);
        Assert.StartsWith("Нормы этого года заморожены не по всем формам: по остальным баллы сравниваются с нормами прежних лет (2025)", Say(Of(2026), Of(2025, "8-9")), StringComparison.Ordinal);
        Assert.DoesNotContain("сырыми", Say(Of(2026)), StringComparison.Ordinal);
        Assert.Contains("По другим формам замороженных норм нет", Say(Of(2026, "8-9")), StringComparison.Ordinal);
    }

    private static readonly ToldFigure Far = InventedReport.Share(0.1, 0.02);

    private static (string Part, ToldFigure?[] Figures) Grade(string grade, double value, double half = 0.02) => (grade, [InventedReport.Share(value, half)]);

    private static string Text(string paragraph, params (string Part, ToldFigure?[] Figures)[] rows) =>
        InventedReport.TextOf(InventedReport.Draft(InventedReport.Data(InventedReport.Place(rows), [], null, null)), paragraph);

    private static string Before(ToldFigure?[] before) =>
        InventedReport.TextOf(InventedReport.Draft(InventedReport.Data(InventedReport.Place(("all", Told)), [], null, InventedReport.Place(("all", before)))), "participation");

    private static ToldFigure?[] Helped(params double[] values) => [.. Enumerable.Repeat<ToldFigure?>(null, 7), .. values.Select(value => InventedReport.Share(value, 0.02))];

    private static string Help(params double?[] values) =>
        Help([.. values.Select(value => value is { } share ? InventedReport.Share(share, 0.02) : null)]);

    private static string Help(params ToldFigure?[] values) => Text("help", ("all", [.. Enumerable.Repeat<ToldFigure?>(null, 7), .. values]));

    private static ReportSection Section(ReportData data, string id) => InventedReport.Draft(data).Sections.Single(section => section.Id == id);
}
