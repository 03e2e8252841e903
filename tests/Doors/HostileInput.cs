using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Campaigns;
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
        "{\"e\":9223372036854775807,\"n\":9223372036854775807,\"a\":[{\"q\":2147483647,\"v\":\"9\",\"d\":9223372036854775807}]}",
    ];

    [Fact]
    public async Task No_body_makes_a_door_fail_or_show_its_inside()
    {
        CodeSheet sheet = await server.MakeClassAsync();
        using HttpClient keeper = await server.StaffAsync(StaffRole.Operator);
        using HttpClient psychologist = await server.StaffAsync(StaffRole.Psychologist, new OrgNode(NodeKind.School, sheet.School.Id));
        CampaignView campaign = (await server.Engine.Campaigns.ListAsync(OrgNode.Server, default))[0];
        using HttpClient board = await server.TeacherAsync(sheet);
        using StudentClient student = new(server.Client(), "0123456789abcdef");
        await student.EnterAsync(sheet.Cards[0].Code);
        foreach (string route in Routes())
        {
            string path = route.Replace("{link}", sheet.Class.BoardLink, StringComparison.Ordinal).Replace("{id}", sheet.Class.Id, StringComparison.Ordinal)
                .Replace("{region}", campaign.RegionId, StringComparison.Ordinal).Replace("{campaign}", campaign.Id, StringComparison.Ordinal);
            HttpClient browser = path.StartsWith("/api/board", StringComparison.Ordinal) ? board
                : path.StartsWith("/api/staff/results", StringComparison.Ordinal) ? psychologist : keeper;
            foreach (string body in Bodies.Append(Deep()))
            {
                using HttpRequestMessage request = new(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
                request.Headers.Authorization = path.StartsWith("/api/session", StringComparison.Ordinal)
                    ? new AuthenticationHeaderValue("Bearer", student.Entered.GetProperty("token").GetString())
                    : null;
                using HttpResponseMessage reply = await browser.SendAsync(request);
                string told = await reply.Content.ReadAsStringAsync();
                string what = $"{route} <- {(body.Length > 80 ? body[..80] : body)}: {reply.StatusCode}";
                Assert.True((int)reply.StatusCode < 500, what);
                Assert.False(told.Contains("   at ", StringComparison.Ordinal) || told.Contains("Exception", StringComparison.Ordinal), what);
            }
        }

        Assert.Equal(HttpStatusCode.OK, (await keeper.GetAsync(new Uri("/health", UriKind.Relative))).StatusCode);
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

    /// <summary>Signing out and ending sessions would take the test's own browser away.</summary>
    private IEnumerable<string> Routes() => server.Endpoints
        .Where(endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("POST") == true)
        .Select(endpoint => "/" + endpoint.RoutePattern.RawText!.Trim('/'))
        .Where(route => !route.StartsWith("/hub", StringComparison.Ordinal) && !route.EndsWith("/leave", StringComparison.Ordinal))
        .Distinct();

    private static string Deep() => string.Concat(Enumerable.Repeat("{\"a\":", 200)) + "1" + new string('}', 200);
}
