namespace Diagnostics.Web.Rehearsal;

/// <summary>
/// What one student waited for, told to the counts when it ends. Time the script takes (a cut link, a drawn delay, a device that is given up) is the
/// student's own and left out; all the rest is the server's, however many tries it takes.
/// </summary>
internal sealed class StudentWaits(RunClock clock, CrowdCounts counts)
{
    private readonly List<(double From, double Until)> _away = [];
    private double? _enters;
    private double? _connects;
    private double? _lostAt;
    private double? _bell;

    /// <summary>The link goes by the script.</summary>
    public void GoAway() => _away.Add((clock.Now, double.MaxValue));

    /// <summary>The script's part is over: what is still missing is the server's to give.</summary>
    public void Back()
    {
        if (_away is [.., var last] && last.Until == double.MaxValue)
        {
            _away[^1] = (last.From, clock.Now);
        }
    }

    public void Enters() => _enters ??= clock.Now;

    public void Entered() => End(ref _enters, counts.Entries);

    public void Connects() => _connects ??= clock.Now;

    /// <summary>The link is gone and nobody in the script cut it, or the storm did.</summary>
    public void Lost() => _lostAt ??= clock.Now;

    /// <summary>The hello was answered.</summary>
    public void Greeted()
    {
        Back();
        End(ref _connects, counts.Hellos);
        End(ref _lostAt, counts.Returns);
    }

    /// <summary>The teacher pressed at that second.</summary>
    public void BellRang(double second) => _bell ??= second;

    /// <summary>The page was told that the lesson runs.</summary>
    public void Begins() => End(ref _bell, counts.Starts);

    /// <summary>An answer that was due then is safe now.</summary>
    public void Acknowledged(double due)
    {
        double now = clock.Now;
        double away = _away.Sum(span => Math.Max(0, Math.Min(span.Until, now) - Math.Max(span.From, due)));
        counts.Add(Counted.Acknowledged);
        counts.Add(Counted.WaitedForLink, away > 0 ? 1 : 0);
        counts.Answered(Math.Max(0, now - due - away) * 1000, now);
    }

    private void End(ref double? since, LatencyCounts to)
    {
        if (since is { } from)
        {
            since = null;
            to.Add((clock.Now - from) * 1000);
        }
    }
}
