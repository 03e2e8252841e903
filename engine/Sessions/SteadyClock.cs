using Microsoft.Extensions.Logging;

namespace Diagnostics.Engine.Sessions;

/// <summary>
/// The time lessons go by: the monotonic clock, led to the system's time at half a percent. When the system's time is set by an hour, a
/// section's time does not jump; the nine seconds a half-hour lesson may then gain or lose are within its grace.
/// </summary>
internal sealed partial class SteadyClock : TimeProvider
{
    private const double Rate = 0.005;

    /// <summary>A step longer than this corrects a clock that was plainly wrong, and is taken at once.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromHours(6);

    private static readonly TimeSpan Remarkable = TimeSpan.FromSeconds(5);

    private readonly TimeProvider _system;
    private readonly ILogger<SteadyClock> _logger;
    private readonly Lock _gate = new();
    private DateTimeOffset _now;
    private long _at;
    private bool _apart;

    public SteadyClock(TimeProvider system, ILogger<SteadyClock> logger)
    {
        (_system, _logger) = (system, logger);
        (_now, _at) = (system.GetUtcNow(), system.GetTimestamp());
    }

    public override long TimestampFrequency => _system.TimestampFrequency;

    public override long GetTimestamp() => _system.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        _system.CreateTimer(callback, state, dueTime, period);

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
        {
            long at = _system.GetTimestamp();
            TimeSpan passed = _system.GetElapsedTime(_at, at);
            DateTimeOffset steady = _now + passed;
            TimeSpan off = _system.GetUtcNow() - steady;
            Remark(off);
            TimeSpan led = passed * Rate;
            _now = steady + (off.Duration() > Longest ? off : TimeSpan.FromTicks(Math.Clamp(off.Ticks, -led.Ticks, led.Ticks)));
            _at = at;
            return _now;
        }
    }

    private void Remark(TimeSpan off)
    {
        bool apart = off.Duration() > Remarkable;
        if (apart && !_apart)
        {
            Log.Stepped(_logger, off.TotalSeconds);
        }

        _apart = apart;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The system's time was set by {Seconds:0} s; lessons go by the time before and are led to it slowly")]
        public static partial void Stepped(ILogger logger, double seconds);
    }
}
