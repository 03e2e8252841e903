using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Sessions;
using Diagnostics.Web.Access;
using Microsoft.Data.Sqlite;

namespace Diagnostics.Tests.Doors;

/// <summary>What one student's line may carry: beyond it a socket is closed as against the policy, a call is refused, and the neighbours notice nothing.</summary>
public sealed class LineStories : IAsyncLifetime, IDisposable
{
    private readonly ManualClock _doors = new();
    private readonly CapturedLog _log = new();
    private RunningServer _server = null!;
    private CodeSheet _sheet = null!;

    public async Task InitializeAsync()
    {
        _server = await RunningServer.StartAsync(new RunningServer { DoorClock = _doors, Lines = new LineLimits(), Log = _log });
        _sheet = await _server.MakeClassAsync();
    }

    public Task DisposeAsync() => _server.DisposeAsync();

    public void Dispose() => _log.Dispose();

    [Fact]
    public async Task The_thirty_first_message_of_a_moment_closes_the_socket_with_1008()
    {
        using StudentClient student = await EnterAsync(0);
        using ClientWebSocket socket = await ConnectAsync(student);
        // The handshake was the first.
        for (int ping = 0; ping < 29; ping++)
        {
            await SendAsync(socket, "{\"type\":6}\u001e");
        }

        Assert.Equal(PutStatus.Ok, (await student.HelloAsync()).Status);
        await SendAsync(socket, "{\"type\":6}\u001e");
        Assert.Equal(WebSocketCloseStatus.PolicyViolation, await ClosedAsync(socket));
    }

    [Fact]
    public async Task Time_gives_messages_back_and_many_in_one_frame_are_many()
    {
        using StudentClient student = await EnterAsync(0);
        using ClientWebSocket socket = await ConnectAsync(student);
        string twenty = string.Concat(Enumerable.Repeat("{\"type\":6}\u001e", 20));
        await SendAsync(socket, twenty);
        await AnsweredAsync(socket);
        _doors.Advance(TimeSpan.FromSeconds(1));
        await SendAsync(socket, twenty);
        await AnsweredAsync(socket);
        await SendAsync(socket, twenty);
        Assert.Equal(WebSocketCloseStatus.PolicyViolation, await ClosedAsync(socket));
    }

    [Theory]
    [Trait("Kind", "Fault")]
    [InlineData(1)]
    [InlineData(50)]
    public async Task A_message_over_4_KB_closes_the_socket_with_1008_however_it_is_cut_up(int pieces)
    {
        using StudentClient student = await EnterAsync(0);
        using ClientWebSocket socket = await ConnectAsync(student);
        byte[] large = Encoding.ASCII.GetBytes(new string(' ', 5_000));
        foreach (byte[] piece in large.Chunk(large.Length / pieces))
        {
            await socket.SendAsync(piece, WebSocketMessageType.Text, endOfMessage: false, default);
        }

        Assert.Equal(WebSocketCloseStatus.PolicyViolation, await ClosedAsync(socket));
    }

