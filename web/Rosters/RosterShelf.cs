using System.Collections.Concurrent;
using System.Security.Cryptography;
using Diagnostics.Engine.Roster;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Web.Rosters;

/// <summary>
/// Files that are being imported: one of each account, in a folder that is emptied at every start, none longer than an hour. A file with columns of persons
/// is gone before its reply is sent.
/// </summary>
internal sealed partial class RosterShelf(RosterDesk roster, IHostApplicationLifetime life, TimeProvider clock, ILogger<RosterShelf> logger)
{
    /// <summary>200,000 rows with long names of schools are some thirty megabytes.</summary>
    public const int MostBytes = 64 << 20;

    private const int MostWorks = 20;
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<string, RosterWork> _works = new(StringComparer.Ordinal);
    private readonly Lazy<string> _folder = new(() => Emptied(roster.Folder));

    /// <summary>Takes a file in, in place of the one this account brought before. Null when too many are being imported.</summary>
    /// <exception cref="RosterFileException">It is no roster; nothing of it is kept.</exception>
    public async Task<(RosterWork? Work, RosterInspection Found)?> TakeAsync(string account, Stream body, CancellationToken cancellation)
    {
        Sweep(account);
        if (_works.Count >= MostWorks)
        {
            return null;
        }

        string id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        string file = Path.Combine(_folder.Value, id);
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

            RosterWork work = new(id, account, file, found) { TouchedAt = clock.GetTimestamp() };
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
        if (_works.GetValueOrDefault(id) is not { } work || work.Account != account)
        {
            return null;
        }

        work.TouchedAt = clock.GetTimestamp();
        return work;
    }

    public void Drop(RosterWork work)
    {
        if (work.State.Stage != RosterStage.Writing && _works.TryRemove(work.Id, out _))
        {
            File.Delete(work.File);
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
        _ = Task.Run(() => ApplyAsync(work, life.ApplicationStopping), CancellationToken.None);
        return true;
    }

    private async Task ApplyAsync(RosterWork work, CancellationToken stopping)
    {
        RosterDone? done = null;
        try
        {
            done = await roster.ApplyAsync(work.State.Plan!, work.Account, new Told(work), stopping);
        }
        catch (Exception failure) when (failure is StoreBusyException or OperationCanceledException)
        {
            Log.Stopped(logger);
        }
        catch (Exception failure)
        {
            Log.Failed(logger, failure);
        }

        work.End(done);
    }

    /// <summary>What nobody looked at for an hour, and what this account brought before.</summary>
    private void Sweep(string account)
    {
        foreach (RosterWork work in _works.Values.Where(work => work.Account == account || clock.GetElapsedTime(work.TouchedAt) > Longest))
        {
            Drop(work);
        }
    }

    private static string Emptied(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        Directory.CreateDirectory(folder);
        return folder;
    }

    private sealed class Told(RosterWork work) : IProgress<double>
    {
        public void Report(double value) => work.Share = value;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "An import of classes stopped on its way: the store was away or the server stops")]
        public static partial void Stopped(ILogger logger);

        [LoggerMessage(LogLevel.Error, "An import of classes failed on its way")]
        public static partial void Failed(ILogger logger, Exception failure);
    }
}
