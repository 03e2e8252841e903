using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Diagnostics.Engine.Sessions;
using Diagnostics.Tests.Doors;
using Diagnostics.Tests.EndToEnd;

namespace Diagnostics.Tests.Faults;

/// <summary>Many at once: all come back in the same moment, and hundreds look at boards and read nothing.</summary>
[Trait("Kind", "Fault")]
public sealed class CrowdFaults
{
    private const int Students = 20;
    private const int Viewers = 400;

    /// <summary>Of a quarter of a second each.</summary>
    private const int LooksOfTwoSnapshots = 9;

    /// <summary>In the long form six thousand sockets hang on the cable with the crowd's: at both its ends and here they are as many files as one process may open.</summary>
    private static readonly int SocketsEach = ShortDay.IsLong ? 200 : 20;

    private static readonly TimeSpan Back = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan BackWithoutJitter = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_crowd_that_is_cut_off_at_once_is_back_at_once_with_jitter_and_without_and_loses_nothing()
    {
        // Twenty sockets stand for twenty students here and yet are one session's, which may call thirty times a second: that limit is not what is looked at.
        using ShortDay day = await ShortDay.OpenAsync(environment: null, "--messages-per-second", "0");
        await using CuttableLink link = new(day.Server.Address);
        string[] codes = [.. DemoClass.All(day.Server.Output).SelectMany(one => one.Codes).Take(Students)];
        (StudentClient Student, HelloReply Hello)[] rude = await Task.WhenAll(codes.Select((code, at) => EnterAsync(day.Server.Address, code, at)));
        JsonElement report = await day.RunAsync(
            async () =>
            {
                HubSocket[] open = await ConnectAllAsync(link.Address, rude);
                int before = (await Meters.ReadAsync(day.Server.Address)).Sockets.Students;
                int crowd = before - open.Length;
                Assert.True(crowd > ShortDay.Size / 2, $"Only {crowd} of the crowd were connected.");
                link.Cut();
                Assert.True(await Meters.BecomesAsync(day.Server.Address, now => now.Sockets.Students < before / 10, Back), "The cut reached nobody.");
                link.Mend();
                long mended = Stopwatch.GetTimestamp();
                HubSocket[] back = await ConnectAllAsync(link.Address, rude);
                await GreetAllAsync(back, rude);
                Assert.True(Stopwatch.GetElapsedTime(mended) < BackWithoutJitter, $"Those without jitter needed {Stopwatch.GetElapsedTime(mended)}.");
                // Nineteen of twenty: one or the other has lost the network or changed the device by themselves meanwhile.
                int wanted = back.Length + (crowd * 19 / 20);
                Assert.True(
                    await Meters.BecomesAsync(day.Server.Address, now => now.Sockets.Students >= wanted, Back - Stopwatch.GetElapsedTime(mended)),
                    $"Not everybody of {wanted} was back within {Back.TotalSeconds} s.");
                Array.ForEach([.. open, .. back], socket => socket.Dispose());
            },
            link.Address,
            profile: "storm",
            "--without-jitter", "1");
        JsonElement returned = report.GetProperty("returnMs");
        Assert.True(returned.GetProperty("count").GetInt64() > ShortDay.Size / 2, $"Only {returned} came back from the storm.");
        Assert.True(returned.GetProperty("most").GetDouble() < BackWithoutJitter.TotalMilliseconds, $"{returned}");
        Array.ForEach(rude, one => one.Student.Dispose());
    }

