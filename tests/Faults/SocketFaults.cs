using System.Text;
using Diagnostics.Tests.Doors;

namespace Diagnostics.Tests.Faults;

/// <summary>Clients that break the protocol below the level of the hub: each is hung up on, the neighbour is served, memory stays.</summary>
[Trait("Kind", "Fault")]
public sealed class SocketFaults : ServerUnderNoise
{
    private const int Megabyte = 1_048_576;
    private const int Promises = 20;
    private const long MostForPromises = 50L * Megabyte;

    /// <summary>Whoever answers no ping is hung up on after half a minute, whatever else it did: what is seen within this time is the answer to the mischief.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(12);

    /// <summary>Longer than the silence after which the server hangs up, with the second or two that its check may take.</summary>
    private static readonly TimeSpan AfterSilence = TimeSpan.FromSeconds(45);

    [Fact]
    public async Task Whoever_breaks_the_protocol_is_hung_up_on_and_told_nothing_of_the_inside()
    {
        using StudentClient student = await EnterAsync(0);
        Mischief[] all =
        [
            new("no handshake", _ => Task.CompletedTask, AfterSilence),
            new("an unknown protocol", socket => socket.SendAsync("{\"protocol\":\"smoke\",\"version\":1}\u001e")),
            new("a handshake that is no JSON", socket => socket.SendAsync("{{{\u001e")),
            new("a record without an end", Greeted(socket => socket.SendAsync("{\"type\":1,\"target\":\"Put\"")), AfterSilence),
            new("bad JSON", Greeted(socket => socket.SendAsync("{\"type\":1,\"target\":\u001e"))),
            new("binary", Greeted(socket => socket.SendAsync(2, new byte[] { 0, 255, 200, 1, 0x1e }))),
            new("JSON a thousand deep", Greeted(socket => socket.SendAsync($"{{\"type\":1,\"target\":\"Put\",\"arguments\":{new string('[', 1000)}{new string(']', 1000)}}}\u001e"))),
            new("a frame without a mask", Greeted(socket => socket.SendAsync(1, Encoding.UTF8.GetBytes("{\"type\":6}\u001e"), masked: false))),
            new("an operation that does not exist", Greeted(socket => socket.SendAsync(5, new byte[3]))),
            new("a continuation of nothing", Greeted(socket => socket.SendAsync(0, new byte[3]))),
            new("a ping longer than pings may be", Greeted(socket => socket.SendAsync(9, new byte[4000]))),
            new("one byte more than four kilobytes", Greeted(socket => socket.SendAsync(new string(' ', 4097) + "\u001e"))),
            new("a megabyte", Greeted(socket => socket.SendAsync(1, new byte[Megabyte]))),
            new("a promise of a hundred megabytes", Greeted(PromiseAsync)),
            new("a promise of 2^63 bytes", Greeted(socket => socket.SendAsync(1, new byte[1], declared: long.MinValue))),
            new("ten thousand fragments", Greeted(async socket =>
            {
                for (int fragment = 0; fragment < 10_000; fragment++)
                {
                    await socket.SendAsync(fragment == 0 ? 1 : 0, new byte[] { 32 }, last: false);
                }
            })),
        ];
        int lines = Lines();
        string[] faults = await Task.WhenAll(all.Select(mischief => FaultOfAsync(student, mischief)));
        Assert.All(faults, Assert.Empty);
        await AssertWellAsync();
        Assert.InRange(Lines() - lines, 0, all.Length);
    }

    [Fact]
    public async Task Twenty_promises_of_a_hundred_megabytes_take_no_room_while_they_are_made()
    {
        using StudentClient student = await EnterAsync(2);
        await PromiseAllAsync(student);
        long before = await MemoryAsync();
        long most = await MostMemoryAsync(PromiseAllAsync(student));
        Assert.True(most - before < MostForPromises, $"The server grew by {(most - before) / Megabyte} MB.");
        await AssertWellAsync();
    }

    [Fact]
    public async Task A_call_that_is_not_there_and_arguments_of_wrong_types_are_refused_in_a_word()
    {
        using StudentClient student = await EnterAsync(3);
        string[] calls =
        [
            "\"target\":\"Drop\",\"arguments\":[]", "\"target\":\"Put\",\"arguments\":[]", "\"target\":\"Put\",\"arguments\":[1,2,3]",
            "\"target\":\"Put\",\"arguments\":[\"text\"]", "\"target\":\"Put\",\"arguments\":[{\"e\":\"one\",\"n\":[],\"a\":{}}]",
            "\"target\":\"Put\",\"arguments\":[null]", "\"target\":\"Hello\",\"arguments\":[null]", "\"target\":\"Hello\",\"arguments\":[{\"deviceId\":7}]",
            "\"target\":\"Finish\",\"arguments\":[true]", "\"target\":\"OnConnectedAsync\",\"arguments\":[]",
        ];
        int lines = Lines();
        foreach (string call in calls)
        {
            using RawSocket socket = await ConnectAsync(student);
            await socket.SendAsync(RawSocket.Handshake);
            await socket.SendAsync($"{{\"type\":1,\"invocationId\":\"x\",{call}}}\u001e");
            string told = await socket.ReadUntilAsync("\"invocationId\":\"x\"", Soon);
            Assert.True(told.Contains("\"x\"", StringComparison.Ordinal) && !told.Contains("\"status\":\"ok\"", StringComparison.Ordinal), $"{call}: {told}");
            AssertNothingInside(told);
        }

        await AssertWellAsync();
        Assert.InRange(Lines() - lines, 0, calls.Length);
    }

    [Fact]
    public async Task Ten_thousand_pings_between_fragments_are_answered_or_cut_off_and_hurt_nobody()
    {
        using StudentClient student = await EnterAsync(1);
        using RawSocket socket = await ConnectAsync(student);
        await socket.SendAsync(RawSocket.Handshake);
        Task<string?> read = socket.ReadToEndAsync(AfterSilence);
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

    private Task PromiseAllAsync(StudentClient student) => Task.WhenAll(Enumerable.Range(0, Promises).Select(async _ =>
        Assert.Empty(await FaultOfAsync(student, new Mischief("a promise of a hundred megabytes", Greeted(PromiseAsync))))));

    private static async Task PromiseAsync(RawSocket socket)
    {
        await socket.SendAsync(1, new byte[Megabyte], declared: 100 * Megabyte);
        await socket.SendAsync(1, new byte[Megabyte]);
    }

    private int Lines() => Server.Output.Split('\n').Length;

    private static Func<RawSocket, Task> Greeted(Func<RawSocket, Task> then) => async socket =>
    {
        await socket.SendAsync(RawSocket.Handshake);
        await then(socket);
    };

    private async Task<string> FaultOfAsync(StudentClient student, Mischief mischief)
    {
        using RawSocket socket = await ConnectAsync(student);
        Task<string?> read = socket.ReadToEndAsync(mischief.Within ?? Soon);
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
        return told is null ? $"{mischief.Name}: still connected after {(mischief.Within ?? Soon).TotalSeconds} s" : "";
    }

    private async Task<RawSocket> ConnectAsync(StudentClient student) =>
        await RawSocket.OpenAsync(Server.Address, $"/hub/session?ticket={Uri.EscapeDataString(await student.TicketAsync())}");

    private sealed record Mischief(string Name, Func<RawSocket, Task> Do, TimeSpan? Within = null);
}
