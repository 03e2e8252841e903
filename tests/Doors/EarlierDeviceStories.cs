using System.Net;
using System.Text.Json;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Privacy;
using Diagnostics.Engine.Sessions;

namespace Diagnostics.Tests.Doors;

/// <summary>
/// Somebody typed the code of a card before the lesson and keeps the token: while the card's owner works, and after, it reads nothing, writes
/// nothing and refuses nothing.
/// </summary>
public sealed class EarlierDeviceStories(RunningServer server) : IClassFixture<RunningServer>
{
    [Fact]
    public async Task An_earlier_device_has_no_part_in_a_session_that_another_one_began_and_finished()
    {
        CodeSheet sheet = await server.MakeClassAsync();
        using StudentClient early = Student();
        await early.EnterAsync(sheet.Cards[0].Code);
        using HubSocket line = await HubSocket.ConnectAsync(server.Address, $"/hub/session?ticket={await early.TicketAsync()}");
        long first = (await line.CallAsync<HelloReply>("Hello", new HelloRequest(null, early.Device, 0, 0))).Epoch;
        Assert.Equal(HttpStatusCode.NoContent, await early.StatusAsync("leave", new { epoch = first }));

        using StudentClient owner = Student();
        await owner.EnterAsync(sheet.Cards[0].Code);
        await owner.DecideAsync(agree: true);
        await server.Engine.Board.SetLessonAsync(sheet.Class.Id, LessonState.Running, default);
        HelloReply hello = await owner.HelloAsync();
        Assert.Equal(2, (await owner.PutAsync(hello.Epoch, 1, new AnswerEntry(0, "3", 10), new AnswerEntry(1, "2", 20))).HighWater);

        // It is told that it is out, not what to call itself to be in.
        Assert.Equal("lesson", (await line.PushedAsync("Ctl")).GetProperty("kind").GetString());
        JsonElement news = await line.PushedAsync("Ctl");
        Assert.Equal(("superseded", first + 1), (news.GetProperty("kind").GetString(), news.GetProperty("epoch").GetInt64()));
        Assert.NotEqual(first + 1, hello.Epoch);
        await RefusedAsync(early, first);
        Assert.Equal(PutStatus.Superseded, (await line.CallAsync<PutReply>("Put", new PutRequest(first + 1, 3, [new AnswerEntry(0, "1", 40)]))).Status);
        Assert.Equal(HttpStatusCode.Conflict, await early.StatusAsync("consent", Refusal(null)));
        Assert.Equal(HttpStatusCode.Conflict, await early.StatusAsync("consent", Refusal(first)));

        HelloReply still = await owner.HelloAsync(hello.Epoch);
        Assert.Equal((PutStatus.Ok, 2L, true), (still.Status, still.HighWater, still.Consent));
        Assert.Equal(["3", "2"], still.Answers!.OrderBy(answer => answer.Item).Select(answer => answer.Value));
        using HttpResponseMessage entered = await early.TryEnterAsync(sheet.Cards[0].Code);
        Assert.Equal(HttpStatusCode.Conflict, entered.StatusCode);

        FinishReply finish = await owner.FinishAsync(hello.Epoch, 2);
        Assert.NotNull(finish.ResultKey);
        await RefusedAsync(early, first);
        Assert.Equal(finish.ResultKey, (await owner.FinishAsync(hello.Epoch, 2)).ResultKey);
    }

    [Fact]
    public async Task Who_began_may_change_the_mind_with_the_epoch_and_whoever_only_agreed_without()
    {
        CodeSheet sheet = await server.MakeClassAsync();
        using StudentClient student = Student();
        await student.EnterAsync(sheet.Cards[0].Code);
        await student.DecideAsync(agree: true);
        Assert.Equal(HttpStatusCode.NoContent, await student.StatusAsync("consent", Refusal(null)));
        await student.DecideAsync(agree: true);
        long epoch = (await student.HelloAsync()).Epoch;
        Assert.Equal(HttpStatusCode.NoContent, await student.StatusAsync("consent", Refusal(epoch)));
        Assert.False((await student.HelloAsync(epoch)).Consent);
    }

    [Fact]
    public async Task A_result_key_given_out_anew_is_told_to_no_device()
    {
        CodeSheet sheet = await server.MakeClassAsync();
        using StudentClient student = Student();
        await student.EnterAsync(sheet.Cards[0].Code);
        await student.DecideAsync(agree: true);
        await server.Engine.Board.SetLessonAsync(sheet.Class.Id, LessonState.Running, default);
        long epoch = (await student.HelloAsync()).Epoch;
        await student.PutAsync(epoch, 1, new AnswerEntry(0, "3", 10));
        Assert.NotNull((await student.FinishAsync(epoch, 1)).ResultKey);
        Assert.NotNull(await server.Engine.Releases.ReissueKeyAsync(sheet.Class.Id, 1, AuditEntry.System, default));
        FinishReply again = await student.FinishAsync(epoch, 1);
        Assert.Equal((PutStatus.Ok, SessionState.Finished, null), (again.Status, again.State, again.ResultKey));
    }

    /// <summary>By every number it could think of, and by none: nothing is told. An answer under a number that no device had is not kept, and not said to be.</summary>
    private static async Task RefusedAsync(StudentClient early, long first)
    {
        foreach (long? epoch in new long?[] { null, 0, 1, 2, first, first + 1, long.MaxValue, -1 })
        {
            HelloReply hello = await early.HelloAsync(epoch);
            Assert.Equal((PutStatus.Superseded, 0L), (hello.Status, hello.Epoch));
            Assert.Null(hello.Answers);
            if (epoch is { } named)
            {
                Assert.Equal(named >= 1 ? PutStatus.Superseded : PutStatus.Closed, (await early.PutAsync(named, 3, new AnswerEntry(0, "1", 40))).Status);
                FinishReply finish = await early.FinishAsync(named, 2);
                Assert.Equal((PutStatus.Superseded, null), (finish.Status, finish.ResultKey));
            }
        }

        Assert.Equal(HttpStatusCode.NoContent, await early.StatusAsync("leave", new { epoch = first }));
    }

    private static object Refusal(long? epoch) => new { agree = false, textVersion = "consent-3-timed", epoch };

    private StudentClient Student() => new(server.Client(), Guid.NewGuid().ToString("N"));
}
