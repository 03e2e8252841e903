using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace Diagnostics.Tests.Doors;

/// <summary>SignalR's JSON protocol over a plain socket: records end with U+001E; type 1 is a call, 3 its answer, 6 a ping.</summary>
internal sealed class HubSocket : IDisposable
{
    private const char End = '\u001e';

    private readonly ClientWebSocket _socket = new();
    private readonly Queue<JsonElement> _pushed = new();
    private readonly StringBuilder _text = new();
    private int _calls;

    public static async Task<HubSocket> ConnectAsync(Uri server, string path, string? cookie = null, string? origin = null)
    {
        HubSocket hub = new();
        if (cookie is not null)
        {
            hub._socket.Options.SetRequestHeader("Cookie", cookie);
        }

        if (origin is not null)
        {
            hub._socket.Options.SetRequestHeader("Origin", origin);
        }

        using CancellationTokenSource limit = new(TimeSpan.FromSeconds(20));
        await hub._socket.ConnectAsync(new Uri($"ws://{server.Authority}{path}"), limit.Token);
        await hub.SendAsync("""{"protocol":"json","version":1}""");
        await hub.ReceiveAsync();
        return hub;
    }

    public async Task<T> CallAsync<T>(string method, object argument)
    {
        string id = (++_calls).ToString(System.Globalization.CultureInfo.InvariantCulture);
        await SendAsync(JsonSerializer.Serialize(
            new { type = 1, invocationId = id, target = method, arguments = new[] { argument } }, RunningServer.Json));
        while (true)
        {
            JsonElement message = await ReceiveAsync();
            if (message.GetProperty("type").GetInt32() == 3 && message.GetProperty("invocationId").GetString() == id)
            {
                return message.TryGetProperty("result", out JsonElement result)
                    ? result.Deserialize<T>(RunningServer.Json)!
                    : throw new InvalidOperationException(message.ToString());
            }

            _pushed.Enqueue(message);
        }
    }

    /// <summary>The argument of the next call of the server to this target.</summary>
    public async Task<JsonElement> PushedAsync(string target)
    {
        while (true)
        {
            JsonElement message = _pushed.Count > 0 ? _pushed.Dequeue() : await ReceiveAsync();
            if (message.TryGetProperty("target", out JsonElement name) && name.GetString() == target)
            {
                return message.GetProperty("arguments")[0];
            }
        }
    }

    public Task SendAsync(string record) =>
        _socket.SendAsync(Encoding.UTF8.GetBytes(record + End), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);

    public async Task<JsonElement> ReceiveAsync()
    {
        using CancellationTokenSource limit = new(TimeSpan.FromSeconds(20));
        byte[] buffer = new byte[16 * 1024];
        while (!_text.ToString().Contains(End, StringComparison.Ordinal))
        {
            WebSocketReceiveResult received = await _socket.ReceiveAsync(buffer, limit.Token);
            if (received.MessageType == WebSocketMessageType.Close)
            {
                throw new WebSocketException("The server closed the socket.");
            }

            _text.Append(Encoding.UTF8.GetString(buffer, 0, received.Count));
        }

        string all = _text.ToString();
        int end = all.IndexOf(End, StringComparison.Ordinal);
        _text.Remove(0, end + 1);
        return JsonDocument.Parse(all[..end]).RootElement;
    }

    /// <summary>Listens without a word until the server hangs up; a socket that listens also answers the server's pings.</summary>
    public async Task ListenAsync()
    {
        byte[] buffer = new byte[16 * 1024];
        while ((await _socket.ReceiveAsync(buffer, CancellationToken.None)).MessageType != WebSocketMessageType.Close)
        {
        }
    }

    public void Dispose()
    {
        _socket.Abort();
        _socket.Dispose();
    }
}
