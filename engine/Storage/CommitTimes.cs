namespace Diagnostics.Engine.Storage;

/// <summary>
/// Whether commits take too long: more than one of the last ten seconds and more than a hundredth of them was above the limit, which is their
/// 99th percentile with one hiccup forgiven. A commit that runs counts once for every limit it has lasted. The writer writes, anybody reads.
/// </summary>
/// <param name="limit">A commit above it is slow; zero: none is.</param>
internal sealed class CommitTimes(TimeSpan limit, TimeProvider clock)
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private readonly Queue<(long EndedAt, bool Slow)> _ended = new();
    private int _slow;
    private long? _beganAt;

    public bool AreSlow
    {
        get
        {
            if (limit <= TimeSpan.Zero)
            {
                return false;
            }

            lock (_gate)
            {
                Forget_NeedsLock();
                long slow = _slow + (_beganAt is { } began ? (long)(clock.GetElapsedTime(began) / limit) : 0);
                return slow > 1 && slow * 100 > _ended.Count;
            }
        }
    }

    public void Begin()
    {
        lock (_gate)
        {
            _beganAt = clock.GetTimestamp();
        }
    }

    public void End()
    {
        lock (_gate)
        {
            bool slow = limit > TimeSpan.Zero && _beganAt is { } began && clock.GetElapsedTime(began) > limit;
            _ended.Enqueue((clock.GetTimestamp(), slow));
            _slow += slow ? 1 : 0;
            _beganAt = null;
            Forget_NeedsLock();
        }
    }

    private void Forget_NeedsLock()
    {
        while (_ended.TryPeek(out (long EndedAt, bool Slow) oldest) && clock.GetElapsedTime(oldest.EndedAt) > Window)
        {
            _ended.Dequeue();
            _slow -= oldest.Slow ? 1 : 0;
        }
    }
}
