using System.Collections.Concurrent;
using System.Security.Cryptography;
using Diagnostics.Engine.Roster;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Web.Rosters;

/// <summary>
/// Files that are being imported: one of each account, in a folder that is emptied at every start, none longer than an hour behind the last look at it, and
/// none that is written to the end. A file with columns of persons is gone before its reply is sent.
/// </summary>
internal sealed partial class RosterShelf
{
    /// <summary>200,000 rows with long names of schools are some thirty megabytes.</summary>
    public const int MostBytes = 64 << 20;

    private const int MostWorks = 20;
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<string, RosterWork> _works = new(StringComparer.Ordinal);
    private readonly RosterDesk _roster;
    private readonly IHostApplicationLifetime _life;
    private readonly TimeProvider _clock;
    private readonly ILogger<RosterShelf> _logger;

    /// <summary>Made at the host's start, for <see cref="RosterKeeper"/>: what an earlier run left is gone before anybody asks.</summary>
    public RosterShelf(RosterDesk roster, IHostApplicationLifetime life, TimeProvider clock, ILogger<RosterShelf> logger)
    {
        (_roster, _life, _clock, _logger) = (roster, life, clock, logger);
        if (Directory.Exists(roster.Folder))
        {
            Directory.Delete(roster.Folder, recursive: true);
        }
    }

    /// <summary>Takes a file in, in place of the one this account brought before. Null when too many are being imported.</summary>
    /// <exception cref="RosterFileException">It is no roster; nothing of it is kept.</exception>
    public async Task<(RosterWork? Work, RosterInspection Found)?> TakeAsync(string account, Stream body, CancellationToken cancellation)
    {
        Sweep();
        foreach (RosterWork earlier in _works.Values.Where(work => work.Account == account))
        {
            Drop(earlier);
        }

        if (_works.Count >= MostWorks)
        {
            return null;
        }

        string id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        string file = Path.Combine(Directory.CreateDirectory(_roster.Folder).FullName, id);
        bool isKept = false;
        try
        {
            await using (FileStream copy = new(file, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                await body.CopyToAsync(copy, cancellation);
            }

            RosterInspection found = await Task.Run(() => RosterDesk.Inspect(file, cancellation), cancellation);
            isKept = found.Personal.IsEmpty;
            if (!isKept)
            {
                return (null, found);
            }

            RosterWork work = new(id, account, file, found) { TouchedAt = _clock.GetTimestamp() };
            _works[id] = work;
            return (work, found);
        }
        finally
        {
            if (!isKept)
            {
                File.Delete(file);
            }
        }
    }

    /// <summary>Null when there is none of this account, or it is too old.</summary>
    public RosterWork? Find(string id, string account)
    {
        if (_works.GetValueOrDefault(id) is not { } work || work.Account != account || IsOld(work))
        {
            return null;
        }

        work.TouchedAt = _clock.GetTimestamp();
        return work;
    }

    public void Drop(RosterWork work)
    {
        if (work.State.Stage != RosterStage.Writing)
        {
            File.Delete(work.File);
            _works.TryRemove(work.Id, out _);
        }
    }

    /// <summary>Writes what was planned, behind the reply. False when that is under way or nothing was planned.</summary>
    public bool TryApply(RosterWork work)
    {
        if (!work.TryBegin())
        {
            return false;
        }

        work.Share = 0;
        _ = Task.Run(() => ApplyAsync(work, _life.ApplicationStopping), CancellationToken.None);
        return true;
    }

    private async Task ApplyAsync(RosterWork work, CancellationToken stopping)
    {
        RosterDone? done = null;
        try
        {
            done = await _roster.ApplyAsync(work.State.Plan!, work.Account, new Told(work), stopping);
            File.Delete(work.File);
        }
        catch (Exception failure) when (failure is StoreBusyException or OperationCanceledException)
        {
            Log.Stopped(_logger);
        }
        catch (Exception failure)
        {
            Log.Failed(_logger, failure);
        }

        work.TouchedAt = _clock.GetTimestamp();
        work.End(done);
    }

    /// <summary>Lets go of what nobody looked at for an hour.</summary>
    public void Sweep()
    {
        foreach (RosterWork work in _works.Values.Where(IsOld))
        {
            try
            {
                Drop(work);
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                // Somebody holds it open: the next sweep tries again.
                Log.NotDropped(_logger, failure.GetType().Name);
            }
        }
    }

    /// <summary>What is being written is as old as its writing, which nobody has to look at.</summary>
    private bool IsOld(RosterWork work) => work.State.Stage != RosterStage.Writing && _clock.GetElapsedTime(work.TouchedAt) > Longest;

    private sealed class Told(RosterWork work) : IProgress<double>
    {
        public void Report(double value) => work.Share = value;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "An import of classes stopped on its way: the store was away or the server stops")]
        public static partial void Stopped(ILogger logger);

        [LoggerMessage(LogLevel.Warning, "A file of classes nobody goes on with is not deleted yet: {Failure}")]
        public static partial void NotDropped(ILogger logger, string failure);

        [LoggerMessage(LogLevel.Error, "An import of classes failed on its way")]
        public static partial void Failed(ILogger logger, Exception failure);
    }
}
