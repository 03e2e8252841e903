namespace Diagnostics.Web.Access;

/// <summary>
/// A few turns at a time, and a bounded line of those who wait for one. Holders (an address, an account) are served round robin, and when there is
/// no room left, the newest of whoever holds most of the line goes: a flood from one place has the turns of one, not of all. Nobody is turned
/// away while there is room. Thread-safe.
/// </summary>
/// <param name="atOnce">Turns at a time.</param>
/// <param name="most">Who may wait at a time, all together.</param>
internal sealed class FairTurns(int atOnce, int most)
{
    private readonly Lock _gate = new();

    /// <summary>Holders that wait, in the order they are served in; none is empty, so there are at most as many as may wait.</summary>
    private readonly List<Line> _lines = [];
    private int _free = atOnce;

    /// <summary>How many wait now.</summary>
    public int Waiting
    {
        get
        {
            lock (_gate)
            {
                return _lines.Sum(line => line.Places.Count);
            }
        }
    }

    /// <summary>Works in a turn; without one, when none was to be had, nothing is done.</summary>
    /// <param name="holder">Whose share of the line is counted together.</param>
    public async Task<(bool HadTurn, T? Done)> RunAsync<T>(string holder, Func<Task<T>> work, CancellationToken cancellation)
    {
        if (!await EnterAsync(holder, cancellation))
        {
            return default;
        }

        try
        {
            return (true, await work());
        }
        finally
        {
            Leave();
        }
    }

    /// <summary>Waits for a turn; false when there is no room to wait, or when it went to somebody who holds less of it.</summary>
    /// <param name="holder">Whose share of the line is counted together.</param>
    /// <param name="cancellation">Whoever goes gives the place back.</param>
    public async Task<bool> EnterAsync(string holder, CancellationToken cancellation)
    {
        var place = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (_free > 0)
            {
                _free--;
                return true;
            }

            Line? own = _lines.Find(line => line.Holder == holder);
            if (Waiting >= most && !TryMakeRoom_NeedsLock(own))
            {
                return false;
            }

            if (own is null)
            {
                _lines.Add(own = new Line(holder));
            }

            own.Places.AddLast(place);
        }

        await using (cancellation.Register(() => GiveBack(place, cancellation)))
        {
            return await place.Task;
        }
    }

    /// <summary>Gives the turn to the next holder.</summary>
    public void Leave()
    {
        lock (_gate)
        {
            if (_lines.Count == 0)
            {
                _free++;
                return;
            }

            Line next = _lines[0];
            _lines.RemoveAt(0);
            next.Places.First!.Value.SetResult(true);
            next.Places.RemoveFirst();
            if (next.Places.Count > 0)
            {
                _lines.Add(next);
            }
        }
    }

    private bool TryMakeRoom_NeedsLock(Line? own)
    {
        Line greediest = _lines.MaxBy(line => line.Places.Count)!;
        if ((own?.Places.Count ?? 0) + 1 >= greediest.Places.Count)
        {
            return false;
        }

        greediest.Places.Last!.Value.SetResult(false);
        greediest.Places.RemoveLast();
        return true;
    }

    private void GiveBack(TaskCompletionSource<bool> place, CancellationToken cancellation)
    {
        lock (_gate)
        {
            if (_lines.Find(line => line.Places.Remove(place)) is { } left)
            {
                if (left.Places.Count == 0)
                {
                    _lines.Remove(left);
                }

                place.SetCanceled(cancellation);
            }
        }
    }

    private sealed class Line(string holder)
    {
        public string Holder { get; } = holder;

        public LinkedList<TaskCompletionSource<bool>> Places { get; } = [];
    }
}
