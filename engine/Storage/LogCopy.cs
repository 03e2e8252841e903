using Microsoft.Extensions.Logging;
using Microsoft.Win32.SafeHandles;

namespace Diagnostics.Engine.Storage;

/// <summary>
/// A second disk that holds all of a SQLite store: a copy of its file and, after every commit and before anybody is told, what the commit added to the write-ahead
/// log. When the second disk fails, answers go on with the first alone, it is told, and the copy is begun anew. Used on the writer's thread only.
/// </summary>
internal sealed class LogCopy : IDisposable
{
    private static readonly TimeSpan TryAgain = TimeSpan.FromMinutes(1);

    private readonly string _store;
    private readonly string _folder;
    private readonly long _renewBytes;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _ending = new();
    private SafeFileHandle? _database;
    private LogCopyPart? _part;
    private Task<LogCopyPart>? _making;
    private long? _failedAt;
    private bool _isOld;
    private bool _behind = true;

    /// <param name="store">Path of the SQLite file.</param>
    /// <param name="folder">Where the copy lies; on another disk.</param>
    /// <param name="renewBytes">When the copied log is longer than this, and than twice its base, the copy begins anew.</param>
    /// <param name="clock">What the waiting after a failure goes by.</param>
    /// <param name="logger">Told when the copy fails and when it is whole.</param>
    public LogCopy(string store, string folder, long renewBytes, TimeProvider clock, ILogger logger) =>
        (_store, _folder, _renewBytes, _clock, _logger) = (store, folder, renewBytes, clock, logger);

    /// <summary>Not all that is acknowledged lies there.</summary>
    public bool IsBehind => Volatile.Read(ref _behind);

    /// <summary>The database file is being copied: nobody may take the log into it.</summary>
    public bool HoldsFile => _making is not null;

    /// <summary>Copies the file before anything is acknowledged.</summary>
    /// <exception cref="InvalidOperationException">The folder does not take it.</exception>
    public void Begin()
    {
        try
        {
            Make();
            Take(_making!);
        }
        catch (Exception error) when (IsOfDisk(error))
        {
            throw new InvalidOperationException($"The store cannot be copied to {_folder}: {error.Message}", error);
        }
    }

    /// <summary>The store was opened anew: what its log took meanwhile nobody knows, so the copy begins anew with the next commit.</summary>
    public void Lose()
    {
        Drop();
        _failedAt = null;
        _isOld = _making is not null;
    }

    /// <summary>After a commit, before anybody is told. Never throws for the copy's disk.</summary>
    public void Follow()
    {
        try
        {
            _part?.Follow();
        }
        catch (Exception error) when (IsOfDisk(error))
        {
            Drop();
            Fail(error);
        }

        try
        {
            if (_making is { IsCompleted: true } made)
            {
                Take(made);
            }
            else if (_making is null && IsDue)
            {
                Make();
            }
        }
        catch (Exception error) when (IsOfDisk(error))
        {
            // The beginning before it, if there is one, goes on.
            Fail(error);
        }
    }

    /// <summary>Lets go of the file: it may be taken care of as if there were no copy. The handle stays open to the end.</summary>
    public void Stop()
    {
        _ending.Cancel();
        if (_making is not null)
        {
            Task.WhenAny(_making).GetAwaiter().GetResult();
        }

        _part?.Dispose();
    }

    public void Dispose()
    {
        _database?.Dispose();
        _ending.Dispose();
    }

    private bool IsDue =>
        (_part is not { } part || part.LogBytes > Math.Max(_renewBytes, 2 * part.BaseBytes))
        && (_failedAt is not { } failed || _clock.GetElapsedTime(failed) > TryAgain);

    private void Make()
    {
        _database ??= File.OpenHandle(_store, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        SafeFileHandle database = _database;
        CancellationToken ending = _ending.Token;
        _isOld = false;
        _making = Task.Run(
            () =>
            {
                OwnFile.MakeFolder(_folder);
                Forget(path => path.EndsWith(LogCopyPart.Unfinished, StringComparison.Ordinal));
                return LogCopyPart.Make(database, _store + "-wal", LogCopyPart.NextIn(_folder), ending);
            },
            CancellationToken.None);
    }

    private void Take(Task<LogCopyPart> made)
    {
        LogCopyPart? part = null;
        try
        {
            part = made.GetAwaiter().GetResult();
            if (_isOld)
            {
                part.Dispose();
                return;
            }

            part.Finish();
        }
        catch
        {
            part?.Dispose();
            throw;
        }
        finally
        {
            _making = null;
        }

        _part?.Dispose();
        _part = part;
        Volatile.Write(ref _behind, false);
        StoreLog.CopyWhole(_logger, part.BaseBytes);
        Forget(path => Path.GetFileName(path) != Path.GetFileName(part.Folder));
    }

    private void Forget(Func<string, bool> isOver)
    {
        foreach (string old in Directory.GetDirectories(_folder).Where(path => LogCopyPart.IsName(Path.GetFileName(path)) && isOver(path)))
        {
            Directory.Delete(old, recursive: true);
        }
    }

    private void Drop()
    {
        _part?.Dispose();
        _part = null;
        Volatile.Write(ref _behind, true);
    }

    private void Fail(Exception error)
    {
        _failedAt = _clock.GetTimestamp();
        if (_part is null)
        {
            StoreLog.CopyFailed(_logger, StoreLog.KindOf(error));
        }
        else
        {
            StoreLog.CopyNotRenewed(_logger, StoreLog.KindOf(error));
        }
    }

    private static bool IsOfDisk(Exception error) => error is IOException or UnauthorizedAccessException;
}
