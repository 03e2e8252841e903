using Diagnostics.Engine.YearReports;

namespace Diagnostics.Tests.YearReports;

/// <summary>What schools told in two years: sums of different schools stand beside each other, and only those of the same schools are compared.</summary>
public sealed class EnteredRuleTests
{
    private static ReportData Data(ReportEnteredBefore? before) =>
        InventedReport.Data(InventedReport.Place(), [], null, null) with { Entered = [new ReportEntered("Пробы", "", 5, 900, 903) { Before = before }] };

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
        ReportTable table = Table(data with { Entered = [.. data.Entered, new ReportEntered("Ярмарки", "", 1, 7, 7), new ReportEntered("Встречи", "", 1, 7, 7) { Before = new ReportEnteredBefore(2025, 0, 0, 0, 0, 0, 0, 0, 0) }] });
        Assert.All(table.Rows, row => Assert.Equal(table.Columns.Length, row.Cells.Length));
        Assert.Equal(["7", "1", null, null, null, null, null], table.Rows[1].Cells.Select(cell => cell.Text));
        Assert.Equal(["7", "1", null, "0", "0", null, null], table.Rows[2].Cells.Select(cell => cell.Text));
    }

    private static ReportTable Table(ReportData data) => InventedReport.Draft(data).Sections.Single(section => section.Id == "entered").Tables.Single();
}
