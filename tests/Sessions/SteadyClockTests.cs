using Diagnostics.Engine.Sessions;
using Microsoft.Extensions.Logging.Abstractions;

namespace Diagnostics.Tests.Sessions;

/// <summary>The system's time is set while a lesson runs.</summary>
[Trait("Kind", "Fault")]
public sealed class SteadyClockTests
{
    private readonly SetClock _system = new();
    private readonly SteadyClock _steady;

    public SteadyClockTests() => _steady = new SteadyClock(_system, NullLogger<SteadyClock>.Instance);

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public void An_hour_forth_or_back_moves_a_section_of_ten_minutes_by_three_seconds_at_most(int hours)
    {
        DateTimeOffset began = _steady.GetUtcNow();
        _system.Pass(TimeSpan.FromMinutes(4));
        _system.Set(TimeSpan.FromHours(hours));
        Assert.Equal(4, (_steady.GetUtcNow() - began).TotalMinutes, 0.021);
        _system.Pass(TimeSpan.FromMinutes(6));
        Assert.Equal(10, (_steady.GetUtcNow() - began).TotalMinutes, 0.051);
    }

    [Fact]
    public void It_never_goes_back_and_is_led_to_the_systems_time()
    {
        _system.Set(TimeSpan.FromSeconds(-30));
        DateTimeOffset last = _steady.GetUtcNow();
        for (int second = 0; second < 2 * 60 * 60; second++)
        {
            _system.Pass(TimeSpan.FromSeconds(1));
            Assert.True(_steady.GetUtcNow() > last);
            last = _steady.GetUtcNow();
        }

        Assert.Equal(_system.GetUtcNow(), last);
    }

    [Fact]
    public void A_clock_that_was_plainly_wrong_is_put_right_at_once()
    {
        _system.Set(TimeSpan.FromDays(20_000));
        Assert.Equal(_system.GetUtcNow(), _steady.GetUtcNow());
    }

    /// <summary>A system whose time of day is set by hand while its monotonic clock goes on.</summary>
    private sealed class SetClock : TimeProvider
    {
        private DateTimeOffset _now = new(2026, 11, 20, 9, 0, 0, TimeSpan.Zero);
        private long _ticks = 1_000;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public void Pass(TimeSpan time)
        {
            _now += time;
            _ticks += time.Ticks;
        }

        public void Set(TimeSpan by) => _now += by;

        public override DateTimeOffset GetUtcNow() => _now;

        public override long GetTimestamp() => _ticks;
    }
}
