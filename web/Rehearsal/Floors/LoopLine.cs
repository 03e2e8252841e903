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

    /// <summary>Closes and opens again, until the server has answered the first call of the new line.</summary>
    public abstract Task ReopenAsync(long number, CancellationToken cancellation);

    public abstract ValueTask DisposeAsync();

    protected static int ItemOf(long number) => (int)(number % Items);

    /// <summary>Against the raw floor.</summary>
    public sealed class Raw : LoopLine
    {
        private readonly Uri _address;
        private readonly HttpMessageInvoker _by;
        private readonly byte[] _reply = new byte[4096];
        private ClientWebSocket _socket = new();

        private Raw(Uri address, HttpMessageInvoker by) => (_address, _by) = (address, by);

        public static async Task<LoopLine> OpenAsync(Uri address, HttpMessageInvoker by, CancellationToken cancellation)
        {
            Raw line = new(address, by);
            await line._socket.ConnectAsync(address, by, cancellation);
            return line;
        }

        public override async Task ReopenAsync(long number, CancellationToken cancellation)
        {
            _socket.Dispose();
            _socket = new ClientWebSocket();
            await _socket.ConnectAsync(_address, _by, cancellation);
            await AnswerAsync(number, cancellation);
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
    public sealed class Floor : LoopLine
    {
        private readonly Func<Task<HubLink>> _open;
        private readonly string _session;
        private HubLink _link;

        private Floor(Func<Task<HubLink>> open, HubLink link, string session) => (_open, _link, _session) = (open, link, session);

        public static async Task<LoopLine> OpenAsync(Uri address, HttpMessageInvoker by, int number, CancellationToken cancellation)
        {
            Func<Task<HubLink>> open = () => HubLink.OpenAsync(address, by, null, (_, _) => { }, cancellation);
            return new Floor(open, await open(), $"session-{number:D8}");
        }

        public override Task AnswerAsync(long number, CancellationToken cancellation) => _link.CallAsync(
            "Put",
            json => JsonSerializer.Serialize(json, new FloorPut(_session, number, ItemOf(number), "1", number), JsonSerializerOptions.Web),
            cancellation);

        public override async Task ReopenAsync(long number, CancellationToken cancellation)
        {
            await _link.DisposeAsync();
            _link = await _open();
            await AnswerAsync(number, cancellation);
        }

        public override ValueTask DisposeAsync() => _link.DisposeAsync();
    }
}
