using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Privacy;
using Diagnostics.Tests.Doors;
using Diagnostics.Web.Access;
using Diagnostics.Web.Oidc;
using Diagnostics.Web.Tls;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.IdentityModel.Tokens;

namespace Diagnostics.Tests.Oidc;

/// <summary>Signing in through the operator's provider, and everything a provider or somebody between may bring that must not be believed.</summary>
public sealed class ExternalStories : IAsyncLifetime
{
    private readonly ManualClock _clock = new();
    private OwnProvider _provider = null!;
    private RunningServer _server = null!;

    public async Task InitializeAsync()
    {
        _provider = await OwnProvider.StartAsync();
        _clock.Advance(DateTimeOffset.UtcNow - _clock.GetUtcNow());
        _server = await RunningServer.StartAsync(new RunningServer { Oidc = OptionsOf(_provider), Demo = false, Log = new CapturedLog(), DoorClock = _clock });
    }

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        await _provider.DisposeAsync();
    }

    [Fact]
    public async Task An_invitation_is_taken_up_through_the_provider_and_opens_again_and_again()
    {
        string token = await InviteAsync(StaffRole.Teacher);
        using HttpClient browser = _server.Client();
        Assert.Equal((HttpStatusCode.OK, "made"), await ThroughAsync(browser, "/api/staff/external/invited", new { token, login = "kolosova", name = "Колосова А. И." }));
        JsonElement me = await browser.GetFromJsonAsync<JsonElement>("/api/staff/me");
        Assert.Equal(("kolosova", "complete"), (Text(me, "login"), Text(me, "stage")));
        using HttpClient later = _server.Client();
        Assert.Equal((HttpStatusCode.OK, "enter"), await ThroughAsync(later, "/api/staff/external/begin", new { }));
        Assert.Equal("kolosova", Text(await later.GetFromJsonAsync<JsonElement>("/api/staff/me"), "login"));
        using HttpClient password = _server.Client();
        foreach (string guess in new[] { "", RunningServer.Password })
        {
            using HttpResponseMessage refused = await password.PostAsJsonAsync("/api/staff/enter", new { login = "kolosova", password = guess });
            Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        }

        await RunningServer.BringWordAsync(later);
        Assert.Equal("external-only", await CodeAsync(await later.PostAsync(Path("/api/staff/external/unlink"), null)));
        Account account = (await _server.Engine.Accounts.FindAsync("kolosova", default))!.Account;
        string reset = (await _server.Engine.Invitations.OfferResetAsync(account, AuditEntry.Console, default))!;
        using HttpResponseMessage set = await password.PostAsJsonAsync("/api/invitation/accept", new { token = reset, password = RunningServer.Password });
        Assert.Equal(HttpStatusCode.NoContent, set.StatusCode);
        using HttpClient known = await _server.SignInAsync("kolosova", RunningServer.Password);
        Assert.Equal((HttpStatusCode.Unauthorized, "external-unlinked"), await ThroughAsync(_server.Client(), "/api/staff/external/begin", new { }));
        Assert.Equal((HttpStatusCode.NotFound, "invitation-closed"), await BeginAsync(_server.Client(), "/api/staff/external/invited", new { token, login = "another", name = "Другой" }));
        Assert.DoesNotContain(_provider.LastToken, Log, StringComparison.Ordinal);
        Assert.Contains("prompt=login", _provider.LastQuery, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_owner_links_signs_in_and_unlinks_on_the_account_page()
    {
        Account keeper = await AccountAsync("keeper", StaffRole.Coordinator);
        using HttpClient stranger = _server.Client();
        // The provider's login and address are those of an account here; that links nothing.
        Assert.Equal((HttpStatusCode.Unauthorized, "external-unlinked"), await ThroughAsync(stranger, "/api/staff/external/begin", new { }));
        using HttpClient owner = await _server.SignInAsync("keeper", RunningServer.Password);
        Assert.Equal((HttpStatusCode.OK, "linked"), await ThroughAsync(owner, "/api/staff/external/link", Owner));
        JsonElement offer = await owner.GetFromJsonAsync<JsonElement>("/api/staff/external");
        Assert.Equal(("Учётная запись области", true), (Text(offer, "name"), offer.GetProperty("linked").GetBoolean()));
        Assert.Equal((HttpStatusCode.OK, "enter"), await ThroughAsync(stranger, "/api/staff/external/begin", new { }));
        await AccountAsync("second", StaffRole.Coordinator);
        using HttpClient second = await _server.SignInAsync("second", RunningServer.Password);
        Assert.Equal((HttpStatusCode.Conflict, "external-taken"), await ThroughAsync(second, "/api/staff/external/link", Owner));
        foreach (object guess in new object[] { new { }, new { password = "не тот пароль совсем" }, new { code = "123456" } })
        {
            Assert.Equal((HttpStatusCode.BadRequest, "password-wrong"), await BeginAsync(owner, "/api/staff/external/unlink", guess));
            Assert.Equal((HttpStatusCode.BadRequest, "password-wrong"), await BeginAsync(second, "/api/staff/external/link", guess));
        }

        using HttpResponseMessage unlinked = await owner.PostAsJsonAsync("/api/staff/external/unlink", Owner);
        Assert.Equal(HttpStatusCode.NoContent, unlinked.StatusCode);
        using HttpClient after = _server.Client();
        Assert.Equal((HttpStatusCode.Unauthorized, "external-unlinked"), await ThroughAsync(after, "/api/staff/external/begin", new { }));
        JsonElement[] log = await owner.GetFromJsonAsync<JsonElement[]>("/api/staff/audit") ?? [];
        string[] acts = [.. log.Where(line => Text(line, "objectId") == keeper.Id).Select(line => Text(line, "act"))];
        Assert.Equal(["identityUnlinked", "signInRefused", "signInRefused", "signInRefused", "signedIn", "identityLinked"], acts.Take(6));
    }

    [Fact]
    public async Task A_role_with_a_second_factor_gives_ours_unless_the_provider_proved_one_that_is_enough()
    {
        await LinkedAsync("guardian", StaffRole.Psychologist);
        foreach ((string claim, object value, string stage) in new (string, object, string)[]
        {
            ("none", "none", "factorDue"), ("acr", "urn:weak", "factorDue"), ("acr", "urn:strong", "complete"),
            ("amr", new[] { "pwd" }, "factorDue"), ("amr", new[] { "pwd", "otp" }, "complete"),
        })
        {
            _provider.Lie = told => told.Claims[claim] = value;
            using HttpClient browser = _server.Client();
            Assert.Equal((HttpStatusCode.OK, "enter"), await ThroughAsync(browser, "/api/staff/external/begin", new { }));
            Assert.Equal((claim, stage), (claim, Text(await browser.GetFromJsonAsync<JsonElement>("/api/staff/me"), "stage")));
        }

        Account account = (await _server.Engine.Accounts.FindAsync("guardian", default))!.Account;
        await _server.Engine.Accounts.SetSecondFactorAsync(new StaffIdentity("none", account, SignInStage.Complete), Totp.NewKey(), 1, default);
        _provider.Lie = _ => { };
        using HttpClient again = _server.Client();
        Assert.Equal((HttpStatusCode.OK, "enter"), await ThroughAsync(again, "/api/staff/external/begin", new { }));
        Assert.Equal("codeDue", Text(await again.GetFromJsonAsync<JsonElement>("/api/staff/me"), "stage"));
        Assert.Equal(HttpStatusCode.Forbidden, (await again.GetAsync(Path("/api/staff/sessions"))).StatusCode);
    }

    [Fact]
    public async Task Who_is_asked_for_an_age_tells_when_and_too_long_ago_or_in_the_future_is_refused()
    {
        OidcOptions plain = OptionsOf(_provider);
        TimeSpan most = TimeSpan.FromMinutes(30);
        await using RunningServer asking = await RunningServer.StartAsync(new RunningServer
        {
            Oidc = new OidcOptions { Authority = plain.Authority, ClientId = plain.ClientId, ClientSecret = plain.ClientSecret, Name = plain.Name, MaxAge = most },
            Demo = false,
            DoorClock = _clock,
        });
        DateTimeOffset now = _clock.GetUtcNow();
        (RunningServer Server, object? Told, string Code)[] cases =
        [
            (asking, null, "external-refused"), (asking, now - most - TimeSpan.FromMinutes(3), "external-refused"),
            (asking, now + TimeSpan.FromMinutes(10), "external-refused"), (asking, "yesterday", "external-refused"),
            (asking, now - TimeSpan.FromMinutes(29), "external-unlinked"), (asking, now, "external-unlinked"),
            (_server, null, "external-unlinked"), (_server, now - TimeSpan.FromDays(1), "external-unlinked"),
            (_server, now + TimeSpan.FromMinutes(10), "external-refused"),
        ];
        foreach ((RunningServer server, object? told, string code) in cases)
        {
            _provider.Lie = token =>
            {
                if (told is not null)
                {
                    token.Claims["auth_time"] = told is DateTimeOffset moment ? moment.ToUnixTimeSeconds() : told;
                }
            };
            using HttpClient browser = server.Client();
            string what = $"{told ?? "silent"}";
            Assert.Equal((what, HttpStatusCode.Unauthorized, code), Told(what, await ThroughAsync(browser, "/api/staff/external/begin", new { })));
            Assert.Equal(server == asking, _provider.LastQuery.Contains("max_age=1800", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task No_token_is_believed_that_another_made_for_another_at_another_time()
    {
        await LinkedAsync("owner", StaffRole.Coordinator);
        using RSA foreign = RSA.Create(2048);
        (string What, Action<SecurityTokenDescriptor> Lie, Func<string, string> Forge)[] lies =
        [
            ("nonce", told => told.Claims["nonce"] = "another", Same),
            ("no nonce", told => told.Claims.Remove("nonce"), Same),
            ("issuer", told => told.Issuer = "http://127.0.0.1:1", Same),
            ("audience", told => told.Audience = "another client", Same),
            ("second audience", told => { told.Audience = null; told.Audiences.Add(OwnProvider.ClientId); told.Audiences.Add("another"); }, Same),
            ("authorized party", told => told.Claims["azp"] = "another client", Same),
            ("expired", told => { told.NotBefore = told.IssuedAt = DateTime.UtcNow.AddHours(-2); told.Expires = DateTime.UtcNow.AddHours(-1); }, Same),
            ("not yet", told => { told.NotBefore = DateTime.UtcNow.AddHours(1); told.Expires = DateTime.UtcNow.AddHours(2); }, Same),
            ("foreign key", told => told.SigningCredentials = new SigningCredentials(new RsaSecurityKey(foreign) { KeyId = "first" }, "RS256"), Same),
            ("unknown key", told => told.SigningCredentials = new SigningCredentials(new RsaSecurityKey(foreign) { KeyId = "second" }, "RS256"), Same),
            ("no signature", _ => { }, OwnProvider.Unsigned),
            ("the client's secret", _ => { }, OwnProvider.WithSecret),
            ("changed", _ => { }, token => token[..^4] + (token[^4] == 'A' ? "B" : "A") + token[^3..]),
            ("no subject", told => told.Claims.Remove("sub"), Same),
            ("long subject", told => told.Claims["sub"] = new string('x', 300), Same),
            ("no token", _ => { }, _ => "none"),
        ];
        foreach ((string what, Action<SecurityTokenDescriptor> lie, Func<string, string> forge) in lies)
        {
            (_provider.Lie, _provider.Forge) = (lie, forge);
            using HttpClient browser = _server.Client();
            Assert.Equal((what, HttpStatusCode.Unauthorized, "external-refused"), Told(what, await ThroughAsync(browser, "/api/staff/external/begin", new { })));
            Assert.Equal(HttpStatusCode.NoContent, (await browser.GetAsync(Path("/api/staff/me"))).StatusCode);
            Assert.DoesNotContain(_provider.LastToken.Split('.')[^1] is { Length: > 20 } signature ? signature : _provider.LastQuery, Log, StringComparison.Ordinal);
        }

        (_provider.Lie, _provider.Forge) = (_ => { }, Same);
        using HttpClient honest = _server.Client();
        Assert.Equal((HttpStatusCode.OK, "enter"), await ThroughAsync(honest, "/api/staff/external/begin", new { }));
        Assert.Contains("nonce", Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_way_back_belongs_to_the_browser_that_set_out_and_is_gone_once()
    {
        await LinkedAsync("owner", StaffRole.Coordinator);
        using HttpClient browser = _server.Client();
        (string state, string code) = await ReturnAsync(browser, "/api/staff/external/begin", new { });
        using HttpClient thief = _server.Client();
        Assert.Equal((HttpStatusCode.BadRequest, "external-state"), await FinishAsync(thief, state, code));
        await ReturnAsync(thief, "/api/staff/external/begin", new { });
        Assert.Equal((HttpStatusCode.BadRequest, "external-state"), await FinishAsync(thief, state, code));
        Assert.Equal((HttpStatusCode.OK, "enter"), await FinishAsync(browser, state, code));
        Assert.Equal((HttpStatusCode.BadRequest, "external-state"), await FinishAsync(browser, state, code));

        using HttpClient keeping = new(new HttpClientHandler { UseCookies = false }) { BaseAddress = _server.Address };
        using HttpResponseMessage begun = await keeping.PostAsJsonAsync("/api/staff/external/begin", new { });
        keeping.DefaultRequestHeaders.Add("Cookie", begun.Headers.GetValues("Set-Cookie").Single().Split(';')[0]);
        (string again, string first) = await AtProviderAsync(await begun.Content.ReadFromJsonAsync<JsonElement>());
        Assert.Equal((HttpStatusCode.OK, "enter"), await FinishAsync(keeping, again, first));
        // With the cookie kept and a fresh code of the same way: it was used.
        Assert.Equal((HttpStatusCode.BadRequest, "external-state"), await FinishAsync(keeping, again, first));

        using HttpClient wrong = _server.Client();
        (_, string third) = await ReturnAsync(wrong, "/api/staff/external/begin", new { });
        Assert.Equal((HttpStatusCode.BadRequest, "external-state"), await FinishAsync(wrong, "another", third));
        using HttpClient late = _server.Client();
        (string lateState, string lateCode) = await ReturnAsync(late, "/api/staff/external/begin", new { });
        _clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal((HttpStatusCode.BadRequest, "external-state"), await FinishAsync(late, lateState, lateCode));
    }

    [Fact]
    public async Task A_code_opens_once_and_only_with_the_verifier_it_was_asked_for_with()
    {
        await LinkedAsync("owner", StaffRole.Coordinator);
        using HttpClient victim = _server.Client();
        (_, string stolen) = await ReturnAsync(victim, "/api/staff/external/begin", new { });
        using HttpClient thief = _server.Client();
        (string state, _) = await ReturnAsync(thief, "/api/staff/external/begin", new { });
        Assert.Equal((HttpStatusCode.Unauthorized, "external-refused"), await FinishAsync(thief, state, stolen));
        Assert.Equal(HttpStatusCode.NoContent, (await thief.GetAsync(Path("/api/staff/me"))).StatusCode);
    }

    [Fact]
    public async Task A_link_is_made_in_the_session_that_asked_for_it_and_in_no_other()
    {
        await AccountAsync("first", StaffRole.Coordinator);
        await AccountAsync("second", StaffRole.Coordinator);
        using HttpClient browser = await _server.SignInAsync("first", RunningServer.Password);
        (string state, string code) = await ReturnAsync(browser, "/api/staff/external/link", Owner);
        using HttpResponseMessage other = await browser.PostAsJsonAsync("/api/staff/enter", new { login = "second", password = RunningServer.Password });
        Assert.Equal((HttpStatusCode.BadRequest, "external-state"), await FinishAsync(browser, state, code));
        browser.DefaultRequestHeaders.Remove(StaffCookie.WordHeader);
        Assert.Equal((HttpStatusCode.Forbidden, "word-missing"), await BeginAsync(browser, "/api/staff/external/link", new { }));
        Assert.Equal((HttpStatusCode.Unauthorized, "sign-in"), await BeginAsync(_server.Client(), "/api/staff/external/link", new { }));
    }

    [Fact]
    public async Task A_disabled_account_and_one_of_the_demo_open_nothing_through_the_provider()
    {
        Account disabled = await LinkedAsync("owner", StaffRole.Coordinator);
        await _server.Engine.Accounts.SetDisabledAsync(disabled.Id, true, AuditEntry.Console, default);
        using HttpClient browser = _server.Client();
        Assert.Equal((HttpStatusCode.Unauthorized, "external-unlinked"), await ThroughAsync(browser, "/api/staff/external/begin", new { }));
        Account demo = await AccountAsync("demo", StaffRole.Coordinator, demo: true);
        Assert.False(await _server.Engine.External.LinkAsync(demo.Id, new ExternalIdentity("any", "any"), default));
        Assert.False(await _server.Engine.External.LinkAsync(disabled.Id, new ExternalIdentity("any", "any"), default));
    }

    [Fact]
    public async Task A_provider_that_is_gone_or_names_another_issuer_is_a_state_of_the_page()
    {
        _provider.ToldIssuer = "https://elsewhere.example";
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "external-unreachable"), await BeginAsync(_server.Client(), "/api/staff/external/begin", new { }));
        await using RunningServer gone = await RunningServer.StartAsync(new RunningServer
        {
            Oidc = new OidcOptions { Authority = new Uri("http://127.0.0.1:1"), ClientId = "c", Name = "n" },
        });
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "external-unreachable"), await BeginAsync(gone.Client(), "/api/staff/external/begin", new { }));
        await using RunningServer without = await RunningServer.StartAsync(new RunningServer());
        Assert.Equal((HttpStatusCode.NotFound, "external-off"), await BeginAsync(without.Client(), "/api/staff/external/begin", new { }));
        Assert.Equal(JsonValueKind.Null, (await without.Client().GetFromJsonAsync<JsonElement>("/api/staff/external")).GetProperty("name").ValueKind);
    }

    [Theory]
    [InlineData("https://login.example.ru/realms/school", true)]
    [InlineData("http://127.0.0.1:8080", true)]
    [InlineData("http://localhost:8080", true)]
    [InlineData("http://login.example.ru", false)]
    [InlineData("http://10.0.0.7", false)]
    [InlineData("ftp://login.example.ru", false)]
    public void An_authority_is_https_or_this_machine(string authority, bool isSafe) => Assert.Equal(isSafe, OidcOptions.IsSafe(new Uri(authority)));

    /// <summary>A school has one address for all of its staff, and for whoever floods from its network.</summary>
    [Fact]
    public async Task Ways_and_invented_codes_from_the_schools_own_address_leave_the_way_open()
    {
        await using RunningServer server = await RunningServer.StartAsync(new RunningServer
        {
            Oidc = OptionsOf(_provider),
            Demo = false,
            DoorClock = _clock,
            Tls = new TlsOptions { TrustedProxies = [IPNetwork.Parse("127.0.0.1/32")] },
        });
        School school = (await server.MakeClassAsync()).School;
        Account account = await server.Engine.Accounts.AddAsync(
            new NewAccount("keeper", "Сотрудник", StaffRole.Coordinator, new OrgNode(NodeKind.School, school.Id), ""), AuditEntry.Console, default);
        Assert.True(await server.Engine.External.LinkAsync(account.Id, new ExternalIdentity(_provider.Address.ToString().TrimEnd('/'), _provider.Subject), default));
        using HttpClient colleague = server.ClientAt("198.51.100.7");
        Assert.Equal((HttpStatusCode.OK, "enter"), await ThroughAsync(colleague, "/api/staff/external/begin", new { }));
        for (int at = 0; at < 100; at++)
        {
            // A browser each, so that every way is one of its own.
            using HttpClient flood = server.ClientAt("198.51.100.7");
            (string state, _) = await ReturnAsync(flood, "/api/staff/external/begin", new { });
            (HttpStatusCode told, _) = await FinishAsync(flood, state, "invented");
            Assert.Equal(at < 60 ? HttpStatusCode.Unauthorized : HttpStatusCode.TooManyRequests, told);
        }

        // Turned away before the provider is asked; a browser of the staff is not counted with strangers, and whoever waits comes back by the same way.
        Assert.Equal(61, _provider.Exchanges);
        Assert.Equal((HttpStatusCode.OK, "enter"), await ThroughAsync(colleague, "/api/staff/external/begin", new { }));
        using HttpClient fresh = server.ClientAt("198.51.100.7");
        (string way, string right) = await ReturnAsync(fresh, "/api/staff/external/begin", new { });
        Assert.Equal((HttpStatusCode.TooManyRequests, "too-many-attempts"), await FinishAsync(fresh, way, right));
        _clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal((HttpStatusCode.OK, "enter"), await FinishAsync(fresh, way, right));
    }

    [Fact]
    public async Task Right_ways_are_not_counted_however_many_come_from_one_address()
    {
        await LinkedAsync("owner", StaffRole.Coordinator);
        for (int at = 0; at < 70; at++)
        {
            using HttpClient browser = _server.Client();
            Assert.Equal((HttpStatusCode.OK, "enter"), await ThroughAsync(browser, "/api/staff/external/begin", new { }));
        }
    }

    [Fact]
    public async Task Nobody_waits_for_a_provider_that_could_not_be_reached_a_moment_ago_and_the_way_stays_open()
    {
        await LinkedAsync("owner", StaffRole.Coordinator);
        using HttpClient browser = _server.Client();
        (string state, string code) = await ReturnAsync(browser, "/api/staff/external/begin", new { });
        _provider.HangsUp = true;
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "external-unreachable"), await FinishAsync(browser, state, code));
        int asked = _provider.Exchanges;
        for (int at = 0; at < 70; at++)
        {
            Assert.Equal((HttpStatusCode.ServiceUnavailable, "external-unreachable"), await FinishAsync(browser, state, code));
        }

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "external-unreachable"), await BeginAsync(_server.Client(), "/api/staff/external/begin", new { }));
        Assert.Equal(asked, _provider.Exchanges);
        _provider.HangsUp = false;
        _clock.Advance(ProviderOutage.Pause);
        Assert.Equal((HttpStatusCode.OK, "enter"), await FinishAsync(browser, state, code));
    }

    [Fact]
    public async Task An_invented_code_does_not_use_the_way_up_and_a_right_one_does()
    {
        await LinkedAsync("owner", StaffRole.Coordinator);
        using HttpClient browser = new(new HttpClientHandler { UseCookies = false }) { BaseAddress = _server.Address };
        using HttpResponseMessage begun = await browser.PostAsJsonAsync("/api/staff/external/begin", new { });
        browser.DefaultRequestHeaders.Add("Cookie", begun.Headers.GetValues("Set-Cookie").Single().Split(';')[0]);
        (string state, string code) = await AtProviderAsync(await begun.Content.ReadFromJsonAsync<JsonElement>());
        Assert.Equal((HttpStatusCode.Unauthorized, "external-refused"), await FinishAsync(browser, state, "invented"));
        Assert.Equal((HttpStatusCode.OK, "enter"), await FinishAsync(browser, state, code));
        Assert.Equal((HttpStatusCode.BadRequest, "external-state"), await FinishAsync(browser, state, code));
    }

    /// <summary>What whoever proves their account brings to the doors that change its locks.</summary>
    private static readonly object Owner = new { password = RunningServer.Password };

    private string Log => ((CapturedLog)_server.Log!).Text;

    internal static OidcOptions OptionsOf(OwnProvider provider) => new()
    {
        Authority = provider.Address,
        ClientId = OwnProvider.ClientId,
        ClientSecret = OwnProvider.ClientSecret,
        Name = "Учётная запись области",
        Strong = ["urn:strong", "otp"],
    };

    private static string Same(string token) => token;

    private static (string, HttpStatusCode, string) Told(string what, (HttpStatusCode Status, string Code) told) => (what, told.Status, told.Code);

    private async Task<Account> AccountAsync(string login, StaffRole role, bool demo = false)
    {
        StaffPasswords passwords = new();
        School school = (await _server.MakeClassAsync()).School;
        return await _server.Engine.Accounts.AddAsync(
            new NewAccount(login, "Сотрудник", role, new OrgNode(NodeKind.School, school.Id), await passwords.HashAsync(RunningServer.Password, default), demo),
            AuditEntry.Console, default);
    }

    private async Task<Account> LinkedAsync(string login, StaffRole role)
    {
        Account account = await AccountAsync(login, role);
        Assert.True(await _server.Engine.External.LinkAsync(account.Id, new ExternalIdentity(_provider.Address.ToString().TrimEnd('/'), _provider.Subject), default));
        return account;
    }

    private async Task<string> InviteAsync(StaffRole role) => (await _server.Engine.Invitations.InviteAsync(
        role, new OrgNode(NodeKind.School, (await _server.MakeClassAsync()).School.Id), AuditEntry.Console, default))!;

    /// <summary>There and back again.</summary>
    private static async Task<(HttpStatusCode Status, string Told)> ThroughAsync(HttpClient browser, string path, object body)
    {
        (string state, string code) = await ReturnAsync(browser, path, body);
        return await FinishAsync(browser, state, code);
    }

    private static async Task<(string State, string Code)> ReturnAsync(HttpClient browser, string path, object body)
    {
        using HttpResponseMessage begun = await browser.PostAsJsonAsync(path, body);
        begun.EnsureSuccessStatusCode();
        return await AtProviderAsync(await begun.Content.ReadFromJsonAsync<JsonElement>());
    }

    private static async Task<(string State, string Code)> AtProviderAsync(JsonElement begun)
    {
        using HttpClient there = new(new HttpClientHandler { AllowAutoRedirect = false });
        using HttpResponseMessage back = await there.GetAsync(new Uri(Text(begun, "url")));
        Assert.Equal(HttpStatusCode.Redirect, back.StatusCode);
        var query = QueryHelpers.ParseQuery(back.Headers.Location!.Query);
        return (query["state"]!, query["code"]!);
    }

    private static async Task<(HttpStatusCode Status, string Code)> BeginAsync(HttpClient browser, string path, object body)
    {
        using HttpResponseMessage reply = await browser.PostAsJsonAsync(path, body);
        return (reply.StatusCode, await CodeAsync(reply));
    }

    private static async Task<(HttpStatusCode Status, string Told)> FinishAsync(HttpClient browser, string state, string code)
    {
        using HttpResponseMessage reply = await browser.PostAsJsonAsync("/api/staff/external/finish", new { state, code });
        JsonElement told = await reply.Content.ReadFromJsonAsync<JsonElement>();
        return (reply.StatusCode, Text(told, reply.IsSuccessStatusCode ? "done" : "code"));
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    private static Uri Path(string path) => new(path, UriKind.Relative);

    private static async Task<string> CodeAsync(HttpResponseMessage reply) => Text(await reply.Content.ReadFromJsonAsync<JsonElement>(), "code");
}
