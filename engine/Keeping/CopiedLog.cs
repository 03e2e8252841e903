using System.Data.Common;
using Dapper;
using Diagnostics.Engine.Storage;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Diagnostics.Engine.Keeping;

/// <summary>A folder of <c>serve --log-copy</c>: a copy of the database file and the lives of its write-ahead log since.</summary>
internal sealed class CopiedLog : ICopiedStore
{
    private readonly string _base;
    private readonly string[] _segments;

    private CopiedLog(string root, string[] segments) => (_base, _segments) = (root, segments);

    public DateTimeOffset CreatedAt => File.GetLastWriteTimeUtc(_segments is [.., var last] ? last : _base);

    public bool HasKeys => false;

    /// <exception cref="InvalidDataException">It is no such folder, or a file is missing.</exception>
    public static CopiedLog Open(string folder)
    {
        string part = Directory.GetDirectories(folder)
            .Where(path => LogCopyPart.IsName(Path.GetFileName(path)) && !path.EndsWith(LogCopyPart.Unfinished, StringComparison.Ordinal))
            .Max(StringComparer.Ordinal)
            ?? throw new InvalidDataException($"{folder} holds no copy of a store: serve --log-copy makes folders in it, copy-00000001 and on.");
        string root = Path.Combine(part, LogCopyPart.Base);
        if (!File.Exists(root))
        {
            throw new InvalidDataException($"{part} has no {LogCopyPart.Base}: without it the log is of no use.");
        }

        string[] segments = [.. Directory.GetFiles(part, "*" + LogCopyPart.SegmentExtension).Order(StringComparer.Ordinal)];
        for (int number = 1; number <= segments.Length; number++)
        {
            if (Path.GetFileName(segments[number - 1]) != LogCopyPart.NameOf(number))
            {
                throw new InvalidDataException($"{part} has no {LogCopyPart.NameOf(number)}, but later ones: what lies in them cannot be put on a store without it.");
            }
        }

        return new CopiedLog(root, segments);
    }

    public void Read(string folder, IProgress<double> progress, CancellationToken cancellation)
    {
        Batteries_V2.Init();
        string store = Path.Combine(folder, BackupManifest.Database);
        Copy(_base, store);
        for (int at = 0; at < _segments.Length; at++)
        {
            cancellation.ThrowIfCancellationRequested();
            progress.Report((at + 1.0) / (_segments.Length + 1));
            Copy(_segments[at], store + "-wal");
            Fold(store, _segments[at], isLast: at == _segments.Length - 1);
        }

        progress.Report(1);
    }

    public void Dispose()
    {
    }

    /// <summary>Takes a life of the log into the file, as SQLite does after a crash.</summary>
    private static void Fold(string store, string segment, bool isLast)
    {
        try
        {
            using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = store, Pooling = false }.ToString());
            connection.Open();
            long frameBytes = WalTail.FrameHeaderBytes + connection.ExecuteScalar<long>("PRAGMA page_size");
            (long _, long frames, long taken) = connection.QueryFirst<(long, long, long)>("PRAGMA wal_checkpoint(PASSIVE)");
            long expected = (new FileInfo(segment).Length - WalTail.HeaderBytes) / frameBytes;
            if (frames != taken || (!isLast && frames != expected))
            {
                throw new InvalidDataException($"{segment} is damaged: {frames} of its {expected} pages are whole.");
            }
        }
        catch (DbException error)
        {
            throw new InvalidDataException($"{segment} cannot be put on the store: {error.Message}", error);
        }

        File.Delete(store + "-wal");
        File.Delete(store + "-shm");
    }

    private static void Copy(string from, string to)
    {
        using FileStream source = File.OpenRead(from);
        using FileStream target = OwnFile.Create(to);
        source.CopyTo(target);
        target.Flush(flushToDisk: true);
    }
}
