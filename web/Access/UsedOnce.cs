namespace Diagnostics.Web.Access;

/// <summary>
/// Remembers what was used while it could be used again. Bounded: whoever asks for more than <paramref name="most"/> at a time is refused, because
/// to forget one early would let it be used twice. Safe for many threads.
/// </summary>
/// <param name="life">How long a thing is valid at most.</param>
/// <param name="most">Things remembered at a time.</param>
internal sealed class UsedOnce(TimeSpan life, int most, TimeProvider clock)
{
    private readonly Dictionary<string, DateTimeOffset> _used = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();
    private DateTimeOffset _sweptAt = clock.GetUtcNow();

    /// <summary>Whether it was used before and is still remembered; takes no room.</summary>
    public bool IsUsed(string thing)
    {
        lock (_gate)
        {
            return _used.ContainsKey(thing);
        }
    }

    /// <summary>True the first time.</summary>
    public bool TryUse(string thing)
    {
        DateTimeOffset now = clock.GetUtcNow();
        lock (_gate)
        {
            if (now - _sweptAt >= life || _used.Count >= most)
            {
                _sweptAt = now;
                foreach ((string old, DateTimeOffset until) in _used)
                {
                    if (until < now)
                    {
                        _used.Remove(old);
                    }
                }
            }

            return _used.Count < most && _used.TryAdd(thing, now + life);
        }
    }
}
