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
