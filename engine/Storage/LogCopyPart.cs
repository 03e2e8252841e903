using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Win32.SafeHandles;

namespace Diagnostics.Engine.Storage;

/// <summary>
/// One beginning of a copied store: the database file as it was (<c>base.db</c>) and behind it the lives of its write-ahead log, a file each, from its header to
/// its last whole transaction. Laid beside the base one after the other they make the store anew.
/// </summary>
internal sealed partial class LogCopyPart : IDisposable
{
    public const string Base = "base.db";
    public const string Unfinished = ".partial";
    public const string SegmentExtension = ".wal";

    private const string Prefix = "copy-";
    private const int Digits = 8;
    private const int BlockBytes = 256 * 1_024;

    private readonly byte[] _block = new byte[BlockBytes];
    private readonly string _log;
    private string _folder;
    private WalTail? _tail;
    private FileStream? _segment;
    private int _number;

    private LogCopyPart(string log, string folder, long baseBytes) => (_log, _folder, BaseBytes) = (log, folder, baseBytes);

    public string Folder => _folder;

    public long BaseBytes { get; }

    /// <summary>Bytes of all segments.</summary>
    public long LogBytes { get; private set; }

    /// <summary>The folder of a beginning later than all there: numbered, because a clock may be set back.</summary>
    public static string NextIn(string folder)
    {
        int last = Directory.GetDirectories(folder).Select(Path.GetFileName).Where(name => IsName(name!))
            .Select(name => int.Parse(name.AsSpan(Prefix.Length, Digits), NumberStyles.None, CultureInfo.InvariantCulture)).DefaultIfEmpty().Max();
        return Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{Prefix}{last + 1:D8}"));
    }

    /// <summary>Of a folder of such a beginning, finished or not: nothing else in the copy's folder is touched.</summary>
    public static bool IsName(string folder) => Name().IsMatch(folder);

    public static string NameOf(int segment) => segment.ToString("D8", CultureInfo.InvariantCulture) + SegmentExtension;

    /// <summary>Copies the database file as it lies; nobody may write it meanwhile, its log may grow.</summary>
    /// <param name="database">Open for the program's life: closing a second handle would drop SQLite's own locks on the file.</param>
    /// <param name="log">Path of the write-ahead log.</param>
    /// <param name="folder">Of this beginning; until it is whole it has another name.</param>
    /// <param name="cancellation">Ends it; what was copied is begun anew.</param>
    /// <exception cref="IOException">The copy's disk does not take it.</exception>
    public static LogCopyPart Make(SafeFileHandle database, string log, string folder, CancellationToken cancellation)
    {
        OwnFile.MakeFolder(folder + Unfinished);
        using FileStream copy = OwnFile.Create(Path.Combine(folder + Unfinished, Base));
        byte[] block = new byte[BlockBytes];
        long at = 0;
        for (int read = RandomAccess.Read(database, block, at); read > 0; read = RandomAccess.Read(database, block, at))
        {
            cancellation.ThrowIfCancellationRequested();
            copy.Write(block, 0, read);
            at += read;
        }

        copy.Flush(flushToDisk: true);
        return new LogCopyPart(log, folder + Unfinished, at);
    }

    /// <summary>Takes the whole log there is and its lasting name: from now on a restore finds it.</summary>
    /// <exception cref="IOException">The copy's disk does not take it.</exception>
    public void Finish()
    {
        Follow();
        string whole = _folder[..^Unfinished.Length];
        Directory.Move(_folder, whole);
        _folder = whole;
    }

    /// <summary>Copies what was committed since, and waits until it lies on the disk.</summary>
    /// <exception cref="IOException">The copy's disk does not take it.</exception>
    public void Follow()
    {
        if (!File.Exists(_log))
        {
            return;
        }

        using SafeFileHandle log = File.OpenHandle(_log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        if (_tail is null || !_tail.IsOf(log))
        {
            if (WalTail.Begin(log) is not { } begun)
            {
                return;
            }

            begun.Follow(log);
            if (begun.End == WalTail.HeaderBytes)
            {
                return;
            }

            _segment?.Dispose();
            _segment = OwnFile.Create(Path.Combine(_folder, NameOf(++_number)));
            _tail = begun;
        }

        _tail.Follow(log);
        FileStream segment = _segment!;
        string name = Path.Combine(_folder, NameOf(_number));
        if (!File.Exists(name))
        {
            // An open file takes bytes although its folder was taken away.
            throw new IOException($"{name} is gone.");
        }

        while (segment.Position < _tail.End)
        {
            int read = RandomAccess.Read(log, _block.AsSpan(0, (int)Math.Min(_block.Length, _tail.End - segment.Position)), segment.Position);
            if (read == 0)
            {
                throw new IOException("The write-ahead log ends before what was read of it.");
            }

            segment.Write(_block, 0, read);
            LogBytes += read;
        }

        segment.Flush(flushToDisk: true);
    }

    public void Dispose() => _segment?.Dispose();

    [GeneratedRegex(@"\Acopy-\d{8}(\.partial)?\z")]
    private static partial Regex Name();
}
