using System.Collections.Immutable;
using System.Globalization;
using System.IO.Compression;
using System.Xml;

namespace Diagnostics.Engine.Roster;

/// <summary>The first sheet of a workbook: texts, numbers, days, and of a formula what it came to.</summary>
internal sealed class WorkbookSource : RosterSource
{
    public const string Book = "xl/workbook.xml";

    private const long MostOfSheet = 600L << 20;

    private readonly FileStream _file;
    private readonly ZipArchive _archive;
    private readonly WorkbookParts _parts;
    private readonly XmlReader _xml;
    private readonly List<string> _cells = [];
    private long _row;

    private WorkbookSource(FileStream file)
    {
        _file = file;
        _archive = BoundedArchive.Open(file);
        _parts = WorkbookParts.Of(_archive);
        _xml = WorkbookParts.Reader(_archive, _parts.Sheet, MostOfSheet);
        if (!ReadRow())
        {
            throw new RosterFileException(RosterFileFault.Empty);
        }

        Headings = Proved(_cells, _row);
    }

    public override RosterFormat Format => RosterFormat.Workbook;

    public override string Manner => _parts.Title;

    public override ImmutableArray<string> Headings { get; }

    public override long Line => _row;

    public override double Share => _file.Length == 0 ? 1 : Math.Min(1, (double)_file.Position / _file.Length);

    public override string this[int column] => column < _cells.Count ? _cells[column] : "";

    public static WorkbookSource At(string path)
    {
        FileStream file = File.OpenRead(path);
        try
        {
            return new WorkbookSource(file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    public override bool Read() => ReadRow();

    public override void Dispose()
    {
        _xml.Dispose();
        _archive.Dispose();
        _file.Dispose();
    }

    private bool ReadRow()
    {
        try
        {
            while (_xml.Read())
            {
                if (_xml is { NodeType: XmlNodeType.Element, LocalName: "row" })
                {
                    _row = long.TryParse(_xml.GetAttribute("r"), NumberStyles.None, CultureInfo.InvariantCulture, out long told) ? told : _row + 1;
                    ReadCells();
                    if (_cells.Exists(cell => cell.Length > 0))
                    {
                        return true;
                    }
                }
            }

            return false;
        }
        catch (XmlException broken)
        {
            throw new RosterFileException(RosterFileFault.Unreadable, _parts.Sheet, _row, broken);
        }
    }

    private void ReadCells()
    {
        (int most, RosterFileFault fault) = Headings.IsDefault ? (MostColumns, RosterFileFault.ManyColumns) : (Headings.Length, RosterFileFault.Headings);
        _cells.Clear();
        if (_xml.IsEmptyElement)
        {
            return;
        }

        int depth = _xml.Depth;
        int next = 0;
        while (_xml.Read() && _xml.Depth > depth)
        {
            if (_xml is not { NodeType: XmlNodeType.Element, LocalName: "c" })
            {
                continue;
            }

            int column = ColumnOf(_xml.GetAttribute("r")) ?? next;
            next = column + 1;
            string text = ReadCell().Trim();
            if (text.Length == 0)
            {
                continue;
            }

            if (column >= most)
            {
                throw new RosterFileException(fault, line: _row);
            }

            while (_cells.Count <= column)
            {
                _cells.Add("");
            }

            _cells[column] = text;
        }
    }

    private string ReadCell()
    {
        string kind = _xml.GetAttribute("t") ?? "n";
        int style = int.TryParse(_xml.GetAttribute("s"), NumberStyles.None, CultureInfo.InvariantCulture, out int told) ? told : 0;
        string value = "";
        if (_xml.IsEmptyElement)
        {
            return value;
        }

        int depth = _xml.Depth;
        while (_xml.Read() && _xml.Depth > depth)
        {
            if (_xml is { NodeType: XmlNodeType.Element, LocalName: "v" })
            {
                value = WorkbookParts.TextOf(_xml);
            }
            else if (_xml is { NodeType: XmlNodeType.Element, LocalName: "is" })
            {
                value = WorkbookParts.PiecesOf(_xml);
            }
        }

        return kind switch
        {
            "s" => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number < _parts.Texts.Count ? _parts.Texts[number] : "",
            "e" => "",
            "n" => _parts.Shown(value, style),
            _ => value,
        };
    }

    private static int? ColumnOf(string? address)
    {
        int column = 0;
        foreach (char sign in address ?? "")
        {
            if (sign is >= 'A' and <= 'Z' && column < 100_000)
            {
                column = (column * 26) + sign - 'A' + 1;
            }
            else
            {
                break;
            }
        }

        return column == 0 ? null : column - 1;
    }
}
