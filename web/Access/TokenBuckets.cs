namespace Diagnostics.Web.Access;

/// <summary>
/// Tries left, by key: a bucket starts full and one token comes back at a time. The table is bounded, whatever keys somebody invents: full
/// buckets are let go of, and when all room is taken by others, new keys share a few buckets. Thread-safe.
/// </summary>
/// <param name="capacity">Tries of a key that was not seen before.</param>
/// <param name="perMinute">Tries that come back in a minute.</param>
internal sealed class TokenBuckets(int capacity, double perMinute, TimeProvider clock)
{
    public const int MostKeys = 20_000;

    /// <summary>Buckets for keys that found no room. A process hashes texts in a way of its own, so nobody can aim at one of them.</summary>
    public const int SharedKeys = 1_000;

    private static readonly TimeSpan SweepEvery = TimeSpan.FromSeconds(10);
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Bucket> _own = new(StringComparer.Ordinal);
    private readonly Bucket?[] _shared = new Bucket?[SharedKeys];
    private long _sweptAt = clock.GetTimestamp();

    /// <summary>Keys with a bucket of their own.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _own.Count;
            }
        }
    }

    /// <summary>Takes one try; false when there is none left.</summary>
    public bool TryTake(string key)
    {
        lock (_gate)
        {
            Bucket bucket = Find_NeedsLock(key);
            double left = LeftIn(bucket);
            (bucket.Left, bucket.At) = (left < 1 ? left : left - 1, clock.GetTimestamp());
            return left >= 1;
        }
    }

    /// <summary>Gives a try back that was taken beforehand and is not to count. A bucket that was let go of was full.</summary>
    public void GiveBack(string key)
    {
        lock (_gate)
        {
            if ((_own.GetValueOrDefault(key) ?? _shared[SharedPlaceOf(key)]) is { } bucket)
            {
                (bucket.Left, bucket.At) = (Math.Min(capacity, LeftIn(bucket) + 1), clock.GetTimestamp());
            }
        }
    }

    /// <summary>Whether a try is left; none is taken and no bucket is made.</summary>
    public bool HasLeft(string key)
    {
        lock (_gate)
        {
            if (!_own.TryGetValue(key, out Bucket? bucket) && !HasRoom_NeedsLock())
            {
                bucket = _shared[SharedPlaceOf(key)];
            }

            return bucket is null || LeftIn(bucket) >= 1;
        }
    }

    private Bucket Find_NeedsLock(string key)
    {
        if (_own.TryGetValue(key, out Bucket? known))
        {
            return known;
        }

        return HasRoom_NeedsLock() ? _own[key] = NewBucket() : _shared[SharedPlaceOf(key)] ??= NewBucket();
    }

    private bool HasRoom_NeedsLock()
    {
        if (_own.Count >= MostKeys)
        {
            Sweep_NeedsLock();
        }

        return _own.Count < MostKeys;
    }

    private static uint SharedPlaceOf(string key) => (uint)key.GetHashCode(StringComparison.Ordinal) % SharedKeys;

    private void Sweep_NeedsLock()
    {
        if (clock.GetElapsedTime(_sweptAt) < SweepEvery)
        {
            return;
        }

        _sweptAt = clock.GetTimestamp();
        foreach ((string key, Bucket bucket) in _own)
        {
            if (LeftIn(bucket) >= capacity)
            {
                _own.Remove(key);
            }
        }
    }

    private double LeftIn(Bucket bucket) => Math.Min(capacity, bucket.Left + (clock.GetElapsedTime(bucket.At).TotalMinutes * perMinute));

    private Bucket NewBucket() => new() { Left = capacity, At = clock.GetTimestamp() };

    private sealed class Bucket
    {
        public double Left { get; set; }

        public long At { get; set; }
    }
}
