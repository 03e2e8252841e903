using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace Diagnostics.Engine.Tables;

/// <summary>
/// Writes CSV cell by cell. Plain: comma, LF, numbers that read back to the same bits. For Excel in Russia: BOM, semicolon, CRLF,
/// decimal commas, and texts that a spreadsheet would run as a formula are made harmless with an apostrophe, as they are wherever texts are
/// foreign. Not available is an empty cell. For one thread.
/// </summary>
public sealed class TableWriter : IDisposable
{
    private const char Bom = '\uFEFF';

    private readonly CsvWriter _writer;
    private readonly bool _excel;
    private readonly bool _isGuarded;

    /// <summary>Starts a table.</summary>
    /// <param name="text">Where it goes; left open.</param>
    /// <param name="excel">The form for Excel.</param>
    /// <param name="isContinued">Whether the table began elsewhere, so that no BOM is due.</param>
    /// <param name="isForeign">Whether texts come from a stranger's file, so that formulas are made harmless in the plain form as well.</param>
    public TableWriter(TextWriter text, bool excel, bool isContinued = false, bool isForeign = false)
    {
        (_excel, _isGuarded) = (excel, excel || isForeign);
        if (excel && !isContinued)
        {
            text.Write(Bom);
        }

        _writer = new CsvWriter(text, new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = excel ? ";" : ",",
            NewLine = excel ? "\r\n" : "\n",
        }, leaveOpen: true);
    }

    /// <summary>Writes a text cell.</summary>
    public void Cell(string text) => _writer.WriteField(_isGuarded && LooksLikeFormula(text) ? $"'{text}" : text);

    /// <summary>Writes a number in its shortest form that reads back to the same bits; NaN is an empty cell.</summary>
    public void Cell(double number)
    {
        if (double.IsNaN(number))
        {
            _writer.WriteField("");
            return;
        }

        string text = number == (int)number
            ? ((int)number).ToString(CultureInfo.InvariantCulture)
            : number.ToString("R", CultureInfo.InvariantCulture);
        _writer.WriteField(_excel ? text.Replace('.', ',') : text);
    }

    /// <summary>Writes a whole number.</summary>
    public void Cell(int number) => _writer.WriteField(number.ToString(CultureInfo.InvariantCulture));

    /// <summary>Writes a row of texts, as a header is one.</summary>
    public void Row(IEnumerable<string> texts)
    {
        foreach (string text in texts)
        {
            Cell(text);
        }

        EndRow();
    }

    /// <summary>Writes numbers side by side.</summary>
    public void Cells(ReadOnlySpan<double> numbers)
    {
        foreach (double number in numbers)
        {
            Cell(number);
        }
    }

    /// <summary>Ends the row.</summary>
    public void EndRow() => _writer.NextRecord();

    /// <summary>Hands everything written so far to the text writer.</summary>
    public void Flush() => _writer.Flush();

    public void Dispose() => _writer.Dispose();

    private static bool LooksLikeFormula(string text) =>
        text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r'
        && !double.TryParse(text.Replace(',', '.'), NumberStyles.Float, CultureInfo.InvariantCulture, out _);
}
