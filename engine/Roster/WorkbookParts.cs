using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;

namespace Diagnostics.Engine.Roster;

/// <summary>What stands beside the sheet in a workbook and is needed to read it.</summary>
/// <param name="Sheet">Where its first sheet is.</param>
/// <param name="Title">What that sheet is called.</param>
/// <param name="Texts">Words that cells name by number.</param>
/// <param name="AreDays">By style: whether its numbers are days.</param>
/// <param name="FromDay">Of what the workbook counts its days.</param>
internal sealed partial record WorkbookParts(string Sheet, string Title, IReadOnlyList<string> Texts, IReadOnlyList<bool> AreDays, DateOnly FromDay)
{
    private const long MostOfSmall = 16L << 20;
    private const long MostOfTexts = 128L << 20;

    private static readonly XmlReaderSettings Settings = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, CloseInput = true };

    /// <exception cref="RosterFileException">It is no workbook with a sheet.</exception>
    public static WorkbookParts Of(ZipArchive archive)
    {
        (string Id, string Title)? first = null;
        bool isFrom1904 = false;
        Walk(archive, WorkbookSource.Book, MostOfSmall, xml =>
        {
            isFrom1904 |= xml.LocalName == "workbookPr" && xml.GetAttribute("date1904") is "1" or "true";
            if (xml.LocalName == "sheet" && first is null && xml.GetAttribute("state") is null or "visible")
            {
                first = (xml.GetAttribute("id", "http://schemas.openxmlformats.org/officeDocument/2006/relationships") ?? xml.GetAttribute("r:id") ?? "", xml.GetAttribute("name") ?? "");
            }
        });
        string? target = null;
        Walk(archive, "xl/_rels/workbook.xml.rels", MostOfSmall, xml =>
        {
            if (xml.LocalName == "Relationship" && xml.GetAttribute("Id") == first?.Id)
            {
                target = xml.GetAttribute("Target");
            }
        });
        if (first is not { } sheet || target is null)
        {
            throw new RosterFileException(RosterFileFault.Unreadable, WorkbookSource.Book);
        }

        return new WorkbookParts(
            target.StartsWith('/') ? target[1..] : $"xl/{target}", sheet.Title, TextsOf(archive), DaysOf(archive), isFrom1904 ? new DateOnly(1904, 1, 1) : new DateOnly(1899, 12, 30));
    }

    public static XmlReader Reader(ZipArchive archive, string part, long most) => XmlReader.Create(BoundedArchive.Part(archive, part, most), Settings);

    /// <summary>The text of an element, cut where no cell is so long; the reader stands behind it then.</summary>
    public static string TextOf(XmlReader xml)
    {
        var text = new StringBuilder();
        if (xml.IsEmptyElement)
        {
            return "";
        }

        char[] buffer = new char[256];
        int depth = xml.Depth;
        while (xml.Read() && xml.Depth > depth)
        {
            if (xml.NodeType is not (XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace))
            {
                continue;
            }

            int read;
            while ((read = xml.ReadValueChunk(buffer, 0, buffer.Length)) > 0)
            {
                if (text.Length <= RosterSource.LongestCell)
                {
                    text.Append(buffer, 0, read);
                }
            }
        }

        return text.ToString();
    }

    private static List<string> TextsOf(ZipArchive archive)
    {
        List<string> texts = [];
        if (archive.GetEntry("xl/sharedStrings.xml") is null)
        {
            return texts;
        }

        using XmlReader xml = Reader(archive, "xl/sharedStrings.xml", MostOfTexts);
        try
        {
            while (xml.Read())
            {
                if (xml is { NodeType: XmlNodeType.Element, LocalName: "si" })
                {
                    texts.Add(PiecesOf(xml));
                }
            }
        }
        catch (XmlException broken)
        {
            throw new RosterFileException(RosterFileFault.Unreadable, "xl/sharedStrings.xml", cause: broken);
        }

        return texts;
    }

    /// <summary>All pieces of a text under this element, without how it is pronounced.</summary>
    public static string PiecesOf(XmlReader xml)
    {
        if (xml.IsEmptyElement)
        {
            return "";
        }

        string? only = null;
        StringBuilder? more = null;
        int depth = xml.Depth;
        while (xml.Read() && xml.Depth > depth)
        {
            if (xml is { NodeType: XmlNodeType.Element, LocalName: "rPh" })
            {
                xml.Skip();
                if (xml.Depth <= depth)
                {
                    break;
                }
            }

            if (xml is not { NodeType: XmlNodeType.Element, LocalName: "t" })
            {
                continue;
            }

            string piece = TextOf(xml);
            if (only is null)
            {
                only = piece;
            }
            else if ((more ??= new StringBuilder(only)).Length <= RosterSource.LongestCell)
            {
                more.Append(piece);
            }
        }

        return more?.ToString() ?? only ?? "";
    }

    private static List<bool> DaysOf(ZipArchive archive)
    {
        List<bool> days = [];
        Dictionary<string, string> own = new(StringComparer.Ordinal);
        bool isInCells = false;
        if (archive.GetEntry("xl/styles.xml") is null)
        {
            return days;
        }

        Walk(archive, "xl/styles.xml", MostOfSmall, xml =>
        {
            isInCells = xml.LocalName switch { "cellXfs" => true, "cellStyleXfs" or "cellStyles" or "dxfs" => false, _ => isInCells };
            if (xml.LocalName == "numFmt" && xml.GetAttribute("numFmtId") is { } id)
            {
                own[id] = xml.GetAttribute("formatCode") ?? "";
            }
            else if (xml.LocalName == "xf" && isInCells && xml.GetAttribute("numFmtId") is { } used)
            {
                days.Add(own.TryGetValue(used, out string? code) ? Day().IsMatch(Quoted().Replace(code, "")) : used is "14" or "15" or "16" or "17" or "22");
            }
        });
        return days;
    }

    private static void Walk(ZipArchive archive, string part, long most, Action<XmlReader> look)
    {
        using XmlReader xml = Reader(archive, part, most);
        try
        {
            while (xml.Read())
            {
                if (xml.NodeType == XmlNodeType.Element)
                {
                    look(xml);
                }
            }
        }
        catch (XmlException broken)
        {
            throw new RosterFileException(RosterFileFault.Unreadable, part, broken.LineNumber, broken);
        }
    }

    /// <summary>A number as a day where its style says so.</summary>
    public string Shown(string value, int style) =>
        style < AreDays.Count && AreDays[style] && double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double day) && day is >= 1 and < 100_000
            ? FromDay.AddDays((int)day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            : value;

    [GeneratedRegex("[dy]", RegexOptions.IgnoreCase)]
    private static partial Regex Day();

    [GeneratedRegex("\"[^\"]*\"|\\[[^\\]]*\\]|\\\\.")]
    private static partial Regex Quoted();
}
