using System.Collections.Immutable;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;

namespace Diagnostics.Engine.Exports;

/// <summary>
/// A workbook of Office Open XML: rows on as many sheets as they need, then the columns' meanings on one of their own. Texts stand in their cells and in no shared table, so nothing is kept in
/// memory.
/// </summary>
internal sealed class ExportWorkbook : ExportFile
{
    /// <summary>Of a sheet, its heading included.</summary>
    public const int MostRows = 1_048_576;

    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string PackageRelations = "http://schemas.openxmlformats.org/package/2006/relationships";
    private const string Types = "http://schemas.openxmlformats.org/package/2006/content-types";
    private const string Office = "application/vnd.openxmlformats-officedocument.spreadsheetml";

    private readonly ZipArchive _archive;
    private readonly ImmutableArray<ExportColumn> _columns;
    private readonly int _mostRows;
    private readonly List<string> _sheets = [];
    private XmlWriter? _sheet;
    private int _rows;

    /// <param name="mostRows">Of a sheet, its heading included.</param>
    public ExportWorkbook(ExportPlan plan, Stream output, int mostRows)
    {
        (_columns, _mostRows) = (plan.Book.Columns, mostRows);
        _archive = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true);
        Begin();
    }

    public override void Row(ReadOnlySpan<ExportCell> cells)
    {
        if (_rows == _mostRows)
        {
            End();
            Begin();
        }

        WriteRow(cells);
    }

    public override void Complete()
    {
        End();
        Open(ExportWords.BookSheet);
        WriteRow(Texts(ExportWords.BookHeadings));
        foreach (ExportColumn column in _columns)
        {
            string values = string.Join("; ", column.Values.Concat(column.NoAnswers).Select(value => string.Create(CultureInfo.InvariantCulture, $"{value.Code} — {value.Text}")));
            WriteRow(Texts(
            [
                column.Name, column.Label, ExportWords.KindOf(column.Kind), values, column.Form?.Instrument ?? "", column.Form?.Version ?? "", column.Form?.Form ?? "",
                column.Item ?? "", column.Scale ?? "",
            ]));
        }

        End();
        WriteParts();
        _archive.Dispose();
    }

    public override void Dispose()
    {
        _sheet?.Dispose();
        _archive.Dispose();
    }

    private void Begin()
    {
        Open(_sheets.Count == 0 ? ExportWords.DataSheet : string.Create(CultureInfo.InvariantCulture, $"{ExportWords.DataSheet} {_sheets.Count + 1}"));
        WriteRow(Texts(_columns.Select(column => column.Name)));
    }

    private void Open(string name)
    {
        _sheets.Add(name);
        _sheet = Part(string.Create(CultureInfo.InvariantCulture, $"xl/worksheets/sheet{_sheets.Count}.xml"));
        _rows = 0;
        _sheet.WriteStartElement("worksheet", Main);
        _sheet.WriteStartElement("sheetData", Main);
    }

    private void End()
    {
        _sheet!.WriteEndDocument();
        _sheet.Dispose();
        _sheet = null;
    }

    private void WriteRow(ReadOnlySpan<ExportCell> cells)
    {
        string row = (++_rows).ToString(CultureInfo.InvariantCulture);
        _sheet!.WriteStartElement("row", Main);
        _sheet.WriteAttributeString("r", row);
        for (int column = 0; column < cells.Length; column++)
        {
            if (!cells[column].IsEmpty)
            {
                WriteCell(cells[column], LettersOf(column) + row);
            }
        }

        _sheet.WriteEndElement();
    }

    private void WriteCell(ExportCell cell, string address)
    {
        _sheet!.WriteStartElement("c", Main);
        _sheet.WriteAttributeString("r", address);
        if (cell.Text is { } text)
        {
            _sheet.WriteAttributeString("t", "inlineStr");
            _sheet.WriteStartElement("is", Main);
            _sheet.WriteElementString("t", Main, text);
            _sheet.WriteEndElement();
        }
        else
        {
            _sheet.WriteElementString("v", Main, cell.Number!.Value.ToString("R", CultureInfo.InvariantCulture));
        }

        _sheet.WriteEndElement();
    }

    private static ExportCell[] Texts(IEnumerable<string> texts) => [.. texts.Select(ExportCell.Of)];

    private static string LettersOf(int column) => column < 26 ? ((char)('A' + column)).ToString() : LettersOf((column / 26) - 1) + (char)('A' + (column % 26));

    private void WriteParts()
    {
        int[] numbers = [.. Enumerable.Range(1, _sheets.Count)];
        Part("xl/workbook.xml", "workbook", Main, writer =>
        {
            writer.WriteAttributeString("xmlns", "r", null, Relations);
            writer.WriteStartElement("sheets", Main);
            foreach (int number in numbers)
            {
                writer.WriteStartElement("sheet", Main);
                writer.WriteAttributeString("name", _sheets[number - 1]);
                writer.WriteAttributeString("sheetId", Text(number));
                writer.WriteAttributeString("id", Relations, $"rId{Text(number)}");
                writer.WriteEndElement();
            }
        });
        Part("xl/_rels/workbook.xml.rels", "Relationships", PackageRelations, writer =>
        {
            foreach (int number in numbers)
            {
                Relation(writer, $"rId{Text(number)}", "worksheet", $"worksheets/sheet{Text(number)}.xml");
            }
        });
        Part("_rels/.rels", "Relationships", PackageRelations, writer => Relation(writer, "rId1", "officeDocument", "xl/workbook.xml"));
        Part("[Content_Types].xml", "Types", Types, writer =>
        {
            Element(writer, "Default", Types, ("Extension", "rels"), ("ContentType", "application/vnd.openxmlformats-package.relationships+xml"));
            Element(writer, "Default", Types, ("Extension", "xml"), ("ContentType", "application/xml"));
            Element(writer, "Override", Types, ("PartName", "/xl/workbook.xml"), ("ContentType", $"{Office}.sheet.main+xml"));
            foreach (int number in numbers)
            {
                Element(writer, "Override", Types, ("PartName", $"/xl/worksheets/sheet{Text(number)}.xml"), ("ContentType", $"{Office}.worksheet+xml"));
            }
        });
    }

    private static void Relation(XmlWriter writer, string id, string kind, string target) => Element(writer, "Relationship", PackageRelations, ("Id", id), ("Type", $"{Relations}/{kind}"), ("Target", target));

    private static void Element(XmlWriter writer, string name, string space, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        writer.WriteStartElement(name, space);
        foreach ((string attribute, string value) in attributes)
        {
            writer.WriteAttributeString(attribute, value);
        }

        writer.WriteEndElement();
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private void Part(string path, string root, string space, Action<XmlWriter> fill)
    {
        using XmlWriter writer = Part(path);
        writer.WriteStartElement(root, space);
        fill(writer);
        writer.WriteEndDocument();
    }

    private XmlWriter Part(string path) => XmlWriter.Create(_archive.CreateEntry(path, CompressionLevel.Fastest).Open(), new XmlWriterSettings { CloseOutput = true, Encoding = new UTF8Encoding(false) });
}
