using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Privacy;
using Diagnostics.Web.Access;

namespace Diagnostics.Tests.Doors;

/// <summary>Tokens that were planted or seen before, and codes of the second factor that were seen before.</summary>
public sealed class SignInAttacks(RunningServer server) : IClassFixture<RunningServer>
{
    [Fact]
    public async Task A_token_that_was_there_before_the_sign_in_is_never_taken_over()
    {
        Person person = await PersonAsync(StaffRole.Coordinator);
        string planted = new('a', 64);
        string attackers = await server.Engine.StaffDoor.OpenAsync((await PersonAsync(StaffRole.Operator)).Account, SignInStage.Complete, "", default);
        foreach (string before in new[] { planted, attackers })
        {
            using HttpClient browser = Bearing(before);
            using HttpResponseMessage entered = await browser.PostAsJsonAsync("/api/staff/enter", new { login = person.Account.Login, password = RunningServer.Password });
            string after = CookieOf(entered);
            Assert.NotEqual(before, after);
            using HttpClient signedIn = Bearing(after);
            Assert.Equal(person.Account.Id, Text(await signedIn.GetFromJsonAsync<JsonElement>("/api/staff/me"), "id"));
            Assert.Equal(HttpStatusCode.Unauthorized, (await browser.GetAsync(Path("/api/staff/me"))).StatusCode);
        }
    }

    [Fact]
    public async Task Each_sign_in_and_each_stage_gives_a_new_token_and_ends_the_one_before()
    {
        Person person = await PersonAsync(StaffRole.Psychologist);
        using HttpClient first = server.Client();
        string half = CookieOf(await first.PostAsJsonAsync("/api/staff/enter", new { login = person.Account.Login, password = RunningServer.Password }));
        await RunningServer.BringWordAsync(first);
        string whole = CookieOf(await first.PostAsJsonAsync("/api/staff/recovery", new { code = person.Recovery[0] }));
        await RunningServer.BringWordAsync(first);
        string again = CookieOf(await first.PostAsJsonAsync("/api/staff/enter", new { login = person.Account.Login, password = RunningServer.Password }));
        Assert.Equal(3, new[] { half, whole, again }.Distinct().Count());
        foreach ((string token, HttpStatusCode told) in new[]
        {
            (half, HttpStatusCode.Unauthorized), (whole, HttpStatusCode.Unauthorized), (again, HttpStatusCode.OK),
        })
        {
            using HttpClient thief = Bearing(token);
            Assert.Equal(told, (await thief.GetAsync(Path("/api/staff/me"))).StatusCode);
        }
    }

    [Fact]
    public async Task A_code_of_the_second_factor_opens_one_of_two_requests_at_once()
    {
        for (int round = 0; round < 5; round++)
        {
            Person person = await PersonAsync(StaffRole.Psychologist);
            HttpClient[] browsers = [await HalfOpenAsync(person), await HalfOpenAsync(person), await HalfOpenAsync(person)];
            string code = Totp.CodeAt(person.Key, Totp.StepAt(DateTimeOffset.UtcNow));
            // The last one twice: two requests of one half-open session as well as those of two.
            HttpStatusCode[] told = await Task.WhenAll(browsers.Append(browsers[^1]).Select(browser => StatusAsync(browser, "/api/staff/code", code)));
            Assert.Equal(1, told.Count(status => status == HttpStatusCode.NoContent));
            Assert.All(told.Where(status => status != HttpStatusCode.NoContent), status => Assert.Equal(HttpStatusCode.Unauthorized, status));
            foreach (HttpClient browser in browsers)
            {
                browser.Dispose();
            }
        }
    }

    [Fact]
    public async Task A_recovery_code_opens_one_of_two_requests_at_once()
    {
        Person person = await PersonAsync(StaffRole.Psychologist);
        using HttpClient one = await HalfOpenAsync(person);
        using HttpClient other = await HalfOpenAsync(person);
        HttpStatusCode[] told = await Task.WhenAll(new[] { one, other }.Select(browser => StatusAsync(browser, "/api/staff/recovery", person.Recovery[5])));
        Assert.Equal([HttpStatusCode.NoContent, HttpStatusCode.Unauthorized], told.Order());
    }

    [Fact]
    public async Task The_code_that_confirmed_a_second_factor_and_an_older_one_open_nothing_more()
    {
        Person person = await PersonAsync(StaffRole.Coordinator);
        using HttpClient browser = await server.SignInAsync(person.Account.Login, RunningServer.Password);
        using HttpResponseMessage begun = await browser.PostAsJsonAsync("/api/staff/factor", new { password = RunningServer.Password });
        JsonElement factor = await begun.Content.ReadFromJsonAsync<JsonElement>();
        byte[] key = RunningServer.FromBase32(Text(factor, "secret"));
        long step = Totp.StepAt(DateTimeOffset.UtcNow) + 1;
        object proof = new { kept = Text(factor, "kept"), code = Totp.CodeAt(key, step) };
        using HttpResponseMessage confirmed = await browser.PostAsJsonAsync("/api/staff/factor/confirm", proof);
        confirmed.EnsureSuccessStatusCode();
        using HttpResponseMessage replayed = await browser.PostAsJsonAsync("/api/staff/factor/confirm", proof);
        Assert.Equal(HttpStatusCode.Forbidden, replayed.StatusCode);
        using HttpClient next = await HalfOpenAsync(person);
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(next, "/api/staff/code", Totp.CodeAt(key, step)));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(next, "/api/staff/code", Totp.CodeAt(key, step - 1)));
    }

    private async Task<HttpClient> HalfOpenAsync(Person person) => await server.SignInAsync(person.Account.Login, RunningServer.Password);

    private async Task<Person> PersonAsync(StaffRole role)
    {
        StaffPasswords passwords = new();
        AccountDesk accounts = server.Engine.Accounts;
        OrgNode place = role == StaffRole.Operator ? OrgNode.Server : new OrgNode(NodeKind.School, (await server.MakeClassAsync()).School.Id);
        Account account = await accounts.AddAsync(
            new NewAccount($"{role}-{Guid.NewGuid():N}", "Сотрудник", role, place, await passwords.HashAsync(RunningServer.Password, default)),
            AuditEntry.Console, default);
        byte[] key = Totp.NewKey();
        string[] recovery = role == StaffRole.Psychologist
            ? [.. await accounts.SetSecondFactorAsync(new StaffIdentity("none", account, SignInStage.Complete), key, 1, default)]
            : [];
        return new Person(account, key, recovery);
    }

    private HttpClient Bearing(string token)
    {
        HttpClient browser = new(new HttpClientHandler { UseCookies = false }) { BaseAddress = server.Address };
        browser.DefaultRequestHeaders.Add("Cookie", $"staff={token}");
        return browser;
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient browser, string path, string code)
    {
        using HttpResponseMessage reply = await browser.PostAsJsonAsync(path, new { code });
        return reply.StatusCode;
    }

    private static string CookieOf(HttpResponseMessage reply) =>
        reply.Headers.GetValues("Set-Cookie").Single(cookie => cookie.StartsWith("staff=", StringComparison.Ordinal)).Split(';')[0]["staff=".Length..];

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    private static Uri Path(string path) => new(path, UriKind.Relative);

    private sealed record Person(Account Account, byte[] Key, string[] Recovery);
}
