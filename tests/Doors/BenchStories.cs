using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Diagnostics.Engine.Accounts;
using Diagnostics.Tests.EndToEnd;

namespace Diagnostics.Tests.Doors;

/// <summary>A methodologist's drafts through the doors: told in Russian, never over a colleague's words, out as files and back.</summary>
public sealed class BenchStories : IAsyncLifetime
{
    private readonly RunningServer _server = new() { Demo = false };
    private HttpClient _author = null!;

    public async Task InitializeAsync()
    {
        await _server.InitializeAsync();
        _author = await AuthorAsync("Край");
        await _server.GivePasswordsAsync();
    }

    public async Task DisposeAsync()
    {
        _author.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task A_draft_is_told_in_Russian_and_nobody_writes_over_a_colleague()
    {
        string draft = await BeginAsync(new { kind = "ratings" });
        JsonElement begun = await GetAsync($"drafts/{draft}");
        Assert.True(begun.GetProperty("isWhole").GetBoolean());
        Assert.Equal("scale-1", begun.GetProperty("scales")[0].GetProperty("scale").GetString());
        Assert.Equal(2000, begun.GetProperty("respondents").GetInt32());

        JsonObject text = JsonNode.Parse(begun.GetProperty("text").GetString()!)!.AsObject();
        text["items"]![1]!["text"]!["ru"] = "Первое дело";
        JsonElement written = await PostAsync($"drafts/{draft}", new { revision = 1, text = text.ToJsonString() });
        JsonElement twice = written.GetProperty("findings").EnumerateArray().First(finding => finding.GetProperty("rule").GetString() == "duplicate-text");
        Assert.Equal(("error", "ошибка"), (twice.GetProperty("severity").GetString(), twice.GetProperty("called").GetString()!.ToLowerInvariant()));
        Assert.StartsWith("задание q2", twice.GetProperty("place").GetString(), StringComparison.Ordinal);
        Assert.Matches(@"\p{IsCyrillic}", twice.GetProperty("message").GetString());
        Assert.Matches(@"\p{IsCyrillic}", twice.GetProperty("advice").GetString());

        using HttpClient colleague = await _server.StaffAsync(StaffRole.Methodologist, new OrgNode(NodeKind.Region, (await _server.Engine.Organisation.RegionsAsync(default))[0].Id));
        using HttpResponseMessage late = await colleague.PostAsJsonAsync($"/api/bench/drafts/{draft}", new { revision = 1, text = "{}" });
        Assert.Equal(HttpStatusCode.Conflict, late.StatusCode);
        Assert.Equal("draft-changed", (await late.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());
        using HttpResponseMessage broken = await _author.PostAsJsonAsync($"/api/bench/drafts/{draft}", new { revision = 2, text = "{" });
        Assert.Equal(HttpStatusCode.BadRequest, broken.StatusCode);
    }

    [Fact]
    public async Task A_package_of_a_draft_comes_back_as_the_same_draft_and_a_broken_one_as_none()
    {
        string draft = await BeginAsync(new { instrument = "work-values", version = _server.Engine.Instruments.Newest("work-values")!.Version });
        byte[] package = await _author.GetByteArrayAsync(new Uri($"/api/bench/drafts/{draft}/qti", UriKind.Relative));
        using (ZipArchive archive = new(new MemoryStream(package)))
        {
            Assert.Contains(archive.Entries, entry => entry.Name == "imsmanifest.xml");
        }

        JsonElement reply = await PostAsync("qti", new { name = "values.zip", package });
        string again = Assert.Single(reply.GetProperty("drafts").EnumerateArray()).GetString()!;
        Assert.Equal((await GetAsync($"drafts/{draft}")).GetProperty("text").GetString(), (await GetAsync($"drafts/{again}")).GetProperty("text").GetString());
        Assert.Equal((0, 0), (reply.GetProperty("leftOut").GetInt32(), reply.GetProperty("changed").GetInt32()));

        JsonElement none = await PostAsync("qti", new { name = "x.zip", package = "PK\u0003\u0004 no archive"u8.ToArray() });
        Assert.Equal(0, none.GetProperty("drafts").GetArrayLength());
        Assert.Equal("fault", none.GetProperty("places")[0].GetProperty("kind").GetString());
    }

    [Fact]
    public async Task Publishing_asks_who_it_is_and_the_version_goes_out_as_it_was_published()
    {
        string draft = await BeginAsync(new { kind = "pairs" });
        JsonObject text = JsonNode.Parse((await GetAsync($"drafts/{draft}")).GetProperty("text").GetString()!)!.AsObject();
        text["id"] = "pairs-of-ours";
        await PostAsync($"drafts/{draft}", new { revision = 1, text = text.ToJsonString() });
        object Order(string password) => new { revision = 2, grades = new[] { 9 }, reason = "Проба", proof = new { password } };
        using (HttpResponseMessage unproved = await _author.PostAsJsonAsync($"/api/bench/drafts/{draft}/publish", Order("nobody's password")))
        {
            Assert.False(unproved.IsSuccessStatusCode);
        }

        Assert.Equal("done", (await PostAsync($"drafts/{draft}/publish", Order(RunningServer.Password))).GetProperty("outcome").GetString());
        string file = await _author.GetStringAsync(new Uri("/api/bench/published/pairs-of-ours/1.0.0", UriKind.Relative));
        Assert.True(JsonNode.DeepEquals(text, JsonNode.Parse(file)));
        Assert.NotEmpty(await _author.GetByteArrayAsync(new Uri("/api/bench/published/pairs-of-ours/1.0.0/qti", UriKind.Relative)));
        JsonElement seen = await GetAsync("published/pairs-of-ours/1.0.0/package");
        Assert.Equal(("pairs-of-ours", "1.0.0"), (seen.GetProperty("battery").GetString(), seen.GetProperty("version").GetString()));
        Assert.DoesNotContain("\"key\"", seen.GetRawText(), StringComparison.Ordinal);
        using (HttpClient coordinator = await _server.StaffAsync(StaffRole.Region, new OrgNode(NodeKind.Region, (await _server.Engine.Organisation.RegionsAsync(default))[0].Id)))
        {
            Assert.Contains("pairs-of-ours", await coordinator.GetStringAsync(new Uri("/api/setup", UriKind.Relative)), StringComparison.Ordinal);
        }

        string next = await BeginAsync(new { instrument = "pairs-of-ours", version = "1.0.0" });
        JsonElement change = Assert.Single((await GetAsync($"drafts/{next}/changes?instrument=pairs-of-ours&version=1.0.0")).EnumerateArray());
        Assert.Equal(("changed", "версия"), (change.GetProperty("kind").GetString(), change.GetProperty("place").GetString()));
        Assert.NotEqual(0, (await GetAsync("published/pairs-of-ours/1.0.0/changes?with=riasec&its=1.1.0")).GetArrayLength());

        using HttpClient stranger = await AuthorAsync("Другой край");
        foreach (string path in new[] { "published/pairs-of-ours/1.0.0", "published/pairs-of-ours/1.0.0/qti", "published/pairs-of-ours/1.0.0/package", "published/pairs-of-ours/1.0.0/changes?with=riasec&its=1.1.0", $"drafts/{next}", $"drafts/{next}/qti", $"drafts/{next}/package" })
        {
            using HttpResponseMessage reply = await stranger.GetAsync(new Uri($"/api/bench/{path}", UriKind.Relative));
            Assert.Equal((path, HttpStatusCode.NotFound), (path, reply.StatusCode));
        }
    }

    [Fact]
    public async Task The_preview_stands_in_a_frame_of_the_own_pages_and_nowhere_else()
    {
        string policy = await PolicyAsync("/preview");
        Assert.Contains("frame-ancestors 'self'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("frame-src", policy, StringComparison.Ordinal);
        Assert.Contains("frame-src 'self'; frame-ancestors 'none'", await PolicyAsync("/region"), StringComparison.Ordinal);
        Assert.DoesNotContain("frame-src", await PolicyAsync("/staff"), StringComparison.Ordinal);
    }

    private async Task<string> PolicyAsync(string path)
    {
        using HttpResponseMessage reply = await _author.GetAsync(new Uri(path, UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        return string.Join(",", reply.Headers.GetValues("Content-Security-Policy"));
    }

    private async Task<HttpClient> AuthorAsync(string region) =>
        await _server.StaffAsync(StaffRole.Methodologist, new OrgNode(NodeKind.Region, (await _server.Engine.Organisation.AddRegionAsync(region, default)).Id));

    private async Task<string> BeginAsync(object start)
    {
        using HttpResponseMessage reply = await _author.PostAsJsonAsync("/api/bench", start);
        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        return (await reply.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("draft").GetString()!;
    }

    private Task<JsonElement> GetAsync(string path) => _author.GetFromJsonAsync<JsonElement>(new Uri($"/api/bench/{path}", UriKind.Relative))!;

    private async Task<JsonElement> PostAsync(string path, object body)
    {
        using HttpResponseMessage reply = await _author.PostAsJsonAsync($"/api/bench/{path}", body);
        Assert.Equal((path, HttpStatusCode.OK), (path, reply.StatusCode));
        return await reply.Content.ReadFromJsonAsync<JsonElement>();
    }
}
