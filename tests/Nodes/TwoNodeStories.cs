using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Diagnostics.Engine;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Privacy;
using Diagnostics.Engine.Sessions;
using Diagnostics.Tests.Doors;
using Diagnostics.Tests.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace Diagnostics.Tests.Nodes;

/// <summary>Two whole servers with copies of one folder of keys on one store, as behind a proxy that sends each call wherever it likes.</summary>
[StoreEngine("postgres")]
public sealed class TwoNodeStories
{
    private static readonly string Device = new('a', 32);

    [StoreFact]
    public async Task What_a_teacher_does_on_one_node_reaches_the_students_of_the_other()
    {
        await using Pair pair = await Pair.OpenAsync();
        CodeSheet sheet = await pair.One.MakeClassAsync();
        using HttpClient teacher = await pair.One.TeacherAsync(sheet);
        using StudentClient student = new(pair.Two.Client(), Device);
        await student.EnterAsync(sheet.Cards[0].Code);
        await student.DecideAsync(agree: true);

        // The ticket is of one node, the socket at the other.
        using HubSocket hub = await HubSocket.ConnectAsync(pair.One.Address, $"/hub/session?ticket={await student.TicketAsync()}");
        HelloReply hello = await hub.CallAsync<HelloReply>("Hello", new HelloRequest(null, Device, 0, 0));
        Assert.Equal((PutStatus.Ok, LessonState.Lobby), (hello.Status, hello.Run));
        using HttpClient other = await pair.Two.TeacherAsync(sheet);

        await StepAsync(other, sheet, "running");
        Assert.Equal("running", await RunAsync(hub));
        await StepAsync(other, sheet, "paused");
        Assert.Equal("paused", await RunAsync(hub));
        await StepAsync(other, sheet, "running");
        Assert.Equal("running", await RunAsync(hub));
        Assert.True(await pair.Two.Engine.Seats.SetAsync(sheet.Class.Id, 1, LessonState.Paused, default));
        Assert.Equal("paused", await RunAsync(hub));
        Assert.True(await pair.Two.Engine.Seats.SetAsync(sheet.Class.Id, 1, LessonState.Running, default));
        Assert.Equal("running", await RunAsync(hub));

        Assert.True(await pair.Two.Engine.Board.GiveTimeAsync(sheet.Class.Id, null, 5, default));
        Assert.Equal("time", (await hub.PushedAsync("Ctl")).GetProperty("kind").GetString());
        Assert.True(await pair.Two.Engine.Board.SayAsync(sheet.Class.Id, null, Enum.GetValues<LessonMessage>()[0], default));
        Assert.Equal("message", (await hub.PushedAsync("Ctl")).GetProperty("kind").GetString());
        // Whoever asks because it was told is told the new.
        hello = await hub.CallAsync<HelloReply>("Hello", new HelloRequest(hello.Epoch, Device, 0, 0));
        Assert.Single(hello.Messages!);
        Assert.Equal(5, (await pair.One.Engine.Board.ReadAsync(sheet.Class.Id, default))!.GivenMinutes);

        // A new code ends the socket that the old one opened.
        Assert.True(await pair.Two.Engine.Cards.ReissueAsync(sheet.Class.Id, 1, default));
        await hub.ListenAsync().WaitAsync(TimeSpan.FromSeconds(20));

        async Task<string?> RunAsync(HubSocket socket)
        {
            JsonElement told = await socket.PushedAsync("Ctl");
            return told.GetProperty("kind").GetString() == "lesson" ? told.GetProperty("run").GetString() : told.ToString();
        }
    }

    [StoreFact]
    public async Task A_board_shows_the_students_of_both_nodes_and_how_far_they_are()
    {
        await using Pair pair = await Pair.OpenAsync();
        CodeSheet sheet = await pair.One.MakeClassAsync(grade: 7);
        Assert.True(await pair.One.Engine.Board.SetLessonAsync(sheet.Class.Id, LessonState.Running, default));
        (StudentClient here, long hereEpoch) = await Pair.StudentAsync(pair.One, sheet, 0);
        (StudentClient there, long thereEpoch) = await Pair.StudentAsync(pair.Two, sheet, 1);
        using (here)
        using (there)
        {
            Assert.Equal(1, (await here.PutAsync(hereEpoch, 1, new AnswerEntry(0, "1", 1_000))).HighWater);
            Assert.Equal(2, (await there.PutAsync(thereEpoch, 1, new AnswerEntry(0, "1", 1_000), new AnswerEntry(1, "2", 2_000))).HighWater);
            // Both boards say the same, whoever is looked at.
            await ShowAsync("Answering 1, Answering 2");
            await there.PutAsync(thereEpoch, 3, new AnswerEntry(2, "1", 3_000));
            await ShowAsync("Answering 1, Answering 3");

            async Task ShowAsync(string wanted)
            {
                string one = "";
                string two = "";
                for (int look = 0; look < 200 && (one != wanted || two != wanted); look++)
                {
                    await there.HelloAsync(thereEpoch, 2);
                    await here.HelloAsync(hereEpoch, 1);
                    (one, two) = (await SeatsAsync(pair.One), await SeatsAsync(pair.Two));
                    await Task.Delay(TimeSpan.FromMilliseconds(200));
                }

                Assert.Equal((wanted, wanted), (one, two));
            }
        }

        async Task<string> SeatsAsync(RunningServer node) => string.Join(
            ", ", (await node.Engine.Board.ReadAsync(sheet.Class.Id, default))!.Seats.Take(2).Select(seat => $"{seat.State} {seat.Answered}"));
    }

