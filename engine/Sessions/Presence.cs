namespace Diagnostics.Engine.Sessions;

/// <summary>Who holds a session and when it was last heard from. Thread-safe; the times are the server's, in Unix ms.</summary>
/// <param name="device">Who held it last, as the store says.</param>
/// <param name="startedMs">
/// When this node started. Nobody was heard from here before, but the device may have been a moment earlier by the process that ran then, so
/// for the first 30 s it keeps its session.
/// </param>
internal sealed class Presence(string? device, long startedMs)
{
    /// <summary>A device heard from within this time keeps its session until the teacher's tap.</summary>
    public const long KeepsMs = 30_000;

    /// <summary>Silence after which the link counts as lost.</summary>
    public const long SilenceMs = 15_000;

    private readonly Lock _gate = new();
    private string? _device = device;
    private string? _asking;
    private string? _allowed;
    private long _askedAtMs;
    private long? _heardAtMs;
    private bool _lost;
    private bool _lostShown;
    private bool _left;
    private int _unsent;
    private long? _elsewhereMs;
    private SeatState? _elsewhere;
    private SeatState? _elsewhereShown;

    /// <summary>What another node on the store says of the seat counts for so long after it was said last.</summary>
    private const long HearsayMs = 6_000;

    /// <summary>Somebody entered the code since this node started.</summary>
    public bool Entered { get; private set; }

    /// <summary>Whether the device may enter; if not, its wish is remembered for the teacher.</summary>
    public bool TryEnter(string candidate, long nowMs)
    {
        lock (_gate)
        {
            bool free = IsFree_NeedsLock(candidate, nowMs);
            if (free)
            {
                Entered = true;
            }
            else
            {
                (_asking, _askedAtMs) = (candidate, nowMs);
            }

            return free;
        }
    }

    /// <summary>Whether the device may enter now; no wish is remembered.</summary>
    public bool IsFreeFor(string candidate, long nowMs)
    {
        lock (_gate)
        {
            return IsFree_NeedsLock(candidate, nowMs);
        }
    }

    public bool IsHeldBy(string candidate)
    {
        lock (_gate)
        {
            return _device == candidate;
        }
    }

    /// <summary>The teacher's tap. False when nobody asked lately.</summary>
    /// <returns>The device that may enter now; null when nobody asked lately.</returns>
    public string? Allow(long nowMs)
    {
        lock (_gate)
        {
            if (!Asks(nowMs))
            {
                return null;
            }

            (_allowed, _asking) = (_asking, null);
            return _allowed;
        }
    }

    /// <summary>The tap was on another node.</summary>
    public void Allow(string candidate)
    {
        lock (_gate)
        {
            (_allowed, _asking) = (candidate, _asking == candidate ? null : _asking);
        }
    }

    /// <summary>The device asked on another node.</summary>
    public void HeardAsk(string candidate, long nowMs)
    {
        lock (_gate)
        {
            (_asking, _askedAtMs) = (candidate, nowMs);
        }
    }

    /// <summary>Where another node on the store says the seat is; what this node says of it stays its own.</summary>
    public void HeardElsewhere(SeatState state, int unsent, long nowMs)
    {
        lock (_gate)
        {
            (_elsewhere, _elsewhereMs) = (state, nowMs);
            _unsent = IsLost(nowMs) ? unsent : _unsent;
        }
    }

    /// <summary>The session was taken over on another node, which hears the device from now on.</summary>
    public void TakenElsewhere(string? taker, SeatState state, long nowMs)
    {
        lock (_gate)
        {
            (_device, _allowed, _asking) = (taker, null, _asking == taker ? null : _asking);
            (_lost, _lostShown, _left) = (true, false, false);
            // That node says so itself within seconds.
            (_elsewhere, _elsewhereMs) = (state, nowMs + HearsayMs);
        }
    }

    /// <summary>True once when that has changed, also by silence.</summary>
    public bool IsOtherElsewhere(long nowMs)
    {
        lock (_gate)
        {
            SeatState? now = nowMs - _elsewhereMs < HearsayMs ? _elsewhere : null;
            (bool isOther, _elsewhereShown) = (now != _elsewhereShown, now);
            return isOther;
        }
    }

