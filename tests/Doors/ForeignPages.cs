using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Web.Access;
using Microsoft.AspNetCore.Routing;

namespace Diagnostics.Tests.Doors;

/// <summary>What a page of another origin can make a browser send: cookies at most. Every door that changes something is walked.</summary>
public sealed class ForeignPages(RunningServer server) : IClassFixture<RunningServer>
{
    private static readonly string[] Foreign = ["https://elsewhere.example", "null", "http://127.0.0.1:1", "http://localhost", "not an origin"];

    [Fact]
    public async Task Every_change_by_staff_is_refused_without_the_word_and_from_another_origin()
    {
        CodeSheet sheet = await server.MakeClassAsync();
        using HttpClient keeper = await server.StaffAsync(StaffRole.Operator);
        string word = keeper.DefaultRequestHeaders.GetValues(StaffCookie.WordHeader).Single();
        (string Route, string Method)[] changes = [.. Changes().Where(door => door.Rule is DoorRule.Staff or DoorRule.SignedIn).Select(door => (door.Route, door.Method))];
        Assert.True(changes.Length > 10);
        foreach ((string route, string method) in changes)
        {
            Assert.Equal((route, HttpStatusCode.Forbidden, "word-missing"), await ToldAsync(keeper, route, method, sheet, word: "", origin: null));
            Assert.Equal((route, HttpStatusCode.Forbidden, "word-missing"), await ToldAsync(keeper, route, method, sheet, word: word[..^1] + "_", origin: null));
            foreach (string origin in Foreign)
            {
                Assert.Equal((route, HttpStatusCode.Forbidden, ""), await ToldAsync(keeper, route, method, sheet, word, origin));
            }
        }

        Assert.Equal(HttpStatusCode.OK, (await keeper.GetAsync(new Uri("/api/staff/sessions", UriKind.Relative))).StatusCode);
    }

    [Fact]
    public async Task Every_other_change_is_refused_from_another_origin()
    {
        CodeSheet sheet = await server.MakeClassAsync();
        using HttpClient teacher = await server.TeacherAsync(sheet);
        foreach ((string route, string method, DoorRule rule) in Changes())
        {
            if (rule is not (DoorRule.Staff or DoorRule.SignedIn))
            {
                Assert.Equal((route, HttpStatusCode.Forbidden, ""), await ToldAsync(teacher, route, method, sheet, word: "", Foreign[0]));
            }
        }

        JsonElement board = await teacher.GetFromJsonAsync<JsonElement>($"/api/board/{sheet.Class.BoardLink}");
        Assert.Equal("lobby", board.GetProperty("run").GetString());
    }

    /// <summary>A form of another page can send text and fields without asking first, and no JSON.</summary>
    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data")]
    public async Task What_a_form_can_send_is_not_taken(string type)
    {
        CodeSheet sheet = await server.MakeClassAsync();
        using HttpClient teacher = await server.TeacherAsync(sheet);
        using StringContent form = new("{\"lesson\":\"running\"}", Encoding.UTF8, type);
        using HttpResponseMessage reply = await teacher.PostAsync(new Uri($"/api/board/{sheet.Class.BoardLink}/lesson", UriKind.Relative), form);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, reply.StatusCode);
    }

    [Fact]
    public async Task Sockets_open_from_our_own_pages_only()
    {
        CodeSheet sheet = await server.MakeClassAsync();
        using HttpClientHandler cookies = new();
        using HttpClient teacher = new(cookies) { BaseAddress = server.Address };
        using HttpResponseMessage entered = await teacher.PostAsJsonAsync($"/api/board/{sheet.Class.BoardLink}/enter", new { pin = sheet.Pin });
        string cookie = cookies.CookieContainer.GetCookieHeader(server.Address);
        using StudentClient student = new(server.Client(), "0123456789abcdef");
        await student.EnterAsync(sheet.Cards[0].Code);
        foreach (string origin in Foreign)
        {
            await Assert.ThrowsAsync<WebSocketException>(() => HubSocket.ConnectAsync(server.Address, $"/hub/board/{sheet.Class.BoardLink}", cookie, origin));
            string ticket = await student.TicketAsync();
            await Assert.ThrowsAsync<WebSocketException>(() => HubSocket.ConnectAsync(server.Address, $"/hub/session?ticket={ticket}", origin: origin));
        }

        string own = $"http://{server.Address.Authority}";
        using HubSocket board = await HubSocket.ConnectAsync(server.Address, $"/hub/board/{sheet.Class.BoardLink}", cookie, own);
        using HubSocket session = await HubSocket.ConnectAsync(server.Address, $"/hub/session?ticket={await student.TicketAsync()}", origin: own);
    }

    private IEnumerable<(string Route, string Method, DoorRule Rule)> Changes() =>
        from endpoint in server.Endpoints
        let method = endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Single()
        where method is not (null or "GET")
        select ("/" + endpoint.RoutePattern.RawText!.Trim('/'), method, endpoint.Metadata.OfType<DoorRule>().Single());

    private static async Task<(string Route, HttpStatusCode Status, string Code)> ToldAsync(
        HttpClient browser, string route, string method, CodeSheet sheet, string word, string? origin)
    {
        string path = route.Replace("{link}", sheet.Class.BoardLink, StringComparison.Ordinal).Replace("{id}", sheet.Class.Id, StringComparison.Ordinal)
            .Replace("{seat:int}", "1", StringComparison.Ordinal);
        using HttpRequestMessage request = new(new HttpMethod(method), path) { Content = JsonContent.Create(new { }) };
        browser.DefaultRequestHeaders.Remove(StaffCookie.WordHeader);
        request.Headers.Add(StaffCookie.WordHeader, word);
        if (origin is not null)
        {
            request.Headers.TryAddWithoutValidation("Origin", origin);
        }

        using HttpResponseMessage reply = await browser.SendAsync(request);
        string text = await reply.Content.ReadAsStringAsync();
        return (route, reply.StatusCode, text.Length > 0 && JsonDocument.Parse(text).RootElement.TryGetProperty("code", out JsonElement code) ? code.GetString()! : "");
    }
}
