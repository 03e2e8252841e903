using System.Net.WebSockets;
using System.Text.Json;
using Diagnostics.Engine.Rehearsals;
using Diagnostics.Engine.Sessions;
using Diagnostics.Web.Rehearsal;

namespace Diagnostics.Benchmarks.Delivery;

/// <summary>One connection of the closed loop: the next answer goes out when the last one is acknowledged.</summary>
internal abstract class LoopLine : IAsyncDisposable
{
    private const int Items = 40;

    /// <summary>Sends the answer with this number and waits for its acknowledgement.</summary>
    public abstract Task AnswerAsync(long number, CancellationToken cancellation);

    public abstract ValueTask DisposeAsync();

    private static int ItemOf(long number) => (int)(number % Items);

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

    /// <summary>Against the product: a student who has entered, agreed and said hello.</summary>
    public sealed class Product(StudentLine line, long epoch) : LoopLine
    {
        public static async Task<LoopLine> OpenAsync(CrowdNetwork network, RehearsedClass room, int seat, int number, CancellationToken cancellation)
        {
            HttpMessageInvoker by = network.By(number);
            string device = $"device{number:D8}";
            JsonElement entered = await by.PostAsync(
                new Uri(network.Url, "api/session/enter"), new { code = room.Codes[seat], deviceId = device }, null, cancellation);
            string token = entered.GetProperty("token").GetString()!;
            await by.PostAsync(
                new Uri(network.Url, "api/session/consent"), new { agree = true, textVersion = PackageShelf.ConsentVersion }, token, cancellation);
            StudentLine line = await StudentLine.Hub.OpenAsync(network, by, token, (_, _) => { }, cancellation);
            HelloReply hello = await line.HelloAsync(new HelloRequest(null, device, 0, 0), cancellation);
            return hello.Status == PutStatus.Ok
                ? new Product(line, hello.Epoch)
                : throw new InvalidOperationException($"The hello was answered {hello.Status}.");
        }

        public override async Task AnswerAsync(long number, CancellationToken cancellation)
        {
            PutReply reply = await line.PutAsync(new PutRequest(epoch, number, [new AnswerEntry(ItemOf(number), "1", number)]), cancellation);
            if (reply.Status != PutStatus.Ok || reply.HighWater < number)
            {
                throw new InvalidOperationException($"Answer {number} was answered {reply.Status}.");
            }
        }

        public override ValueTask DisposeAsync() => line.DisposeAsync();
    }
}
