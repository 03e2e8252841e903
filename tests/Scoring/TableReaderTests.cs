using System.Text;
using Diagnostics.Engine.Tables;

namespace Diagnostics.Tests.Scoring;

public sealed class TableReaderTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("utf-8", ',', false)]
    [InlineData("utf-8", ';', true)]
    [InlineData("windows-1251", ';', false)]
    public void Encoding_and_delimiter_are_recognised(string encoding, char delimiter, bool bom)
    {
        Encoding written = CodePagesEncodingProvider.Instance.GetEncoding(encoding) ?? Encoding.GetEncoding(encoding);
        string text = $"id{delimiter}школа{delimiter}\"вопрос{delimiter} первый\"\r\n1{delimiter}Заречная{delimiter}4\r\n";
        byte[] bytes = [.. bom ? Encoding.UTF8.Preamble : [], .. written.GetBytes(text)];
        using TableReader table = TableReader.Open(_folder.Write("t.csv", bytes));
        Assert.Equal(["id", "школа", $"вопрос{delimiter} первый"], table.Columns.ToArray());
        Assert.True(table.Read());
        Assert.Equal(("1", "Заречная", "4"), (table[0], table[1], table[2]));
        Assert.False(table.Read());
    }

    [Fact]
    public void Quoted_cells_keep_delimiters_quotes_and_line_ends()
    {
        using TableReader table = TableReader.Open(_folder.Write("t.csv", "id,note\n1,\"a, \"\"b\"\"\nc\"\n\n2,x\n"));
        Assert.True(table.Read());
        Assert.Equal("a, \"b\"\nc", table[1]);
        Assert.True(table.Read());
        Assert.Equal("x", table[1]);
        Assert.Equal(5, table.Line);
    }

    [Theory]
    [InlineData("id,q1\n1\n", 2, null, "1 cells where the header has 2")]
    [InlineData("id,q1\n1,2\n1,2,3\n", 3, null, "3 cells where the header has 2")]
    [InlineData("id,q1,q1\n", 1, "q1", "more than once")]
    [InlineData("", 1, null, "no header")]
    public void A_broken_table_is_refused_with_its_line(string text, long line, string? column, string reason)
    {
        string file = _folder.Write("t.csv", text);
        var fault = Assert.Throws<TableException>(() => ReadAll(file));
        Assert.Equal((file, line, column), (fault.File, fault.Line, fault.Column));
        Assert.Contains(reason, fault.Reason, StringComparison.Ordinal);
        Assert.Contains(file, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_stray_quotation_mark_is_refused_with_its_line()
    {
        var fault = Assert.Throws<TableException>(() => ReadAll(_folder.Write("t.csv", "id,q1\n1,2\n2,3\"4\n")));
        Assert.Equal(3, fault.Line);
    }

    [Theory]
    [InlineData("2,3\"4\n", "3\"4")]
    [InlineData("2,МБОУ \"Лицей 5\"\n", "МБОУ \"Лицей 5\"")]
    public void A_name_may_hold_quotation_marks_where_the_reader_allows_it(string row, string cell)
    {
        using var table = TableReader.Open(_folder.Write("t.csv", $"id,q1\n1,2\n{row}5,6\n"), mayQuoteWithin: true);
        Assert.True(table.Read() && table.Read());
        Assert.Equal(cell, table[1]);
        Assert.True(table.Read());
        Assert.Equal("6", table[1]);
    }

    [Theory]
    [InlineData("\"Лицей 5;8А\n1;8А\n")]
    [InlineData("\"Лицей\" 5;8А\n1;8А\n")]
    public void A_cell_that_begins_with_one_is_quoted_and_has_to_end_so(string rows)
    {
        using var table = TableReader.Open(_folder.Write("t.csv", $"Школа;Класс\n{rows}"), mayQuoteWithin: true);
        Assert.Throws<TableException>(() =>
        {
            while (table.Read())
            {
                _ = table[0].Length + table[1].Length;
            }
        });
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Unicode_text_of_Excel_is_read(bool isBigEndian)
    {
        UnicodeEncoding encoding = new(isBigEndian, byteOrderMark: true);
        using var table = TableReader.Open(_folder.Write("t.txt", [.. encoding.Preamble, .. encoding.GetBytes("Школа\tКласс\r\n№ 1, Бор\t8А\r\n")]));
        Assert.Equal(["Школа", "Класс"], table.Columns.AsEnumerable());
        Assert.True(table.Read());
        Assert.Equal(("№ 1, Бор", "8А"), (table[0], table[1]));
        Assert.False(table.Read());
    }

    [Fact]
    public void Workbooks_absent_files_and_late_foreign_bytes_are_refused()
    {
        var workbook = Assert.Throws<TableException>(() => ReadAll(_folder.Write("t.csv", [80, 75, 3, 4, 0, 0])));
        Assert.Contains("zero bytes", workbook.Reason, StringComparison.Ordinal);
        Assert.Throws<TableException>(() => ReadAll(_folder.PathOf("absent.csv")));
        string rows = string.Concat(Enumerable.Repeat("1,2\n", 300_000));
        byte[] late = [.. Encoding.UTF8.GetBytes($"id,q1\n{rows}"), 0xD8, 0x20, (byte)',', (byte)'1'];
        var foreign = Assert.Throws<TableException>(() => ReadAll(_folder.Write("late.csv", late)));
        Assert.Contains("utf-8", foreign.Reason, StringComparison.Ordinal);
    }

    private static void ReadAll(string file)
    {
        using TableReader table = TableReader.Open(file);
        while (table.Read())
        {
            for (int column = 0; column < table.Columns.Length; column++)
            {
                Assert.NotNull(table[column]);
            }
        }
    }
}
