using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace Diagnostics.Engine.Tables;

/// <summary>
/// Reads a CSV file row by row in constant memory: a header of unique names, then rows with as many cells. Every fault is a
/// <see cref="TableException"/> that names file, line and column. For one thread.
/// </summary>
public sealed class TableReader : IDisposable
{
    private const int HeadBytes = 1 << 20;
    private const int BufferChars = 1 << 16;
    private const int LongestCell = 1 << 20;
    private const int ProgressRows = 4096;

    private readonly Stream _stream;
    private readonly CsvParser _parser;
    private long _watchedRows;
    private long _beginsAt;

    private TableReader(string file, Stream stream, bool mayQuoteWithin)
    {
        File = file;
        _stream = stream;
        Format = RecogniseFormat(file, stream);
        var configuration = new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            BadDataFound = bad =>
            {
                if (!mayQuoteWithin || bad.Field.StartsWith('"'))
                {
                    throw new TableException(File, _beginsAt, null, "a quotation mark in the wrong place");
                }
            },
            BufferSize = BufferChars,
            Delimiter = Format.Delimiter.ToString(),
            MaxFieldSize = LongestCell,
            ProcessFieldBufferSize = 1 << 10,
        };
        var text = new StreamReader(stream, Format.Encoding, detectEncodingFromByteOrderMarks: false, BufferChars);
        _parser = new CsvParser(text, configuration);
        Columns = ReadHeader();
    }

    /// <summary>Path as it was given.</summary>
    public string File { get; }

    /// <summary>What was recognised.</summary>
    public TableFormat Format { get; }

    /// <summary>Names of the columns, unique.</summary>
    public ImmutableArray<string> Columns { get; }

    /// <summary>Line on which the current row ends, from 1; at the end that of the last row.</summary>
    public long Line { get; private set; }

    /// <summary>Share of the file read so far, 0..1.</summary>
    public double Share => _stream.Length == 0 ? 1 : (double)_stream.Position / _stream.Length;

    /// <summary>How many cells the current row has: after a fault of <see cref="TableFault.CellCount"/> not as many as there are columns.</summary>
    public int Cells => _parser.Count;

    /// <summary>The cell of the current row.</summary>
    /// <param name="column">Position in <see cref="Columns"/>.</param>
    /// <exception cref="TableException">A quotation mark in it is in the wrong place.</exception>
    public string this[int column] => _parser[column];

    /// <summary>Opens a file and reads its header.</summary>
    /// <param name="file">Its path.</param>
    /// <param name="mayQuoteWithin">A cell that does not begin with a quotation mark may hold some, as names of schools do that a programme wrote without quoting them.</param>
    /// <exception cref="TableException">The file does not exist, is no CSV, or its header is not usable.</exception>
    public static TableReader Open(string file, bool mayQuoteWithin = false) => Over(file, OpenStream(file), mayQuoteWithin);

    /// <summary>The same of a text that somebody sent.</summary>
    /// <param name="name">What faults call it.</param>
    /// <param name="text">The whole table.</param>
    /// <exception cref="TableException">It is no CSV, or its header is not usable.</exception>
    public static TableReader Of(string name, string text) => Over(name, new MemoryStream(Encoding.UTF8.GetBytes(text)), mayQuoteWithin: false);

    private static TableReader Over(string file, Stream stream, bool mayQuoteWithin)
    {
        try
        {
            return new TableReader(file, stream, mayQuoteWithin);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Goes to the next row; empty lines are passed over.</summary>
    /// <returns>False at the end.</returns>
    /// <exception cref="TableException">The row has not as many cells as the header, or is no text.</exception>
    public bool Read()
    {
        if (!ReadCells())
        {
            return false;
        }

        return _parser.Count == Columns.Length
            ? true
            : throw Fault(null, $"{_parser.Count} cells where the header has {Columns.Length}", TableFault.CellCount);
    }

    /// <summary>The same for whoever goes through a file row by row: looks up every few thousand rows.</summary>
    /// <param name="progress">Told the share of the file that is read, 0..1.</param>
    /// <param name="cancellation">Stops between rows.</param>
    /// <returns>False at the end.</returns>
    /// <exception cref="TableException">As <see cref="Read()"/>.</exception>
    public bool Read(IProgress<double>? progress, CancellationToken cancellation)
    {
        if (_watchedRows++ % ProgressRows == 0)
        {
            cancellation.ThrowIfCancellationRequested();
            progress?.Report(Share);
        }

        return Read();
    }

    /// <summary>Position of a column, or −1.</summary>
    public int IndexOf(string column) => Columns.IndexOf(column, 0, Columns.Length, StringComparer.Ordinal);

    /// <summary>Refuses a result whose columns would share a name, as when one of this file's columns is called like a result.</summary>
    /// <exception cref="TableException">Names the column.</exception>
    public void RefuseRepeated(IEnumerable<string> names)
    {
        if (names.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(name => name.Count() > 1) is { } twice)
        {
            throw Fault(twice.Key, "the result has a column of this name too; rename it");
        }
    }

    /// <summary>A fault of the current row.</summary>
    public TableException Fault(string? column, string reason, TableFault kind = TableFault.Unreadable) => new(File, Line, column, reason) { Kind = kind };

    public void Dispose()
    {
        _parser.Dispose();
        _stream.Dispose();
    }

    private static FileStream OpenStream(string file)
    {
        try
        {
            return new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, BufferChars, FileOptions.SequentialScan);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new TableException(file, 0, null, $"cannot be opened: {cause.Message}", cause);
        }
    }

    private static TableFormat RecogniseFormat(string file, Stream stream)
    {
        if (!stream.CanSeek)
        {
            throw new TableException(file, 0, null, "is no plain file; save it first");
        }

        byte[] head = new byte[(int)Math.Min(HeadBytes, stream.Length)];
        stream.ReadExactly(head);
        stream.Position = 0;
        return TableFormat.Utf16Of(head) is null && head.AsSpan().Contains((byte)0)
            ? throw new TableException(file, 0, null, "holds zero bytes: a workbook, or text of an encoding that does not say which; save it as CSV UTF-8")
            : TableFormat.Recognise(head, head.Length == stream.Length);
    }

    private ImmutableArray<string> ReadHeader()
    {
        if (!ReadCells())
        {
            throw new TableException(File, 1, null, "there is no header");
        }

        ImmutableArray<string> columns = [.. Enumerable.Range(0, _parser.Count).Select(column => _parser[column].Trim())];
        foreach (IGrouping<string, string> name in columns.GroupBy(name => name, StringComparer.Ordinal))
        {
            if (name.Count() > 1)
            {
                throw Fault(
                    name.Key,
                    name.Key.Length == 0 ? "the header has several columns without a name" : "the header names this column more than once");
            }
        }

        return columns;
    }

    private bool ReadCells()
    {
        try
        {
            // An open quotation mark swallows rows: what is wrong stands where the row begins.
            _beginsAt = Line + 1;
            bool more = _parser.Read();
            Line = more ? _parser.RawRow : Line;
            return more;
        }
        catch (DecoderFallbackException cause)
        {
            string reason = $"bytes that are no {Format.Encoding.WebName} text, from about this line on";
            throw new TableException(File, _parser.RawRow + 1, null, reason, cause);
        }
        catch (MaxFieldSizeException cause)
        {
            throw new TableException(File, _parser.RawRow, null, "a cell over a million characters; is a quotation mark left open?", cause);
        }
    }
}
