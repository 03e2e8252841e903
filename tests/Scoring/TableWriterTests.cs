using Diagnostics.Engine.Tables;

namespace Diagnostics.Tests.Scoring;

public sealed class TableWriterTests
{
    [Fact]
    public void Plain_numbers_read_back_to_the_same_bits()
    {
        double[] numbers = [0.1, 140.0 / 9, -0.0, 1e300, 5e-324, 14, -3, int.MaxValue + 1.0];
        string[] cells = Write(excel: false, writer =>
        {
            foreach (double number in numbers)
            {
                writer.Cell(number);
            }
        }).TrimEnd('\n').Split(',');
        Assert.Equal(numbers, cells.Select(cell => double.Parse(cell, System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Equal("14", cells[5]);
    }

    [Fact]
    public void Not_available_is_an_empty_cell() => Assert.Equal("a,,1\n", Write(false, writer =>
    {
        writer.Cell("a");
        writer.Cell(double.NaN);
        writer.Cell(1);
    }));

    [Fact]
    public void Excel_gets_bom_semicolons_and_decimal_commas() => Assert.Equal("\uFEFFшкола;15,5\r\n", Write(true, writer =>
    {
        writer.Cell("школа");
        writer.Cell(15.5);
    }));

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("@x", "'@x")]
    [InlineData("+7 900", "'+7 900")]
    [InlineData("-x", "'-x")]
    [InlineData("-5,5", "-5,5")]
    [InlineData("+7", "+7")]
    [InlineData("a=b", "a=b")]
    public void A_text_that_a_spreadsheet_would_run_is_made_harmless_in_excel_only(string text, string excel)
    {
        Assert.Equal($"\uFEFF{excel}\r\n", Write(true, writer => writer.Cell(text)));
        Assert.Contains(text, Write(false, writer => writer.Cell(text)), StringComparison.Ordinal);
        Assert.DoesNotContain("'", Write(false, writer => writer.Cell(text)), StringComparison.Ordinal);
    }

    private static string Write(bool excel, Action<TableWriter> cells)
    {
        using StringWriter text = new();
        using (TableWriter writer = new(text, excel))
        {
            cells(writer);
            writer.EndRow();
        }

        return text.ToString();
    }
}
