using Diagnostics.Engine.Sessions;
using Diagnostics.Tests.Doors;
using Diagnostics.Tests.Storage;

namespace Diagnostics.Tests.EndToEnd;

/// <summary>A power cut in the middle of answering: kill -9 of the real process, then the same data again.</summary>
[StoreEngine("sqlite")]
public class KillTests(string? store = null) : IAsyncLifetime
{
    private const int Students = 5;
    private const int Kills = 3;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("diagnostics-kill-");

    [StoreFact]
    public async Task Every_acknowledged_answer_is_there_after_the_server_was_killed_while_answering()
    {
        long[] acknowledged = new long[Students];
        string[] devices = [.. Enumerable.Range(0, Students).Select(_ => Guid.NewGuid().ToString("N"))];
        for (int kill = 0; kill < Kills; kill++)
        {
            using ServerProcess server = await StartAsync("--answers-per-second", "0", "--messages-per-second", "0");
            DemoClass demo = DemoClass.All(server.Output)[0];
            await demo.StartLessonAsync();
            await CheckAsync(server, demo.Codes, devices, acknowledged);
            Task[] answering = [.. Enumerable.Range(0, Students).Select(student => AnswerUntilDeadAsync(server, demo.Codes[student], devices[student], student, acknowledged))];
            await UntilAsync(() => acknowledged.All(mark => mark >= (kill + 1) * 20));
            server.Kill();
            await Task.WhenAll(answering);
        }

        using ServerProcess last = await StartAsync("--answers-per-second", "0", "--messages-per-second", "0");
        await CheckAsync(last, DemoClass.All(last.Output)[0].Codes, devices, acknowledged);
    }

    [StoreFact]
    public async Task A_section_gets_back_the_time_the_server_was_dead()
    {
        string device = Guid.NewGuid().ToString("N");
        string code;
        using (ServerProcess server = await StartAsync())
        {
            DemoClass demo = DemoClass.All(server.Output)[0];
            code = demo.Codes[0];
            await demo.StartLessonAsync();
            using StudentClient client = new(new HttpClient { BaseAddress = server.Address }, device);
            await client.EnterAsync(code);
            await client.DecideAsync(agree: true);
            HelloReply hello = await client.HelloAsync();
            int start = await client.TimedStartAsync();
            Assert.Equal(PutStatus.Ok, (await client.PutAsync(hello.Epoch, 1, new AnswerEntry(start, "start", 1_000))).Status);
            server.Kill();
        }

        await Task.Delay(OutageKeeper.Noticed);
        using ServerProcess again = await StartAsync();
        using StudentClient back = new(new HttpClient { BaseAddress = again.Address }, device);
        await back.EnterAsync(code);
        await UntilAsync(async () => (await back.HelloAsync()).Sections is [{ GivenMs: var given }] && given >= OutageKeeper.Noticed.TotalMilliseconds);
        Assert.Contains("1 classes were at work", again.Output, StringComparison.Ordinal);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await StoryStore.DropAsync(_folder.FullName);
        _folder.Delete(recursive: true);
    }

    private async Task<ServerProcess> StartAsync(params string[] arguments) => await ServerProcess.StartAsync(
        _folder.FullName, 0, null, [.. arguments, "--database", await StoryStore.LocationAsync(_folder.FullName, store)]);

    /// <summary>Each student's server copy holds at least what was acknowledged, and every value is the one that was sent.</summary>
    private static async Task CheckAsync(ServerProcess server, string[] codes, string[] devices, long[] acknowledged)
    {
        for (int student = 0; student < Students; student++)
        {
            using StudentClient client = new(new HttpClient { BaseAddress = server.Address }, devices[student]);
            await client.EnterAsync(codes[student]);
            HelloReply hello = await client.HelloAsync();
            Assert.True(hello.HighWater >= acknowledged[student], $"student {student}: {hello.HighWater} < {acknowledged[student]}");
            foreach (AnswerEntry answer in hello.Answers ?? [])
            {
                Assert.Equal(ValueOf(LastNumberOf(answer.Item, hello.HighWater)), answer.Value);
            }
        }
    }

    private static async Task AnswerUntilDeadAsync(ServerProcess server, string code, string device, int student, long[] acknowledged)
    {
        try
        {
            using StudentClient client = new(new HttpClient { BaseAddress = server.Address }, device);
            await client.EnterAsync(code);
            await client.DecideAsync(agree: true);
            HelloReply hello = await client.HelloAsync();
            for (long number = hello.HighWater + 1; ; number++)
            {
                PutReply reply = await client.PutAsync(hello.Epoch, number, new AnswerEntry(ItemOf(number), ValueOf(number), number));
                Assert.Equal(PutStatus.Ok, reply.Status);
                Volatile.Write(ref acknowledged[student], reply.HighWater);
            }
        }
        catch (HttpRequestException)
        {
            // The server was killed: what was acknowledged until now must survive.
        }
    }

    private static Task UntilAsync(Func<bool> reached) => UntilAsync(() => Task.FromResult(reached()));

    private static async Task UntilAsync(Func<Task<bool>> reached)
    {
        using CancellationTokenSource limit = new(TimeSpan.FromSeconds(60));
        while (!await reached())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), limit.Token);
        }
    }

    /// <summary>The first 40 items (all ratings) in turn, so that later numbers change earlier answers.</summary>
    private static int ItemOf(long number) => (int)((number - 1) % 40);

    private static string ValueOf(long number) => ((number - 1) % 5).ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static long LastNumberOf(int item, long highWater) => highWater - ((highWater - 1 - item) % 40);
}
