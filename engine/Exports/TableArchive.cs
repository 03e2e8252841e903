using System.Collections.Immutable;
using System.IO.Compression;
using System.Text;
using Diagnostics.Engine.Tables;

namespace Diagnostics.Engine.Exports;

/// <summary>An archive of data.csv, codebook.json and, where one is asked for, a script that reads both right.</summary>
internal sealed class TableArchive : ExportFile
{
    private readonly ExportPlan _plan;
    private readonly ZipArchive _archive;
    private readonly StreamWriter _text;
    private readonly TableWriter _table;
    private bool _isOpen = true;

    public TableArchive(ExportPlan plan, Stream output, bool isExcel)
    {
        _plan = plan;
        _archive = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true);
        _text = Part("data.csv");
        _table = new TableWriter(_text, isExcel);
        _table.Row(plan.Book.Columns.Select(column => column.Name));
    }

    /// <summary>Its name and its text by the columns.</summary>
    public (string Name, Func<ImmutableArray<ExportColumn>, string> Of)? Script { get; init; }

    public override void Row(ReadOnlySpan<ExportCell> cells)
    {
        foreach (ExportCell cell in cells)
        {
            if (cell.Text is { } text)
            {
                _table.Cell(text);
            }
            else
            {
                _table.Cell(cell.Number ?? double.NaN);
            }
        }

        _table.EndRow();
    }

    public override void Complete()
    {
        CloseTable();
        if (Script is { } script)
        {
            using StreamWriter text = Part(script.Name);
            text.Write(script.Of(_plan.Book.Columns));
        }

        using (Stream book = _archive.CreateEntry("codebook.json", CompressionLevel.Fastest).Open())
        {
            Codebook.Write(_plan, book);
        }

        _archive.Dispose();
    }

    public override void Dispose()
    {
        CloseTable();
        _archive.Dispose();
    }

    private void CloseTable()
    {
        if (_isOpen)
        {
            _isOpen = false;
            _table.Dispose();
            _text.Dispose();
        }
    }

    private StreamWriter Part(string name) => new(_archive.CreateEntry(name, CompressionLevel.Fastest).Open(), new UTF8Encoding(false));
}
