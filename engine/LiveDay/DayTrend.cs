namespace Diagnostics.Engine.LiveDay;

/// <summary>The last hour of a place by minute; since the start of this node when that is later. One thread at a time.</summary>
internal sealed class DayTrend
{
    private const int Minutes = 60;

    private readonly Queue<DayMinute> _past = [];
    private DayMinute? _now;

    public void Note(long nowMs, DayCount count)
    {
        long minute = nowMs / 60_000;
        if (_now is { } before && before.Minute != minute)
        {
            _past.Enqueue(before);
            while (_past.TryPeek(out DayMinute? oldest) && oldest.Minute <= minute - Minutes)
            {
                _past.Dequeue();
            }
        }

        _now = new DayMinute(minute, count.Joined, count.Finished, count.Answering, count.Lost);
    }

    public IReadOnlyList<DayMinute> Read() => _now is { } now ? [.. _past, now] : [];
}

/// <summary>A place at the end of a minute.</summary>
/// <param name="Minute">Minutes since 1970.</param>
/// <param name="Joined">Students who had come in, in all classes.</param>
/// <param name="Finished">Students who had finished, in all classes.</param>
/// <param name="Answering">Students at work.</param>
/// <param name="Lost">Students without a link.</param>
public sealed record DayMinute(long Minute, int Joined, int Finished, int Answering, int Lost);
