using System.Net.WebSockets;
using System.Runtime.CompilerServices;
using Diagnostics.Web.Access;
using Microsoft.AspNetCore.Http.Features;

namespace Diagnostics.Web.Hubs;

/// <summary>
/// A socket that counts what comes in, before the hub reads it, and closes with 1008 what is too much or too long: SignalR bounds the size of a
/// message, but not how many there are, and says neither to the other side nor to the log. A message ends with the protocol's U+001E or with its frame.
/// </summary>
internal sealed class MeteredSocket(WebSocket inner, LineLimits limits, Action tellCut, TimeProvider clock) : WebSocket
{
    private const byte RecordEnd = 0x1e;

    private double _spent;
    private long _countedAt = clock.GetTimestamp();
    private long _length;

    public override WebSocketCloseStatus? CloseStatus => inner.CloseStatus;

    public override string? CloseStatusDescription => inner.CloseStatusDescription;

    public override WebSocketState State => inner.State;

    public override string? SubProtocol => inner.SubProtocol;

    public override void Abort() => inner.Abort();

    public override Task CloseAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken) =>
        inner.CloseAsync(closeStatus, statusDescription, cancellationToken);

    public override Task CloseOutputAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken) =>
        inner.CloseOutputAsync(closeStatus, statusDescription, cancellationToken);

    public override void Dispose() => inner.Dispose();

    public override Task SendAsync(ArraySegment<byte> buffer, WebSocketMessageType messageType, bool endOfMessage, CancellationToken cancellationToken) =>
        inner.SendAsync(buffer, messageType, endOfMessage, cancellationToken);

    public override ValueTask SendAsync(ReadOnlyMemory<byte> buffer, WebSocketMessageType messageType, bool endOfMessage, CancellationToken cancellationToken) =>
        inner.SendAsync(buffer, messageType, endOfMessage, cancellationToken);

    public override ValueTask SendAsync(
        ReadOnlyMemory<byte> buffer, WebSocketMessageType messageType, WebSocketMessageFlags messageFlags, CancellationToken cancellationToken) =>
        inner.SendAsync(buffer, messageType, messageFlags, cancellationToken);

    public override async Task<WebSocketReceiveResult> ReceiveAsync(ArraySegment<byte> buffer, CancellationToken cancellationToken)
    {
        ValueWebSocketReceiveResult got = await ReceiveAsync(buffer.AsMemory(), cancellationToken);
        return new WebSocketReceiveResult(got.Count, got.MessageType, got.EndOfMessage);
    }

    // Ten thousand sockets wait here nearly all the time: their state machines are used again.
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public override async ValueTask<ValueWebSocketReceiveResult> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        ValueWebSocketReceiveResult got = await inner.ReceiveAsync(buffer, cancellationToken);
        if (got.MessageType == WebSocketMessageType.Close || Fits(buffer.Span[..got.Count], got.EndOfMessage && buffer.Length > 0))
        {
            return got;
        }

        tellCut();
        await inner.CloseOutputAsync(WebSocketCloseStatus.PolicyViolation, "limit", cancellationToken);
        return new ValueWebSocketReceiveResult(0, WebSocketMessageType.Close, true);
    }

    private bool Fits(ReadOnlySpan<byte> bytes, bool ends)
    {
        int messages = 0;
        while (bytes.IndexOf(RecordEnd) is >= 0 and var end)
        {
            if (_length + end > limits.MessageBytes)
            {
                return false;
            }

            bytes = bytes[(end + 1)..];
            (_length, messages) = (0, messages + 1);
        }

        _length += bytes.Length;
        // A frame that ends no message counts as one, or empty frames would come for nothing.
        return _length <= limits.MessageBytes && TryCount(messages == 0 && ends ? 1 : messages);
    }

    private bool TryCount(int messages)
    {
        if (limits.MessagesPerSecond == 0 || messages == 0)
        {
            return true;
        }

        long now = clock.GetTimestamp();
        double returned = clock.GetElapsedTime(_countedAt, now).TotalSeconds * limits.MessagesPerSecond;
        (_spent, _countedAt) = (Math.Max(0, _spent - returned) + messages, now);
        return _spent <= limits.MessagesPerSecond;
    }

    /// <summary>Hands out sockets that count.</summary>
    internal sealed class Door(IHttpWebSocketFeature inner, LineLimits limits, Action tellCut, TimeProvider clock) : IHttpWebSocketFeature
    {
        public bool IsWebSocketRequest => inner.IsWebSocketRequest;

        public async Task<WebSocket> AcceptAsync(WebSocketAcceptContext context) => new MeteredSocket(await inner.AcceptAsync(context), limits, tellCut, clock);
    }
}
