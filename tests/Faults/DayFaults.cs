using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Diagnostics.Tests.EndToEnd;

namespace Diagnostics.Tests.Faults;

/// <summary>What happens to servers on the day, really done to one in a process of its own while students answer.</summary>
[Trait("Kind", "Fault")]
public sealed class DayFaults
{
    [Fact]
    public async Task Killed_again_and_again_while_students_answer()
    {
        using ShortDay day = await ShortDay.OpenAsync();
        day.Minutes = ShortDay.IsLong ? 6 : 1;
        await day.RunAsync(async () =>
        {
            for (int kill = 0; kill < (ShortDay.IsLong ? 10 : 3); kill++)
            {
                // The students wait up to twenty seconds before they come back: a server killed at once again would be killed in peace.
                await day.AnswersFlowAsync();
                await day.RestartAsync();
            }
        });
    }

    [Fact]
    public async Task A_second_server_on_the_same_data_does_not_start_and_the_lesson_goes_on()
    {
        using ShortDay day = await ShortDay.OpenAsync();
        day.Minutes = Math.Max(0.4, day.Minutes - 0.3);
        await day.RunAsync(async () =>
        {
            (int code, string told) = await SecondAsync(day.Data);
            Assert.NotEqual(0, code);
            Assert.Contains("Another process", told, StringComparison.Ordinal);
            await day.AnswersFlowAsync();
        });
    }

    /// <summary>A server that should end by itself at once; one that does not is ended.</summary>
    private static async Task<(int Code, string Told)> SecondAsync(string data)
    {
        using CancellationTokenSource patience = new(TimeSpan.FromMinutes(1));
        using Process second = Process.Start(new ProcessStartInfo("dotnet", ServerProcess.Serve(data, 0, "--demo"))
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        try
        {
            Task<string> told = second.StandardOutput.ReadToEndAsync(patience.Token);
            Task<string> errors = second.StandardError.ReadToEndAsync(patience.Token);
            await second.WaitForExitAsync(patience.Token);
            return (second.ExitCode, await errors + await told);
        }
        finally
        {
            if (!second.HasExited)
            {
                second.Kill();
            }
        }
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
