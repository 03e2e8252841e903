using System.Net.Http.Json;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Sessions;
using Diagnostics.Tests.Doors;

namespace Diagnostics.Tests.Faults;

/// <summary>Two look at one class, and one of them reads nothing: the other goes on seeing the latest.</summary>
[Trait("Kind", "Fault")]
public sealed class BoardViewerFaults
{
    private const int Seats = 40;
    private const int MostChanges = 400;

    /// <summary>How long one snapshot may take on a busy machine.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task A_viewer_who_reads_nothing_is_skipped_and_the_others_of_the_class_see_the_latest()
    {
        ManualClock clock = new();
        RunningServer server = await RunningServer.StartAsync(new RunningServer { DoorClock = clock });
        try
        {
            CodeSheet sheet = await server.MakeClassAsync(seats: Seats);
            string cookie = await CookieAsync(server, sheet);
            string path = $"/hub/board/{sheet.Class.BoardLink}";
            using RawSocket stuck = await RawSocket.OpenAsync(server.Address, path, cookie, receiveBuffer: 1024);
            await stuck.SendAsync(RawSocket.Handshake);
            using HubSocket reader = await HubSocket.ConnectAsync(server.Address, path, cookie);
            await WaitAsync(() => server.Viewers.All.Count == 2);
            long blockedFor = 0;
            for (int change = 0; change < MostChanges && blockedFor < 10; change++)
            {
                await ChangeAsync(server, sheet.Class.Id, change);
                long wanted = (await server.Engine.Board.ReadAsync(sheet.Class.Id, default))!.Revision;
                clock.Advance(TimeSpan.FromSeconds(1));
                Assert.Equal(wanted, (await reader.PushedAsync("Board").WaitAsync(Soon)).GetProperty("revision").GetInt64());
                blockedFor = server.Boards.Skipped;
            }

            Assert.True(blockedFor >= 10, $"{server.Boards.Sent} snapshots went out and none waited: nobody was stuck.");
        }
        finally
        {
            await server.DisposeAsync();
        }
    }

    /// <summary>Anything a board shows: the lesson begins, halts, goes on.</summary>
    private static async Task ChangeAsync(RunningServer server, string classId, int change) =>
        Assert.True(await server.Engine.Board.SetLessonAsync(classId, change % 2 == 0 ? LessonState.Running : LessonState.Paused, default));

    private static async Task<string> CookieAsync(RunningServer server, CodeSheet sheet)
    {
        using HttpClient phone = new(new HttpClientHandler { UseCookies = false }) { BaseAddress = server.Address };
        using HttpResponseMessage entered = await phone.PostAsJsonAsync($"/api/board/{sheet.Class.BoardLink}/enter", new { pin = sheet.Pin });
        return string.Join("; ", entered.Headers.GetValues("Set-Cookie").Select(cookie => cookie.Split(';')[0]));
    }

    private static async Task WaitAsync(Func<bool> come)
    {
        for (DateTime until = DateTime.UtcNow + Soon; !come(); await Task.Delay(20))
        {
            Assert.True(DateTime.UtcNow < until, "What was waited for did not come.");
        }
    }
}
