using System.Buffers;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace Diagnostics.Web.Rehearsal;

/// <summary>
/// One socket to a hub in the hub's JSON protocol, one call at a time. The framework's own client is left out: ten thousand of them would cost the
/// generator more than the server it measures.
/// </summary>
internal sealed class HubLink : IAsyncDisposable
{
    private const byte End = 0x1e;
    private const int MostBytes = 256 * 1024;

    private static readonly byte[] Handshake = [.. "{\"protocol\":\"json\",\"version\":1}"u8, End];
    private static readonly byte[] Ping = [.. "{\"type\":6}"u8, End];
    private static readonly TimeSpan PingEvery = TimeSpan.FromSeconds(10);

    private readonly ClientWebSocket _socket;
    private readonly Action<string, JsonElement> _told;
    private readonly SemaphoreSlim _sending = new(1, 1);
    private readonly CancellationTokenSource _end = new();
    private TaskCompletionSource<JsonElement>? _call;
    private Timer? _pings;
    private long _number;

    private HubLink(ClientWebSocket socket, Action<string, JsonElement> told) => (_socket, _told) = (socket, told);

    /// <summary>Ends when the socket does, however it does.</summary>
    public Task Closed { get; private set; } = Task.CompletedTask;

    /// <param name="told">What the server says by itself: the name and its first argument.</param>
    public static async Task<HubLink> OpenAsync(
        Uri address, HttpMessageInvoker by, string? cookie, Action<string, JsonElement> told, CancellationToken cancellation)
    {
        ClientWebSocket socket = new();
        socket.Options.KeepAliveInterval = Timeout.InfiniteTimeSpan;
        if (cookie is not null)
        {
            socket.Options.SetRequestHeader("Cookie", cookie);
        }

        HubLink link = new(socket, told);
        try
        {
            await socket.ConnectAsync(address, by, cancellation);
            await socket.SendAsync(Handshake, WebSocketMessageType.Text, true, cancellation);
            link.Closed = link.ReadAsync();
            link._pings = new Timer(_ => link.SendPing(), null, PingEvery, PingEvery);
            return link;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <exception cref="IOException">The link is gone, or the server failed.</exception>
    public async Task<JsonElement> CallAsync(string name, Action<Utf8JsonWriter> argument, CancellationToken cancellation)
    {
        TaskCompletionSource<JsonElement> call = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _call = call;
        ArrayBufferWriter<byte> message = new(256);
        using (Utf8JsonWriter json = new(message))
        {
            json.WriteStartObject();
            json.WriteNumber("type", 1);
            json.WriteString("invocationId", (++_number).ToString(System.Globalization.CultureInfo.InvariantCulture));
            json.WriteString("target", name);
            json.WriteStartArray("arguments");
            argument(json);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        message.Write([End]);
        await SendAsync(message.WrittenMemory, cancellation);
        return await call.Task.WaitAsync(cancellation);
    }

    /// <summary>Cut as a cable is: no goodbye.</summary>
    public void Cut() => _socket.Abort();

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _pings?.Dispose();
        _socket.Abort();
        await Closed.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _socket.Dispose();
        _sending.Dispose();
        _end.Dispose();
    }

    private async Task SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        await _sending.WaitAsync(cancellation);
        try
        {
            await _socket.SendAsync(bytes, WebSocketMessageType.Text, true, cancellation);
        }
        catch (Exception error) when (error is WebSocketException or InvalidOperationException)
        {
            throw new IOException("The link is gone.", error);
        }
        finally
        {
            _sending.Release();
        }
    }

    private void SendPing()
    {
        if (!_end.IsCancellationRequested && _socket.State == WebSocketState.Open)
        {
            _ = SendAsync(Ping, CancellationToken.None).ContinueWith(static sent => _ = sent.Exception, TaskScheduler.Default);
        }
    }

    private async Task ReadAsync()
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(4096);
        int filled = 0;
        try
        {
            while (true)
            {
                if (filled == buffer.Length)
                {
                    buffer = Grown(buffer);
                }

                ValueWebSocketReceiveResult got = await _socket.ReceiveAsync(buffer.AsMemory(filled), _end.Token);
                if (got.MessageType == WebSocketMessageType.Close)
                {
                    return;
                }

                filled += got.Count;
                filled -= TakeMessages(buffer.AsSpan(0, filled));
            }
        }
        catch (Exception error) when (error is WebSocketException or OperationCanceledException or JsonException or IOException)
        {
            // However it ended: whoever waits for a reply is told below.
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
            _call?.TrySetException(new IOException("The link is gone."));
        }
    }

    private static byte[] Grown(byte[] buffer)
    {
        byte[] grown = buffer.Length < MostBytes
            ? ArrayPool<byte>.Shared.Rent(buffer.Length * 2)
            : throw new IOException($"The server sent a message of more than {MostBytes} bytes.");
        buffer.CopyTo(grown, 0);
        ArrayPool<byte>.Shared.Return(buffer);
        return grown;
    }

    /// <summary>Takes whole messages from the beginning and moves the rest there; returns how many bytes were taken.</summary>
    private int TakeMessages(Span<byte> bytes)
    {
        int taken = 0;
        while (bytes[taken..].IndexOf(End) is >= 0 and var length)
        {
            Take(bytes.Slice(taken, length));
            taken += length + 1;
        }

        bytes[taken..].CopyTo(bytes);
        return taken;
    }

    private void Take(ReadOnlySpan<byte> message)
    {
        Utf8JsonReader reader = new(message);
        JsonElement root = JsonElement.ParseValue(ref reader);
        switch (root.TryGetProperty("type", out JsonElement type) ? type.GetInt32() : 0)
        {
            case 1:
                _told(root.GetProperty("target").GetString()!, root.GetProperty("arguments")[0]);
                break;
            case 3 when root.TryGetProperty("result", out JsonElement result):
                _call?.TrySetResult(result);
                break;
            case 3:
                _call?.TrySetException(new RefusedCallException($"The server refused a call: {Encoding.UTF8.GetString(message[..Math.Min(message.Length, 200)])}"));
                break;
            default:
                break;
        }
    }
}