    [Fact]
    public async Task Calls_over_plain_http_have_the_same_limits()
    {
        using HttpClient http = _server.Client();
        using StudentClient student = new(http, "0123456789abcdef");
        await student.EnterAsync(_sheet.Cards[0].Code);
        // The first makes it the device that holds the session, whose calls are counted apart.
        for (int call = 0; call < 31; call++)
        {
            Assert.Equal(HttpStatusCode.OK, await HelloAsync(http));
        }

        using HttpResponseMessage refused = await http.PostAsJsonAsync("/api/session/hello", Hello());
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Equal("too-many-messages", (await refused.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());
        Assert.Equal(TimeSpan.FromSeconds(1), refused.Headers.RetryAfter!.Delta);
        using HttpClient other = _server.Client();
        using StudentClient neighbour = new(other, "fedcba9876543210");
        await neighbour.EnterAsync(_sheet.Cards[1].Code);
        Assert.Equal(HttpStatusCode.OK, await HelloAsync(other));
        _doors.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.OK, await HelloAsync(http));
        using HttpResponseMessage large = await http.PostAsJsonAsync(
            "/api/session/answers", new { e = 1, n = 1, a = new[] { new { q = 0, v = new string('1', 5_000), d = 1 } } });
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, large.StatusCode);
    }

    [Fact]
    public async Task A_socket_that_goes_while_its_call_waits_for_the_store_leaves_no_fault_in_the_log()
    {
        using StudentClient student = await EnterAsync(0);
        await student.DecideAsync(agree: true);
        await _server.Engine.Board.SetLessonAsync(_sheet.Class.Id, LessonState.Running, default);
        long epoch = (await student.HelloAsync()).Epoch;
        string ticket = Uri.EscapeDataString(await student.TicketAsync());
        using HubSocket socket = await HubSocket.ConnectAsync(_server.Address, $"/hub/session?ticket={ticket}");
        await using SqliteConnection other = new($"Data Source={Path.Combine(_server.Folder, "diagnostics.db")};Pooling=false");
        await other.OpenAsync();
        await using SqliteCommand begin = new("BEGIN IMMEDIATE", other);
        await begin.ExecuteNonQueryAsync();
        await socket.SendAsync($"{{\"type\":1,\"invocationId\":\"1\",\"target\":\"Put\",\"arguments\":[{{\"e\":{epoch},\"n\":1,\"a\":[{{\"q\":0,\"v\":\"1\",\"d\":10}}]}}]}}");
        await Task.Delay(TimeSpan.FromMilliseconds(300));
        socket.Dispose();
        await Task.Delay(TimeSpan.FromMilliseconds(300));
        await other.CloseAsync();
        Assert.Equal(PutStatus.Ok, (await student.PutAsync(epoch, 1, new AnswerEntry(0, "1", 10))).Status);
        Assert.DoesNotContain("Failed to invoke hub method", _log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Earlier_devices_use_up_their_own_calls_and_not_those_of_the_device_that_holds_the_session()
    {
        using StudentClient early = await EnterAsync(0);
        using StudentClient another = new(_server.Client(), "89abcdef01234567");
        await another.EnterAsync(_sheet.Cards[0].Code);
        using StudentClient owner = new(_server.Client(), "fedcba9876543210");
        await owner.EnterAsync(_sheet.Cards[0].Code);
        long epoch = (await owner.HelloAsync()).Epoch;
        for (int call = 1; call < 30; call++)
        {
            Assert.Equal(HttpStatusCode.NoContent, await early.StatusAsync("leave", new { epoch = 1 }));
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, await early.StatusAsync("leave", new { epoch = 1 }));
        Assert.Equal(HttpStatusCode.TooManyRequests, await another.StatusAsync("leave", new { epoch = 1 }));
        for (int call = 0; call < 30; call++)
        {
            Assert.Equal(PutStatus.Ok, (await owner.HelloAsync(epoch)).Status);
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, await owner.StatusAsync("leave", new { epoch = 1 }));
    }

    private static object Hello() => new { epoch = (long?)null, deviceId = "0123456789abcdef", lastAck = 0, clientNowMs = 0 };

    private static async Task<HttpStatusCode> HelloAsync(HttpClient http)
    {
        using HttpResponseMessage reply = await http.PostAsJsonAsync("/api/session/hello", Hello());
        return reply.StatusCode;
    }

    private async Task<StudentClient> EnterAsync(int card)
    {
        StudentClient student = new(_server.Client(), $"0123456789abcde{card}");
        await student.EnterAsync(_sheet.Cards[card].Code);
        return student;
    }

    private async Task<ClientWebSocket> ConnectAsync(StudentClient student)
    {
        ClientWebSocket socket = new();
        string ticket = Uri.EscapeDataString(await student.TicketAsync());
        await socket.ConnectAsync(new Uri($"ws://{_server.Address.Authority}/hub/session?ticket={ticket}"), default);
        await SendAsync(socket, "{\"protocol\":\"json\",\"version\":1}\u001e");
        await ReceiveAsync(socket);
        return socket;
    }

    private static Task SendAsync(ClientWebSocket socket, string text) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, default);

    /// <summary>A call that is answered shows that everything before it was read.</summary>
    private static async Task AnsweredAsync(ClientWebSocket socket)
    {
        await SendAsync(socket, "{\"type\":1,\"invocationId\":\"1\",\"target\":\"None\",\"arguments\":[]}\u001e");
        Assert.NotEqual(WebSocketMessageType.Close, (await ReceiveAsync(socket)).MessageType);
    }

    private static async Task<WebSocketCloseStatus?> ClosedAsync(ClientWebSocket socket)
    {
        while ((await ReceiveAsync(socket)).MessageType != WebSocketMessageType.Close)
        {
        }

        return socket.CloseStatus;
    }

    private static async Task<WebSocketReceiveResult> ReceiveAsync(ClientWebSocket socket)
    {
        using CancellationTokenSource limit = new(TimeSpan.FromSeconds(20));
        return await socket.ReceiveAsync(new byte[4096], limit.Token);
    }
}
