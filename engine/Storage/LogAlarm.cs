using Microsoft.Extensions.Logging;

namespace Diagnostics.Engine.Storage;

/// <summary>
/// Whether the store's write-ahead log is longer than it should ever be: told once when it becomes so and once when it is short again. The writer
/// looks after each commit, anybody reads.
/// </summary>
/// <param name="limit">Bytes above which it is too long; zero: it never is.</param>
internal sealed class LogAlarm(long limit, ILogger logger)
{
    private bool _long;
    private long _bytes;

    public bool IsLong => Volatile.Read(ref _long);

    public long Bytes => Volatile.Read(ref _bytes);

    public void Look(long bytes)
    {
        Volatile.Write(ref _bytes, bytes);
        bool now = limit > 0 && bytes > limit;
        if (now == _long)
        {
            return;
        }

        Volatile.Write(ref _long, now);
        if (now)
        {
            StoreLog.LogLong(logger, bytes, limit);
        }
        else
        {
            StoreLog.LogShort(logger, bytes);
        }
    }
}
