using System.Text.Json;
using Diagnostics.Engine.Rehearsals;
using Diagnostics.Engine.Sessions;
using Diagnostics.Web.Rehearsal;
using Diagnostics.Web.Rehearsal.Floors;

namespace Diagnostics.Benchmarks.Delivery;

/// <summary>Against the product: a student who has entered, agreed and said hello.</summary>
internal sealed class ProductLine : LoopLine
{
    private readonly CrowdNetwork _network;
    private readonly HttpMessageInvoker _by;
    private readonly string _device;
    private readonly string _token;
    private StudentLine? _line;
    private long? _epoch;

    private ProductLine(CrowdNetwork network, HttpMessageInvoker by, string device, string token) =>
        (_network, _by, _device, _token) = (network, by, device, token);

    public static async Task<LoopLine> OpenAsync(CrowdNetwork network, RehearsedClass room, int seat, int number, CancellationToken cancellation)
    {
        HttpMessageInvoker by = network.By(number);
        string device = $"device{number:D8}";
        JsonElement entered = await by.PostAsync(
            new Uri(network.Url, "api/session/enter"), new { code = room.Codes[seat], deviceId = device }, null, cancellation);
        string token = entered.GetProperty("token").GetString()!;
        await by.PostAsync(
            new Uri(network.Url, "api/session/consent"), new { agree = true, textVersion = PackageShelf.ConsentVersion }, token, cancellation);
        ProductLine line = new(network, by, device, token);
        await line.ConnectAsync(0, cancellation);
        return line;
    }

    public override async Task AnswerAsync(long number, CancellationToken cancellation)
    {
        PutReply reply = await _line!.PutAsync(new PutRequest(_epoch!.Value, number, [new AnswerEntry(ItemOf(number), "1", number)]), cancellation);
        if (reply.Status != PutStatus.Ok || reply.HighWater < number)
        {
            throw new InvalidOperationException($"Answer {number} was answered {reply.Status}.");
        }
    }

    /// <summary>A ticket, a socket and a hello, as after a lost link.</summary>
    public override async Task ReopenAsync(long number, CancellationToken cancellation)
    {
        await _line!.DisposeAsync();
        await ConnectAsync(number - 1, cancellation);
    }

    public override ValueTask DisposeAsync() => _line!.DisposeAsync();

    private async Task ConnectAsync(long acknowledged, CancellationToken cancellation)
    {
        _line = await StudentLine.Hub.OpenAsync(_network, _by, _token, (_, _) => { }, cancellation);
        HelloReply hello = await _line.HelloAsync(new HelloRequest(_epoch, _device, acknowledged, 0), cancellation);
        _epoch = hello.Status == PutStatus.Ok ? hello.Epoch : throw new InvalidOperationException($"The hello was answered {hello.Status}.");
    }
}
