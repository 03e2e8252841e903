using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Privacy;
using Diagnostics.Engine.Sessions;
using Diagnostics.Web.Access;
using Diagnostics.Web.Tls;
using IPNetwork = System.Net.IPNetwork;

namespace Diagnostics.Tests.Doors;

/// <summary>
/// Guessing at every secret there is, from the school's own address and from many, while the class behind that address works. The doors'
/// clock stands still, so no try comes back and the numbers are exact.
/// </summary>
[Trait("Kind", "Fault")]
public sealed class BruteForce : IAsyncLifetime
{
    private const string School = "198.51.100.7";
    private const int Seats = 30;
    private readonly ManualClock _clock = new();
    private readonly RunningServer _server;

    public BruteForce() => _server = new RunningServer
    {
        DoorClock = _clock,
        Tls = new TlsOptions { TrustedProxies = [IPNetwork.Parse("127.0.0.1/32")] },
    };

    public Task InitializeAsync() => _server.InitializeAsync();

    public Task DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task A_class_enters_answers_and_finishes_while_its_own_address_guesses_at_everything()
    {
        CodeSheet sheet = await _server.MakeClassAsync(seats: Seats);
        Owner owner = await OwnerAsync();
        using HttpClient teacher = _server.ClientAt(School);
        Assert.Equal(HttpStatusCode.NoContent, await StatusAsync(teacher, $"/api/board/{sheet.Class.BoardLink}/enter", new { pin = sheet.Pin }));
        Assert.Equal(HttpStatusCode.NoContent, await StatusAsync(teacher, $"/api/board/{sheet.Class.BoardLink}/lesson", new { lesson = "running" }));
        using HttpClient guesser = _server.ClientAt(School);
        foreach (Attack attack in Attacks(sheet, owner))
        {
            await attack.RepeatAsync(guesser, 80);
            Assert.Equal(HttpStatusCode.TooManyRequests, await attack.Guess(guesser, 80));
        }

        using CancellationTokenSource over = new();
        Task[] guessing = [.. Attacks(sheet, owner).Select(attack => Task.Run(() => attack.UntilAsync(guesser, over.Token)))];
        string[] keys = await Task.WhenAll(sheet.Cards.Take(Seats).Select(card => SitAsync(card.Code)));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(owner.Browser, "/api/staff/enter", new { login = owner.Login, password = RunningServer.Password }));
        await RunningServer.BringWordAsync(owner.Browser);
        Assert.Equal(HttpStatusCode.NoContent, await StatusAsync(owner.Browser, "/api/staff/code", new { code = owner.CodeAt(_clock) }));
        JsonElement board = await teacher.GetFromJsonAsync<JsonElement>($"/api/board/{sheet.Class.BoardLink}");
        await over.CancelAsync();
        await Task.WhenAll(guessing);
        Assert.Equal(Seats, keys.Distinct().Count());
        Assert.Equal(Seats, board.GetProperty("seats").EnumerateArray().Count(seat => seat.GetProperty("state").GetString() == "finished"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(guesser, "/api/result", new { key = keys[0] }));
    }

    [Fact]
    public async Task From_one_address_each_secret_is_closed_after_the_number_of_tries_that_is_told()
    {
        CodeSheet sheet = await _server.MakeClassAsync();
        Owner owner = await OwnerAsync();
        int at = 0;
        foreach (Attack attack in Attacks(sheet, owner).Where(one => one.Name != "recovery code"))
        {
            using HttpClient guesser = _server.ClientAt($"203.0.113.{++at}");
            HttpStatusCode[] told = await attack.RepeatAsync(guesser, attack.Tries + 5);
            int let = told.Count(status => status != HttpStatusCode.TooManyRequests);
            Assert.True(attack.Tries == let, $"{attack.Name}: {let} tries of {attack.Tries}");
            Assert.All(told.Take(attack.Tries), status => Assert.Contains(status, new[] { HttpStatusCode.NotFound, HttpStatusCode.Unauthorized }));
        }

        _clock.Advance(TimeSpan.FromSeconds(FailureLimits.SecondsASignIn));
        using HttpClient patient = _server.ClientAt("203.0.113.99");
        Attack password = Attacks(sheet, owner).Single(one => one.Name == "password");
        HttpStatusCode[] later = await password.RepeatAsync(patient, 2);
        Assert.Equal([HttpStatusCode.Unauthorized, HttpStatusCode.TooManyRequests], later);
    }

