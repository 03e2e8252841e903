using System.Text.Json;
using Diagnostics.Tests.Doors;
using Diagnostics.Tests.EndToEnd;
using Diagnostics.Web.Api;

namespace Diagnostics.Tests.Faults;

/// <summary>Clients that are there and take nothing, in the middle of a lesson: the server lets go of them, and nobody else notices.</summary>
[Trait("Kind", "Fault")]
public sealed class SlowClientFaults
{
    private const int OfEach = 25;
    private const int Kinds = 4;
    private const long MostGrown = 150L * 1_048_576;

    private static readonly TimeSpan Promised = TimeSpan.FromSeconds(45);

    [Fact]
    public async Task Whoever_reads_a_byte_a_second_or_nothing_answers_no_ping_or_hangs_half_open_is_gone_within_45_seconds()
    {
        // A hundred sockets of one session say more in a moment than one session may: that limit is not what is looked at.
        using ShortDay day = await ShortDay.OpenAsync(environment: null, "--messages-per-second", "0");
        day.Minutes = Math.Max(1.4, day.Minutes);
        await using CuttableLink link = new(day.Server.Address);
        using StudentClient student = new(new HttpClient { BaseAddress = day.Server.Address }, "0123456789abcdef");
        await student.EnterAsync(DemoClass.All(day.Server.Output)[0].Codes[0]);
        List<IDisposable> all = [];
        (DateTimeOffset from, DateTimeOffset until) = (default, default);
        JsonElement report = await day.RunAsync(async () =>
        {
            ServerMeters before = await Meters.ReadAsync(day.Server.Address);
            for (int one = 0; one < OfEach; one++)
            {
                all.AddRange(await OpenAsync(day.Server.Address, link.Address, student));
            }

            from = DateTimeOffset.UtcNow;
            link.Freeze();
            int open = (await Meters.ReadAsync(day.Server.Address)).Sockets.Students;
            Assert.True(open >= before.Sockets.Students + (OfEach * Kinds / 2), $"Only {open} sockets were open.");
            long most = 0;
            bool gone = await Meters.BecomesAsync(
                day.Server.Address, now => now.Sockets.Students <= before.Sockets.Students, Promised, now => most = Math.Max(most, now.MemoryBytes));
            until = DateTimeOffset.UtcNow;
            Assert.True(gone, "Still connected after 45 s.");
            Assert.True(most - before.MemoryBytes < MostGrown, $"The server grew by {(most - before.MemoryBytes) / 1_048_576} MB.");
        });
        Assert.True(
            await Meters.BecomesAsync(day.Server.Address, now => now.Sockets.Students == 0, Max(from + Promised - DateTimeOffset.UtcNow, TimeSpan.FromSeconds(2))),
            "Somebody was left.");
        Meters.AssertNoSlower(report, from, until);
        all.ForEach(one => one.Dispose());
    }

    /// <summary>One of each: a byte a second; nothing at all; all that comes and no answer to a ping; a link that is about to be dead at both ends.</summary>
    private static async Task<IDisposable[]> OpenAsync(Uri server, Uri link, StudentClient student)
    {
        RawSocket[] raw = new RawSocket[Kinds - 1];
        for (int kind = 0; kind < raw.Length; kind++)
        {
            raw[kind] = await RawSocket.OpenAsync(server, await PathAsync(student), receiveBuffer: kind < 2 ? 1024 : null);
            await raw[kind].SendAsync(RawSocket.Handshake);
        }

        _ = raw[0].TrickleAsync(TimeSpan.FromSeconds(1));
        _ = raw[2].TrickleAsync(TimeSpan.Zero);
        return [.. raw, await HubSocket.ConnectAsync(link, await PathAsync(student))];
    }

    private static async Task<string> PathAsync(StudentClient student) => $"/hub/session?ticket={Uri.EscapeDataString(await student.TicketAsync())}";

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
