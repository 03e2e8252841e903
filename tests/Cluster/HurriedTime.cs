namespace Diagnostics.Tests.Cluster;

/// <summary>The system's time, which can be moved forward for those who go by this.</summary>
internal sealed class HurriedTime : TimeProvider
{
    private long _aheadTicks;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddTicks(Volatile.Read(ref _aheadTicks));

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => System.GetElapsedTime(0).Ticks + Volatile.Read(ref _aheadTicks);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => System.CreateTimer(callback, state, dueTime, period);

    public void Hurry(TimeSpan by) => Interlocked.Add(ref _aheadTicks, by.Ticks);
}