    [Fact]
    public async Task From_many_addresses_an_account_and_a_board_are_guessed_at_no_faster()
    {
        const int addresses = 150;
        CodeSheet sheet = await _server.MakeClassAsync();
        using HttpClient teacher = _server.ClientAt(School);
        string enter = $"/api/board/{sheet.Class.BoardLink}/enter";
        Assert.Equal(HttpStatusCode.NoContent, await StatusAsync(teacher, enter, new { pin = sheet.Pin }));
        Owner owner = await OwnerAsync();
        Attack[] all = Attacks(sheet, owner);
        foreach ((string name, int let) in new[] { ("password", 10), ("code of the second factor", 10), ("recovery code", 0), ("PIN", 300 + 300) })
        {
            Attack attack = all.Single(one => one.Name == name);
            int passed = 0;
            for (int at = 0; at < addresses; at++)
            {
                using HttpClient guesser = _server.ClientAt($"2001:db8:{at:x}::{at + 1:x}");
                passed += (await attack.RepeatAsync(guesser, 10)).Count(status => status != HttpStatusCode.TooManyRequests);
            }

            Assert.Equal((name, let), (name, passed));
        }

        Assert.InRange(_server.Limits.Held, 1, 10 * addresses);
        Assert.Equal(HttpStatusCode.NoContent, await StatusAsync(teacher, enter, new { pin = sheet.Pin }));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(owner.Browser, "/api/staff/enter", new { login = owner.Login, password = RunningServer.Password }));
    }

    /// <summary>An IPv6 site has 65,536 networks: they share the first tries, so a new browser at the school still has its own.</summary>
    [Fact]
    public async Task From_the_networks_of_one_site_a_board_is_guessed_at_while_a_new_browser_opens_it()
    {
        CodeSheet sheet = await _server.MakeClassAsync();
        Attack pin = Attacks(sheet, await OwnerAsync()).Single(one => one.Name == "PIN");
        int passed = 0;
        for (int at = 0; at < 400; at++)
        {
            using HttpClient guesser = _server.ClientAt($"2001:db8:7:{at:x}::1");
            passed += await pin.Guess(guesser, at) == HttpStatusCode.TooManyRequests ? 0 : 1;
        }

        Assert.Equal(3 + 300, passed);
        using HttpClient teacher = _server.ClientAt(School);
        Assert.Equal(HttpStatusCode.NoContent, await StatusAsync(teacher, $"/api/board/{sheet.Class.BoardLink}/enter", new { pin = sheet.Pin }));
    }

    /// <summary>Whoever has an IPv6 network has 2⁶⁴ addresses of it.</summary>
    [Fact]
    public async Task Addresses_of_one_network_are_one_guesser()
    {
        HttpStatusCode last = HttpStatusCode.OK;
        for (int at = 0; at <= 60; at++)
        {
            using HttpClient guesser = _server.ClientAt($"2001:db8:0:7:{at:x}::1");
            last = await StatusAsync(guesser, "/api/result", new { key = $"ABCD-EFGH-{at:D4}" });
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, last);
    }

    [Fact]
    public async Task Spellings_of_a_login_are_one_account_and_invented_logins_are_told_the_same()
    {
        Owner owner = await OwnerAsync();
        string[] spellings = [owner.Login, owner.Login.ToUpperInvariant(), $" {owner.Login} "];
        using HttpClient guesser = _server.ClientAt("203.0.113.200");
        HttpStatusCode[] told = [.. await GuessAsync(guesser, at => spellings[at % spellings.Length], 12)];
        HttpStatusCode[] nobodys = [.. await GuessAsync(guesser, _ => "nobody-at-all", 12)];
        Assert.Equal(10, told.Count(status => status == HttpStatusCode.Unauthorized));
        Assert.Equal(told, nobodys);
    }

    /// <summary>A pupil at the teacher's own computer guesses: other computers the account is known at stay open.</summary>
    [Fact]
    public async Task Guesses_from_one_known_browser_do_not_shut_another()
    {
        Owner owner = await OwnerAsync();
        using HttpClient home = await SignInAsync(owner.Login, owner.Recovery[1]);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await GuessAsync(owner.Browser, _ => owner.Login, 12))[^1]);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(home, "/api/staff/enter", new { login = owner.Login, password = RunningServer.Password }));
    }

    /// <summary>A pupil behind the school's address guesses at the PIN: whoever has opened the board before opens it, with a new PIN as well.</summary>
    [Fact]
    public async Task Guesses_at_a_PIN_do_not_shut_the_browsers_that_opened_the_board_before()
    {
        CodeSheet sheet = await _server.MakeClassAsync();
        string enter = $"/api/board/{sheet.Class.BoardLink}/enter";
        using HttpClient teacher = _server.ClientAt(School);
        using HttpClient colleague = _server.ClientAt(School);
        foreach (HttpClient browser in new[] { teacher, colleague })
        {
            Assert.Equal(HttpStatusCode.NoContent, await StatusAsync(browser, enter, new { pin = sheet.Pin }));
        }

        Attack pin = Attacks(sheet, await OwnerAsync()).Single(one => one.Name == "PIN");
        using HttpClient guesser = _server.ClientAt(School);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await pin.RepeatAsync(guesser, 40))[^1]);
        using HttpClient fresh = _server.ClientAt(School);
        Assert.Equal(HttpStatusCode.TooManyRequests, await StatusAsync(fresh, enter, new { pin = sheet.Pin }));
        Assert.Equal(HttpStatusCode.NoContent, await StatusAsync(teacher, enter, new { pin = sheet.Pin }));
        Assert.True(await _server.Engine.Cards.RenewPinAsync(sheet.Class.Id, default));
        string renewed = (await _server.Engine.Cards.ReadAsync(sheet.Class.Id, default))!.Pin;
        using HttpResponseMessage known = await teacher.GetAsync(new Uri($"/api/board/{sheet.Class.BoardLink}", UriKind.Relative));
        Assert.Equal(HttpStatusCode.Unauthorized, known.StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, await StatusAsync(teacher, enter, new { pin = renewed }));

        // It has a line of its own, not an open door: two tries were right, so twenty-eight are left.
        HttpStatusCode[] told = await pin.RepeatAsync(teacher, 40);
        Assert.Equal(28, told.Count(status => status == HttpStatusCode.Unauthorized));
        Assert.Equal(HttpStatusCode.TooManyRequests, told[^1]);
        Assert.Equal(HttpStatusCode.NoContent, await StatusAsync(colleague, enter, new { pin = renewed }));
    }

    [Fact]
    public async Task Colleagues_who_share_a_computer_are_known_at_it_the_latest_eight_of_them()
    {
        OrgNode school = new(NodeKind.School, (await _server.MakeClassAsync()).School.Id);
        string hash = await new StaffPasswords().HashAsync(RunningServer.Password, default);
        using HttpClient shared = _server.ClientAt(School);
        string[] logins = [.. Enumerable.Range(0, 9).Select(at => $"colleague-{at}-{Guid.NewGuid():N}"[..20])];
        foreach (string login in logins)
        {
            await _server.Engine.Accounts.AddAsync(new NewAccount(login, "Сотрудник", StaffRole.Teacher, school, hash), AuditEntry.Console, default);
            Assert.Equal(HttpStatusCode.OK, await EnterAsync(login));
        }

        using HttpClient guesser = _server.ClientAt("203.0.113.201");
        foreach (string login in new[] { logins[0], logins[1], logins[8] })
        {
            Assert.Equal(HttpStatusCode.TooManyRequests, (await GuessAsync(guesser, _ => login, 12))[^1]);
        }

        Assert.Equal(HttpStatusCode.OK, await EnterAsync(logins[8]));
        Assert.Equal(HttpStatusCode.OK, await EnterAsync(logins[1]));
        Assert.Equal(HttpStatusCode.TooManyRequests, await EnterAsync(logins[0]));

        Task<HttpStatusCode> EnterAsync(string login) => StatusAsync(shared, "/api/staff/enter", new { login, password = RunningServer.Password });
    }

    private static Attack[] Attacks(CodeSheet sheet, Owner owner)
    {
        string wrongPin = sheet.Pin == "000000" ? "000001" : "000000";
        return
        [
            new("access code", 60, (browser, at) => StatusAsync(browser, "/api/session/enter", new { code = $"AAAA-BBBB-{at:D4}", deviceId = "0123456789abcdef" })),
            new("result key", 60, (browser, at) => StatusAsync(browser, "/api/result", new { key = $"ABCD-EFGH-{at:D4}" })),
            new("key of solutions", 60, (browser, at) => StatusAsync(browser, "/api/result/solutions", new { key = $"ABCD-EFGH-{at:D4}" })),
            new("invitation", 60, (browser, at) => StatusAsync(browser, "/api/invitation", new { token = $"{at:D26}" })),
            new("invitation taken up", 60, (browser, at) => StatusAsync(browser, "/api/invitation/accept", new { token = $"{at:D26}" })),
            new("board's link", 60, (browser, at) => StatusAsync(browser, $"/api/board/{at:D26}/enter", new { pin = wrongPin })),
            new("PIN", 30, (browser, _) => StatusAsync(browser, $"/api/board/{sheet.Class.BoardLink}/enter", new { pin = wrongPin })),
            new("password", 10, (browser, at) => StatusAsync(browser, "/api/staff/enter", new { login = owner.Login, password = $"неверный пароль {at}" })),
            new("code of the second factor", 10, (browser, at) => HalfOpenAsync(browser, owner, "/api/staff/code", $"{at:D5}")),
            new("recovery code", 10, (browser, at) => HalfOpenAsync(browser, owner, "/api/staff/recovery", $"AAAAA-{at:D5}")),
        ];
    }

    /// <summary>By somebody who knows the password and has got as far as the second factor.</summary>
    private static async Task<HttpStatusCode> HalfOpenAsync(HttpClient browser, Owner owner, string path, string code)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, path) { Content = JsonContent.Create(new { code }) };
        request.Headers.Add("Cookie", $"staff={owner.HalfOpenToken}");
        request.Headers.Add(StaffCookie.WordHeader, owner.HalfOpenWord);
        using HttpResponseMessage reply = await browser.SendAsync(request);
        return reply.StatusCode;
    }

    private async Task<string> SitAsync(string code)
    {
        using StudentClient student = new(_server.ClientAt(School), Guid.NewGuid().ToString("N"));
        await student.EnterAsync(code);
        await student.DecideAsync(agree: true);
        HelloReply hello = await student.HelloAsync();
        FinishReply finished = await student.FinishAsync(hello.Epoch, await student.AnswerAllAsync(hello.Epoch));
        Assert.Equal(PutStatus.Ok, finished.Status);
        return finished.ResultKey!;
    }

    /// <summary>Somebody with a second factor who has signed in from a browser at the school before.</summary>
    private async Task<Owner> OwnerAsync()
    {
        StaffPasswords passwords = new();
        string login = $"owner-{Guid.NewGuid():N}"[..20];
        string hash = await passwords.HashAsync(RunningServer.Password, default);
        Account account = await _server.Engine.Accounts.AddAsync(
            new NewAccount(login, "Сотрудник", StaffRole.Operator, OrgNode.Server, hash), AuditEntry.Console, default);
        byte[] key = Totp.NewKey();
        string[] recovery = [.. await _server.Engine.Accounts.SetSecondFactorAsync(new StaffIdentity("none", account, SignInStage.Complete), key, 1, default)];
        HttpClient browser = await SignInAsync(login, recovery[0]);
        // The tries of these sign-ins come back before anybody guesses.
        _clock.Advance(TimeSpan.FromMinutes(30));
        string half = await _server.Engine.StaffDoor.OpenAsync(account, SignInStage.CodeDue, "a stranger", default);
        using HttpClient stranger = _server.ClientAt("203.0.113.250", $"staff={half}");
        await RunningServer.BringWordAsync(stranger);
        return new Owner(login, key, recovery, browser, half, stranger.DefaultRequestHeaders.GetValues(StaffCookie.WordHeader).Single());
    }

    private async Task<HttpClient> SignInAsync(string login, string recovery)
    {
        HttpClient browser = _server.ClientAt(School);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(browser, "/api/staff/enter", new { login, password = RunningServer.Password }));
        await RunningServer.BringWordAsync(browser);
        Assert.Equal(HttpStatusCode.NoContent, await StatusAsync(browser, "/api/staff/recovery", new { code = recovery }));
        return browser;
    }

    private static async Task<HttpStatusCode[]> GuessAsync(HttpClient browser, Func<int, string> login, int tries) => await new Attack(
        "password", tries, (guesser, at) => StatusAsync(guesser, "/api/staff/enter", new { login = login(at), password = "неверный пароль" }))
        .RepeatAsync(browser, tries);

    private static async Task<HttpStatusCode> StatusAsync(HttpClient browser, string path, object body)
    {
        using HttpResponseMessage reply = await browser.PostAsJsonAsync(path, body);
        Assert.True(reply.StatusCode != HttpStatusCode.TooManyRequests || reply.Headers.RetryAfter is not null, $"{path} does not say when to come again.");
        return reply.StatusCode;
    }

    private sealed record Owner(string Login, byte[] Key, string[] Recovery, HttpClient Browser, string HalfOpenToken, string HalfOpenWord)
    {
        public string CodeAt(TimeProvider clock) => Totp.CodeAt(Key, Totp.StepAt(clock.GetUtcNow()));
    }

    /// <param name="Tries">How many are looked at from one address, or for one account.</param>
    private sealed record Attack(string Name, int Tries, Func<HttpClient, int, Task<HttpStatusCode>> Guess)
    {
        public async Task<HttpStatusCode[]> RepeatAsync(HttpClient browser, int times)
        {
            HttpStatusCode[] told = new HttpStatusCode[times];
            for (int at = 0; at < times; at++)
            {
                told[at] = await Guess(browser, at);
            }

            return told;
        }

        public async Task UntilAsync(HttpClient browser, CancellationToken over)
        {
            for (int at = 100; !over.IsCancellationRequested; at++)
            {
                Assert.Equal(HttpStatusCode.TooManyRequests, await Guess(browser, at));
            }
        }
    }
}
