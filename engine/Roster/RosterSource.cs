using System.Collections.Immutable;
using System.IO.Compression;

namespace Diagnostics.Engine.Roster;

/// <summary>How a file was recognised.</summary>
public enum RosterFormat
{
    Csv,
    Workbook,
    OneRoster,
}

/// <summary>A table of a roster, row by row in constant memory, whatever kind of file it is in. For one thread.</summary>
internal abstract class RosterSource : IDisposable
{
    /// <summary>More is no roster, and nobody looks through it.</summary>
    protected const int MostColumns = 200;

    /// <summary>A cell that is longer is cut here: it is a fault of its row anyway.</summary>
    public const int LongestCell = 1_000;

    public abstract RosterFormat Format { get; }

    /// <summary>How it is written, for whoever wonders at odd letters: utf-8;, windows-1251; and the like, or the sheet's name.</summary>
    public abstract string Manner { get; }

    public abstract ImmutableArray<string> Headings { get; }

    /// <summary>Line of the file, or row of the sheet, from 1.</summary>
    public abstract long Line { get; }

    /// <summary>Share of the file that is read, 0..1.</summary>
    public abstract double Share { get; }

    /// <summary>The row has not as many cells as the headings.</summary>
    public virtual bool IsTorn => false;

    /// <summary>Cells of the current row; of a torn one as many as it has.</summary>
    public virtual int Cells => Headings.Length;

    /// <summary>The cell of the current row, without spaces around it.</summary>
    public abstract string this[int column] { get; }

    /// <summary>Goes to the next row that says anything.</summary>
    /// <exception cref="RosterFileException">The file is broken from here on, or says something right of the last heading: nobody would look at it.</exception>
    public abstract bool Read();

    public abstract void Dispose();

    /// <summary>Opens a file as what it is, not as what it is called.</summary>
    /// <exception cref="RosterFileException">It is no table.</exception>
    public static RosterSource Open(string file)
    {
        switch (KindOf(file))
        {
            case RosterFormat.Workbook:
                return WorkbookSource.At(file);
            case RosterFormat.OneRoster:
                return OneRosterSource.At(file);
            default:
                return new CsvSource(file);
        }
    }

    private static RosterFormat KindOf(string file)
    {
        Span<byte> head = stackalloc byte[4];
        using FileStream stream = File.OpenRead(file);
        int read = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        if (read == 0)
        {
            throw new RosterFileException(RosterFileFault.Empty);
        }

        if (head.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0]))
        {
            throw new RosterFileException(RosterFileFault.OldWorkbook);
        }

        if (!head.StartsWith("PK"u8))
        {
            return RosterFormat.Csv;
        }

        using ZipArchive archive = BoundedArchive.Open(stream);
        return archive.GetEntry(WorkbookSource.Book) is not null ? RosterFormat.Workbook
            : archive.GetEntry(OneRosterSource.Manifest) is not null ? RosterFormat.OneRoster
            : throw new RosterFileException(RosterFileFault.WrongArchive);
    }

    /// <summary>Headings up to the last that says something; each is there once.</summary>
    protected static ImmutableArray<string> Proved(IReadOnlyList<string> cells, long line)
    {
        int width = cells.Count;
        while (width > 0 && cells[width - 1].Length == 0)
        {
            width--;
        }

        if (width > MostColumns)
        {
            throw new RosterFileException(RosterFileFault.ManyColumns, line: line);
        }

        ImmutableArray<string> headings = [.. cells.Take(width)];
        return headings.Any(heading => heading.Length == 0) || headings.Distinct(StringComparer.OrdinalIgnoreCase).Count() != width
            ? throw new RosterFileException(RosterFileFault.Headings, line: line)
            : headings;
    }
}
