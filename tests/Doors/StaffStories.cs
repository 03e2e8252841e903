using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Privacy;
using Diagnostics.Web.Access;

namespace Diagnostics.Tests.Doors;

/// <summary>How staff come in, what stops strangers, and how one helps another.</summary>
public sealed class StaffStories(RunningServer server) : IClassFixture<RunningServer>
{
    [Fact]
    public async Task An_operator_invites_a_coordinator_who_invites_a_teacher()
    {
        School school = await SchoolAsync();
        using HttpClient operatorsBrowser = await server.StaffAsync(StaffRole.Operator);
        string link = await InviteAsync(operatorsBrowser, "coordinator", "school", school.Id);
        using HttpClient coordinator = await AcceptAsync(link, Login("coordinator"));
        JsonElement me = await coordinator.GetFromJsonAsync<JsonElement>("/api/staff/me");
        Assert.Equal(("coordinator", school.Id, "complete"), (Text(me, "role"), Text(me.GetProperty("place"), "id"), Text(me, "stage")));
        using HttpClient teacher = await AcceptAsync(await InviteAsync(coordinator, "teacher", "school", school.Id), Login("teacher"));
        Assert.Equal(HttpStatusCode.Forbidden, (await teacher.GetAsync(Path("/api/staff/people"))).StatusCode);
        JsonElement people = await coordinator.GetFromJsonAsync<JsonElement>("/api/staff/people");
        Assert.Equal(2, people.GetProperty("people").GetArrayLength());
        using HttpResponseMessage upwards = await coordinator.PostAsJsonAsync(
            "/api/staff/invitations", new { role = "coordinator", kind = "school", id = school.Id });
        Assert.Equal(HttpStatusCode.Forbidden, upwards.StatusCode);
        using HttpResponseMessage misplaced = await operatorsBrowser.PostAsJsonAsync(
            "/api/staff/invitations", new { role = "municipality", kind = "school", id = school.Id });
        Assert.Equal(HttpStatusCode.BadRequest, misplaced.StatusCode);
    }

