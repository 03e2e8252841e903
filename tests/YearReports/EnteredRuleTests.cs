using Diagnostics.Engine.EnteredFigures;
using Diagnostics.Engine.Instruments;
using Diagnostics.Engine.YearReports;

namespace Diagnostics.Tests.YearReports;

/// <summary>What schools told in two years: sums of different schools stand beside each other, and only those of the same schools are compared.</summary>
public sealed class EnteredRuleTests
{
    private static ReportData Data(ReportEnteredBefore? before) =>
        InventedReport.Data(InventedReport.Place(), [], null, null) with { Entered = [new ReportEntered("trials", "Пробы", "", 5, 900, 903) { Before = before }] };

    private static string Say(ReportEnteredBefore? before) => InventedReport.TextOf(InventedReport.Draft(Data(before)), "entered.sums");

    private static ReportEnteredBefore Same(long least, long most, long leastThen, long mostThen) => new(2025, 3, 100, 104, 2, least, most, leastThen, mostThen);

    [Fact]
    public void Without_an_earlier_year_there_is_one_sentence_and_two_columns()
    {
        Assert.Equal("Пробы: от 900 до 903. Сообщили 5 школ из 40; где людей меньше пяти, точное число не хранится.", Say(null));
        Assert.Equal(2, Table(Data(null)).Columns.Length);
    }

    [Theory]
    [InlineData(60, 63, 50, 50, "было 50, стало от 60 до 63: больше.")]
    [InlineData(30, 30, 50, 53, "было от 50 до 53, стало 30: меньше.")]
    [InlineData(50, 50, 50, 50, "было и осталось 50.")]
    [InlineData(48, 51, 50, 50, "границы пересекаются, сказать, больше или меньше, нельзя.")]
    public void Only_schools_of_both_years_are_compared(long least, long most, long leastThen, long mostThen, string words)
    {
        string text = Say(Same(least, most, leastThen, mostThen));
        Assert.Contains("В 2025 году: от 100 до 104, сообщили 3 школы. В 2 школах, сообщивших оба года,", text, StringComparison.Ordinal);
        Assert.EndsWith(words, text, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_no_school_told_both_years_nothing_is_compared()
    {
        string text = Say(new ReportEnteredBefore(2025, 1, 10, 10, 0, 0, 0, 0, 0));
        Assert.EndsWith("В 2025 году: 10, сообщила 1 школа. Школ, сообщивших оба года, нет, поэтому годы не сравниваются.", text, StringComparison.Ordinal);
        Assert.DoesNotContain("больше", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_table_says_of_how_many_schools_each_sum_is()
    {
        ReportTable table = Table(Data(Same(60, 63, 50, 50)));
        Assert.Equal(["Всего", "Сообщили школы", "Всего, 2025 год", "Сообщили школы", "Сообщили оба года", "Они же, 2025 год", "Они же, 2026 год"], table.Columns.AsEnumerable());
        Assert.Equal(["от 900 до 903", "5", "от 100 до 104", "3", "2", "50", "от 60 до 63"], table.Rows[0].Cells.Select(cell => cell.Text));
    }

    [Fact]
    public void A_figure_of_this_year_alone_has_no_numbers_of_the_one_before()
    {
        ReportData data = Data(Same(1, 1, 1, 1));
        ReportTable table = Table(data with { Entered = [.. data.Entered, new ReportEntered("fairs", "Ярмарки", "", 1, 7, 7), new ReportEntered("talks", "Встречи", "", 1, 7, 7) { Before = new ReportEnteredBefore(2025, 0, 0, 0, 0, 0, 0, 0, 0) }] });
        Assert.All(table.Rows, row => Assert.Equal(table.Columns.Length, row.Cells.Length));
        Assert.Equal(["7", "1", null, null, null, null, null], table.Rows[1].Cells.Select(cell => cell.Text));
        Assert.Equal(["7", "1", null, "0", "0", null, null], table.Rows[2].Cells.Select(cell => cell.Text));
    }

    [Fact]
    public void What_was_told_only_in_the_year_before_is_said_not_to_be_told_now()
    {
        ReportData data = Data(null) with { Entered = [new ReportEntered("trials", "Пробы", "", 0, 0, 0) { Before = new ReportEnteredBefore(2025, 3, 100, 104, 0, 0, 0, 0, 0) }] };
        Assert.Equal(
            "Пробы: в этом году школы этого не сообщили. В 2025 году: от 100 до 104, сообщили 3 школы. Школ, сообщивших оба года, нет, поэтому годы не сравниваются.",
            InventedReport.TextOf(InventedReport.Draft(data), "entered.sums"));
        Assert.Equal([null, "0", "от 100 до 104", "3", "0", null, null], Table(data).Rows[0].Cells.Select(cell => cell.Text));
    }

    /// <summary>Titles are an operator's words: two figures may have the same one.</summary>
    [Fact]
    public void Figures_of_one_title_are_said_each()
    {
        ReportData data = Data(null) with { Entered = [new ReportEntered("a", "Пробы", "", 1, 7, 7), new ReportEntered("b", "Пробы", "", 2, 9, 9)] };
        Assert.Equal("Пробы: 7. Сообщила 1 школа из 40. Пробы: 9. Сообщили 2 школы из 40.", InventedReport.TextOf(InventedReport.Draft(data), "entered.sums"));
    }

    [Fact]
    public void The_figures_of_both_years_are_gathered()
    {
        EnteredSum now = new("trials", "", 2, 20, 24), then = new("fairs", "", 1, 9, 9);
        LocalText words = new(LocalText.Empty.ByLanguage.SetItem("ru", "Показатель"));
        EnteredPage page = new(
            "Край", 2026, [2026, 2025], [.. new[] { "trials", "fairs" }.Select(id => EnteredView.Of(new EnteredIndicator(id, words, words, true, false)))], [], [now], "", [], new Dictionary<string, string>());
        Assert.Equal([("trials", 2, false)], ReportSource.Summed(page).Select(one => (one.Id, one.Schools, one.Before is not null)));
        EnteredPage both = page with { Before = new EnteredBefore(2025, [new EnteredPair("trials", "", now, null, null, null), new EnteredPair("fairs", "", null, then, null, null)]) };
        Assert.Equal([("trials", 2, 20L, 0), ("fairs", 0, 0L, 1)], ReportSource.Summed(both).Select(one => (one.Id, one.Schools, one.Least, one.Before!.Schools)));
    }

    private static ReportTable Table(ReportData data) => InventedReport.Draft(data).Sections.Single(section => section.Id == "entered").Tables.Single();
}
