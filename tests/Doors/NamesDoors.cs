using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Campaigns;

namespace Diagnostics.Tests.Doors;

/// <summary>The doors of names: they take ciphertext, refuse what came too late in words, and nothing makes them fail.</summary>
public sealed class NamesDoors(RunningServer server) : IClassFixture<RunningServer>
{
    private static readonly string Key = "B" + new string('k', 86);

    [Fact]
    public async Task A_list_that_somebody_changed_meanwhile_is_refused_in_words()
    {
        (HttpClient keeper, SchoolClass room) = await KeeperAsync();
        using HttpClient browser = keeper;
        Assert.Equal(HttpStatusCode.NoContent, (await WriteAsync(browser, room, 1)).StatusCode);
        using HttpResponseMessage late = await WriteAsync(browser, room, 1);
        Assert.Equal((HttpStatusCode.Conflict, "names-changed"), (late.StatusCode, await CodeAsync(late)));
        JsonElement read = await browser.GetFromJsonAsync<JsonElement>($"/api/names/classes/{room.Id}");
        Assert.Equal("c2VhbGVk", read.GetProperty("list").GetProperty("sealed").GetString());
    }

    [Fact]
    public async Task A_name_in_plain_text_is_not_taken_anywhere()
    {
        (HttpClient keeper, SchoolClass room) = await KeeperAsync();
        using HttpClient browser = keeper;
        object[] bodies =
        [
            new { generation = 1, revision = 1, @sealed = "Иванов Иван" },
            new { generation = 1, revision = 1, @sealed = new string('a', 50_000) },
            new { generation = 1, revision = 1 },
        ];
        foreach (object body in bodies)
        {
            using HttpResponseMessage refused = await browser.PostAsJsonAsync($"/api/names/classes/{room.Id}", body);
            Assert.Equal((HttpStatusCode.BadRequest, "names-invalid"), (refused.StatusCode, await CodeAsync(refused)));
        }
    }