    [Fact]
    public async Task An_invitation_opens_once_and_not_after_it_was_withdrawn()
    {
        School school = await SchoolAsync();
        using HttpClient keeper = await server.StaffAsync(StaffRole.Operator);
        string used = await InviteAsync(keeper, "teacher", "school", school.Id);
        using HttpClient first = await AcceptAsync(used, Login("first"));
        using HttpClient stranger = server.Client();
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.PostAsJsonAsync("/api/invitation", new { token = used })).StatusCode);
        string withdrawn = await InviteAsync(keeper, "teacher", "school", school.Id);
        JsonElement people = await keeper.GetFromJsonAsync<JsonElement>("/api/staff/people");
        string id = Text(people.GetProperty("invitations")[0], "id");
        Assert.Equal(HttpStatusCode.NoContent, (await keeper.PostAsync(Path($"/api/staff/invitations/{id}/withdraw"), null)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.PostAsJsonAsync("/api/invitation", new { token = withdrawn })).StatusCode);
    }

    [Fact]
    public async Task Whoever_leaves_takes_their_open_invitations_along()
    {
        School school = await SchoolAsync();
        using HttpClient keeper = await server.StaffAsync(StaffRole.Operator);
        string login = Login("coordinator");
        using HttpClient coordinator = await AcceptAsync(await InviteAsync(keeper, "coordinator", "school", school.Id), login);
        string given = await InviteAsync(coordinator, "teacher", "school", school.Id);
        string id = (await server.Engine.Accounts.FindAsync(login, default))!.Account.Id;
        Assert.Equal(HttpStatusCode.NoContent, (await keeper.PostAsync(Path($"/api/staff/people/{id}/disable"), null)).StatusCode);
        using HttpClient stranger = server.Client();
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.PostAsJsonAsync("/api/invitation", new { token = given })).StatusCode);
    }

    /// <summary>From nothing: the operator's first account, the first school with its region and municipality, the first coordinator.</summary>
    [Fact]
    public async Task A_server_just_set_up_is_filled_from_its_pages()
    {
        await using RunningServer real = await RunningServer.StartAsync(new RunningServer { Demo = false });
        using HttpClient keeper = await real.StaffAsync(StaffRole.Operator);
        JsonElement empty = await keeper.GetFromJsonAsync<JsonElement>("/api/setup");
        Assert.Equal(("", true), (Text(empty, "region"), empty.GetProperty("mayAddSchools").GetBoolean()));
        using HttpResponseMessage added = await keeper.PostAsJsonAsync(
            "/api/setup/schools", new { regionName = "Приморье", municipalityName = "Владивосток", name = "Школа № 1", settlement = "city" });
        added.EnsureSuccessStatusCode();
        JsonElement tree = await keeper.GetFromJsonAsync<JsonElement>("/api/setup");
        Assert.Equal(("Приморье", "Владивосток"), (Text(tree, "region"), Text(tree.GetProperty("municipalities")[0], "name")));
        string school = Text(tree.GetProperty("municipalities")[0].GetProperty("schools")[0], "id");
        Assert.NotEmpty(await InviteAsync(keeper, "coordinator", "school", school));
    }

    [Fact]
    public async Task A_login_that_is_taken_leaves_the_invitation_open()
    {
        School school = await SchoolAsync();
        using HttpClient keeper = await server.StaffAsync(StaffRole.Operator);
        string taken = Login("taken");
        using HttpClient first = await AcceptAsync(await InviteAsync(keeper, "teacher", "school", school.Id), taken);
        string token = await InviteAsync(keeper, "teacher", "school", school.Id);
        using HttpClient second = server.Client();
        using HttpResponseMessage refused = await second.PostAsJsonAsync(
            "/api/invitation/accept", new { token, login = taken.ToUpperInvariant(), name = "Другой человек", password = RunningServer.Password });
        Assert.Equal("login-taken", await CodeAsync(refused));
        using HttpResponseMessage weak = await second.PostAsJsonAsync(
            "/api/invitation/accept", new { token, login = Login("weak"), name = "Другой человек", password = "password1234" });
        Assert.Equal("password-common", await CodeAsync(weak));
        using HttpClient third = await AcceptAsync(token, Login("third"));
    }

    [Fact]
    public async Task A_psychologist_sets_up_the_second_factor_and_a_code_opens_once()
    {
        School school = await SchoolAsync();
        (string login, byte[] key, string[] recovery) = await PsychologistAsync(school);
        using HttpClient again = await server.SignInAsync(login, RunningServer.Password);
        Assert.Equal("code-due", await CodeAsync(await again.GetAsync(Path("/api/staff/sessions"))));
        Assert.Equal("code-wrong", await CodeAsync(await again.PostAsJsonAsync("/api/staff/code", new { code = "000000" })));
        string code = Totp.CodeAt(key, Totp.StepAt(DateTimeOffset.UtcNow) + 1);
        Assert.Equal(HttpStatusCode.NoContent, (await again.PostAsJsonAsync("/api/staff/code", new { code })).StatusCode);
        await RunningServer.BringWordAsync(again);
        Assert.Equal(HttpStatusCode.OK, (await again.GetAsync(Path("/api/staff/sessions"))).StatusCode);

        using HttpClient replaying = await server.SignInAsync(login, RunningServer.Password);
        Assert.Equal("code-wrong", await CodeAsync(await replaying.PostAsJsonAsync("/api/staff/code", new { code })));
        Assert.Equal(HttpStatusCode.NoContent, (await replaying.PostAsJsonAsync("/api/staff/recovery", new { code = recovery[3].ToLowerInvariant() })).StatusCode);

        using HttpClient twice = await server.SignInAsync(login, RunningServer.Password);
        Assert.Equal("code-wrong", await CodeAsync(await twice.PostAsJsonAsync("/api/staff/recovery", new { code = recovery[3] })));
    }

    [Fact]
    public async Task Before_the_second_factor_nothing_else_opens_and_the_cookie_changes_with_it()
    {
        School school = await SchoolAsync();
        using HttpClient keeper = await server.StaffAsync(StaffRole.Operator);
        string token = await InviteAsync(keeper, "psychologist", "school", school.Id);
        string login = Login("psychologist");
        using HttpClient browser = server.Client();
        await AcceptOnlyAsync(browser, token, login);
        using HttpResponseMessage entered = await browser.PostAsJsonAsync("/api/staff/enter", new { login, password = RunningServer.Password });
        string before = CookieOf(entered);
        await RunningServer.BringWordAsync(browser);
        Assert.Equal("factor-due", await CodeAsync(await browser.GetAsync(Path("/api/staff/sessions"))));
        Assert.Equal("factor-due", await CodeAsync(await browser.GetAsync(Path("/api/setup"))));
        (byte[] key, _) = await SetFactorAsync(browser);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(Path("/api/staff/sessions"))).StatusCode);

        using HttpClient next = server.Client();
        using HttpResponseMessage half = await next.PostAsJsonAsync("/api/staff/enter", new { login, password = RunningServer.Password });
        string halfway = CookieOf(half);
        Assert.NotEqual(before, halfway);
        await RunningServer.BringWordAsync(next);
        using HttpResponseMessage whole = await next.PostAsJsonAsync(
            "/api/staff/code", new { code = Totp.CodeAt(key, Totp.StepAt(DateTimeOffset.UtcNow) + 1) });
        Assert.NotEqual(halfway, CookieOf(whole));
        using HttpClient thief = new(new HttpClientHandler { UseCookies = false }) { BaseAddress = server.Address };
        thief.DefaultRequestHeaders.Add("Cookie", $"staff={halfway}");
        Assert.Equal(HttpStatusCode.Unauthorized, (await thief.GetAsync(Path("/api/staff/sessions"))).StatusCode);
    }

    [Fact]
    public async Task Guessing_at_a_login_shuts_strangers_out_and_not_its_owner()
    {
        School school = await SchoolAsync();
        using HttpClient keeper = await server.StaffAsync(StaffRole.Operator);
        string login = Login("guessed");
        using HttpClient owner = await AcceptAsync(await InviteAsync(keeper, "coordinator", "school", school.Id), login);
        using HttpClient guesser = server.Client();
        HttpStatusCode last = HttpStatusCode.OK;
        for (int attempt = 0; attempt < 14; attempt++)
        {
            using HttpResponseMessage reply = await guesser.PostAsJsonAsync("/api/staff/enter", new { login, password = $"неверный пароль {attempt}" });
            last = reply.StatusCode;
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, last);
        using HttpResponseMessage right = await guesser.PostAsJsonAsync("/api/staff/enter", new { login, password = RunningServer.Password });
        Assert.Equal(HttpStatusCode.TooManyRequests, right.StatusCode);
        using HttpResponseMessage back = await owner.PostAsJsonAsync("/api/staff/enter", new { login, password = RunningServer.Password });
        Assert.Equal(HttpStatusCode.OK, back.StatusCode);
        CodeSheet sheet = await server.MakeClassAsync();
        using StudentClient student = new(guesser, "0123456789abcdef");
        await student.EnterAsync(sheet.Cards[0].Code);
    }

    [Fact]
    public async Task A_wrong_password_and_an_unknown_login_are_told_apart_by_nobody()
    {
        using HttpClient keeper = await server.StaffAsync(StaffRole.Operator);
        string known = Text(await keeper.GetFromJsonAsync<JsonElement>("/api/staff/me"), "login");
        using HttpClient stranger = server.Client();
        using HttpResponseMessage wrong = await stranger.PostAsJsonAsync("/api/staff/enter", new { login = known, password = "неверный пароль" });
        using HttpResponseMessage unknown = await stranger.PostAsJsonAsync("/api/staff/enter", new { login = Login("nobody"), password = "неверный пароль" });
        Assert.Equal((wrong.StatusCode, "sign-in-wrong"), (HttpStatusCode.Unauthorized, await CodeAsync(wrong)));
        Assert.Equal((unknown.StatusCode, "sign-in-wrong"), (HttpStatusCode.Unauthorized, await CodeAsync(unknown)));
        Assert.False(unknown.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task A_change_without_the_word_is_refused_even_with_the_cookie()
    {
        using HttpClient keeper = await server.StaffAsync(StaffRole.Operator);
        keeper.DefaultRequestHeaders.Remove(StaffCookie.WordHeader);
        Assert.Equal("word-missing", await CodeAsync(await keeper.PostAsync(Path("/api/staff/leave"), null)));
        using HttpClient other = await server.StaffAsync(StaffRole.Operator);
        keeper.DefaultRequestHeaders.Add(StaffCookie.WordHeader, other.DefaultRequestHeaders.GetValues(StaffCookie.WordHeader));
        Assert.Equal("word-missing", await CodeAsync(await keeper.PostAsync(Path("/api/staff/leave"), null)));
        await RunningServer.BringWordAsync(keeper);
        Assert.Equal(HttpStatusCode.NoContent, (await keeper.PostAsync(Path("/api/staff/leave"), null)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await keeper.GetAsync(Path("/api/setup"))).StatusCode);
    }

    [Fact]
    public async Task A_browser_is_ended_from_another_and_a_new_password_ends_all_the_others()
    {
        School school = await SchoolAsync();
        using HttpClient keeper = await server.StaffAsync(StaffRole.Operator);
        string login = Login("sessions");
        using HttpClient here = await AcceptAsync(await InviteAsync(keeper, "teacher", "school", school.Id), login);
        using HttpClient there = await server.SignInAsync(login, RunningServer.Password);
        JsonElement[] sessions = await here.GetFromJsonAsync<JsonElement[]>("/api/staff/sessions") ?? [];
        Assert.Equal(2, sessions.Length);
        string other = Text(sessions.Single(one => !one.GetProperty("current").GetBoolean()), "id");
        Assert.Equal(HttpStatusCode.NoContent, (await here.PostAsync(Path($"/api/staff/sessions/{other}/end"), null)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await there.GetAsync(Path("/api/staff/sessions"))).StatusCode);
        using HttpClient third = await server.SignInAsync(login, RunningServer.Password);
        const string next = "холодный синий автобус";
        using HttpResponseMessage wrong = await here.PostAsJsonAsync("/api/staff/password", new { current = "не тот пароль", next });
        Assert.Equal("password-wrong", await CodeAsync(wrong));
        Assert.Equal(
            HttpStatusCode.NoContent, (await here.PostAsJsonAsync("/api/staff/password", new { current = RunningServer.Password, next })).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await third.GetAsync(Path("/api/staff/sessions"))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await here.GetAsync(Path("/api/staff/sessions"))).StatusCode);
        using HttpClient newer = await server.SignInAsync(login, next);
    }

    [Fact]
    public async Task Who_forgot_the_password_or_lost_the_phone_is_helped_by_the_coordinator()
    {
        School school = await SchoolAsync();
        using HttpClient keeper = await server.StaffAsync(StaffRole.Operator);
        using HttpClient coordinator = await AcceptAsync(await InviteAsync(keeper, "coordinator", "school", school.Id), Login("coordinator"));
        (string login, _, _) = await PsychologistAsync(school);
        JsonElement people = await coordinator.GetFromJsonAsync<JsonElement>("/api/staff/people");
        string id = Text(people.GetProperty("people").EnumerateArray().Single(one => Text(one, "login") == login), "id");
        foreach (string deed in new[] { "factor", "reset" })
        {
            Assert.Equal("factor-first", await CodeAsync(await coordinator.PostAsync(Path($"/api/staff/people/{id}/{deed}"), null)));
        }

        await SetFactorAsync(coordinator);
        await RunningServer.BringWordAsync(coordinator);
        Assert.Equal(HttpStatusCode.NoContent, (await coordinator.PostAsync(Path($"/api/staff/people/{id}/factor"), null)).StatusCode);
        using HttpResponseMessage offered = await coordinator.PostAsync(Path($"/api/staff/people/{id}/reset"), null);
        string token = TokenOf(await offered.Content.ReadFromJsonAsync<JsonElement>());
        const string next = "холодный синий автобус";
        using HttpClient browser = server.Client();
        using HttpResponseMessage set = await browser.PostAsJsonAsync("/api/invitation/accept", new { token, password = next });
        Assert.Equal(HttpStatusCode.NoContent, set.StatusCode);
        using HttpResponseMessage entered = await browser.PostAsJsonAsync("/api/staff/enter", new { login, password = next });
        Assert.Equal("factorDue", Text(await entered.Content.ReadFromJsonAsync<JsonElement>(), "stage"));
        Assert.Equal(HttpStatusCode.NoContent, (await coordinator.PostAsync(Path($"/api/staff/people/{id}/disable"), null)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.GetAsync(Path("/api/staff/me"))).StatusCode);
        using HttpResponseMessage shut = await browser.PostAsJsonAsync("/api/staff/enter", new { login, password = next });
        Assert.Equal(HttpStatusCode.Unauthorized, shut.StatusCode);
        JsonElement[] log = await coordinator.GetFromJsonAsync<JsonElement[]>("/api/staff/audit") ?? [];
        Assert.Equal("signInRefused", Text(log[0], "act"));
        Assert.Contains(log, line => Text(line, "act") == "accountDisabled" && Text(line, "objectId") == id);
    }

    /// <summary>A stolen password of a coordinator makes no psychologist: neither a new one nor one whose account was closed.</summary>
    [Fact]
    public async Task Without_a_second_factor_a_coordinator_lets_nobody_in_who_needs_one()
    {
        School school = await SchoolAsync();
        using HttpClient keeper = await server.StaffAsync(StaffRole.Operator);
        using HttpClient coordinator = await AcceptAsync(await InviteAsync(keeper, "coordinator", "school", school.Id), Login("coordinator"));
        var psychologist = new { role = "psychologist", kind = "school", id = school.Id };
        using HttpResponseMessage refused = await coordinator.PostAsJsonAsync("/api/staff/invitations", psychologist);
        Assert.Equal((HttpStatusCode.Forbidden, "factor-first"), (refused.StatusCode, await CodeAsync(refused)));
        (string login, _, _) = await PsychologistAsync(school);
        string id = (await server.Engine.Accounts.FindAsync(login, default))!.Account.Id;
        Assert.Equal(HttpStatusCode.NoContent, (await coordinator.PostAsync(Path($"/api/staff/people/{id}/disable"), null)).StatusCode);
        Assert.Equal("factor-first", await CodeAsync(await coordinator.PostAsync(Path($"/api/staff/people/{id}/enable"), null)));
        Assert.True((await server.Engine.Accounts.FindAsync(login, default))!.Account.Disabled);
        Assert.NotEmpty(await InviteAsync(coordinator, "teacher", "school", school.Id));

        await SetFactorAsync(coordinator);
        await RunningServer.BringWordAsync(coordinator);
        Assert.NotEmpty(await InviteAsync(coordinator, "psychologist", "school", school.Id));
        Assert.Equal(HttpStatusCode.NoContent, (await coordinator.PostAsync(Path($"/api/staff/people/{id}/enable"), null)).StatusCode);
    }

    [Fact]
    public async Task Staff_of_the_school_lead_a_lesson_without_a_pin_and_strangers_do_not()
    {
        CodeSheet sheet = await server.MakeClassAsync();
        using HttpClient teacher = await server.StaffAsync(StaffRole.Teacher, new OrgNode(NodeKind.School, sheet.School.Id));
        Assert.Equal(HttpStatusCode.OK, (await teacher.GetAsync(Path($"/api/board/{sheet.Class.BoardLink}"))).StatusCode);
        Assert.Equal(
            HttpStatusCode.NoContent, (await teacher.PostAsJsonAsync($"/api/board/{sheet.Class.BoardLink}/lesson", new { lesson = "running" })).StatusCode);
        using HttpClient stranger = await server.StaffAsync(StaffRole.Teacher, new OrgNode(NodeKind.School, (await SchoolAsync()).Id));
        Assert.Equal(HttpStatusCode.Unauthorized, (await stranger.GetAsync(Path($"/api/board/{sheet.Class.BoardLink}"))).StatusCode);
        teacher.DefaultRequestHeaders.Remove(StaffCookie.WordHeader);
        using HttpResponseMessage wordless = await teacher.PostAsJsonAsync($"/api/board/{sheet.Class.BoardLink}/lesson", new { lesson = "paused" });
        Assert.Equal(HttpStatusCode.Unauthorized, wordless.StatusCode);
    }

    /// <summary>A store of the demo that is opened for real: its accounts are there and open nothing.</summary>
    [Fact]
    public async Task Demo_accounts_open_nothing_outside_the_demo()
    {
        await using RunningServer real = await RunningServer.StartAsync(new RunningServer { Demo = false });
        StaffPasswords passwords = new();
        string hash = await passwords.HashAsync(RunningServer.Password, default);
        await real.Engine.Accounts.AddAsync(
            new NewAccount("demo", "Демо", StaffRole.Operator, OrgNode.Server, hash, Demo: true), AuditEntry.System, default);
        using HttpClient browser = real.Client();
        using HttpResponseMessage refused = await browser.PostAsJsonAsync("/api/staff/enter", new { login = "demo", password = RunningServer.Password });
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Account account = (await real.Engine.Accounts.FindAsync("demo", default))!.Account;
        string token = await real.Engine.StaffDoor.OpenAsync(account, SignInStage.Complete, "", default);
        browser.DefaultRequestHeaders.Add("Cookie", $"staff={token}");
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.GetAsync(Path("/api/staff/me"))).StatusCode);
    }

    private async Task<(string Login, byte[] Key, string[] Recovery)> PsychologistAsync(School school)
    {
        using HttpClient keeper = await server.StaffAsync(StaffRole.Operator);
        string token = await InviteAsync(keeper, "psychologist", "school", school.Id);
        string login = Login("psychologist");
        using HttpClient browser = server.Client();
        await AcceptOnlyAsync(browser, token, login);
        using HttpResponseMessage entered = await browser.PostAsJsonAsync("/api/staff/enter", new { login, password = RunningServer.Password });
        Assert.Equal("factorDue", Text(await entered.Content.ReadFromJsonAsync<JsonElement>(), "stage"));
        await RunningServer.BringWordAsync(browser);
        (byte[] key, string[] recovery) = await SetFactorAsync(browser);
        return (login, key, recovery);
    }

    private static async Task<(byte[] Key, string[] Recovery)> SetFactorAsync(HttpClient browser)
    {
        using HttpResponseMessage begun = await browser.PostAsJsonAsync("/api/staff/factor", new { password = RunningServer.Password });
        JsonElement factor = await begun.Content.ReadFromJsonAsync<JsonElement>();
        Assert.True(factor.GetProperty("qr").GetArrayLength() > 20);
        byte[] key = RunningServer.FromBase32(Text(factor, "secret"));
        using HttpResponseMessage wrong = await browser.PostAsJsonAsync("/api/staff/factor/confirm", new { kept = Text(factor, "kept"), code = "12345" });
        Assert.Equal("code-wrong", await CodeAsync(wrong));
        using HttpResponseMessage confirmed = await browser.PostAsJsonAsync(
            "/api/staff/factor/confirm",
            new { kept = Text(factor, "kept"), code = Totp.CodeAt(key, Totp.StepAt(DateTimeOffset.UtcNow)) });
        confirmed.EnsureSuccessStatusCode();
        string[] recovery = [.. (await confirmed.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("recoveryCodes").EnumerateArray().Select(code => code.GetString()!)];
        Assert.Equal(AccountDesk.RecoveryCodes, recovery.Distinct().Count());
        return (key, recovery);
    }

    private async Task<School> SchoolAsync() => await new SchoolRegister(server.Engine.Organisation).AddSchoolAsync(
        null,
        "Заозёрье", $"Школа {Guid.NewGuid():N}", Settlement.City, default);

    private static async Task<string> InviteAsync(HttpClient browser, string role, string kind, string id)
    {
        using HttpResponseMessage reply = await browser.PostAsJsonAsync("/api/staff/invitations", new { role, kind, id });
        reply.EnsureSuccessStatusCode();
        return TokenOf(await reply.Content.ReadFromJsonAsync<JsonElement>());
    }

    private async Task<HttpClient> AcceptAsync(string token, string login)
    {
        using HttpClient browser = server.Client();
        await AcceptOnlyAsync(browser, token, login);
        return await server.SignInAsync(login, RunningServer.Password);
    }

    private static async Task AcceptOnlyAsync(HttpClient browser, string token, string login)
    {
        using HttpResponseMessage looked = await browser.PostAsJsonAsync("/api/invitation", new { token });
        looked.EnsureSuccessStatusCode();
        using HttpResponseMessage accepted = await browser.PostAsJsonAsync(
            "/api/invitation/accept", new { token, login, name = "Новый сотрудник", password = RunningServer.Password });
        accepted.EnsureSuccessStatusCode();
    }

    private static string TokenOf(JsonElement reply) => Text(reply, "path").Split('=')[1];

    private static string CookieOf(HttpResponseMessage reply) =>
        reply.Headers.GetValues("Set-Cookie").Single(cookie => cookie.StartsWith("staff=", StringComparison.Ordinal)).Split(';')[0]["staff=".Length..];

    private static string Login(string word) => $"{word}-{Guid.NewGuid():N}"[..20];

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    private static Uri Path(string path) => new(path, UriKind.Relative);

    private static async Task<string> CodeAsync(HttpResponseMessage reply) =>
        Text(await reply.Content.ReadFromJsonAsync<JsonElement>(), "code");
}
