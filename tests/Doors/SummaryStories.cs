using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Summaries;
using Diagnostics.Tests.Summaries;
using Diagnostics.Web.Access;

namespace Diagnostics.Tests.Doors;

/// <summary>A school's summary through the doors: the one page that may stand in frames, and nothing of it but what was published.</summary>
public sealed class SummaryStories(RunningServer server) : IClassFixture<RunningServer>
{
    [Fact]
    public async Task A_coordinator_publishes_what_was_looked_at_and_everybody_reads_it()
    {
        (School school, HttpClient keeper) = await SchoolAsync();
        await ToldSchool.KeepAsync(server.Engine, school.Id);
        string look = await keeper.GetStringAsync(new Uri($"/staff/schools/{school.Id}/summary", UriKind.Relative));
        string link = await PublishAsync(keeper, school);
        using HttpClient anybody = server.Client();
        using HttpResponseMessage page = await anybody.GetAsync(new Uri($"/summary/{link}", UriKind.Relative));
        string html = await page.Content.ReadAsStringAsync();
        Assert.Equal((HttpStatusCode.OK, look), (page.StatusCode, html));
        string text = WebUtility.HtmlDecode(html);
        Assert.Matches("<title>Профориентация в школе: 20\\d\\d год\\. Школа № 5</title>", text);
        Assert.Contains("<strong>83\u00a0%</strong> <span>из 120</span> <span>· Заречье: 73\u00a0%</span>", text, StringComparison.Ordinal);
        Assert.DoesNotContain(school.Id, html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
        Assert.DoesNotContain("style=", html, StringComparison.Ordinal);

        // A copy is asked about by its hash each time.
        EntityTagHeaderValue tag = page.Headers.ETag!;
        Assert.True(page.Headers.CacheControl!.NoCache);
        Assert.Equal(HttpStatusCode.NotModified, await AskAsync(anybody, link, tag));
        await ToldSchool.KeepAsync(server.Engine, school.Id, finished: 60);
        Assert.Equal(HttpStatusCode.NotModified, await AskAsync(anybody, link, tag));
        await PublishAsync(keeper, school);
        Assert.Equal(HttpStatusCode.OK, await AskAsync(anybody, link, tag));

        using HttpResponseMessage withdrawn = await keeper.PostAsJsonAsync($"/api/staff/schools/{school.Id}/summary/withdraw", new { });
        Assert.Equal(HttpStatusCode.NoContent, withdrawn.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, await AskAsync(anybody, link, tag));
        JsonElement state = await keeper.GetFromJsonAsync<JsonElement>($"/api/staff/schools/{school.Id}/summary");
        Assert.Equal(JsonValueKind.Null, state.GetProperty("public").ValueKind);
        keeper.Dispose();
    }

    [Fact]
    public async Task Its_page_alone_may_stand_in_frames_and_sets_no_cookie()
    {
        (School school, HttpClient keeper) = await SchoolAsync();
        await ToldSchool.KeepAsync(server.Engine, school.Id);
        string link = await PublishAsync(keeper, school);
        foreach (string path in new[] { $"/summary/{link}", "/summary/none" })
        {
            using HttpResponseMessage page = await keeper.GetAsync(new Uri(path, UriKind.Relative));
            string policy = Assert.Single(page.Headers.GetValues("Content-Security-Policy"));
            Assert.Equal("default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors *", policy);
            Assert.Equal("cross-origin", Assert.Single(page.Headers.GetValues("Cross-Origin-Resource-Policy")));
            Assert.False(page.Headers.Contains("X-Frame-Options") || page.Headers.Contains("Set-Cookie"));
            Assert.Equal("nosniff", Assert.Single(page.Headers.GetValues("X-Content-Type-Options")));
        }

        // The same page for the staff, and every other door, stands in nobody's frame.
        using HttpResponseMessage look = await keeper.GetAsync(new Uri($"/staff/schools/{school.Id}/summary", UriKind.Relative));
        SecurityHeaderTests.AssertHeaders(look, "look");
        using HttpResponseMessage style = await keeper.GetAsync(new Uri("/summary.css", UriKind.Relative));
        SecurityHeaderTests.AssertHeaders(style, "style");
        Assert.Equal(
            ["/summary/{link}"],
            server.Endpoints.Where(one => one.Metadata.GetMetadata<Embeddable>() is not null).Select(one => one.RoutePattern.RawText));
        keeper.Dispose();
    }

    [Fact]
    public async Task Words_of_a_school_are_text_and_never_a_page()
    {
        (School school, HttpClient keeper) = await SchoolAsync();
        const string hostile = "<img src=x onerror=alert(1)> \"школа\" & ' </title><script>alert(2)</script>";
        await ToldSchool.KeepAsync(server.Engine, school.Id, name: hostile, municipality: "<b>Округ</b>");
        string link = await PublishAsync(keeper, school);
        using HttpClient anybody = server.Client();
        string html = await anybody.GetStringAsync(new Uri($"/summary/{link}", UriKind.Relative));
        Assert.False(html.Contains("<img", StringComparison.Ordinal) || html.Contains("<script", StringComparison.Ordinal) || html.Contains("<b>", StringComparison.Ordinal), html);
        Assert.Contains("&lt;img src=x onerror=alert(1)&gt;", html, StringComparison.Ordinal);
        keeper.Dispose();
    }

    [Fact]
    public async Task What_was_not_looked_at_is_not_published_and_strange_addresses_open_nothing()
    {
        (School school, HttpClient keeper) = await SchoolAsync();
        await ToldSchool.KeepAsync(server.Engine, school.Id);
        foreach (object body in new object[] { new { }, new { stamp = (string?)null }, new { stamp = "0000" }, new { stamp = new string('f', 64) } })
        {
            using HttpResponseMessage refused = await keeper.PostAsJsonAsync($"/api/staff/schools/{school.Id}/summary", body);
            Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
            Assert.Equal("summary-changed", (await refused.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());
        }

        using HttpClient anybody = server.Client();
        foreach (string link in new[] { "none", "%27%20OR%201=1", "..%2f..%2fhealth", new string('a', 2_000), "%D1%88", "%F0%9F%98%80" })
        {
            using HttpResponseMessage reply = await anybody.GetAsync(new Uri($"/summary/{link}", UriKind.Relative));
            Assert.True(reply.StatusCode == HttpStatusCode.NotFound, $"{link}: {reply.StatusCode}");
        }

        keeper.Dispose();
    }

    [Fact]
    public async Task Guesses_at_addresses_are_told_to_wait_and_a_right_one_still_opens()
    {
        await using RunningServer own = await RunningServer.StartAsync(new RunningServer { Demo = false });
        CodeSheet sheet = await own.MakeClassAsync();
        await ToldSchool.KeepAsync(own.Engine, sheet.School.Id);
        SummaryState state = await own.Engine.Summaries.ReadAsync(sheet.School.Id, default);
        Assert.True(await own.Engine.Summaries.PublishAsync(sheet.School.Id, state.Stamp!, "tester", default));
        string link = (await own.Engine.Summaries.ReadAsync(sheet.School.Id, default)).Public!.Link;
        using HttpClient guesser = own.Client();
        HttpStatusCode last = HttpStatusCode.NotFound;
        for (int attempt = 0; attempt < 200 && last == HttpStatusCode.NotFound; attempt++)
        {
            using HttpResponseMessage reply = await guesser.GetAsync(new Uri($"/summary/guess{attempt}", UriKind.Relative));
            last = reply.StatusCode;
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, last);
        using HttpResponseMessage right = await guesser.GetAsync(new Uri($"/summary/{link}", UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, right.StatusCode);
    }

    private async Task<(School School, HttpClient Keeper)> SchoolAsync()
    {
        Region region = await server.Engine.Organisation.AddRegionAsync($"Край {Guid.NewGuid():N}", default);
        Municipality municipality = await server.Engine.Organisation.AddMunicipalityAsync(region.Id, "Округ", default);
        School school = await server.Engine.Organisation.AddSchoolAsync(municipality.Id, $"Школа {Guid.NewGuid():N}", Settlement.City, default);
        await server.Engine.Organisation.AddClassAsync(school.Id, 10, "А", 2, 0, default);
        return (school, await server.StaffAsync(StaffRole.Coordinator, new OrgNode(NodeKind.School, school.Id)));
    }

    /// <returns>The end of the public address.</returns>
    private static async Task<string> PublishAsync(HttpClient keeper, School school)
    {
        string path = $"/api/staff/schools/{school.Id}/summary";
        string stamp = (await keeper.GetFromJsonAsync<JsonElement>(path)).GetProperty("stamp").GetString()!;
        using HttpResponseMessage published = await keeper.PostAsJsonAsync(path, new { stamp });
        Assert.Equal(HttpStatusCode.NoContent, published.StatusCode);
        return (await keeper.GetFromJsonAsync<JsonElement>(path)).GetProperty("public").GetProperty("link").GetString()!;
    }

    private static async Task<HttpStatusCode> AskAsync(HttpClient browser, string link, EntityTagHeaderValue tag)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, $"/summary/{link}");
        request.Headers.IfNoneMatch.Add(tag);
        using HttpResponseMessage reply = await browser.SendAsync(request);
        return reply.StatusCode;
    }
}
