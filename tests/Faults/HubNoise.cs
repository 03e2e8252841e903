using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Diagnostics.Engine.Sessions;
using Diagnostics.Tests.Doors;

namespace Diagnostics.Tests.Faults;

/// <summary>
/// Noise at the hub: nine of ten inputs are calls with bent arguments, one is what is no message at all. An input counts when the server has answered it, with the
/// call's completion or by hanging up; what is left lying unread behind a hang-up counts for nothing.
/// </summary>
internal sealed class HubNoise(Uri server, StudentClient student, int seed, string[] messages)
{
    /// <summary>
    /// Longer than a line that has pinged may stay silent (25 s). At a message of a type nobody knows the framework reads the line no further, so a call behind it is
    /// answered with the hang-up that silence brings: the line's own loss, with no more than one window of unread bytes kept for it.
    /// </summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);

    private readonly BentCalls _calls = new(seed);
    private readonly HostileText _noise = new(seed, messages);
    private readonly Random _random = new(seed);
    private readonly Dictionary<string, int> _told = new(StringComparer.Ordinal);
    private readonly byte[] _buffer = new byte[16_384];
    private int _number;
    private long _epoch;
    private long _next;

    public int Answered { get; private set; }

    /// <summary>How many calls were answered with this status.</summary>
    public int Told(string status) => _told.GetValueOrDefault(status);

    /// <summary>One socket, until it had this many inputs or is hung up on; all that the server said.</summary>
    public async Task<string> SendAsync(int most)
    {
        HelloReply hello = await student.HelloAsync();
        string ticket = Uri.EscapeDataString(await student.TicketAsync());
        using ClientWebSocket socket = new();
        await socket.ConnectAsync(new UriBuilder(new Uri(server, $"hub/session?ticket={ticket}")) { Scheme = "ws" }.Uri, default);
        StringBuilder all = new();
        try
        {
            await SendAsync(socket, "{\"protocol\":\"json\",\"version\":1}\u001e{\"type\":6}\u001e"u8.ToArray());
            (_epoch, _next) = (hello.Epoch, hello.HighWater + 1);
            for (int sent = 0; sent < most; sent++)
            {
                if (_random.Next(10) == 0)
                {
                    await SendAsync(socket, [.. _noise.Next(), 0x1e], _random.Next(7) == 0);
                }

                // After noise the call tells whether it was the noise that was hung up on, or ignored.
                await CallAsync(socket, _calls.Next(_epoch, _next, student.Device), all);
                Answered++;
            }
        }
        catch (WebSocketException)
        {
            Answered++;
        }

        return all.ToString();
    }

    /// <summary>Waits for the completion.</summary>
    private async Task CallAsync(ClientWebSocket socket, (string Name, JsonNode Body) call, StringBuilder all)
    {
        string id = $"n{++_number}";
        JsonObject message = new() { ["type"] = 1, ["invocationId"] = id, ["target"] = call.Name, ["arguments"] = new JsonArray(call.Body) };
        await SendAsync(socket, [.. Encoding.UTF8.GetBytes(message.ToJsonString()), 0x1e]);
        StringBuilder told = new();
        string wanted = $"\"invocationId\":\"{id}\"";
        using CancellationTokenSource limit = new(Patience);
        while (!(told.ToString() is var text && text.Contains(wanted, StringComparison.Ordinal) && text.EndsWith('\u001e')))
        {
            WebSocketReceiveResult got = await ReceiveAsync(socket, message, told, limit.Token);
            if (got.MessageType == WebSocketMessageType.Close)
            {
                all.Append(told);
                throw new WebSocketException("Hung up.");
            }

            told.Append(Encoding.UTF8.GetString(_buffer, 0, got.Count));
        }

        string reply = told.ToString().Split('\u001e').Single(one => one.Contains(wanted, StringComparison.Ordinal));
        // A right hello tells all that is saved: kept are only the refusals, where the inside would show.
        all.Append(reply.Contains("\"error\"", StringComparison.Ordinal) ? reply : "");
        using JsonDocument read = JsonDocument.Parse(reply);
        Take(read.RootElement);
    }

    private async Task<WebSocketReceiveResult> ReceiveAsync(ClientWebSocket socket, JsonObject call, StringBuilder told, CancellationToken limit)
    {
        try
        {
            return await socket.ReceiveAsync(_buffer, limit);
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"Input {Answered}: {call.ToJsonString()} was not answered within {Patience}; so far: {told}");
        }
    }

    private void Take(JsonElement reply)
    {
        if (!reply.TryGetProperty("result", out JsonElement result))
        {
            _told["refused"] = Told("refused") + 1;
            return;
        }

        string status = result.GetProperty("status").GetString()!;
        _told[status] = Told(status) + 1;
        _next = result.GetProperty("hw").GetInt64() + 1;
        // A hello with a bent epoch is another window's, and the session is now that one's.
        _epoch = status == "ok" && result.TryGetProperty("epoch", out JsonElement epoch) ? epoch.GetInt64() : _epoch;
    }

    private static Task SendAsync(ClientWebSocket socket, byte[] bytes, bool binary = false) =>
        socket.SendAsync(bytes, binary ? WebSocketMessageType.Binary : WebSocketMessageType.Text, true, default);
}
