using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.WebSockets;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Sessions;
using Diagnostics.Web.Access;

namespace Diagnostics.Tests.Doors;

/// <summary>A ticket opens one socket, once, for thirty seconds, for the session it was given to.</summary>
[Trait("Kind", "Fault")]
public sealed class TicketStories : IAsyncLifetime
{
    private readonly ManualClock _clock = new();
    private readonly RunningServer _server;

    public TicketStories() => _server = new RunningServer { DoorClock = _clock };

    public Task InitializeAsync() => _server.InitializeAsync();

    public Task DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Of_many_sockets_that_bring_one_ticket_at_once_one_is_opened()
    {
        using StudentClient student = await StudentAsync(await _server.MakeClassAsync(), 0);
        string ticket = await student.TicketAsync();
        bool[] opened = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => OpensAsync(ticket)));
        Assert.Equal(1, opened.Count(one => one));
        Assert.False(await OpensAsync(ticket + "="));
    }

    [Fact]
    public async Task A_ticket_is_worth_nothing_after_thirty_seconds()
    {
        using StudentClient student = await StudentAsync(await _server.MakeClassAsync(), 0);
        string late = await student.TicketAsync();
        string used = await student.TicketAsync();
        _clock.Advance(TimeSpan.FromSeconds(29));
        Assert.True(await OpensAsync(used));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.False(await OpensAsync(late));
        _clock.Advance(TimeSpan.FromMinutes(5));
        Assert.True(await OpensAsync(await student.TicketAsync()));
        Assert.False(await OpensAsync(used));
    }

    [Fact]
    public async Task A_ticket_acts_for_its_own_session_and_for_nothing_else()
    {
        CodeSheet sheet = await _server.MakeClassAsync();
        using HttpClient teacher = await _server.TeacherAsync(sheet);
        using StudentClient first = await StudentAsync(sheet, 0);
        using StudentClient second = await StudentAsync(sheet, 1);
        await _server.Engine.Board.By("test").SetLessonAsync(sheet.Class.Id, LessonState.Running, default);
        using (HubSocket socket = await HubSocket.ConnectAsync(_server.Address, $"/hub/session?ticket={await first.TicketAsync()}"))
        {
            HelloReply hello = await socket.CallAsync<HelloReply>("Hello", new HelloRequest(null, first.Device, 0, 0));
            PutReply put = await socket.CallAsync<PutReply>("Put", new PutRequest(hello.Epoch, 1, [new AnswerEntry(0, "3", 10)]));
            Assert.Equal(PutStatus.Ok, put.Status);
        }

        Assert.Empty((await second.HelloAsync()).Answers ?? []);
        using HttpClient thief = _server.Client();
        thief.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await first.TicketAsync());
        Assert.Equal(HttpStatusCode.Unauthorized, (await thief.PostAsync(new Uri("/api/session/ticket", UriKind.Relative), null)).StatusCode);
        thief.DefaultRequestHeaders.Authorization = null;
        thief.DefaultRequestHeaders.Add("Cookie", $"board_{sheet.Class.BoardLink[..8]}={await first.TicketAsync()}");
        Assert.Equal(HttpStatusCode.Unauthorized, (await thief.GetAsync(new Uri($"/api/board/{sheet.Class.BoardLink}", UriKind.Relative))).StatusCode);
    }

    [Fact]
    public async Task A_ticket_made_or_changed_by_anybody_else_opens_nothing()
    {
        using StudentClient student = await StudentAsync(await _server.MakeClassAsync(), 0);
        string ticket = await student.TicketAsync();
        string[] parts = ticket.Split('.');
        Seal foreign = new(new byte[32], _clock);
        string[] forged =
        [
            foreign.Make(SealPurpose.Ticket, "any:class:1", TimeSpan.FromSeconds(30)),
            $"{parts[0]}.", $".{parts[1]}", parts[0], $"{parts[0]}.{parts[1]}.{parts[1]}", $"{parts[0][..^1]}{(parts[0][^1] == 'A' ? 'B' : 'A')}.{parts[1]}",
            ticket.Length.ToString(CultureInfo.InvariantCulture), new string('a', 1000),
        ];
        foreach (string one in forged)
        {
            Assert.False(await OpensAsync(one), one);
        }

        Assert.True(await OpensAsync(ticket));
    }

    private async Task<bool> OpensAsync(string ticket)
    {
        try
        {
            using HubSocket socket = await HubSocket.ConnectAsync(_server.Address, $"/hub/session?ticket={ticket}");
            return true;
        }
        catch (WebSocketException)
        {
            return false;
        }
    }

    private async Task<StudentClient> StudentAsync(CodeSheet sheet, int card)
    {
        StudentClient student = new(_server.Client(), Guid.NewGuid().ToString("N"));
        await student.EnterAsync(sheet.Cards[card].Code);
        await student.DecideAsync(agree: true);
        return student;
    }
}
