using System.Net.WebSockets;
using System.Text.Json;
using Diagnostics.Engine.Rehearsals;

namespace Diagnostics.Web.Rehearsal.Floors;

/// <summary>One connection of the closed loop: the next answer goes out when the last one is acknowledged.</summary>
internal abstract class LoopLine : IAsyncDisposable
{
    private const int Items = 40;

    /// <summary>Sends the answer with this number and waits for its acknowledgement.</summary>
    public abstract Task AnswerAsync(long number, CancellationToken cancellation);

    public abstract ValueTask DisposeAsync();

    protected static int ItemOf(long number) => (int)(number % Items);

    /// <summary>Against the raw floor.</summary>
    public sealed class Raw : LoopLine
    {
        private readonly ClientWebSocket _socket = new();
        private readonly byte[] _reply = new byte[4096];

        public static async Task<LoopLine> OpenAsync(Uri address, HttpMessageInvoker by, CancellationToken cancellation)
        {
            Raw line = new();
            await line._socket.ConnectAsync(address, by, cancellation);
            return line;
        }

        public override async Task AnswerAsync(long number, CancellationToken cancellation)
        {
            byte[] message = JsonSerializer.SerializeToUtf8Bytes(new FloorPut("session", number, ItemOf(number), "1", number), JsonSerializerOptions.Web);
            await _socket.SendAsync(message, WebSocketMessageType.Text, true, cancellation);
            await _socket.ReceiveAsync(_reply.AsMemory(), cancellation);
        }

        public override ValueTask DisposeAsync()
        {
            _socket.Dispose();
            return ValueTask.CompletedTask;
        }
    }

    /// <summary>Against a floor with a hub.</summary>
    public sealed class Floor(HubLink link, string session) : LoopLine
    {
        public static async Task<LoopLine> OpenAsync(Uri address, HttpMessageInvoker by, int number, CancellationToken cancellation) =>
            new Floor(await HubLink.OpenAsync(address, by, null, (_, _) => { }, cancellation), $"session-{number:D8}");

        public override Task AnswerAsync(long number, CancellationToken cancellation) => link.CallAsync(
            "Put",
            json => JsonSerializer.Serialize(json, new FloorPut(session, number, ItemOf(number), "1", number), JsonSerializerOptions.Web),
            cancellation);

        public override ValueTask DisposeAsync() => link.DisposeAsync();
    }
}
