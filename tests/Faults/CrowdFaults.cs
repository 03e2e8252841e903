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
    private const int SocketsEach = 20;
    private const int Viewers = 400;

    [Fact]
    public async Task Four_hundred_sockets_cut_at_once_come_back_at_once_without_any_jitter()
    {
        // Twenty sockets stand for twenty students here and yet are one session's, which may call thirty times a second: that limit is not what is looked at.
        using ShortDay day = await ShortDay.OpenAsync(environment: null, "--messages-per-second", "0");
        await using CuttableLink link = new(day.Server.Address);
        string[] codes = [.. DemoClass.All(day.Server.Output).SelectMany(one => one.Codes).Take(Students)];
        (StudentClient Student, HelloReply Hello)[] all = await Task.WhenAll(codes.Select((code, at) => EnterAsync(link.Address, code, at)));
        await day.RunAsync(async () =>
        {
            for (int storm = 0; storm < 2; storm++)
            {
                HubSocket[] open = await Task.WhenAll(all.SelectMany(one => Enumerable.Range(0, SocketsEach).Select(_ => ConnectAsync(link.Address, one.Student))));
                link.Cut();
                link.Mend();
                HubSocket[] back = await Task.WhenAll(all.SelectMany(one => Enumerable.Range(0, SocketsEach).Select(_ => ConnectAsync(link.Address, one.Student))));
                HelloReply[] told = await Task.WhenAll(back.Select((socket, at) => socket.CallAsync<HelloReply>(
                    "Hello", new HelloRequest(all[at / SocketsEach].Hello.Epoch, all[at / SocketsEach].Student.Device, 0, 0))));
                Assert.All(told, hello => Assert.Equal(PutStatus.Ok, hello.Status));
                Array.ForEach([.. open, .. back], socket => socket.Dispose());
            }
        });
        Array.ForEach(all, one => one.Student.Dispose());
    }

    [Fact]
    public async Task Boards_that_are_looked_at_and_never_read_hold_up_no_answer()
    {
        using ShortDay day = await ShortDay.OpenAsync();
        DemoClass demo = DemoClass.All(day.Server.Output)[0];
        string cookie = await BoardCookieAsync(demo);
        List<RawSocket> viewers = [];
        for (int viewer = 0; viewer < Viewers; viewer++)
        {
            viewers.Add(await RawSocket.OpenAsync(day.Server.Address, $"/hub/board/{demo.Board.Segments[^1]}", cookie, receiveBuffer: 1024));
            await viewers[^1].SendAsync("{\"protocol\":\"json\",\"version\":1}\u001e");
        }

        JsonElement report = await day.RunAsync(async () =>
        {
            using StudentClient moving = new(new HttpClient { BaseAddress = day.Server.Address }, Guid.NewGuid().ToString("N"));
            for (int change = 0; change < 10; change++)
            {
                await moving.EnterAsync(demo.Codes[0]);
                await moving.HelloAsync();
                await Task.Delay(TimeSpan.FromSeconds(1));
                await Task.WhenAll(viewers.Select(viewer => viewer.SendAsync("{\"type\":6}\u001e")));
            }
        });
        Assert.Equal(0, report.GetProperty("counts").GetProperty("busy").GetInt64());
        Assert.Equal(0, report.GetProperty("counts").GetProperty("failed").GetInt64());
        viewers.ForEach(viewer => viewer.Dispose());
    }

    private static async Task<(StudentClient Student, HelloReply Hello)> EnterAsync(Uri address, string code, int at)
    {
        StudentClient student = new(new HttpClient { BaseAddress = address }, $"device{at:D10}");
        await student.EnterAsync(code);
        await student.DecideAsync(agree: true);
        return (student, await student.HelloAsync());
    }

    private static async Task<HubSocket> ConnectAsync(Uri address, StudentClient student) =>
        await HubSocket.ConnectAsync(address, $"/hub/session?ticket={Uri.EscapeDataString(await student.TicketAsync())}");

    private static async Task<string> BoardCookieAsync(DemoClass demo)
    {
        using HttpClientHandler cookies = new();
        using HttpClient teacher = new(cookies) { BaseAddress = demo.Board };
        using HttpResponseMessage entered = await teacher.PostAsJsonAsync($"/api/board/{demo.Board.Segments[^1]}/enter", new { pin = demo.Pin });
        Assert.Equal(HttpStatusCode.NoContent, entered.StatusCode);
        return cookies.CookieContainer.GetCookieHeader(demo.Board);
    }
}