    /// <summary>Where another node says the seat is; null when none said anything lately.</summary>
    public SeatState? Elsewhere(long nowMs)
    {
        lock (_gate)
        {
            return nowMs - _elsewhereMs < HearsayMs ? _elsewhere : null;
        }
    }

    public bool WantsMove(long nowMs)
    {
        lock (_gate)
        {
            return Asks(nowMs);
        }
    }

    /// <summary>Whether a device keeps it from others now.</summary>
    public bool IsHeld(long nowMs)
    {
        lock (_gate)
        {
            return _device is not null && nowMs - LastHeard_NeedsLock() < KeepsMs;
        }
    }

    /// <summary>When it was last heard from, or null: not since this node started.</summary>
    public long? HeardAtMs
    {
        get
        {
            lock (_gate)
            {
                return _heardAtMs;
            }
        }
    }

    /// <summary>How many entries wait on the device, as it last said.</summary>
    public int Unsent
    {
        get
        {
            lock (_gate)
            {
                return _unsent;
            }
        }
    }

    /// <summary>The device says how many entries wait on it. True when that is news.</summary>
    public bool Tell(long unsent)
    {
        lock (_gate)
        {
            int told = (int)Math.Clamp(unsent, 0, Session.MostNumbers);
            (bool isNew, _unsent) = (told != _unsent, told);
            return isNew;
        }
    }

    /// <summary>This device holds the session from now on.</summary>
    public void Take(string taker, long nowMs)
    {
        lock (_gate)
        {
            _device = taker;
            _allowed = null;
            _asking = _asking == taker ? null : _asking;
            (_heardAtMs, _lost, _lostShown, _left) = (nowMs, false, false, false);
            Entered = true;
        }
    }

    /// <summary>True when the link counted as lost until now.</summary>
    public bool Heard(long nowMs)
    {
        lock (_gate)
        {
            bool back = IsLost(nowMs);
            (_heardAtMs, _lost, _lostShown, _left) = (nowMs, false, false, false);
            return back;
        }
    }

    /// <summary>The device has given its session back: nothing waits on it, and any device may enter at once.</summary>
    public void Leave()
    {
        lock (_gate)
        {
            (_device, _asking, _allowed, _unsent, _elsewhere) = (null, null, null, 0, null);
            (_heardAtMs, _lost, _lostShown, _left) = (null, false, false, true);
        }
    }

    /// <summary>The device may not go on: another may enter at once, and what waits here goes on waiting.</summary>
    public void Dismiss()
    {
        lock (_gate)
        {
            (_device, _asking, _allowed, _lost, _elsewhere) = (null, null, null, true, null);
        }
    }

    /// <summary>Given back, and nobody has come since.</summary>
    public bool HasLeft
    {
        get
        {
            lock (_gate)
            {
                return _left;
            }
        }
    }

    public void Lost()
    {
        lock (_gate)
        {
            _lost = true;
        }
    }

    public bool LinkLost(long nowMs)
    {
        lock (_gate)
        {
            return IsLost(nowMs);
        }
    }

    /// <summary>True once when silence has just turned into a lost link.</summary>
    public bool FellSilent(long nowMs)
    {
        lock (_gate)
        {
            if (_lostShown || !IsLost(nowMs))
            {
                return false;
            }

            _lostShown = true;
            return true;
        }
    }

    private bool IsFree_NeedsLock(string candidate, long nowMs) =>
        _device is null || _device == candidate || _allowed == candidate || nowMs - LastHeard_NeedsLock() >= KeepsMs;

    private long LastHeard_NeedsLock()
    {
        long here = _heardAtMs ?? startedMs;
        return _elsewhere is SeatState.Answering or SeatState.Waiting ? Math.Max(here, _elsewhereMs ?? 0) : here;
    }

    // Never heard since this node started counts as lost: the device may hold answers.
    private bool IsLost(long nowMs) => !_left && (_lost || _heardAtMs is not { } heard || nowMs - heard >= SilenceMs);

    // A wish that is not repeated (the waiting page asks every 2 s) is forgotten.
    private bool Asks(long nowMs) => _asking is not null && nowMs - _askedAtMs < KeepsMs;
}
