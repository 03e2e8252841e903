using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.WebSockets;
using System.Text;
using Diagnostics.Tests.Doors;

namespace Diagnostics.Tests.Faults;

/// <summary>
/// Noise at the doors of a server in a process of its own. DIAGNOSTICS_FUZZ says how many inputs the hub and each of the other doors get; by default a short form.
/// </summary>
[Trait("Kind", "Fault")]
public sealed class FuzzTests : ServerUnderNoise
{
    private const int Seed = 20261121;
    private const int InOneSocket = 20;

    private const int DoorsAtOnce = 4;

    private static readonly string? Asked = Environment.GetEnvironmentVariable("DIAGNOSTICS_FUZZ");
    private static readonly int AtHub = int.Parse(Asked ?? "3000", CultureInfo.InvariantCulture);
    private static readonly int AtDoor = int.Parse(Asked ?? "250", CultureInfo.InvariantCulture);

    private static readonly string[] Messages =
    [
        "{\"type\":1,\"invocationId\":\"1\",\"target\":\"Hello\",\"arguments\":[{\"epoch\":null,\"deviceId\":\"0123456789abcdef\",\"lastAck\":0,\"clientNowMs\":0}]}\u001e",
        "{\"type\":1,\"invocationId\":\"2\",\"target\":\"Put\",\"arguments\":[{\"e\":1,\"n\":1,\"a\":[{\"q\":0,\"v\":\"1\",\"d\":10},{\"q\":1,\"v\":\"2\",\"d\":20}]}]}\u001e",
        "{\"type\":1,\"invocationId\":\"3\",\"target\":\"Finish\",\"arguments\":[{\"e\":1,\"lastSeq\":2}]}\u001e",
        "{\"type\":6}\u001e", "{\"type\":7}\u001e", "{\"type\":4,\"invocationId\":\"4\",\"target\":\"Put\",\"arguments\":[]}\u001e",
    ];

    private const string Letters = "0409G70R00ZZABCDEFGH";

    /// <summary>What each door reads: half of its noise is bent from that, the rest from what the others read.</summary>
    private static readonly (string Path, string Body)[] Doors =
    [
        ("/api/session/enter", "{\"code\":\"AAAA-AAAA-AAAA\",\"deviceId\":\"0123456789abcdef\"}"),
        ("/api/session/consent", "{\"agree\":true,\"textVersion\":\"consent-2-timed\"}"),
        ("/api/session/hello", "{\"epoch\":1,\"deviceId\":\"0123456789abcdef\",\"lastAck\":0,\"clientNowMs\":0}"),
        ("/api/session/answers", "{\"e\":1,\"n\":1,\"a\":[{\"q\":0,\"v\":\"1\",\"d\":10}]}"),
        ("/api/session/finish", "{\"e\":1,\"lastSeq\":2}"),
        ("/api/session/leave", "{\"epoch\":1}"),
        ("/api/result", "{\"key\":\"AAAA-AAAA-AAAA\"}"),
        ("/api/staff/enter", "{\"login\":\"учитель\",\"password\":\"x\"}"),
        ("/api/board/BOARD/enter", "{\"pin\":\"123456\"}"),
        ("/api/invitation", "{\"token\":\"00000000000000000000000000\"}"),
        ("/api/parent/look", "{\"link\":\"00000000000000000000000000\"}"),
        ("/api/slip", $"{{\"slip\":\"{Letters}{Letters}{Letters}{Letters}{Letters}{Letters}{Letters}\"}}"),
        ("/api/check/open", "{\"link\":\"00000000000000000000000000\"}"),
        ("/api/check/done", "{\"device\":\"a.b\",\"number\":1,\"measured\":{\"clock\":1,\"storage\":{\"free\":0}}}"),
    ];

    [Fact]
    public async Task No_frame_at_the_hub_hurts_the_server_or_shows_its_inside()
    {
        HostileText hostile = new(Seed, Messages);
        using StudentClient student = await EnterAsync(0);
        for (int sent = 0; sent < AtHub; sent += InOneSocket)
        {
            await SendAsync(student, hostile);
        }

        await AssertWellAsync();
    }

    [Fact]
    public async Task No_body_at_a_door_hurts_the_server_or_shows_its_inside()
    {
        using StudentClient student = await EnterAsync(2);
        using HttpClient http = new() { BaseAddress = Server.Address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", student.Entered.GetProperty("token").GetString());
        string board = Class.Board.Segments[^1];
        string[] others = [.. Doors.Select(door => door.Body)];
        await Parallel.ForEachAsync(Enumerable.Range(0, Doors.Length), new ParallelOptions { MaxDegreeOfParallelism = DoorsAtOnce }, async (at, cancellation) =>
        {
            string path = Doors[at].Path.Replace("BOARD", board, StringComparison.Ordinal);
            HostileText hostile = new(Seed + at, [.. others, .. Enumerable.Repeat(Doors[at].Body, others.Length)]);
            for (int sent = 0; sent < AtDoor; sent++)
            {
                using ByteArrayContent body = new(hostile.Next());
                body.Headers.ContentType = new MediaTypeHeaderValue("application/json");
                using HttpResponseMessage reply = await http.PostAsync(new Uri(path, UriKind.Relative), body, cancellation);
                Assert.True(reply.StatusCode < HttpStatusCode.InternalServerError, $"{path} answered {reply.StatusCode} to input {sent} of seed {Seed + at}.");
                AssertNothingInside(await reply.Content.ReadAsStringAsync(cancellation));
            }
        });
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
