using System.Text.Json;

namespace Diagnostics.Tests.Faults;

/// <summary>
/// The power fails: the process dies and whatever was written and not synced is gone with it. A kill alone does not show that: the system
/// keeps what a dead process wrote.
/// </summary>
[Trait("Kind", "Fault")]
public sealed class PowerFaults
{
    [FaultyDiskFact]
    public async Task A_power_cut_takes_nothing_that_was_acknowledged()
    {
        using FaultyDisk disk = new();
        using ShortDay day = await ShortDay.OpenAsync(disk.EnvironmentWithUndo);
        // Three cuts in one lesson, each followed by answers of everybody, also on a machine that does other things.
        day.Minutes = Math.Max(2, day.Minutes);
        await day.RunAsync(async () =>
        {
            for (int cut = 0; cut < 3; cut++)
            {
                await day.AnswersFlowAsync();
                await day.RestartAsync(() => disk.CutPower());
            }
        });
    }

    /// <summary>The control: the same server with synchronous=NORMAL loses, and the rehearsal sees it.</summary>
    [FaultyDiskFact]
    public async Task A_store_that_acknowledges_before_the_sync_is_found_out()
    {
        using FaultyDisk disk = new();
        using ShortDay day = await ShortDay.OpenForgetfulAsync(disk.EnvironmentWithUndo);
        (JsonElement report, string output) = await day.ReportAsync(async () =>
        {
            disk.WriteBack();
            await Task.Delay(TimeSpan.FromSeconds(2));
            int taken = 0;
            await day.RestartAsync(() => taken = disk.CutPower());
            Assert.True(taken > 0, "The power cut took nothing back: the control shows nothing.");
        });
        Assert.True(
            report.GetProperty("lost").GetInt64() + report.GetProperty("counts").GetProperty("contradicted").GetInt64() > 0, output);
        Assert.False(report.GetProperty("verdict").GetProperty("holds").GetBoolean(), output);
    }
}
