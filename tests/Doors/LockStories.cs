using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Privacy;
using Diagnostics.Web.Access;

namespace Diagnostics.Tests.Doors;

/// <summary>A browser left open and signed in: whoever sits down at it changes nothing that opens the account.</summary>
public sealed class LockStories(RunningServer server) : IClassFixture<RunningServer>
{
    private const string Door = "/api/staff/factor";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_second_factor_is_set_or_replaced_by_whoever_knows_the_password(bool hasOne)
    {
        StaffPasswords passwords = new();
        Account account = await AccountAsync(await passwords.HashAsync(RunningServer.Password, default));
        byte[] key = Totp.NewKey();
        if (hasOne)
        {
            await server.Engine.Accounts.SetSecondFactorAsync(new StaffIdentity("none", account, SignInStage.Complete), key, 1, default);
        }

        using HttpClient left = await BrowserAsync(account);
        Assert.Equal("password", (await left.GetFromJsonAsync<JsonElement>("/api/staff/me")).GetProperty("proof").GetString());
        foreach (object guess in new object[] { new { }, new { password = "" }, new { password = "не тот пароль совсем" }, new { code = CodeOf(key) } })
        {
            Assert.Equal((HttpStatusCode.BadRequest, "password-wrong"), await AskAsync(left, guess));
        }

        Assert.Equal(4, await RefusalsAsync(account));
        Assert.Equal(hasOne, (await server.Engine.Accounts.GetAsync(account.Id, default))!.Account.HasSecondFactor);
        using HttpResponseMessage begun = await left.PostAsJsonAsync(Door, new { password = RunningServer.Password });
        JsonElement factor = await begun.Content.ReadFromJsonAsync<JsonElement>();
        byte[] next = RunningServer.FromBase32(factor.GetProperty("secret").GetString()!);
        using HttpResponseMessage confirmed = await left.PostAsJsonAsync(
            $"{Door}/confirm", new { kept = factor.GetProperty("kept").GetString(), code = CodeOf(next) });
        Assert.Equal(HttpStatusCode.OK, confirmed.StatusCode);
        Assert.Equal(next, (await server.Engine.Accounts.GetAsync(account.Id, default))!.TotpKey!.Value.ToArray());
    }

    [Fact]
    public async Task Without_a_password_a_current_code_proves_the_owner_and_opens_once()
    {
        Account account = await AccountAsync("");
        byte[] key = Totp.NewKey();
        await server.Engine.Accounts.SetSecondFactorAsync(new StaffIdentity("none", account, SignInStage.Complete), key, 1, default);
        using HttpClient left = await BrowserAsync(account);
        Assert.Equal("code", (await left.GetFromJsonAsync<JsonElement>("/api/staff/me")).GetProperty("proof").GetString());
        Assert.Equal((HttpStatusCode.BadRequest, "code-wrong"), await AskAsync(left, new { password = "" }));
        string code = CodeOf(key);
        Assert.Equal((HttpStatusCode.OK, ""), await AskAsync(left, new { code }));
        Assert.Equal((HttpStatusCode.BadRequest, "code-wrong"), await AskAsync(left, new { code }));
    }

    [Fact]
    public async Task Guesses_at_an_open_browser_are_counted()
    {
        StaffPasswords passwords = new();
        Account account = await AccountAsync(await passwords.HashAsync(RunningServer.Password, default));
        using HttpClient left = await BrowserAsync(account);
        (HttpStatusCode Status, string Code)[] told = new (HttpStatusCode, string)[12];
        for (int at = 0; at < told.Length; at++)
        {
            told[at] = await AskAsync(left, new { password = $"догадка номер {at}" });
        }

        Assert.Equal((HttpStatusCode.BadRequest, "password-wrong"), told[0]);
        Assert.Equal((HttpStatusCode.TooManyRequests, "too-many-attempts"), told[^1]);
        Assert.Equal((HttpStatusCode.TooManyRequests, "too-many-attempts"), await AskAsync(left, new { password = RunningServer.Password }));
    }

    private static string CodeOf(byte[] key) => Totp.CodeAt(key, Totp.StepAt(DateTimeOffset.UtcNow));

    private static async Task<(HttpStatusCode Status, string Code)> AskAsync(HttpClient browser, object proof)
    {
        using HttpResponseMessage reply = await browser.PostAsJsonAsync(Door, proof);
        JsonElement told = await reply.Content.ReadFromJsonAsync<JsonElement>();
        return (reply.StatusCode, reply.IsSuccessStatusCode ? "" : told.GetProperty("code").GetString()!);
    }

    private async Task<int> RefusalsAsync(Account account) =>
        (await server.Engine.Audit.ReadAsync(OrgNode.Server, long.MaxValue, default))
            .Count(line => line.ObjectId == account.Id && line.Act == AuditAct.SignInRefused);

    private async Task<Account> AccountAsync(string passwordHash)
    {
        School school = (await server.MakeClassAsync()).School;
        return await server.Engine.Accounts.AddAsync(
            new NewAccount($"owner-{Guid.NewGuid():N}", "Сотрудник", StaffRole.Coordinator, new OrgNode(NodeKind.School, school.Id), passwordHash),
            AuditEntry.Console, default);
    }

    private async Task<HttpClient> BrowserAsync(Account account)
    {
        HttpClientHandler handler = new();
        handler.CookieContainer.Add(
            server.Address, new Cookie("staff", await server.Engine.StaffDoor.OpenAsync(account, SignInStage.Complete, "test", default)));
        HttpClient browser = new(handler) { BaseAddress = server.Address };
        await RunningServer.BringWordAsync(browser);
        return browser;
    }
}
