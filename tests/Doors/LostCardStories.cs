using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Sessions;

namespace Diagnostics.Tests.Doors;

/// <summary>A lost card's code is replaced in the middle of a lesson: whoever came in with it is out, and the new code goes on.</summary>
public sealed class LostCardStories(RunningServer server) : IClassFixture<RunningServer>
{
    [Fact]
    public async Task A_replaced_code_ends_token_ticket_and_socket_and_the_new_one_goes_on_with_all_answers()
    {
        CodeSheet sheet = await server.MakeClassAsync();
        using StudentClient finder = await StudentAsync(sheet, 0);
        using StudentClient neighbour = await StudentAsync(sheet, 1);
        await server.Engine.Board.SetLessonAsync(sheet.Class.Id, LessonState.Running, default);
        using HubSocket line = await HubSocket.ConnectAsync(server.Address, $"/hub/session?ticket={await finder.TicketAsync()}");
        HelloReply hello = await line.CallAsync<HelloReply>("Hello", new HelloRequest(null, finder.Device, 0, 0));
        PutReply put = await line.CallAsync<PutReply>("Put", new PutRequest(hello.Epoch, 1, [new AnswerEntry(0, "3", 10), new AnswerEntry(1, "2", 20)]));
        Assert.Equal((PutStatus.Ok, 2L), (put.Status, put.HighWater));
        string kept = await finder.TicketAsync();
        using HubSocket silent = await HubSocket.ConnectAsync(server.Address, $"/hub/session?ticket={await finder.TicketAsync()}");
        using HubSocket beside = await HubSocket.ConnectAsync(server.Address, $"/hub/session?ticket={await neighbour.TicketAsync()}");

        await ReissueAsync(sheet, seat: 1);

        await EndedAsync(line);
        await EndedAsync(silent);
        await Assert.ThrowsAnyAsync<WebSocketException>(() => HubSocket.ConnectAsync(server.Address, $"/hub/session?ticket={kept}"));
        foreach ((string call, object body) in Calls(finder.Device, hello.Epoch))
        {
            Assert.Equal(HttpStatusCode.Unauthorized, await finder.StatusAsync(call, body));
        }

        // The seat beside it goes on, and the right student is not kept waiting by the device that is out.
        Assert.Equal(PutStatus.Ok, (await beside.CallAsync<HelloReply>("Hello", new HelloRequest(null, neighbour.Device, 0, 0))).Status);
        string code = (await server.Engine.Cards.ReadAsync(sheet.Class.Id, default))!.Cards[0].Code;
        using StudentClient owner = new(server.Client(), Guid.NewGuid().ToString("N"));
        await owner.EnterAsync(code);
        HelloReply again = await owner.HelloAsync();
        Assert.Equal((PutStatus.Ok, 2L), (again.Status, again.HighWater));
        Assert.Equal([(0, "3"), (1, "2")], again.Answers!.Select(answer => (answer.Item, answer.Value)));
        Assert.Equal(3, (await owner.PutAsync(again.Epoch, 3, new AnswerEntry(2, "1", 30))).HighWater);
        using StudentClient old = new(server.Client(), finder.Device);
        using HttpResponseMessage refused = await old.TryEnterAsync(sheet.Cards[0].Code);
        Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
    }

    [Fact]
    public async Task A_replaced_code_of_a_seat_that_was_erased_opens_nothing_and_ends_the_same()
    {
        CodeSheet sheet = await server.MakeClassAsync();
        using StudentClient student = await StudentAsync(sheet, 0);
        await server.Engine.Board.SetLessonAsync(sheet.Class.Id, LessonState.Running, default);
        HelloReply hello = await student.HelloAsync();
        Assert.True(await server.Engine.Privacy.EraseAsync((await server.Engine.Privacy.FindAsync(sheet.Cards[0].Code, default))!.SessionId, "test", default));
        Assert.Equal(SessionState.Expired, (await student.HelloAsync(hello.Epoch)).State);
        await ReissueAsync(sheet, seat: 1);
        Assert.Equal(HttpStatusCode.Unauthorized, await student.StatusAsync("hello", Calls(student.Device, hello.Epoch)[0].Body));
        string code = (await server.Engine.Cards.ReadAsync(sheet.Class.Id, default))!.Cards[0].Code;
        using HttpResponseMessage refused = await student.TryEnterAsync(code);
        Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
    }

    /// <summary>An aborted socket ends with an error, a closed one without.</summary>
    private static async Task EndedAsync(HubSocket socket)
    {
        try
        {
            await socket.ListenAsync().WaitAsync(TimeSpan.FromSeconds(20));
        }
        catch (WebSocketException)
        {
        }
    }

    private static (string Call, object Body)[] Calls(string device, long epoch) =>
    [
        ("hello", new HelloRequest(epoch, device, 2, 0)),
        ("hello", new HelloRequest(null, device, 0, 0)),
        ("answers", new PutRequest(epoch, 3, [new AnswerEntry(2, "1", 30)])),
        ("finish", new FinishRequest(epoch, 2)),
        ("ticket", new { }),
        ("leave", new { epoch }),
        ("consent", new { agree = false, textVersion = "consent-3-timed" }),
    ];

    private async Task ReissueAsync(CodeSheet sheet, int seat)
    {
        using HttpClient coordinator = await server.StaffAsync(StaffRole.Coordinator, new OrgNode(NodeKind.School, sheet.School.Id));
        using HttpResponseMessage reply = await coordinator.PostAsJsonAsync($"/api/setup/classes/{sheet.Class.Id}/reissue", new { seat });
        Assert.Equal(HttpStatusCode.NoContent, reply.StatusCode);
    }

    private async Task<StudentClient> StudentAsync(CodeSheet sheet, int card)
    {
        StudentClient student = new(server.Client(), Guid.NewGuid().ToString("N"));
        await student.EnterAsync(sheet.Cards[card].Code);
        await student.DecideAsync(agree: true);
        return student;
    }
}
