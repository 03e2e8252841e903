using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Web.Access;
using Microsoft.AspNetCore.Routing;

namespace Diagnostics.Tests.Doors;

/// <summary>Every door that takes a body is given what no client of ours sends: it refuses in words, and the next request is served.</summary>
public sealed class HostileInput(RunningServer server) : IClassFixture<RunningServer>
{
    private static readonly string[] Bodies =
    [
        "", "{", "[]", "null", "true", "0", "\"text\"", "{\"a\":1}",
        "{\"login\":5,\"password\":[],\"code\":{},\"token\":7,\"key\":false,\"pin\":[],\"schoolId\":{},\"id\":[1]}",
        "{\"login\":\"\\ud800\",\"password\":\"\\ud800\",\"code\":\"\\ud800\",\"token\":\"\\ud800\",\"key\":\"\\ud800\",\"pin\":\"\\u0000\",\"id\":\"\\u0000\"}",
        "{\"seat\":-1,\"reason\":\"no\"}", "{\"seat\":9999999999}", "{\"seat\":1,\"reason\":null}",
        "{\"stamp\":\"\",\"settings\":{\"opensAtMs\":-9223372036854775808,\"closesAtMs\":9223372036854775807,\"keepYears\":2147483647,\"parentsDecide\":null}}",
        "{\"stamp\":null,\"settings\":{\"opensAtMs\":1600000000000,\"closesAtMs\":1600000000001,\"keepYears\":4,\"parentsDecide\":[8,8,-1]}}",
        "{\"role\":\"god\",\"kind\":\"world\",\"id\":\"x\"}",
        "{\"seats\":[-1,9999999999],\"party\":\"nobody\",\"agree\":null,\"request\":\"\\u0000\"}", "{\"seats\":null,\"party\":\"parent\",\"agree\":true,\"request\":null}",
        "{\"seats\":[2147483647,-2147483648,0],\"party\":\"student\",\"agree\":true,\"request\":\"\"}",
        "{\"from\":-1,\"recovery\":\"\\u0000\",\"wraps\":[null],\"lists\":[null],\"past\":null}", "{\"from\":1,\"recovery\":\"a\",\"wraps\":null,\"lists\":null,\"past\":\"a\"}",
        "{\"from\":1,\"recovery\":\"a\",\"wraps\":[{\"accountId\":null}],\"lists\":[{\"classId\":null,\"revision\":-1,\"sealed\":\"\\u0000\"}],\"past\":\"a\",\"dropLists\":true}",
        "{\"seat\":1,\"generation\":2147483647,\"revision\":-1,\"sealed\":\"\\u0000\"}", "{\"seat\":1,\"generation\":1,\"revision\":1,\"sealed\":null}",
        "{\"publicKey\":\"\\u0000\",\"sealedPrivate\":null,\"replaces\":\"x\",\"accountId\":\"\\u0000\",\"wrapped\":null,\"generation\":-1}",
        "{\"device\":null,\"number\":-1,\"measured\":{}}", "{\"device\":\"\\u0000\",\"number\":2147483647,\"measured\":null}",
        "{\"e\":9223372036854775807,\"n\":9223372036854775807,\"a\":[{\"q\":2147483647,\"v\":\"9\",\"d\":9223372036854775807}]}",
    ];

    /// <summary>Of a code that is one: what is behind the look-up meets the rest of the body.</summary>
    private static readonly string[] BodiesOfACode =
    [
        "{\"code\":\"CODE\",\"keying\":null,\"answers\":null}", "{\"code\":\"CODE\",\"keying\":\"0123456789abcdef\",\"agrees\":true,\"answers\":[null,\"\\u0000\"]}",
        "{\"code\":\"CODE\",\"keying\":\"\\u0000\",\"agrees\":null,\"answers\":[],\"settled\":[-1],\"seen\":null,\"fromPaper\":[2147483647],\"verified\":true}",
    ];

    /// <summary>The first of them that may pass a door calls there: behind a refusal no body is met.</summary>
    private static readonly StaffRole[] Callers = [StaffRole.Operator, StaffRole.Coordinator, StaffRole.Psychologist, StaffRole.Teacher];