    [Fact]
    public async Task Boards_that_are_looked_at_and_never_read_hold_up_no_answer()
    {
        using ShortDay day = await ShortDay.OpenAsync();
        DemoClass demo = DemoClass.All(day.Server.Output)[0];
        string cookie = await BoardCookieAsync(demo);
        List<RawSocket> viewers = [];
        (DateTimeOffset from, DateTimeOffset until) = (default, default);
        using CancellationTokenSource end = new();
        using StudentClient moving = new(new HttpClient { BaseAddress = day.Server.Address }, Guid.NewGuid().ToString("N"));
        Task changing = Task.CompletedTask;

        // Whoever reads nothing is hung up on within 45 s: before the long form's lesson has a middle. The short one is over soon after its middle.
        if (!ShortDay.IsLong)
        {
            await ComeAsync();
        }

        JsonElement report = await day.RunAsync(async () =>
        {
            if (ShortDay.IsLong)
            {
                await ComeAsync();
            }

            // Nearly all of them within two snapshots, not a few of them many times.
            Queue<long> skipped = new();
            Assert.True(
                await Meters.BecomesAsync(
                    day.Server.Address, now => now.Sockets.BoardsSkipped - skipped.Peek() >= Viewers, TimeSpan.FromSeconds(60),
                    now =>
                    {
                        skipped.Enqueue(now.Sockets.BoardsSkipped);
                        if (skipped.Count > LooksOfTwoSnapshots)
                        {
                            skipped.Dequeue();
                        }
                    }),
                $"Of {Viewers} viewers never more than {skipped.Last() - skipped.Peek()} were stuck.");
            from = DateTimeOffset.UtcNow;
            await Task.Delay(TimeSpan.FromSeconds(8));
            until = DateTimeOffset.UtcNow;
            await end.CancelAsync();
            await changing;
            viewers.ForEach(viewer => viewer.Dispose());
        });
        Assert.Equal(0, report.GetProperty("counts").GetProperty("busy").GetInt64());
        Assert.Equal(0, report.GetProperty("counts").GetProperty("failed").GetInt64());
        Assert.Equal(0, report.GetProperty("counts").GetProperty("linkLost").GetInt64());
        Meters.AssertNoSlower(report, from, until);

        async Task ComeAsync()
        {
            for (int viewer = 0; viewer < Viewers; viewer++)
            {
                viewers.Add(await RawSocket.OpenAsync(day.Server.Address, $"/hub/board/{demo.Board.Segments[^1]}", cookie, receiveBuffer: 1024));
                await viewers[^1].SendAsync(RawSocket.Handshake);
            }

            changing = ChangeAsync(demo, moving, viewers, end.Token);
        }
    }

    /// <summary>Every second the board shows something new; a viewer says a word now and then, so that the server does not hang up on it.</summary>
    private static async Task ChangeAsync(DemoClass demo, StudentClient moving, List<RawSocket> viewers, CancellationToken end)
    {
        await moving.EnterAsync(demo.Codes[0]);
        while (!end.IsCancellationRequested)
        {
            await moving.HelloAsync();
            foreach (RawSocket viewer in viewers)
            {
                try
                {
                    await viewer.SendAsync("{\"type\":6}\u001e");
                }
                catch (IOException)
                {
                    // Hung up on by now, as it has read nothing for long.
                }
            }

            await Task.Delay(TimeSpan.FromMilliseconds(700), CancellationToken.None);
        }
    }

    private static async Task<(StudentClient Student, HelloReply Hello)> EnterAsync(Uri address, string code, int at)
    {
        StudentClient student = new(new HttpClient { BaseAddress = address }, $"device{at:D10}");
        await student.EnterAsync(code);
        await student.DecideAsync(agree: true);
        return (student, await student.HelloAsync());
    }

    private static Task<HubSocket[]> ConnectAllAsync(Uri link, (StudentClient Student, HelloReply Hello)[] all) =>
        Task.WhenAll(all.SelectMany(one => Enumerable.Range(0, SocketsEach).Select(_ => ConnectAsync(link, one.Student))));

    private static async Task<HubSocket> ConnectAsync(Uri link, StudentClient student) =>
        await HubSocket.ConnectAsync(link, $"/hub/session?ticket={Uri.EscapeDataString(await student.TicketAsync())}");

    private static async Task GreetAllAsync(HubSocket[] sockets, (StudentClient Student, HelloReply Hello)[] all)
    {
        HelloReply[] told = await Task.WhenAll(sockets.Select((socket, at) => socket.CallAsync<HelloReply>(
            "Hello", new HelloRequest(all[at / SocketsEach].Hello.Epoch, all[at / SocketsEach].Student.Device, 0, 0))));
        Assert.All(told, hello => Assert.Equal(PutStatus.Ok, hello.Status));
    }

    private static async Task<string> BoardCookieAsync(DemoClass demo)
    {
        using HttpClientHandler cookies = new();
        using HttpClient teacher = new(cookies) { BaseAddress = demo.Board };
        using HttpResponseMessage entered = await teacher.PostAsJsonAsync($"/api/board/{demo.Board.Segments[^1]}/enter", new { pin = demo.Pin });
        Assert.Equal(HttpStatusCode.NoContent, entered.StatusCode);
        return cookies.CookieContainer.GetCookieHeader(demo.Board);
    }
}
