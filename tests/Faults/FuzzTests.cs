using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.WebSockets;
using System.Text;
using Diagnostics.Tests.Doors;

namespace Diagnostics.Tests.Faults;

/// <summary>
/// Noise at the doors of a server in a process of its own. A short form by default; DIAGNOSTICS_FUZZ says how many inputs each door gets.
/// </summary>
[Trait("Kind", "Fault")]
public sealed class FuzzTests : ServerUnderNoise
{
    private const int Seed = 20261121;
    private const int InOneSocket = 20;

    private static readonly int Inputs = int.Parse(Environment.GetEnvironmentVariable("DIAGNOSTICS_FUZZ") ?? "3000", CultureInfo.InvariantCulture);

    private static readonly string[] Messages =
    [
        "{\"type\":1,\"invocationId\":\"1\",\"target\":\"Hello\",\"arguments\":[{\"epoch\":null,\"deviceId\":\"0123456789abcdef\",\"lastAck\":0,\"clientNowMs\":0}]}\u001e",
        "{\"type\":1,\"invocationId\":\"2\",\"target\":\"Put\",\"arguments\":[{\"e\":1,\"n\":1,\"a\":[{\"q\":0,\"v\":\"1\",\"d\":10},{\"q\":1,\"v\":\"2\",\"d\":20}]}]}\u001e",
        "{\"type\":1,\"invocationId\":\"3\",\"target\":\"Finish\",\"arguments\":[{\"e\":1,\"lastSeq\":2}]}\u001e",
        "{\"type\":6}\u001e", "{\"type\":7}\u001e", "{\"type\":4,\"invocationId\":\"4\",\"target\":\"Put\",\"arguments\":[]}\u001e",
    ];

    private static readonly string[] Bodies =
    [
        "{\"epoch\":1,\"deviceId\":\"0123456789abcdef\",\"lastAck\":0,\"clientNowMs\":0}",
        "{\"e\":1,\"n\":1,\"a\":[{\"q\":0,\"v\":\"1\",\"d\":10}]}",
        "{\"e\":1,\"lastSeq\":2}", "{\"code\":\"AAAA-AAAA-AAAA\",\"deviceId\":\"0123456789abcdef\"}", "{\"agree\":true,\"textVersion\":\"consent-2-timed\"}", "{\"key\":\"AAAA-AAAA-AAAA\"}",
        "{\"slip\":\"0409G70R00ZZABCDEFGH\"}", "{\"login\":\"учитель\",\"password\":\"x\"}", "{\"pin\":\"123456\"}", "{\"epoch\":1}",
    ];

    [Fact]
    public async Task No_frame_at_the_hub_hurts_the_server_or_shows_its_inside()
    {
        HostileText hostile = new(Seed, Messages);
        using StudentClient student = await EnterAsync(0);
        for (int sent = 0; sent < Inputs; sent += InOneSocket)
        {
            await SendAsync(student, hostile);
        }

        await AssertWellAsync();
    }

    [Fact]
    public async Task No_body_at_a_door_hurts_the_server_or_shows_its_inside()
    {
        HostileText hostile = new(Seed, Bodies);
        using StudentClient student = await EnterAsync(2);
        string[] doors =
        [
            "/api/session/enter", "/api/session/consent", "/api/session/hello", "/api/session/answers", "/api/session/finish", "/api/session/leave", "/api/result",
            "/api/staff/enter", $"/api/board/{Class.Board.Segments[^1]}/enter", "/api/invitation", "/api/parent/look",
            "/api/slip", "/api/check/open", "/api/check/done",
        ];
        using HttpClient http = new() { BaseAddress = Server.Address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", student.Entered.GetProperty("token").GetString());
        for (int sent = 0; sent < Inputs; sent++)
        {
            using ByteArrayContent body = new(hostile.Next());
            body.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            using HttpResponseMessage reply = await http.PostAsync(new Uri(doors[sent % doors.Length], UriKind.Relative), body);
            Assert.True(reply.StatusCode < HttpStatusCode.InternalServerError, $"{doors[sent % doors.Length]} answered {reply.StatusCode} to input {sent} of seed {Seed}.");
            AssertNothingInside(await reply.Content.ReadAsStringAsync());
        }

        await AssertWellAsync();
    }

    /// <summary>A socket of its own, a right handshake, then noise until the server hangs up or has had enough of it.</summary>
    private async Task SendAsync(StudentClient student, HostileText hostile)
    {
        using ClientWebSocket socket = new();
        string ticket = Uri.EscapeDataString(await student.TicketAsync());
        await socket.ConnectAsync(new UriBuilder(new Uri(Server.Address, $"hub/session?ticket={ticket}")) { Scheme = "ws" }.Uri, default);
        Task<string> told = ReadAsync(socket);
        try
        {
            await socket.SendAsync("{\"protocol\":\"json\",\"version\":1}\u001e"u8.ToArray(), WebSocketMessageType.Text, true, default);
            for (int sent = 0; sent < InOneSocket; sent++)
            {
                await socket.SendAsync(hostile.Next(), sent % 7 == 6 ? WebSocketMessageType.Binary : WebSocketMessageType.Text, true, default);
            }

            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, default);
        }
        catch (Exception hungUp) when (hungUp is WebSocketException or OperationCanceledException)
        {
            // The server hung up, which is its right.
        }

        AssertNothingInside(await told);
    }

    private static async Task<string> ReadAsync(ClientWebSocket socket)
    {
        StringBuilder told = new();
        byte[] buffer = new byte[16_384];
        try
        {
            while (true)
            {
                WebSocketReceiveResult got = await socket.ReceiveAsync(buffer, default);
                if (got.MessageType == WebSocketMessageType.Close)
                {
                    break;
                }

                told.Append(Encoding.UTF8.GetString(buffer, 0, got.Count));
            }
        }
        catch (Exception cut) when (cut is WebSocketException or OperationCanceledException)
        {
            // Cut off.
        }

        return told.ToString();
    }
}
