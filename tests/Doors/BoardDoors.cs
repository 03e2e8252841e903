using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Sessions;

namespace Diagnostics.Tests.Doors;

/// <summary>Every door of a board, walked by nobody, by the board's own PIN, by another board's, and by each role from there and from elsewhere.</summary>
public sealed class BoardDoors(RunningServer server) : IClassFixture<RunningServer>
{
    /// <summary>Route → what is answered to whoever may: nobody has asked to be let in, so there is nothing to allow.</summary>
    private static readonly Dictionary<string, HttpStatusCode> Doors = new(StringComparer.Ordinal)
    {
        ["GET /api/board/{link}"] = HttpStatusCode.OK,
        ["POST /api/board/{link}/lesson"] = HttpStatusCode.NoContent,
        ["POST /api/board/{link}/time"] = HttpStatusCode.NoContent,
        ["GET /api/board/{link}/irregularities"] = HttpStatusCode.OK,
        ["POST /api/board/{link}/irregularities"] = HttpStatusCode.NoContent,
        ["POST /api/board/{link}/irregularities/withdraw"] = HttpStatusCode.NoContent,
        ["POST /api/board/{link}/accommodation"] = HttpStatusCode.NoContent,
        ["POST /api/board/{link}/seat"] = HttpStatusCode.NoContent,
        ["POST /api/board/{link}/message"] = HttpStatusCode.NoContent,
        ["GET /api/board/{link}/words"] = HttpStatusCode.OK,
        ["POST /api/board/{link}/words"] = HttpStatusCode.NoContent,
        ["GET /api/board/{link}/readiness"] = HttpStatusCode.OK,
        ["POST /api/board/{link}/takeover"] = HttpStatusCode.Conflict,
    };

    private static readonly StaffRole[] Leading = [StaffRole.Teacher, StaffRole.Psychologist, StaffRole.Coordinator];

    private readonly RouteWalk _walk = new(server);

    [Fact]
    public void Every_door_of_a_board_is_walked() =>
        Assert.Equal(
            RouteTable.Routes("board").Where(route => !route.StartsWith("hub", StringComparison.Ordinal)).Order(StringComparer.Ordinal),
            Doors.Keys.Order(StringComparer.Ordinal));

    [Fact]
    public async Task A_board_opens_by_its_own_PIN_and_by_no_other()
    {
        foreach ((string route, HttpStatusCode done) in Doors)
        {
            RouteHome home = await _walk.HomeAsync();
            RouteHome elsewhere = await _walk.HomeAsync();
            using HttpClient nobody = server.Client();
            using HttpClient foreign = await TeacherAsync(elsewhere);
            using HttpClient forged = await ForgedAsync(home, elsewhere);
            using HttpClient own = await TeacherAsync(home);
            await ExpectAsync(nobody, route, home, HttpStatusCode.Unauthorized, "nobody");
            await ExpectAsync(foreign, route, home, HttpStatusCode.Unauthorized, "another board's PIN");
            if (route == "POST /api/board/{link}/lesson")
            {
                // A cookie says which board it opens: under another name it opens that one still, and never this.
                await ExpectAsync(forged, route, home, done, "another board's cookie under this one's name");
                Assert.Equal(LessonState.Running, (await server.Engine.Board.ReadAsync(elsewhere.Class.Id, default))!.Run);
            }

            Assert.Equal(
                route is "POST /api/board/{link}/time" or "POST /api/board/{link}/seat" ? LessonState.Running : LessonState.Lobby,
                (await server.Engine.Board.ReadAsync(home.Class.Id, default))!.Run);
            await ExpectAsync(own, route, home, done, "its own PIN");
        }
    }

    [Fact]
    [Trait("Kind", "Fault")]
    public async Task A_board_opens_to_staff_who_lead_lessons_of_that_school_and_to_no_other_role()
    {
        foreach (StaffRole role in Enum.GetValues<StaffRole>())
        {
            foreach ((string route, HttpStatusCode done) in Doors)
            {
                RouteHome home = await _walk.HomeAsync();
                RouteHome elsewhere = await _walk.HomeAsync();
                using HttpClient own = await server.StaffAsync(role, home.PlaceOf(role));
                await ExpectAsync(own, route, home, Leading.Contains(role) ? done : HttpStatusCode.Unauthorized, $"{role}");
                if (role != StaffRole.Operator)
                {
                    await ExpectAsync(own, route, elsewhere, HttpStatusCode.Unauthorized, $"{role} from elsewhere");
                }
            }
        }
    }

    [Fact]
    [Trait("Kind", "Fault")]
    public async Task A_boards_socket_opens_to_the_same_and_to_nobody_else()
    {
        RouteHome home = await _walk.HomeAsync();
        RouteHome elsewhere = await _walk.HomeAsync();
        Assert.False(await OpensAsync(home, null));
        Assert.True(await OpensAsync(home, await CookieAsync(home)));
        Assert.False(await OpensAsync(home, await CookieAsync(elsewhere)));
        foreach (StaffRole role in Enum.GetValues<StaffRole>())
        {
            string cookie = $"staff={await server.StaffTokenAsync(role, home.PlaceOf(role))}";
            Assert.True(await OpensAsync(home, cookie) == Leading.Contains(role), $"{role}");
            Assert.False(await OpensAsync(elsewhere, cookie), $"{role} from elsewhere");
        }
    }

    private async Task ExpectAsync(HttpClient browser, string route, RouteHome home, HttpStatusCode expected, string who)
    {
        using HttpResponseMessage reply = await _walk.CallAsync(browser, route, home);
        Assert.True(reply.StatusCode == expected, $"{route} by {who}: {reply.StatusCode}");
    }

    private async Task<HttpClient> TeacherAsync(RouteHome home) =>
        await server.TeacherAsync((await server.Engine.Cards.ReadAsync(home.Class.Id, default))!);

    /// <summary>The cookie of one board's PIN, as a header.</summary>
    private async Task<string> CookieAsync(RouteHome home)
    {
        CodeSheet sheet = (await server.Engine.Cards.ReadAsync(home.Class.Id, default))!;
        using HttpClient phone = new(new HttpClientHandler { UseCookies = false }) { BaseAddress = server.Address };
        using HttpResponseMessage entered = await phone.PostAsJsonAsync($"/api/board/{sheet.Class.BoardLink}/enter", new { pin = sheet.Pin });
        return entered.Headers.GetValues("Set-Cookie").Single(cookie => cookie.StartsWith("board_", StringComparison.Ordinal)).Split(';')[0];
    }

    private async Task<HttpClient> ForgedAsync(RouteHome home, RouteHome elsewhere)
    {
        string value = (await CookieAsync(elsewhere)).Split('=', 2)[1];
        HttpClient browser = new(new HttpClientHandler { UseCookies = false }) { BaseAddress = server.Address };
        browser.DefaultRequestHeaders.Add("Cookie", $"{(await CookieAsync(home)).Split('=', 2)[0]}={value}");
        return browser;
    }

    private async Task<bool> OpensAsync(RouteHome home, string? cookie)
    {
        try
        {
            using HubSocket socket = await HubSocket.ConnectAsync(server.Address, $"/hub/board/{home.Class.BoardLink}", cookie);
            return true;
        }
        catch (WebSocketException)
        {
            return false;
        }
    }
}
