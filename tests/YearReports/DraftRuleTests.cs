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
    [InlineData(0.81, "годы не различаются")]
    public void The_year_before_is_called_different_only_where_it_is(double before, string words)
    {
        string text = Before([InventedReport.Share(before, 0.02)]);
        Assert.Contains(words, text, StringComparison.Ordinal);
        Assert.Contains("В 2025 году было", text, StringComparison.Ordinal);
        Assert.Single(new[] { "больше", "меньше", "не различаются" }, word => text.Contains(word, StringComparison.Ordinal));
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
    [InlineData(0.8, 0.81, "не различаются")]
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
        Assert.Contains("Классы не различаются", Text("participation.groups", ("all", Told), Grade("8", 0.8), Grade("9", 0.81)), StringComparison.Ordinal);
        Assert.Contains("Классы, о которых можно сообщить, не различаются", Text("participation.groups", ("all", Told), Grade("8", 0.8), Grade("9", 0.81), ("10", [])), StringComparison.Ordinal);
        Assert.Contains("Классы сравнить нельзя", Text("participation.groups", ("all", Told), Grade("8", 0.8), ("9", [])), StringComparison.Ordinal);
    }

    [Fact]
    public void The_first_are_those_that_cannot_be_told_apart_from_the_largest()
    {
        Assert.Contains("чаще других: «Больше узнать о профессиях» – 50,0", Help(0.5, 0.3, 0.2, 0.1, 0.1, 0.1, 0.1), StringComparison.Ordinal);
        string several = Help(0.5, 0.49, 0.2, 0.1, 0.1, 0.1, 0.1);
        Assert.Contains("между собой они не различаются", several, StringComparison.Ordinal);
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
            data with { Entered = [new("Договоры", "", 21, 1_021, 1_024), new("Ярмарки", "", 2, 7, 7), new("Поступили", "09.03.01 Информатика", 1, 30, 30), new("Поступили", "09.03.02", 1, 6, 6)] }, "entered");
        Assert.Equal(
            "Договоры: от 1\u00a0021 до 1\u00a0024. Сообщила 21 школа из 40; где людей меньше пяти, точное число не хранится. Ярмарки: 7. Сообщили 2 школы из 40. Поступили: по направлениям и специальностям – в таблице.",
            section.Paragraphs[0].Text);
        Assert.Equal(["от 1\u00a0021 до 1\u00a0024", "7", "30", "6"], section.Tables[0].Rows.Select(row => row.Cells[0].Text));
    }

    private static (string Part, ToldFigure?[] Figures) Grade(string grade, double value) => (grade, [InventedReport.Share(value, 0.02)]);

    private static string Text(string paragraph, params (string Part, ToldFigure?[] Figures)[] rows) =>
        InventedReport.TextOf(InventedReport.Draft(InventedReport.Data(InventedReport.Place(rows), [], null, null)), paragraph);

    private static string Before(ToldFigure?[] before) =>
        InventedReport.TextOf(InventedReport.Draft(InventedReport.Data(InventedReport.Place(("all", Told)), [], null, InventedReport.Place(("all", before)))), "participation");

    private static string Help(params double?[] values) =>
        Text("help", ("all", [.. Enumerable.Repeat<ToldFigure?>(null, 7), .. values.Select(value => value is { } share ? InventedReport.Share(share, 0.02) : null)]));

    private static ReportSection Section(ReportData data, string id) => InventedReport.Draft(data).Sections.Single(section => section.Id == id);
}
