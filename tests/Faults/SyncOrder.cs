using Diagnostics.Engine.Sessions;
using Diagnostics.Tests.Doors;
using Diagnostics.Tests.EndToEnd;

namespace Diagnostics.Tests.Faults;

/// <summary>What the system is asked to do, and in which order: an acknowledgement leaves when the log that holds the answer has been synced.</summary>
[Trait("Kind", "Fault")]
public sealed class SyncOrder : IDisposable
{
    private const int Answers = 36;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("diagnostics-order-");

    [StraceFact]
    public async Task Each_acknowledgement_leaves_after_the_sync_of_the_log_that_holds_its_answer()
    {
        using FaultyDisk disk = new();
        string calls = Path.Combine(_folder.FullName, "calls");
        string data = Path.Combine(_folder.FullName, "data");
        using (ServerProcess server = await ServerProcess.StartOtherAsync(
            data, null, StraceFactAttribute.Program,
            [.. CallTrace.Arguments, "-o", calls, .. disk.Environment.SelectMany(pair => (string[])["-E", $"{pair.Key}={pair.Value}"]), "dotnet", .. Served(data)]))
        {
            DemoClass demo = DemoClass.All(server.Output)[0];
            await demo.StartLessonAsync();
            using StudentClient student = new(new HttpClient { BaseAddress = server.Address }, Guid.NewGuid().ToString("N"));
            await student.EnterAsync(demo.Codes[0]);
            await student.DecideAsync(agree: true);
            long epoch = (await student.HelloAsync()).Epoch;
            await AnswerAsync(student, epoch, 1, Answers);

            // The control: a disk that says it has synced and has not.
            disk.Set("lie");
            await AnswerAsync(student, epoch, Answers + 1, 2 * Answers);
        }

        CallTrace trace = new(calls);
        Assert.Equal(Enumerable.Range(1, Answers).Select(number => (long)number), trace.Synced(1, Answers));
        Assert.Empty(trace.Synced(Answers + 1, 2 * Answers));
    }

    private static string[] Served(string data) => ServerProcess.Serve(data, 0, "--demo", "--answers-per-second", "0", "--messages-per-second", "0");

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>One after another: the next is given when the one before is acknowledged.</summary>
    private static async Task AnswerAsync(StudentClient student, long epoch, int from, int until)
    {
        for (int number = from; number <= until; number++)
        {
            PutReply reply = await student.BringAsync(epoch, number, new AnswerEntry((number - 1) % 40, "1", 1_000 * number));
            Assert.Equal((PutStatus.Ok, number), (reply.Status, reply.HighWater));
        }
    }
}
