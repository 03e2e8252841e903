using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Diagnostics.Tests.EndToEnd;
using Microsoft.Data.Sqlite;
using Xunit.Abstractions;

namespace Diagnostics.Tests.Faults;

/// <summary>Long readers of the store while students answer: the product's own do not keep its log from being cut, a foreign one that does is told.</summary>
[Trait("Kind", "Fault")]
public sealed class ReaderFaults(ITestOutputHelper output)
{
    private const long MostLog = 256L * 1_048_576;

    /// <summary>Megabytes after which a log is told here: a short day does not fill the usual 256.</summary>
    private const int AlarmMb = 8;

    /// <summary>Without a reader, to compare with.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(ShortDay.IsLong ? 45 : 3);

    /// <summary>Beside the reader at least: the report has a figure every two seconds.</summary>
    private static readonly TimeSpan Watched = TimeSpan.FromSeconds(6);

    [Fact]
    public async Task A_foreign_reader_that_stays_through_the_lesson_stops_and_slows_nobody_and_is_told_until_it_goes()
    {
        using ShortDay day = await ShortDay.OpenAsync(environment: null, "--log-alarm-mb", AlarmMb.ToString(CultureInfo.InvariantCulture));
        SqliteConnection reader = new($"Data Source={Store(day)};Mode=ReadOnly;Pooling=False");
        SqliteCommand read = new("SELECT COUNT(*) FROM answer_log", reader);
        long before = 0;
        double rate = 0;
        DateTimeOffset from = default, until = default;
        JsonElement report = await day.RunAsync(async () =>
        {
            await Task.Delay(Quiet);
            await reader.OpenAsync();
            read.Transaction = reader.BeginTransaction(deferred: true);
            before = (long)(await read.ExecuteScalarAsync())!;
            from = DateTimeOffset.UtcNow;
            Stopwatch since = Stopwatch.StartNew();
            long began = Log(day);
            while (await HealthAsync(day) != "logLong" || since.Elapsed < Watched)
            {
                Assert.True(since.Elapsed < TimeSpan.FromMinutes(1), $"The log has {Log(day)} bytes and nobody is told.");
                await Task.Delay(TimeSpan.FromMilliseconds(200));
            }

            rate = (Log(day) - began) / since.Elapsed.TotalSeconds;
            until = DateTimeOffset.UtcNow;
        });
        Meters.AssertNoSlower(report, from, until);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"with a reader that stays the log grows by {rate / 1_048_576:F2} MB a second; at the end {Log(day) / 1_048_576} MB"));
        Assert.Contains("the log cannot be cut", day.Server.Output, StringComparison.Ordinal);
        Assert.Equal("logLong", await HealthAsync(day));
        Assert.Equal(before, (long)(await read.ExecuteScalarAsync())!);
        await read.Transaction!.DisposeAsync();
        await read.DisposeAsync();
        await reader.DisposeAsync();

        // The sign of life is a write as good as any: the log is cut within a few of them.
        for (int look = 0; look < 60 && await HealthAsync(day) != "ok"; look++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(500));
        }

        Assert.Equal("ok", await HealthAsync(day));
        Assert.Contains("short again", day.Server.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Backups_and_proofs_one_after_another_through_the_lesson_leave_the_log_short_and_answers_quick()
    {
        using ShortDay day = await ShortDay.OpenAsync();
        day.Minutes = ShortDay.IsLong ? 15 : 0.4;
        TimeSpan window = ShortDay.IsLong ? TimeSpan.FromMinutes(10) : Quiet;
        DateTimeOffset quietFrom = default, readFrom = default, until = default;
        long most = 0;
        int readings = 0;
        JsonElement report = await day.RunAsync(async () =>
        {
            quietFrom = DateTimeOffset.UtcNow;
            await Task.Delay(Quiet);
            readFrom = DateTimeOffset.UtcNow;
            for (; readings < 2 || DateTimeOffset.UtcNow - readFrom < window; readings++)
            {
                most = Math.Max(most, await ReadAsync(day, readings));
            }

            until = DateTimeOffset.UtcNow;
        }, crowd: ShortDay.IsLong ? ["--rate", "2000"] : []);
        double quiet = Meters.MedianP99(report, quietFrom, readFrom, inside: true), read = Meters.MedianP99(report, readFrom, until, inside: true);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{readings} readings: p99 {quiet} ms before, {read} ms meanwhile; the log had {most / 1_048_576.0:F1} MB at most"));
        Assert.InRange(most, 1, MostLog);
        Assert.DoesNotContain("the log cannot be cut", day.Server.Output, StringComparison.Ordinal);
        if (ShortDay.IsLong)
        {
            Assert.True(read <= (2 * quiet) + 20, $"p99 is {read} ms while the store is read, {quiet} ms before.");
        }
    }

    /// <summary>A backup and a proof in turn, by the operator's verbs.</summary>
    /// <returns>The longest the log was meanwhile.</returns>
    private static async Task<long> ReadAsync(ShortDay day, int number)
    {
        string[] verb = number % 2 == 0
            ? ["db", "verify", "--data", day.Data]
            : ["db", "backup", "--data", day.Data, "--out", Path.Combine(day.Data, "backup.zip"), "--force"];
        using Process reading = Process.Start(new ProcessStartInfo("dotnet", [ServerProcess.Executable, .. verb])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        Task<string> told = reading.StandardOutput.ReadToEndAsync();
        Task<string> errors = reading.StandardError.ReadToEndAsync();
        long most = 0;
        while (!reading.HasExited)
        {
            most = Math.Max(most, Log(day));
            await Task.Delay(TimeSpan.FromMilliseconds(100));
        }

        Assert.True(reading.ExitCode == 0, await told + await errors);
        return most;
    }

    private static string Store(ShortDay day) => Path.Combine(day.Data, "diagnostics.db");

    private static long Log(ShortDay day) => new FileInfo(Store(day) + "-wal") is { Exists: true } log ? log.Length : 0;

    private static async Task<string?> HealthAsync(ShortDay day)
    {
        using HttpClient look = new() { BaseAddress = day.Server.Address };
        return (await look.GetFromJsonAsync<JsonElement>("/health")).GetProperty("status").GetString();
    }
}
