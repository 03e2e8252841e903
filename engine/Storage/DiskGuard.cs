using System.Security.Cryptography;
using Microsoft.Extensions.Logging;

namespace Diagnostics.Engine.Storage;

/// <summary>
/// The disk under a SQLite file: a ballast file that holds room for those who have begun, and a look at what is free before anybody new begins.
/// </summary>
internal sealed class DiskGuard(string folder, StoreOptions options, TimeProvider clock, ILogger logger)
{
    internal const string BallastName = "ballast";

    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);

    private readonly string _ballast = Path.Combine(folder, BallastName);
    private long _lookedAt;
    private bool _low;

    /// <summary>Too little is free for anybody new; looked at anew at most every five seconds.</summary>
    public bool IsLow
    {
        get
        {
            long last = Volatile.Read(ref _lookedAt);
            if ((last == 0 || clock.GetElapsedTime(last) > LookEvery) && Interlocked.CompareExchange(ref _lookedAt, clock.GetTimestamp(), last) == last)
            {
                Volatile.Write(ref _low, Measure());
            }

            return Volatile.Read(ref _low);
        }
    }

    /// <summary>Takes the ballast's room, if it is not there and there is room for it. Only the process that writes does.</summary>
    public void Load()
    {
        if (options.BallastBytes == 0 || File.Exists(_ballast) || Free() < options.BallastBytes + options.LowDiskBytes)
        {
            return;
        }

        try
        {
            string beside = _ballast + ".new";
            using (FileStream file = File.Create(beside))
            {
                // Written, and no zeros: a file of holes, or one that packs well, holds no room.
                byte[] noise = RandomNumberGenerator.GetBytes(1 << 20);
                for (long left = options.BallastBytes; left > 0; left -= noise.Length)
                {
                    file.Write(noise, 0, (int)Math.Min(left, noise.Length));
                }

                file.Flush(flushToDisk: true);
            }

            File.Move(beside, _ballast, overwrite: true);
        }
        catch (IOException error)
        {
            StoreLog.BallastNotLoaded(logger, StoreLog.KindOf(error));
        }
    }

    /// <summary>The disk is full: gives the ballast's room to those who have begun.</summary>
    public void Drop()
    {
        Volatile.Write(ref _lookedAt, 0);
        if (File.Exists(_ballast))
        {
            File.Delete(_ballast);
            StoreLog.BallastDropped(logger, options.BallastBytes);
        }
    }

    private bool Measure()
    {
        bool low = options.LowDiskBytes > 0 && Free() < options.LowDiskBytes;
        if (low && !Volatile.Read(ref _low))
        {
            StoreLog.DiskLow(logger, options.LowDiskBytes);
        }

        return low;
    }

    private long Free() => new DriveInfo(folder).AvailableFreeSpace;
}