    [Fact]
    public async Task No_body_makes_a_door_fail_or_show_its_inside()
    {
        RouteHome home = await new RouteWalk(server).HomeAsync();
        CodeSheet sheet = (await server.Engine.Cards.ReadAsync(home.Class.Id, default))!;
        Dictionary<StaffRole, HttpClient> staff = [];
        foreach (StaffRole role in Callers)
        {
            staff[role] = await server.StaffAsync(role, home.PlaceOf(role));
        }

        using HttpClient board = await server.TeacherAsync(sheet);
        using StudentClient student = new(server.Client(), "0123456789abcdef");
        await student.EnterAsync(home.Code);
        using HttpClient bearer = server.Client();
        using HttpResponseMessage opened = await bearer.PostAsJsonAsync("/api/check/open", new { link = await server.Engine.CheckLinks.OfClassAsync(home.Class.Id, default) });
        string device = (await opened.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("token").GetString()!;
        foreach ((string route, DoorRule rule) in Routes())
        {
            (HttpClient browser, string? token) = rule switch
            {
                DoorRule.Staff door => (staff[Callers.First(role => Permissions.ActsOf(role).Contains(door.Act))], null),
                DoorRule.Board => (board, null),
                DoorRule.Student => (bearer, student.Entered.GetProperty("token").GetString()),
                DoorRule.Check => (bearer, device),
                _ => (staff[StaffRole.Operator], (string?)null),
            };
            foreach (string body in Bodies.Append(Deep()).Concat(BodiesOfACode.Select(one => one.Replace("CODE", sheet.Cards[1].Code, StringComparison.Ordinal))))
            {
                using HttpRequestMessage request = new(HttpMethod.Post, RouteWalk.PathOf(route, home)) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
                request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
                using HttpResponseMessage reply = await browser.SendAsync(request);
                string told = await reply.Content.ReadAsStringAsync();
                string what = $"{route} <- {(body.Length > 80 ? body[..80] : body)}: {reply.StatusCode}";
                Assert.True((int)reply.StatusCode < 500, what);
                Assert.False(told.Contains("   at ", StringComparison.Ordinal) || told.Contains("Exception", StringComparison.Ordinal), what);
                bool isMet = rule is DoorRule.Open or DoorRule.SignedIn || reply.StatusCode is not (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden);
                Assert.True(isMet, $"{what}: the handler was not met");
            }
        }

        Assert.Equal(HttpStatusCode.OK, (await board.GetAsync(new Uri("/health", UriKind.Relative))).StatusCode);
        foreach (HttpClient browser in staff.Values)
        {
            browser.Dispose();
        }
    }

    /// <summary>A body over 64 KB is refused before it is read; the server may hang up while it is still being sent.</summary>
    [Fact]
    public async Task A_body_that_is_too_large_is_not_read()
    {
        using HttpClient browser = server.Client();
        using HttpRequestMessage request = new(HttpMethod.Post, "/api/session/enter")
        {
            Content = new StringContent($"{{\"code\":\"{new string('x', 100_000)}\"}}", Encoding.UTF8, "application/json"),
        };
        request.Headers.ExpectContinue = true;
        using HttpResponseMessage reply = await browser.SendAsync(request);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, reply.StatusCode);
    }

    [Fact]
    public async Task Guesses_at_result_keys_are_told_to_wait_and_the_right_key_still_opens()
    {
        using HttpClient guesser = server.Client();
        HttpStatusCode last = HttpStatusCode.OK;
        for (int attempt = 0; attempt < 200; attempt++)
        {
            using HttpResponseMessage reply = await guesser.PostAsJsonAsync("/api/result", new { key = $"ABCD-EFGH-{attempt:D4}" });
            last = reply.StatusCode;
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, last);
        CodeSheet sheet = await server.MakeClassAsync();
        using StudentClient student = new(guesser, "0123456789abcdef");
        await student.EnterAsync(sheet.Cards[0].Code);
    }

    /// <summary>Signing out would take the test's own browser away, and a student who gave the seat back has a token no more.</summary>
    private IEnumerable<(string Route, DoorRule Rule)> Routes() => server.Endpoints
        .Where(endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("POST") == true)
        .Select(endpoint => ("/" + endpoint.RoutePattern.RawText!.Trim('/'), endpoint.Metadata.OfType<DoorRule>().Single()))
        .Where(route => !route.Item1.StartsWith("/hub", StringComparison.Ordinal) && !route.Item1.EndsWith("/leave", StringComparison.Ordinal))
        .Distinct()
        // What staff do with seat 1, the PIN and the link ends the others' tokens.
        .OrderBy(route => route.Item2 is DoorRule.Staff);

    private static string Deep() => string.Concat(Enumerable.Repeat("{\"a\":", 200)) + "1" + new string('}', 200);
}
