using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;

namespace Diagnostics.Tests.Faults;

/// <summary>A WebSocket made by hand, so that its frames can be wrong: what a browser would never send, or never read.</summary>
internal sealed class RawSocket : IDisposable
{
    /// <summary>What a hub hears first.</summary>
    public const string Handshake = "{\"protocol\":\"json\",\"version\":1}\u001e";

    /// <summary>Of a network whose packets are small: on the loopback they hold 64 KB, and two megabytes would wait in the system before a send does.</summary>
    private const int SmallSegment = 536;

    private const int Tcp = 6;
    private const int SegmentOption = 2;

    private readonly TcpClient _tcp = new();

    private NetworkStream Stream { get; set; } = null!;

    /// <param name="receiveBuffer">How much the system takes in for a client that does not read; the system's choice when null.</param>
    public static async Task<RawSocket> OpenAsync(Uri server, string path, string? cookie = null, int? receiveBuffer = null)
    {
        RawSocket socket = new();
        if (receiveBuffer is { } bytes)
        {
            socket._tcp.ReceiveBufferSize = bytes;
            socket._tcp.Client.SetRawSocketOption(Tcp, SegmentOption, BitConverter.GetBytes(SmallSegment));
        }

        await socket._tcp.ConnectAsync(server.Host, server.Port);
        socket.Stream = socket._tcp.GetStream();
        string request = $"GET {path} HTTP/1.1\r\nHost: {server.Authority}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
            + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: MDEyMzQ1Njc4OWFiY2RlZg==\r\n"
            + (cookie is null ? "" : $"Cookie: {cookie}\r\n") + "\r\n";
        await socket.Stream.WriteAsync(Encoding.ASCII.GetBytes(request));
        string head = "";
        byte[] one = new byte[1];
        while (!head.EndsWith("\r\n\r\n", StringComparison.Ordinal) && await socket.Stream.ReadAsync(one) == 1)
        {
            head += (char)one[0];
        }

        Assert.StartsWith("HTTP/1.1 101", head, StringComparison.Ordinal);
        return socket;
    }

    /// <param name="operation">1 text, 2 binary, 0 continuation, 9 ping.</param>
    /// <param name="declared">The length the head tells, when it is not the payload's.</param>
    public async Task SendAsync(int operation, ReadOnlyMemory<byte> payload, bool last = true, bool masked = true, long? declared = null)
    {
        byte[] head = new byte[14];
        head[0] = (byte)((last ? 0x80 : 0) | operation);
        head[1] = (byte)((masked ? 0x80 : 0) | 127);
        BinaryPrimitives.WriteInt64BigEndian(head.AsSpan(2), declared ?? payload.Length);
        // A mask of zeros leaves the payload as it is.
        await Stream.WriteAsync(head.AsMemory(0, masked ? 14 : 10));
        await Stream.WriteAsync(payload);
    }

    public Task SendAsync(string text) => SendAsync(1, Encoding.UTF8.GetBytes(text));

    /// <summary>All that the server says until it hangs up, or null when it has not done so in this time.</summary>
    public async Task<string?> ReadToEndAsync(TimeSpan within)
    {
        using CancellationTokenSource limit = new(within);
        StringBuilder told = new();
        byte[] buffer = new byte[4096];
        try
        {
            int got;
            while ((got = await Stream.ReadAsync(buffer, limit.Token)) > 0)
            {
                told.Append(Encoding.UTF8.GetString(buffer, 0, got));
            }
        }
        catch (IOException)
        {
            // Cut off without a goodbye: hung up all the same.
        }
        catch (OperationCanceledException)
        {
            return null;
        }

        return told.ToString();
    }

    /// <summary>What the server says up to these words, or to its end.</summary>
    public async Task<string> ReadUntilAsync(string words, TimeSpan within)
    {
        using CancellationTokenSource limit = new(within);
        StringBuilder told = new();
        byte[] buffer = new byte[4096];
        int got;
        while (!told.ToString().Contains(words, StringComparison.Ordinal) && (got = await Stream.ReadAsync(buffer, limit.Token)) > 0)
        {
            told.Append(Encoding.UTF8.GetString(buffer, 0, got));
        }

        return told.ToString();
    }

    /// <summary>Takes one byte, sleeps, takes the next; answers nothing. Ends when the server hangs up.</summary>
    public async Task TrickleAsync(TimeSpan between)
    {
        byte[] one = new byte[1];
        try
        {
            while (await Stream.ReadAsync(one) == 1)
            {
                await Task.Delay(between);
            }
        }
        catch (Exception cut) when (cut is IOException or ObjectDisposedException)
        {
            // Cut off, or let go of by the test.
        }
    }

    public void Dispose() => _tcp.Dispose();
}
