namespace Diagnostics.Engine.Storage;

/// <summary>
/// One time for all nodes of a shared store: the database's, as it was told last, and what the machine's steady counter has gone on since. How a node's own clock
/// is set plays no part, so that what one node seals for half a minute opens at the other. Of a store of one process it is the system's time.
/// Any thread.
/// </summary>
public sealed class StoreClock : TimeProvider
{
    /// <summary>How often to ask.</summary>
    public static readonly TimeSpan Again = TimeSpan.FromSeconds(10);

    /// <summary>A reply that took longer says too little.</summary>
    private static readonly TimeSpan Slowest = TimeSpan.FromSeconds(1);

    /// <summary>Less than this is the network's or the counter's, and time does not jump for it.</summary>
    private static readonly TimeSpan Least = TimeSpan.FromMilliseconds(250);

    private readonly TimeProvider _system;
    private Database? _store;
    private volatile Moment? _told;

    public StoreClock(TimeProvider system) => _system = system;

    public override long TimestampFrequency => _system.TimestampFrequency;

    public override long GetTimestamp() => _system.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        _system.CreateTimer(callback, state, dueTime, period);

    public override DateTimeOffset GetUtcNow() => _told is { } told ? told.Utc + _system.GetElapsedTime(told.At) : _system.GetUtcNow();

    /// <summary>Asks the database what time it is. One that answers slowly leaves the time as it goes.</summary>
    /// <returns>How far the system's time is ahead of the database's; null when it was not told, or nobody shares the store.</returns>
    /// <exception cref="StoreBusyException">The store cannot be read now.</exception>
    public async Task<TimeSpan?> LookAsync(CancellationToken cancellation)
    {
        if (_store is not { Dialect.Now.Length: > 0 } store)
        {
            return null;
        }

        long asked = _system.GetTimestamp();
        return Take((await store.QueryAsync<long>(store.Dialect.Now, null, cancellation))[0], asked);
    }

    /// <summary>From now on it is this store's.</summary>
    /// <exception cref="StoreBusyException">The store cannot be read now.</exception>
    internal async Task FollowAsync(Database store, CancellationToken cancellation)
    {
        _store = store;
        await LookAsync(cancellation);
    }

    private TimeSpan? Take(long ms, long asked)
    {
        TimeSpan took = _system.GetElapsedTime(asked);
        if (took > Slowest)
        {
            return null;
        }

        // It was read somewhere between question and answer.
        DateTimeOffset now = DateTimeOffset.FromUnixTimeMilliseconds(ms) + (took / 2);
        if ((now - GetUtcNow()).Duration() > Least || _told is null)
        {
            _told = new Moment(now, _system.GetTimestamp());
        }

        return _system.GetUtcNow() - now;
    }

    private sealed record Moment(DateTimeOffset Utc, long At);
}