    [StoreFact]
    public async Task A_session_that_comes_over_goes_on_and_what_is_late_at_the_old_node_is_not_doubled()
    {
        await using Pair pair = await Pair.OpenAsync();
        CodeSheet sheet = await pair.One.MakeClassAsync();
        Assert.True(await pair.One.Engine.Board.SetLessonAsync(sheet.Class.Id, LessonState.Running, default));
        (StudentClient student, long epoch) = await Pair.StudentAsync(pair.One, sheet, 0);
        using (student)
        {
            Assert.Equal(1, (await student.PutAsync(epoch, 1, new AnswerEntry(0, "1", 1_000))).HighWater);
            using StudentClient moved = student.At(pair.Two.Client());
            Assert.Equal(PutStatus.Ok, (await moved.HelloAsync(epoch, 1)).Status);
            Assert.Equal(3, (await moved.PutAsync(epoch, 2, new AnswerEntry(1, "2", 2_000), new AnswerEntry(2, "3", 3_000))).HighWater);
            // The same batch, late at the node that was left, and what follows it.
            Assert.Equal(3, (await student.PutAsync(epoch, 2, new AnswerEntry(1, "2", 2_000), new AnswerEntry(2, "3", 3_000))).HighWater);
            Assert.Equal(4, (await student.PutAsync(epoch, 4, new AnswerEntry(0, "2", 4_000))).HighWater);
            Assert.Equal(4, await pair.Store.ReadAsync<long>("SELECT COUNT(*) FROM answer_log"));

            // Another device takes over at one node: the other node's window is told, and its late batch is kept beside the log.
            using HubSocket old = await HubSocket.ConnectAsync(pair.One.Address, $"/hub/session?ticket={await student.TicketAsync()}");
            Assert.Equal(PutStatus.Ok, (await old.CallAsync<HelloReply>("Hello", new HelloRequest(epoch, student.Device, 4, 0))).Status);
            Assert.Equal(PutStatus.Ok, (await moved.HelloAsync()).Status);
            Assert.Equal("superseded", (await old.PushedAsync("Ctl")).GetProperty("kind").GetString());
            Assert.Equal(PutStatus.Superseded, (await student.PutAsync(epoch, 5, new AnswerEntry(1, "1", 5_000))).Status);
            Assert.Equal(4, await pair.Store.ReadAsync<long>("SELECT COUNT(*) FROM answer_log"));
            Assert.Equal(1, await pair.Store.ReadAsync<long>("SELECT COUNT(*) FROM orphan_answer"));
        }
    }

    [StoreFact]
    public async Task A_living_device_keeps_its_session_from_whoever_comes_to_the_other_node_until_the_teachers_tap()
    {
        await using Pair pair = await Pair.OpenAsync();
        CodeSheet sheet = await pair.One.MakeClassAsync();
        Assert.True(await pair.One.Engine.Board.SetLessonAsync(sheet.Class.Id, LessonState.Running, default));
        (StudentClient student, long epoch) = await Pair.StudentAsync(pair.One, sheet, 0);
        using StudentClient second = new(pair.Two.Client(), new string('b', 32));
        using (student)
        {
            // The other node has read the class before and hears of the student only from its neighbour.
            Assert.NotNull(await pair.Two.Engine.Board.ReadAsync(sheet.Class.Id, default));
            await UntilAsync(async () =>
            {
                await student.HelloAsync(epoch);
                return (await pair.Two.Engine.Board.ReadAsync(sheet.Class.Id, default))!.Seats[0].State == SeatState.Answering;
            });
            using (HttpResponseMessage refused = await second.TryEnterAsync(sheet.Cards[0].Code))
            {
                Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
            }

            // The teacher looks at the first node.
            await UntilAsync(async () => (await pair.One.Engine.Board.ReadAsync(sheet.Class.Id, default))!.Seats[0].WantsMove);
            Assert.True(await pair.One.Engine.Board.AllowTakeoverAsync(sheet.Class.Id, 1, default));
            await UntilAsync(async () =>
            {
                using HttpResponseMessage entered = await second.TryEnterAsync(sheet.Cards[0].Code);
                return entered.IsSuccessStatusCode;
            });
            await second.EnterAsync(sheet.Cards[0].Code);
            Assert.Equal(PutStatus.Ok, (await second.HelloAsync()).Status);
            await UntilAsync(async () => (await student.HelloAsync(epoch)).Status == PutStatus.Superseded);
        }
    }

