using System.Text.Json;
using Diagnostics.Engine.Rehearsals;
using Diagnostics.Engine.Sessions;
using Diagnostics.Web.Rehearsal;
using Diagnostics.Web.Rehearsal.Floors;

namespace Diagnostics.Benchmarks.Delivery;

/// <summary>Against the product: a student who has entered, agreed and said hello.</summary>
internal sealed class ProductLine(StudentLine line, long epoch) : LoopLine
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
            ? new ProductLine(line, hello.Epoch)
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
