using System.Text;
using Diagnostics.Tests.Doors;

namespace Diagnostics.Tests.Faults;

/// <summary>Clients that break the protocol below the level of the hub: each is hung up on, the neighbour is served, memory stays.</summary>
[Trait("Kind", "Fault")]
public sealed class SocketFaults : ServerUnderNoise
{
    private const string Handshake = "{\"protocol\":\"json\",\"version\":1}\u001e";
    private const int Megabyte = 1_048_576;

    /// <summary>Longer than the silence after which the server hangs up, with the second or two that its check may take.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(45);

    [Fact]
    public async Task Whoever_breaks_the_protocol_is_hung_up_on_and_told_nothing_of_the_inside()
    {
        using StudentClient student = await EnterAsync(0);
        Mischief[] all =
        [
            new("no handshake", _ => Task.CompletedTask),
            new("an unknown protocol", socket => socket.SendAsync("{\"protocol\":\"smoke\",\"version\":1}\u001e")),
            new("a handshake that is no JSON", socket => socket.SendAsync("{{{\u001e")),
            new("a record without an end", Greeted(socket => socket.SendAsync("{\"type\":1,\"target\":\"Put\""))),
            new("bad JSON", Greeted(socket => socket.SendAsync("{\"type\":1,\"target\":\u001e"))),
            new("JSON a thousand deep", Greeted(socket => socket.SendAsync($"{{\"type\":1,\"target\":\"Put\",\"arguments\":{new string('[', 1000)}{new string(']', 1000)}}}\u001e"))),
            new("a frame without a mask", Greeted(socket => socket.SendAsync(1, Encoding.UTF8.GetBytes("{\"type\":6}\u001e"), masked: false))),
            new("an operation that does not exist", Greeted(socket => socket.SendAsync(5, new byte[3]))),
            new("a continuation of nothing", Greeted(socket => socket.SendAsync(0, new byte[3]))),
            new("a ping longer than pings may be", Greeted(socket => socket.SendAsync(9, new byte[4000]))),
            new("one byte more than four kilobytes", Greeted(socket => socket.SendAsync(new string(' ', 4097) + "\u001e"))),
            new("a megabyte", Greeted(socket => socket.SendAsync(1, new byte[Megabyte]))),
            new("a promise of a hundred megabytes", Greeted(async socket =>
            {
                await socket.SendAsync(1, new byte[Megabyte], declared: 100 * Megabyte);
                await socket.SendAsync(1, new byte[Megabyte]);
            })),
            new("a promise of 2^63 bytes", Greeted(socket => socket.SendAsync(1, new byte[1], declared: long.MinValue))),
            new("ten thousand fragments", Greeted(async socket =>
            {
                for (int fragment = 0; fragment < 10_000; fragment++)
                {
                    await socket.SendAsync(fragment == 0 ? 1 : 0, new byte[] { 32 }, last: false);
                }
            })),
        ];
        string[] faults = await Task.WhenAll(all.Select(mischief => FaultOfAsync(student, mischief)));
        Assert.All(faults, Assert.Empty);
        await AssertWellAsync();
    }

    [Fact]
    public async Task Ten_thousand_pings_between_fragments_are_answered_or_cut_off_and_hurt_nobody()
    {
        using StudentClient student = await EnterAsync(1);
        using RawSocket socket = await ConnectAsync(student);
        await socket.SendAsync(Handshake);
        Task<string?> read = socket.ReadToEndAsync(Patience);
        try
        {
            await socket.SendAsync(1, "{"u8.ToArray(), last: false);
            for (int ping = 0; ping < 10_000; ping++)
            {
                await socket.SendAsync(9, new byte[] { 1 });
            }
        }
        catch (IOException)
        {
            // Cut off.
        }

        Assert.NotNull(await read);
        await AssertWellAsync();
    }

    [Fact]
    public async Task Clients_that_fall_silent_and_read_nothing_are_hung_up_on()
    {
        using StudentClient student = await EnterAsync(2);
        List<RawSocket> silent = [];
        for (int one = 0; one < 50; one++)
        {
            silent.Add(await ConnectAsync(student));
            await silent[^1].SendAsync(Handshake);
        }

        string?[] told = await Task.WhenAll(silent.Select(socket => socket.ReadToEndAsync(Patience)));
        Assert.All(told, Assert.NotNull);
        silent.ForEach(socket => socket.Dispose());
        await AssertWellAsync();
    }

    private static Func<RawSocket, Task> Greeted(Func<RawSocket, Task> then) => async socket =>
    {
        await socket.SendAsync(Handshake);
        await then(socket);
    };

    private async Task<string> FaultOfAsync(StudentClient student, Mischief mischief)
    {
        using RawSocket socket = await ConnectAsync(student);
        Task<string?> read = socket.ReadToEndAsync(Patience);
        try
        {
            await mischief.Do(socket);
        }
        catch (IOException)
        {
            // Hung up on in the middle of it.
        }

        string? told = await read;
        AssertNothingInside(told ?? "");
        return told is null ? $"{mischief.Name}: still connected after {Patience.TotalSeconds} s" : "";
    }

    private async Task<RawSocket> ConnectAsync(StudentClient student) =>
        await RawSocket.OpenAsync(Server.Address, $"/hub/session?ticket={Uri.EscapeDataString(await student.TicketAsync())}");

    private sealed record Mischief(string Name, Func<RawSocket, Task> Do);
}
