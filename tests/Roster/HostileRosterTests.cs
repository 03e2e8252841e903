using System.IO.Compression;
using System.Text;
using Diagnostics.Engine.Roster;

namespace Diagnostics.Tests.Roster;

/// <summary>Files that are no rosters, or would be too much: refused with a kind, in bounded memory.</summary>
public sealed class HostileRosterTests : IDisposable
{
    private readonly RosterFiles _files = new();

    public void Dispose() => _files.Dispose();

    private static RosterFileException Refused(string file) => Assert.Throws<RosterFileException>(() => RosterDesk.Inspect(file, default));

    [Fact]
    public void What_is_no_table_is_refused_by_its_kind()
    {
        Assert.Equal(RosterFileFault.Empty, Refused(_files.Text("")).Kind);
        Assert.Equal(RosterFileFault.Empty, Refused(_files.Text("Школа;Класс\n")).Kind);
        Assert.Equal(RosterFileFault.OldWorkbook, Refused(_files.Bytes([0xD0, 0xCF, 0x11, 0xE0, 0xA1])).Kind);
        Assert.Equal(RosterFileFault.Unreadable, Refused(_files.Bytes([.. "Школа;"u8, 0, 0, 0])).Kind);
        Assert.Equal(RosterFileFault.WrongArchive, Refused(_files.Archive(("readme.txt", "nothing"))).Kind);
        Assert.Equal(RosterFileFault.Unreadable, Refused(_files.Bytes([.. "PK\u0003\u0004"u8, .. new byte[100]])).Kind);
        Assert.Equal(RosterFileFault.Headings, Refused(_files.Text("Школа;Школа\n1;2\n")).Kind);
        Assert.Equal(RosterFileFault.Headings, Refused(_files.Text("Школа;;Класс\n1;2;3\n")).Kind);
        Assert.Equal(RosterFileFault.ManyColumns, Refused(_files.Text(string.Join(';', Enumerable.Range(0, 300)) + "\n1\n")).Kind);
    }

    /// <summary>Nobody would look at what stands there.</summary>
    [Fact]
    public void A_cell_right_of_the_last_heading_is_refused_with_its_line()
    {
        Assert.Empty(RosterDesk.Inspect(_files.Text("Школа;Класс;\n1;8А;\n"), default).Personal);
        foreach (string file in new[] { _files.Text("Школа;Класс;\n1;8А;\n1;8А;Иванова\n"), _files.Workbook(["Школа", "Класс"], ["1", "8А"], ["1", "8А", "Иванова"]) })
        {
            RosterFileException refused = Refused(file);
            Assert.Equal((RosterFileFault.Headings, 3L), (refused.Kind, refused.Line));
        }
    }

    [Fact]
    public void A_broken_workbook_is_refused_where_it_breaks()
    {
        Assert.Equal(RosterFileFault.Unreadable, Refused(_files.Sheet("<worksheet><sheetData><row><c><v>1</v></c></row>")).Kind);
        Assert.Equal(RosterFileFault.Unreadable, Refused(_files.Sheet("<!DOCTYPE x [<!ENTITY a \"b\">]><worksheet>&a;</worksheet>")).Kind);
        Assert.Equal(RosterFileFault.Unreadable, Refused(_files.Archive(("xl/workbook.xml", "<workbook/>"), ("xl/_rels/workbook.xml.rels", "<x/>"))).Kind);
    }

    /// <summary>What it unpacks to is counted while it is unpacked: a few hundred kilobytes that would be gigabytes.</summary>
    [Fact]
    public void A_bomb_is_left_in_its_packing()
    {
        string packed = _files.Bytes(Bomb("xl/workbook.xml", 64L << 20));
        long before = GC.GetTotalAllocatedBytes();
        Assert.Equal(RosterFileFault.Large, Refused(packed).Kind);
        Assert.InRange(new FileInfo(packed).Length, 0, 1 << 20);
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 64L << 20);
    }

    /// <summary>A cell of millions of letters is cut while it is read, and is its row's fault.</summary>
    [Fact]
    public void A_huge_cell_is_cut()
    {
        string huge = new('x', 4_000_000);
        string file = _files.Sheet(
            $"<worksheet><sheetData><row><c t=\"inlineStr\"><is><t>Школа</t></is></c><c t=\"inlineStr\"><is><t>Класс</t></is></c></row><row><c t=\"inlineStr\"><is><t>{huge}</t></is></c><c t=\"inlineStr\"><is><t>8А</t></is></c></row></sheetData></worksheet>");
        RosterInspection found = RosterDesk.Inspect(file, default);
        Assert.Equal(1, found.Rows);
        Assert.InRange(found.Columns[0].Samples[0].Length, 1, 41);
    }

    private static byte[] Bomb(string name, long size)
    {
        using var memory = new MemoryStream();
        using (var archive = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            using Stream part = archive.CreateEntry(name, CompressionLevel.SmallestSize).Open();
            part.Write("<workbook>"u8);
            byte[] spaces = Encoding.ASCII.GetBytes(new string(' ', 1 << 20));
            for (long written = 0; written < size; written += spaces.Length)
            {
                part.Write(spaces);
            }
        }

        return memory.ToArray();
    }
}
