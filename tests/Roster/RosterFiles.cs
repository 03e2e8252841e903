using System.IO.Compression;
using System.Security;
using System.Text;

namespace Diagnostics.Tests.Roster;

/// <summary>Files of classes in a folder of their own.</summary>
internal sealed class RosterFiles : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("diagnostics-roster-").FullName;
    private int _number;

    public const string Small = """
        Муниципалитет;Школа;Класс;Пол
        Округ;Школа № 1;8А;м
        Округ;Школа № 1;8 «а»;ж
        Округ;Школа № 1;9-Б;ж
        Район;Лицей;10 физмат;м

        """;

    static RosterFiles() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public string Text(string text, Encoding? encoding = null) => Bytes((encoding ?? new UTF8Encoding(false)).GetBytes(text));

    public string Bytes(byte[] bytes)
    {
        string file = Path.Combine(_folder, $"{_number++}.bin");
        File.WriteAllBytes(file, bytes);
        return file;
    }

    public string Archive(params (string Name, string Text)[] parts)
    {
        using var memory = new MemoryStream();
        using (var archive = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, string text) in parts)
            {
                using var writer = new StreamWriter(archive.CreateEntry(name).Open(), new UTF8Encoding(false));
                writer.Write(text);
            }
        }

        return Bytes(memory.ToArray());
    }

    /// <summary>A workbook with one sheet of shared texts.</summary>
    public string Workbook(params string[][] rows)
    {
        string[] texts = [.. rows.SelectMany(row => row).Distinct()];
        var sheet = new StringBuilder("<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>");
        for (int row = 0; row < rows.Length; row++)
        {
            sheet.Append("<row>");
            for (int column = 0; column < rows[row].Length; column++)
            {
                sheet.Append($"<c r=\"{(char)('A' + column)}{row + 1}\" t=\"s\"><f>A1</f><v>{Array.IndexOf(texts, rows[row][column])}</v></c>");
            }

            sheet.Append("</row>");
        }

        return Sheet(sheet.Append("</sheetData></worksheet>").ToString(), texts);
    }

    public string Sheet(string xml, params string[] texts) => Archive(
        ("xl/workbook.xml", "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"Классы\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"),
        ("xl/_rels/workbook.xml.rels", "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Target=\"worksheets/sheet1.xml\"/></Relationships>"),
        ("xl/styles.xml", "<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>"),
        ("xl/sharedStrings.xml", $"<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">{string.Concat(texts.Select(text => $"<si><r><t>{SecurityElement.Escape(text)}</t></r><rPh sb=\"0\" eb=\"1\"><t>x</t></rPh></si>"))}</sst>"),
        ("xl/worksheets/sheet1.xml", xml));

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
