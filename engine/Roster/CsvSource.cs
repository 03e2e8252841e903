using System.Collections.Immutable;
using Diagnostics.Engine.Tables;

namespace Diagnostics.Engine.Roster;

/// <summary>A CSV file: UTF-8 or windows-1251; comma, semicolon or tab.</summary>
internal sealed class CsvSource : RosterSource
{
    private readonly TableReader _table;
    private bool _isTorn;

    public CsvSource(string file)
    {
        _table = Told(() => TableReader.Open(file, mayQuoteWithin: true));
        try
        {
            Headings = Proved(_table.Columns, _table.Line);
        }
        catch
        {
            _table.Dispose();
            throw;
        }
    }

    public override RosterFormat Format => RosterFormat.Csv;

    public override string Manner => $"{_table.Format.Encoding.WebName} {(_table.Format.Delimiter == '\t' ? "tab" : _table.Format.Delimiter)}";

    public override ImmutableArray<string> Headings { get; }

    public override long Line => _table.Line;

    public override double Share => _table.Share;

    public override bool IsTorn => _isTorn;

    public override int Cells => _isTorn ? _table.Cells : Headings.Length;

    public override string this[int column] => Told(() => _table[column]).Trim();

    public override bool Read()
    {
        _isTorn = false;
        try
        {
            while (_table.Read())
            {
                if (Enumerable.Range(Headings.Length, _table.Cells - Headings.Length).Any(column => !string.IsNullOrWhiteSpace(_table[column])))
                {
                    throw new RosterFileException(RosterFileFault.Headings, line: _table.Line);
                }

                if (Headings.Where((_, column) => !string.IsNullOrWhiteSpace(_table[column])).Any())
                {
                    return true;
                }
            }

            return false;
        }
        catch (TableException torn) when (torn.Kind == TableFault.CellCount)
        {
            _isTorn = true;
            return true;
        }
        catch (TableException broken)
        {
            throw new RosterFileException(RosterFileFault.Unreadable, line: broken.Line, cause: broken);
        }
    }

    public override void Dispose() => _table.Dispose();

    private static T Told<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (TableException broken)
        {
            throw new RosterFileException(broken.Line == 1 ? RosterFileFault.Headings : RosterFileFault.Unreadable, line: broken.Line, cause: broken);
        }
    }
}
