using Diagnostics.Engine.Storage;
using Diagnostics.Tests.Doors;

namespace Diagnostics.Tests.Storage;

public sealed class LogAlarmTests
{
    [Fact]
    public void A_log_that_is_too_long_is_told_once_and_again_when_it_is_short()
    {
        using CapturedLog told = new();
        LogAlarm alarm = new(100, told.CreateLogger("store"));
        bool[] longAfter = [.. new long[] { 100, 101, 500, 100, 0, 101 }.Select(bytes =>
        {
            alarm.Look(bytes);
            return alarm.IsLong;
        })];
        Assert.Equal([false, true, true, false, false, true], longAfter);
        Assert.Equal(["Warning", "Information", "Warning"], told.Text.Split('\n').Select(line => line.Split(' ')[0]));
    }

    [Fact]
    public void Without_a_limit_no_log_is_too_long()
    {
        using CapturedLog told = new();
        LogAlarm alarm = new(0, told.CreateLogger("store"));
        alarm.Look(long.MaxValue);
        Assert.Equal((false, long.MaxValue, ""), (alarm.IsLong, alarm.Bytes, told.Text));
    }
}
