using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Diagnostics.Engine.Sessions;
using Diagnostics.Tests.Doors;
using Diagnostics.Tests.EndToEnd;

namespace Diagnostics.Tests.Faults;

/// <summary>The system's time under a server is set, forwards and back, while students answer. A student's own clock: <see cref="DeviceFaults"/>.</summary>
[Trait("Kind", "Fault")]
public sealed class ClockFaults
{
    private const int Hour = 3_600;

    /// <summary>What a section's time may be off by after a step: the lesson's clock is led to the system's at half a percent.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(3);

    [FaultyDiskFact]
    public async Task A_server_set_an_hour_ahead_and_then_two_back_loses_nothing_and_a_section_runs_on()
    {
        using FaultyDisk disk = new();
        using ShortDay day = await ShortDay.OpenAsync(disk.Environment);
        day.Minutes = Math.Max(0.6, day.Minutes);
        DemoClass demo = DemoClass.All(day.Server.Output)[0];
        await demo.StartLessonAsync();
        using StudentClient student = new(new HttpClient { BaseAddress = day.Server.Address }, Guid.NewGuid().ToString("N"));
        await student.EnterAsync(demo.Codes[0]);
        await student.DecideAsync(agree: true);
        long epoch = (await student.HelloAsync()).Epoch;
        int start = await student.TimedStartAsync();
        await day.RunAsync(async () =>
        {
            Assert.Equal(PutStatus.Ok, (await student.PutAsync(epoch, 1, new AnswerEntry(start, "start", 1_000))).Status);
            Stopwatch since = Stopwatch.StartNew();
            long number = 1;
            foreach (int ahead in (int[])[Hour, -Hour])
            {
                disk.Set($"clock {ahead}");
                await UntilServerTellsAsync(day.Server.Address, ahead);
                PutReply put = await student.PutAsync(epoch, ++number, new AnswerEntry(0, number % 2 == 0 ? "1" : "2", 1_000 * number));
                Assert.Equal((PutStatus.Ok, number), (put.Status, put.HighWater));
                TimeSpan before = since.Elapsed;
                HelloReply hello = await student.HelloAsync(epoch, number);
                SectionElapsed section = Assert.Single(hello.Sections);
                Assert.InRange(section.ElapsedMs, (before - Tolerance).TotalMilliseconds, (since.Elapsed + Tolerance).TotalMilliseconds);
                Assert.Equal(0, section.GivenMs);
                await day.AnswersFlowAsync();
            }
        });

        // The last number counts, not the latest time: it was given two hours before the other.
        AnswerEntry held = Assert.Single((await student.HelloAsync()).Answers!, answer => answer.Item == 0);
        Assert.Equal("2", held.Value);
    }

    /// <summary>The fault is in force: the server itself tells the hour it was set to.</summary>
    private static async Task UntilServerTellsAsync(Uri server, int ahead)
    {
        using HttpClient look = new() { BaseAddress = server };
        using CancellationTokenSource limit = new(TimeSpan.FromSeconds(20));
        TimeSpan off;
        do
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), limit.Token);
            long told = (await look.GetFromJsonAsync<JsonElement>("/api/rehearsal/meters")).GetProperty("nowMs").GetInt64();
            off = DateTimeOffset.FromUnixTimeMilliseconds(told) - DateTimeOffset.UtcNow;
        }
        while (Math.Abs(off.TotalSeconds - ahead) > 60);
    }
}
