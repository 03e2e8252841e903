using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Diagnostics.Tests.EndToEnd;
using Microsoft.Data.Sqlite;

namespace Diagnostics.Tests.Faults;

/// <summary>What happens to servers on the day, really done to one in a process of its own while students answer.</summary>
[Trait("Kind", "Fault")]
public sealed class DayFaults
{
    private static readonly TimeSpan Fault = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task Killed_again_and_again_while_students_answer()
    {
        using ShortDay day = await ShortDay.OpenAsync();
        await day.RunAsync(async () =>
        {
            for (int kill = 0; kill < (ShortDay.IsLong ? 10 : 3); kill++)
            {
                await day.RestartAsync();
                await Task.Delay(TimeSpan.FromSeconds(1));
            }
        });
    }

    [FaultyDiskFact]
    public async Task A_disk_without_room_for_a_while_acknowledges_nothing_and_all_of_it_comes_later()
    {
        using FaultyDisk disk = new();
        using ShortDay day = await ShortDay.OpenAsync(disk.Environment);
        JsonElement report = await day.RunAsync(async () =>
        {
            disk.Set("full");
            await Task.Delay(Fault);
            disk.Set("");
        });
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
        JsonElement report = await day.RunAsync(async () =>
        {
            disk.Set("eio");
            await Task.Delay(Fault);
            disk.Set("");
        });
        Assert.True(report.GetProperty("counts").GetProperty("busy").GetInt64() > 0);
    }

    [FaultyDiskFact]
    public async Task A_slow_disk_refuses_nobody()
    {
        using FaultyDisk disk = new();
        using ShortDay day = await ShortDay.OpenAsync(disk.Environment);
        disk.Set("slow 20");
        JsonElement report = await day.RunAsync(() => Task.CompletedTask);
        Assert.Equal(0, report.GetProperty("counts").GetProperty("busy").GetInt64());
        Assert.Equal(0, report.GetProperty("counts").GetProperty("failed").GetInt64());
    }

    [Fact]
    public async Task A_report_that_reads_through_the_whole_lesson_stops_nobody()
    {
        using ShortDay day = await ShortDay.OpenAsync();
        await using SqliteConnection reader = new($"Data Source={Path.Combine(day.Data, "diagnostics.db")};Mode=ReadOnly;Pooling=False");
        await reader.OpenAsync();
        await using SqliteTransaction moment = reader.BeginTransaction(deferred: true);
        await using SqliteCommand read = new("SELECT COUNT(*) FROM answer_log", reader, moment);
        long before = (long)(await read.ExecuteScalarAsync())!;
        await day.RunAsync(() => Task.CompletedTask);
        Assert.Equal(before, (long)(await read.ExecuteScalarAsync())!);
    }

    [Fact]
    public async Task A_disk_with_little_room_lets_in_nobody_new_and_says_so()
    {
        using ShortDay day = await ShortDay.OpenAsync();
        await day.RestartAsync("--low-disk-mb", "1000000000");
        using HttpClient student = new() { BaseAddress = day.Server.Address };
        string code = DemoClass.All(day.Server.Output)[0].Codes[0];
        using HttpResponseMessage refused = await student.PostAsJsonAsync("/api/session/enter", new { code, deviceId = "0123456789" });
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        JsonElement health = await student.GetFromJsonAsync<JsonElement>("/health");
        Assert.Equal("diskLow", health.GetProperty("status").GetString());
        Assert.Contains("nobody new is let in", day.Server.Output, StringComparison.Ordinal);
    }
}
