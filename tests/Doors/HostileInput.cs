using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
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
        "{\"title\":\"\\u0000\",\"classId\":\"\\u0000\",\"seats\":[-1],\"instruments\":[null],\"place\":\"home\",\"endsAtMs\":9223372036854775807}",
        "{\"title\":null,\"grade\":2147483647,\"size\":-2147483648,\"instruments\":[{\"instrument\":\"\\u0000\",\"form\":\"\"}],\"place\":\"class\",\"endsAtMs\":-9223372036854775808}",
        "{\"device\":null,\"number\":-1,\"measured\":{}}", "{\"device\":\"\\u0000\",\"number\":2147483647,\"measured\":null}",
        "{\"e\":9223372036854775807,\"n\":9223372036854775807,\"a\":[{\"q\":2147483647,\"v\":\"9\",\"d\":9223372036854775807}]}",
    ];

    /// <summary>Of a code that is one: what is behind the look-up meets the rest of the body.</summary>
    private static readonly string[] BodiesOfACode =
    [
        "{\"code\":\"CODE\",\"keying\":null,\"answers\":null}", "{\"code\":\"CODE\",\"keying\":\"0123456789abcdef\",\"agrees\":true,\"answers\":[null,\"\\u0000\"]}",
        "{\"code\":\"CODE\",\"keying\":\"\\u0000\",\"agrees\":null,\"answers\":[],\"settled\":[-1],\"seen\":null,\"fromPaper\":[2147483647],\"verified\":true}",
    ];

    [Fact]
    public async Task No_body_makes_a_door_fail_or_show_its_inside()
    {
        RouteHome home = await new RouteWalk(server).HomeAsync();
        CodeSheet sheet = (await server.Engine.Cards.ReadAsync(home.Class.Id, default))!;
        using DoorCallers callers = await DoorCallers.OpenAsync(server, home);
        foreach ((string route, DoorRule rule) in Routes())
        {
            (HttpClient browser, string? token) = callers.Of(rule);
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

        using HttpClient next = server.Client();
        Assert.Equal(HttpStatusCode.OK, (await next.GetAsync(new Uri("/health", UriKind.Relative))).StatusCode);
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
