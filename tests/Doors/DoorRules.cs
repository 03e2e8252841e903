using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Web.Commands;

namespace Diagnostics.Tests.Doors;

/// <summary>What the doors refuse, and what every reply carries.</summary>
public sealed class DoorRules(RunningServer server) : IClassFixture<RunningServer>
{
    [Fact]
    public async Task Every_reply_carries_the_strict_content_policy()
    {
        using HttpClient client = server.Client();
        foreach (string path in new[] { "/", "/result", "/setup", "/board/none", "/api/setup", "/no-such-page", "/openapi/v1.json" })
        {
            using HttpResponseMessage reply = await client.GetAsync(new Uri(path, UriKind.Relative));
            string policy = reply.Headers.GetValues("Content-Security-Policy").Single();
            Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
            Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_package_carries_no_key_and_may_be_kept_for_ever()
    {
        CodeSheet sheet = await server.MakeClassAsync(grade: 11);
        using HttpClient client = server.Client();
        using StudentClient student = new(client, "0123456789abcdef");
        await student.EnterAsync(sheet.Cards[0].Code);
        using HttpResponseMessage reply = await client.GetAsync(new Uri($"/api/package/{student.PackageHash}.json", UriKind.Relative));
        string text = await reply.Content.ReadAsStringAsync();
        Assert.Contains("immutable", reply.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        foreach (string secret in new[] { "scoring", "key", "scale", "reverse", "points\":[", "norm", "solution" })
        {
            Assert.DoesNotContain($"\"{secret}", text, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task A_board_opens_with_its_pin_only_and_its_cookie_opens_no_other_board()
    {
        CodeSheet own = await server.MakeClassAsync();
        CodeSheet other = await server.MakeClassAsync();
        using HttpClient teacher = await server.TeacherAsync(own);
        Assert.Equal(HttpStatusCode.OK, (await teacher.GetAsync(new Uri($"/api/board/{own.Class.BoardLink}", UriKind.Relative))).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await teacher.GetAsync(new Uri($"/api/board/{other.Class.BoardLink}", UriKind.Relative))).StatusCode);
        using HttpClient guesser = server.Client();
        string wrong = own.Pin == "000000" ? "000001" : "000000";
        HttpStatusCode last = HttpStatusCode.OK;
        for (int attempt = 0; attempt < 40; attempt++)
        {
            using HttpResponseMessage reply = await guesser.PostAsJsonAsync($"/api/board/{own.Class.BoardLink}/enter", new { pin = wrong });
            last = reply.StatusCode;
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, last);
    }

    [Fact]
    public async Task A_new_pin_shuts_the_boards_that_the_old_one_opened()
    {
        CodeSheet own = await server.MakeClassAsync();
        CodeSheet other = await server.MakeClassAsync();
        using HttpClient teacher = await server.TeacherAsync(own);
        using HttpClient neighbour = await server.TeacherAsync(other);
        using HttpClient keeper = await server.StaffAsync(StaffRole.Operator);
        Uri board = new($"/api/board/{own.Class.BoardLink}", UriKind.Relative);
        using HttpResponseMessage renewed = await keeper.PostAsJsonAsync($"/api/setup/classes/{own.Class.Id}/pin", new { });
        Assert.Equal(HttpStatusCode.NoContent, renewed.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await teacher.GetAsync(board)).StatusCode);
        using HttpResponseMessage lesson = await teacher.PostAsJsonAsync($"{board}/lesson", new { lesson = "running" });
        Assert.Equal(HttpStatusCode.Unauthorized, lesson.StatusCode);
        using HttpResponseMessage socket = await teacher.PostAsync(new Uri($"/hub/board/{own.Class.BoardLink}/negotiate?negotiateVersion=1", UriKind.Relative), null);
        Assert.Equal(HttpStatusCode.Unauthorized, socket.StatusCode);
        using HttpResponseMessage old = await teacher.PostAsJsonAsync($"{board}/enter", new { pin = own.Pin });
        Assert.Equal(HttpStatusCode.Unauthorized, old.StatusCode);
        CodeSheet now = (await server.Engine.Cards.ReadAsync(own.Class.Id, default))!;
        Assert.NotEqual(own.Pin, now.Pin);
        using HttpResponseMessage entered = await teacher.PostAsJsonAsync($"{board}/enter", new { pin = now.Pin });
        Assert.Equal(HttpStatusCode.NoContent, entered.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await teacher.GetAsync(board)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await neighbour.GetAsync(new Uri($"/api/board/{other.Class.BoardLink}", UriKind.Relative))).StatusCode);
    }

    [Fact]
    public async Task A_thousand_wrong_codes_are_slowed_and_a_right_one_still_enters()
    {
        CodeSheet sheet = await server.MakeClassAsync();
        using HttpClient client = server.Client();
        HttpStatusCode last = HttpStatusCode.OK;
        for (int attempt = 0; attempt < 1000; attempt++)
        {
            using HttpResponseMessage reply = await client.PostAsJsonAsync("/api/session/enter", new { code = $"AAAA-BBBB-{attempt:D4}", deviceId = "0123456789abcdef" });
            last = reply.StatusCode;
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, last);
        using StudentClient student = new(client, "0123456789abcdef");
        await student.EnterAsync(sheet.Cards[2].Code);
    }

    [Fact]
    public async Task A_page_of_another_origin_changes_nothing()
    {
        CodeSheet sheet = await server.MakeClassAsync();
        using HttpClient teacher = await server.TeacherAsync(sheet);
        teacher.DefaultRequestHeaders.Add("Origin", "https://elsewhere.example");
        using HttpResponseMessage reply = await teacher.PostAsJsonAsync($"/api/board/{sheet.Class.BoardLink}/lesson", new { lesson = "running" });
        Assert.Equal(HttpStatusCode.Forbidden, reply.StatusCode);
    }

    [Fact]
    public async Task Set_up_is_closed_to_whoever_is_not_signed_in_also_on_the_server_itself()
    {
        using HttpClient stranger = server.Client();
        Assert.Equal(HttpStatusCode.Unauthorized, (await stranger.GetAsync(new Uri("/api/setup", UriKind.Relative))).StatusCode);
        using HttpClient keeper = await server.StaffAsync(StaffRole.Operator);
        Assert.Equal(HttpStatusCode.OK, (await keeper.GetAsync(new Uri("/api/setup", UriKind.Relative))).StatusCode);
    }

    [Fact]
    public async Task An_operator_makes_a_school_and_a_class_and_prints_its_cards()
    {
        using HttpClient local = await server.StaffAsync(StaffRole.Operator);
        string school = await MadeAsync(local, "/api/setup/schools", new { municipalityName = "Новый <b>", name = "Лицей \"1\" & <i>", settlement = "city" });
        string made = await MadeAsync(local, "/api/setup/classes", new { schoolId = school, grade = 10, letter = "Б", seats = 28, spares = 2 });
        string html = await local.GetStringAsync(new Uri($"/setup/classes/{made}/cards", UriKind.Relative));
        Assert.Equal(30, html.Split("class=\"card\"").Length - 1);
        Assert.DoesNotContain("<i>", html, StringComparison.Ordinal);
        Assert.Contains("class=\"pin\"", html, StringComparison.Ordinal);
        using HttpResponseMessage refused = await local.PostAsJsonAsync(
            "/api/setup/classes", new { schoolId = school, grade = 5, letter = "Б", seats = 28, spares = 2 });
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
    }

    [Fact]
    public async Task A_small_group_is_opened_in_a_special_form_and_a_missing_form_is_said_by_its_code()
    {
        using HttpClient local = await server.StaffAsync(StaffRole.Operator);
        string school = await MadeAsync(local, "/api/setup/schools", new { municipalityName = "Заозёрье", name = "Школа форм", settlement = "city" });
        string made = await MadeAsync(
            local, "/api/setup/classes", new { schoolId = school, grade = 7, letter = "К", seats = 3, spares = 0, variant = "pictogram" });
        Assert.NotEmpty(made);
        foreach ((string form, string letter) in new[] { ("twolessons", "М"), ("reader", "Н") })
        {
            Assert.NotEmpty(await MadeAsync(
                local, "/api/setup/classes", new { schoolId = school, grade = 9, letter, seats = 3, spares = 0, variant = form }));
        }

        using HttpResponseMessage missing = await local.PostAsJsonAsync(
            "/api/setup/classes", new { schoolId = school, grade = 7, letter = "Л", seats = 3, spares = 0, variant = "untimed" });
        Assert.Equal(HttpStatusCode.BadRequest, missing.StatusCode);
        Assert.Contains("variant-missing", await missing.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using HttpResponseMessage unknown = await local.PostAsJsonAsync(
            "/api/setup/classes", new { schoolId = school, grade = 7, letter = "Л", seats = 3, spares = 0, variant = "other" });
        Assert.Equal(HttpStatusCode.BadRequest, unknown.StatusCode);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{\"code\":5,\"deviceId\":[]}")]
    [InlineData("{\"code\":\"\\u0000\",\"deviceId\":\"0123456789abcdef\"}")]
    [InlineData("{\"code\":\"\\ud800\",\"deviceId\":\"0123456789abcdef\"}")]
    [InlineData("{\"code\":null,\"deviceId\":null}")]
    public async Task Malformed_bodies_get_a_plain_refusal_without_a_stack_trace(string body)
    {
        using HttpClient client = server.Client();
        using StringContent content = new(body, System.Text.Encoding.UTF8, "application/json");
        using HttpResponseMessage reply = await client.PostAsync(new Uri("/api/session/enter", UriKind.Relative), content);
        Assert.InRange((int)reply.StatusCode, 400, 429);
        Assert.DoesNotContain(" at ", await reply.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://127.0.0.1:5080", false)]
    [InlineData("http://localhost:5080;http://[::1]:5081", false)]
    [InlineData("http://0.0.0.0:5080", true)]
    [InlineData("http://*:80", true)]
    [InlineData("http://192.0.2.5:80", true)]
    public void Only_loopback_needs_no_switch(string urls, bool beyond) => Assert.Equal(beyond, ServeCommand.ListensBeyondLoopback(urls));

    [Fact]
    public async Task The_document_of_the_doors_names_them_all()
    {
        using HttpClient client = server.Client();
        JsonElement document = await client.GetFromJsonAsync<JsonElement>("/openapi/v1.json");
        string[] paths = [.. document.GetProperty("paths").EnumerateObject().Select(path => path.Name)];
        Assert.Superset(
            new HashSet<string> { "/api/session/enter", "/api/session/answers", "/api/session/finish", "/api/board/{link}/lesson", "/api/setup/classes", "/api/result", "/api/result/solutions" },
            paths.ToHashSet());
        Assert.Equal("Шаг в будущее", document.GetProperty("info").GetProperty("title").GetString());
        JsonElement entering = document.GetProperty("paths").GetProperty("/api/session/enter").GetProperty("post").GetProperty("responses");
        Assert.Equal(["200", "202", "400", "404", "409", "410", "429", "502", "503"], entering.EnumerateObject().Select(reply => reply.Name).Order());
        JsonElement solutions = document.GetProperty("paths").GetProperty("/api/result/solutions").GetProperty("post").GetProperty("responses");
        Assert.Equal(["200", "404", "410", "429", "503"], solutions.EnumerateObject().Select(reply => reply.Name).Order());
        JsonElement package = document.GetProperty("paths").GetProperty("/api/package/{hash}.json").GetProperty("get").GetProperty("responses");
        Assert.True(package.TryGetProperty("200", out _));
    }

    private static async Task<string> MadeAsync(HttpClient client, string path, object body)
    {
        using HttpResponseMessage reply = await client.PostAsJsonAsync(path, body);
        reply.EnsureSuccessStatusCode();
        return (await reply.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
    }
}