    [Theory]
    [InlineData("/api/names/pair")]
    [InlineData("/api/names/schools/{school}/hand")]
    [InlineData("/api/names/schools/{school}/key")]
    [InlineData("/api/names/classes/{class}")]
    public async Task What_no_client_of_ours_sends_is_refused(string route)
    {
        (HttpClient keeper, SchoolClass room) = await KeeperAsync();
        using HttpClient browser = keeper;
        string path = route.Replace("{school}", room.SchoolId, StringComparison.Ordinal).Replace("{class}", room.Id, StringComparison.Ordinal);
        string[] bodies =
        [
            "", "{", "[]", "null", "{}", "{\"from\":1,\"recovery\":\"a\",\"wraps\":[null],\"lists\":[null]}", "{\"from\":\"1\"}",
            "{\"from\":9223372036854775807,\"recovery\":\"a\"}", "{\"generation\":9223372036854775807,\"revision\":-9223372036854775808,\"sealed\":\"a\"}",
            "{\"publicKey\":\"\\ud800\",\"sealedPrivate\":\"\\u0000\",\"sealed\":\"\\ud800\",\"wrapped\":[]}",
            $"{{\"from\":1,\"recovery\":\"a\",\"lists\":[{string.Join(',', Enumerable.Repeat("{}", 1000))}]}}",
        ];
        foreach (string body in bodies)
        {
            using StringContent content = new(body, System.Text.Encoding.UTF8, "application/json");
            using HttpResponseMessage reply = await browser.PostAsync(new Uri(path, UriKind.Relative), content);
            string told = await reply.Content.ReadAsStringAsync();
            Assert.True((int)reply.StatusCode is >= 400 and < 500, $"{route} <- {body[..Math.Min(body.Length, 60)]}: {reply.StatusCode}");
            Assert.DoesNotContain("Exception", told, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_whole_school_fits_into_a_change_of_key_and_no_other_door_takes_as_much()
    {
        (HttpClient keeper, SchoolClass room) = await KeeperAsync();
        using HttpClient browser = keeper;
        Assert.Equal(HttpStatusCode.NoContent, (await WriteAsync(browser, room, 1)).StatusCode);
        string large = new('a', 40_000);
        object[] lists = [.. Enumerable.Repeat(new { classId = room.Id, revision = 2, @sealed = large }, 100)];
        using HttpResponseMessage doubled = await browser.PostAsJsonAsync(
            $"/api/names/schools/{room.SchoolId}/key", new { from = 1, recovery = "a", wraps = Array.Empty<object>(), lists, past = "a" });
        Assert.Equal(HttpStatusCode.Conflict, doubled.StatusCode);
        using HttpRequestMessage much = new(HttpMethod.Post, $"/api/names/classes/{room.Id}")
        {
            Content = JsonContent.Create(new { generation = 1, revision = 2, @sealed = large + large }),
        };
        much.Headers.ExpectContinue = true;
        using HttpResponseMessage refused = await browser.SendAsync(much);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, refused.StatusCode);
    }

    [Fact]
    public async Task Notes_are_for_psychologists_who_hold_the_key_and_taken_as_ciphertext_only()
    {
        (HttpClient keeper, SchoolClass room) = await KeeperAsync();
        using HttpClient coordinator = keeper;
        string path = $"/api/names/classes/{room.Id}/notes";
        Assert.Equal(HttpStatusCode.Forbidden, (await coordinator.GetAsync(new Uri(path, UriKind.Relative))).StatusCode);
        using HttpClient psychologist = await server.StaffAsync(StaffRole.Psychologist, new OrgNode(NodeKind.School, room.SchoolId));
        JsonElement read = await psychologist.GetFromJsonAsync<JsonElement>(path);
        Assert.Equal((1, JsonValueKind.Null, 0), (
            read.GetProperty("generation").GetInt32(), read.GetProperty("wrapped").ValueKind, read.GetProperty("notes").GetArrayLength()));
        foreach ((string text, HttpStatusCode status, string code) in new[]
        {
            ("Тревожится", HttpStatusCode.BadRequest, "names-invalid"),
            (new string('a', 40_001), HttpStatusCode.BadRequest, "names-invalid"),
            ("c2VhbGVk", HttpStatusCode.Conflict, "names-changed"),
        })
        {
            using HttpResponseMessage refused = await psychologist.PostAsJsonAsync(path, new { seat = 1, generation = 1, revision = 1, @sealed = text });
            Assert.Equal((status, code), (refused.StatusCode, await CodeAsync(refused)));
        }
    }

    private async Task<(HttpClient Browser, SchoolClass Class)> KeeperAsync()
    {
        CodeSheet sheet = await OwnSchoolAsync();
        HttpClient browser = await server.StaffAsync(StaffRole.Coordinator, new OrgNode(NodeKind.School, sheet.School.Id));
        (await browser.PostAsJsonAsync("/api/names/pair", new { publicKey = Key, sealedPrivate = "a" })).EnsureSuccessStatusCode();
        (await browser.PostAsJsonAsync($"/api/names/schools/{sheet.School.Id}/key", new { from = 0, recovery = "a" })).EnsureSuccessStatusCode();
        return (browser, sheet.Class);
    }

    private async Task<CodeSheet> OwnSchoolAsync()
    {
        School school = await new SchoolRegister(server.Engine.Organisation).FindOrAddSchoolAsync(
            "Заречье", $"Школа {Guid.NewGuid():N}", Settlement.Village, default);
        SchoolClass made = await server.Engine.Organisation.AddClassAsync(school.Id, 9, "А", 3, 0, default);
        return (await server.Engine.Cards.ReadAsync(made.Id, default))!;
    }

    private static Task<HttpResponseMessage> WriteAsync(HttpClient browser, SchoolClass room, long revision) =>
        browser.PostAsJsonAsync($"/api/names/classes/{room.Id}", new { generation = 1, revision, @sealed = "c2VhbGVk" });

    private static async Task<string> CodeAsync(HttpResponseMessage reply) =>
        (await reply.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString()!;
}
