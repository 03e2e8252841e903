using System.Globalization;
using System.Text.Json;
using Xunit.Abstractions;

namespace Diagnostics.Tests.Faults;

/// <summary>A store's disk that fails, fills or slows while students answer.</summary>
[Trait("Kind", "Fault")]
public sealed class DiskFaults(ITestOutputHelper output)
{
    private const int SlowMs = 20;
    private const int SlowerMs = 100;
    private const double LongestMs = 150;

    [FaultyDiskFact]
    public async Task A_disk_without_room_for_a_while_acknowledges_nothing_and_all_of_it_comes_later()
    {
        using FaultyDisk disk = new();
        using ShortDay day = await ShortDay.OpenAsync(disk.Environment);
        JsonElement report = await SilentAsync(day, disk, "full", TimeSpan.FromSeconds(ShortDay.IsLong ? 60 : 10));
        Assert.True(report.GetProperty("counts").GetProperty("busy").GetInt64() > 0);
        Assert.Contains("write transaction failed", day.Server.Output, StringComparison.Ordinal);
    }

    [FaultyDiskFact]
    public async Task The_ballast_makes_room_on_a_full_disk_for_those_who_have_begun()
    {
        using FaultyDisk disk = new();
        using ShortDay day = await ShortDay.OpenAsync(disk.Environment, "--ballast-mb", "3");
        string ballast = Path.Combine(day.Data, "ballast");
        Assert.Equal(3 * 1_048_576, new FileInfo(ballast).Length);
        await day.RunAsync(() =>
        {
            disk.Set($"full {ballast}");
            return Task.CompletedTask;
        });
        Assert.False(File.Exists(ballast));
        Assert.Contains("ballast were given up", day.Server.Output, StringComparison.Ordinal);
    }

    [FaultyDiskFact]
    public async Task A_disk_that_cannot_sync_for_a_while_acknowledges_nothing_and_all_of_it_comes_later()
    {
        using FaultyDisk disk = new();
        using ShortDay day = await ShortDay.OpenAsync(disk.Environment);
        JsonElement report = await SilentAsync(day, disk, "eio", TimeSpan.FromSeconds(10));
        Assert.True(report.GetProperty("counts").GetProperty("busy").GetInt64() > 0);
        Assert.Contains("The store is back", day.Server.Output, StringComparison.Ordinal);
    }

    [FaultyDiskFact]
    public async Task A_disk_that_fails_to_sync_once_is_opened_anew_and_nothing_is_lost()
    {
        using FaultyDisk disk = new();
        using ShortDay day = await ShortDay.OpenAsync(disk.Environment);
        day.Minutes = Math.Max(0.4, day.Minutes - 0.3);
        await day.RunAsync(async () =>
        {
            disk.Set("eio 1");
            await day.AnswersFlowAsync();
        });
        Assert.Single(day.Server.Output.Split('\n'), line => line.Contains("write transaction failed", StringComparison.Ordinal));
        Assert.Single(day.Server.Output.Split('\n'), line => line.Contains("The store is back", StringComparison.Ordinal));
    }

    [FaultyDiskFact]
    public async Task A_slow_disk_refuses_nobody_and_the_slower_it_is_the_more_answers_share_a_commit()
    {
        using FaultyDisk disk = new();
        using ShortDay day = await ShortDay.OpenAsync(disk.Environment);
        TimeSpan window = TimeSpan.FromSeconds(ShortDay.IsLong ? 30 : 6);
        (double Ms, double Answers) slow = default, slower = default;
        disk.Set($"slow {SlowMs}");
        JsonElement report = await day.RunAsync(async () =>
        {
            slow = await day.CommitsAsync(window);
            disk.Set($"slow {SlowerMs}");
            await Task.Delay(TimeSpan.FromSeconds(1));
            slower = await day.CommitsAsync(window);
        });
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"a sync of {SlowMs} ms: {slow.Ms:F1} ms and {slow.Answers:F1} answers a commit"));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"a sync of {SlowerMs} ms: {slower.Ms:F1} ms and {slower.Answers:F1} answers a commit"));
        Assert.True(slow.Ms >= SlowMs, $"The disk was not slow: {slow.Ms} ms a commit.");
        Assert.True(slower.Ms >= SlowerMs, $"The disk was not slower: {slower.Ms} ms a commit.");
        Assert.True(slower.Answers > slow.Answers, $"{slower.Answers} answers in a commit, {slow.Answers} on the faster disk.");
        AssertNobodyRefused(report);
        if (ShortDay.IsLong)
        {
            await AnswersAreQuickAsync();
        }
    }

    /// <summary>A whole day at twenty milliseconds: what a student waits for. Judged on a quiet machine only.</summary>
    private async Task AnswersAreQuickAsync()
    {
        using FaultyDisk disk = new();
        using ShortDay day = await ShortDay.OpenAsync(disk.Environment);
        disk.Set($"slow {SlowMs}");
        JsonElement report = await day.RunAsync(() => Task.CompletedTask);
        double p99 = report.GetProperty("answerMs").GetProperty("p99").GetDouble();
        output.WriteLine($"a day at {SlowMs} ms: {report.GetProperty("answerMs")} {report.GetProperty("server")}");
        Assert.True(report.GetProperty("server").GetProperty("commitMs").GetDouble() >= SlowMs);
        Assert.True(p99 <= LongestMs, $"The 99th percentile is {p99} ms.");
        AssertNobodyRefused(report);
    }

    private static void AssertNobodyRefused(JsonElement report)
    {
        Assert.Equal(0, report.GetProperty("counts").GetProperty("busy").GetInt64());
        Assert.Equal(0, report.GetProperty("counts").GetProperty("failed").GetInt64());
        Assert.Equal(0, report.GetProperty("counts").GetProperty("linkLost").GetInt64());
    }

    private static async Task<JsonElement> SilentAsync(ShortDay day, FaultyDisk disk, string fault, TimeSpan length)
    {
        (DateTimeOffset From, DateTimeOffset Until) span = default;
        JsonElement report = await day.RunAsync(async () => span = await day.TakesNothingAsync(() => disk.Set(fault), length, () => disk.Set("")));
        ShortDay.AssertSilent(report, span);
        return report;
    }
}