    [StoreFact]
    public async Task Staff_are_known_on_both_nodes_and_a_closed_account_is_out_on_both()
    {
        await using Pair pair = await Pair.OpenAsync();
        string token = await pair.One.StaffTokenAsync(StaffRole.Operator);
        using HttpClient there = new(new HttpClientHandler { UseCookies = false }) { BaseAddress = pair.Two.Address };
        there.DefaultRequestHeaders.Add("Cookie", $"staff={token}");
        await RunningServer.BringWordAsync(there);
        JsonElement me = await there.GetFromJsonAsync<JsonElement>("/api/staff/me");
        Account account = (await pair.One.Engine.Accounts.FindAsync(me.GetProperty("login").GetString()!, default))!.Account;
        Assert.True(await pair.One.Engine.Accounts.SetDisabledAsync(account.Id, disabled: true, AuditEntry.System, default));
        using HttpResponseMessage out1 = await there.GetAsync(new Uri("/api/staff/me", UriKind.Relative));
        Assert.NotEqual(HttpStatusCode.OK, out1.StatusCode);
    }

    [StoreFact]
    public async Task Of_two_nodes_one_does_what_one_should_do_and_the_other_when_it_is_gone()
    {
        await using SharedStore store = await SharedStore.MakeAsync();
        RunningServer one = await RunningServer.StartAsync(new RunningServer { Database = store.Location });
        RunningServer two = await RunningServer.StartAsync(new RunningServer { Database = store.Location, KeysOf = one });
        await UntilAsync(() => Task.FromResult(one.Engine.Day.IsFirst != two.Engine.Day.IsFirst));
        (RunningServer first, RunningServer second) = one.Engine.Day.IsFirst ? (one, two) : (two, one);
        await first.DisposeAsync();
        await UntilAsync(() => Task.FromResult(second.Engine.Day.IsFirst));
        await second.DisposeAsync();
    }

    [StoreFact]
    public async Task A_node_with_other_keys_than_its_neighbours_does_not_start_and_says_whose_to_copy()
    {
        await using Pair pair = await Pair.OpenAsync();
        await UntilAsync(async () => await pair.Store.ReadAsync<long>("SELECT COUNT(*) FROM live_node") == 2);
        DirectoryInfo folder = Directory.CreateTempSubdirectory("diagnostics-keys-");
        try
        {
            DirectoryInfo keys = folder.CreateSubdirectory("keys");
            foreach (FileInfo key in new DirectoryInfo(Path.Combine(pair.One.Folder, "keys")).GetFiles().Where(key => key.Name != "token.key"))
            {
                key.CopyTo(Path.Combine(keys.FullName, key.Name));
            }

            // The codes and results of the store open with these; what its browsers hold does not.
            InvalidOperationException refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => DiagnosticsEngine.OpenAsync(
                new EngineOptions { DataFolder = folder.FullName, Database = pair.Store.Location }, TimeProvider.System, NullLoggerFactory.Instance, default));
            Assert.Contains("copy its folder keys", refusal.Message, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    internal static async Task UntilAsync(Func<Task<bool>> there)
    {
        using CancellationTokenSource limit = new(TimeSpan.FromSeconds(40));
        while (!await there())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(200), limit.Token);
        }
    }

    private static async Task StepAsync(HttpClient teacher, CodeSheet sheet, string run)
    {
        using HttpResponseMessage stepped = await teacher.PostAsJsonAsync($"/api/board/{sheet.Class.BoardLink}/lesson", new { lesson = run });
        stepped.EnsureSuccessStatusCode();
    }

    private sealed class Pair(SharedStore store, RunningServer one, RunningServer two) : IAsyncDisposable
    {
        public SharedStore Store => store;

        public RunningServer One => one;

        public RunningServer Two => two;

        public static async Task<Pair> OpenAsync()
        {
            SharedStore store = await SharedStore.MakeAsync();
            RunningServer one = await RunningServer.StartAsync(new RunningServer { Database = store.Location });
            return new Pair(store, one, await RunningServer.StartAsync(new RunningServer { Database = store.Location, KeysOf = one }));
        }

        /// <summary>Enters a lesson that is on, agrees and says hello.</summary>
        public static async Task<(StudentClient Student, long Epoch)> StudentAsync(RunningServer node, CodeSheet sheet, int card)
        {
            StudentClient student = new(node.Client(), new string((char)('c' + card), 32));
            await student.EnterAsync(sheet.Cards[card].Code);
            await student.DecideAsync(agree: true);
            return (student, (await student.HelloAsync()).Epoch);
        }

        public async ValueTask DisposeAsync()
        {
            await one.DisposeAsync();
            await two.DisposeAsync();
            await store.DisposeAsync();
        }
    }
}
