namespace Diagnostics.Engine.Sessions;

/// <summary>
/// Lets sessions in at the rate the server can serve. Who comes beyond it has a place in the queue, kept by the session itself: typing the code
/// again, from wherever, does not lose it. Only right codes get here, so the table is bounded by the seats there are. Thread-safe.
/// </summary>
/// <param name="perSecond">Entries a second, and as many at once (at least one); 0: everybody comes in.</param>
internal sealed class EntryQueue(double perSecond, TimeProvider clock)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, long> _places = new(StringComparer.Ordinal);
    private double _perSecond = perSecond;
    private double _free = Math.Max(1, perSecond);
    private long _countedAt = clock.GetTimestamp();
    private long _last;
    private long _called;

    /// <summary>Entries a second; 0: everybody comes in.</summary>
    public double PerSecond
    {
        get
        {
            lock (_gate)
            {
                return _perSecond;
            }
        }
    }

    /// <summary>How many are not called yet; whoever was called and never came stands before nobody.</summary>
    public int Waiting
    {
        get
        {
            lock (_gate)
            {
                Call_NeedsLock();
                return (int)(_last - _called);
            }
        }
    }

    /// <summary>Lets in at another rate from now on; whoever stands in it keeps the place.</summary>
    public void Change(double rate)
    {
        lock (_gate)
        {
            Call_NeedsLock();
            _perSecond = rate;
            Call_NeedsLock();
        }
    }

    /// <summary>How many stand before this session, or null: it may come in now.</summary>
    public long? Ask(string sessionId)
    {
        lock (_gate)
        {
            if (_perSecond <= 0)
            {
                _places.Remove(sessionId);
                return null;
            }

            Call_NeedsLock();
            if (!_places.TryGetValue(sessionId, out long place))
            {
                if (_called == _last && _free >= 1)
                {
                    _free--;
                    return null;
                }

                _places[sessionId] = place = ++_last;
            }

            if (place > _called)
            {
                return place - _called - 1;
            }

            _places.Remove(sessionId);
            return null;
        }
    }

    /// <summary>When to ask again with so many before: when it should be one's turn, within reason.</summary>
    public int AskAgainMs(long ahead) => (int)Math.Clamp((ahead + 1) * 1_000 / Math.Max(0.1, PerSecond), 1_000, 10_000);

    private void Call_NeedsLock()
    {
        long now = clock.GetTimestamp();
        _free = Math.Min(Math.Max(1, _perSecond), _free + (clock.GetElapsedTime(_countedAt, now).TotalSeconds * _perSecond));
        _countedAt = now;
        long called = Math.Min(_last - _called, (long)_free);
        (_called, _free) = _perSecond > 0 ? (_called + called, _free - called) : (_last, _free);
    }
}
