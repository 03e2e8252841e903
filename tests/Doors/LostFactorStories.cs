using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Privacy;
using Diagnostics.Web.Access;

namespace Diagnostics.Tests.Doors;

/// <summary>A second factor the server cannot open: the password step works, the owner is told, and whoever may help does.</summary>
public sealed class LostFactorStories(RunningServer server) : IClassFixture<RunningServer>
{
    /// <summary>Sealed with another key, cut short, and no sealed text at all.</summary>
    public static TheoryData<string> Broken => new(Convert.ToBase64String(new byte[48]), "AAAA", "no sealed text");

    [Theory]
    [MemberData(nameof(Broken))]
    public async Task The_owner_is_told_enters_by_a_recovery_code_and_sets_up_a_new_one(string stored)
    {
        (Account account, string[] recovery) = await WithBrokenFactorAsync(stored, RunningServer.Password);
        using HttpClient owner = await server.SignInAsync(account.Login, RunningServer.Password);
        Assert.Equal("codeDue", (await owner.GetFromJsonAsync<JsonElement>("/api/staff/me")).GetProperty("stage").GetString());
        Assert.Equal((HttpStatusCode.Conflict, "factor-lost"), await AskAsync(owner, "/api/staff/code", new { code = "000000" }));
        Assert.Equal((HttpStatusCode.NoContent, ""), await AskAsync(owner, "/api/staff/recovery", new { code = recovery[0] }));
        await RunningServer.BringWordAsync(owner);
        using HttpResponseMessage begun = await owner.PostAsJsonAsync("/api/staff/factor", new { password = RunningServer.Password });
        JsonElement factor = await begun.Content.ReadFromJsonAsync<JsonElement>();
        byte[] next = RunningServer.FromBase32(factor.GetProperty("secret").GetString()!);
        string code = Totp.CodeAt(next, Totp.StepAt(DateTimeOffset.UtcNow));
        Assert.Equal((HttpStatusCode.OK, ""), await AskAsync(owner, "/api/staff/factor/confirm", new { kept = factor.GetProperty("kept").GetString(), code }));
        Assert.Equal(next, (await server.Engine.Accounts.GetAsync(account.Id, default))!.TotpKey!.Value.ToArray());
    }

    [Theory]
    [MemberData(nameof(Broken))]
    public async Task Whoever_may_help_closes_opens_and_resets_the_account_and_takes_the_factor_away(string stored)
    {
        (Account account, _) = await WithBrokenFactorAsync(stored, RunningServer.Password);
        using HttpClient keeper = await server.StaffAsync(StaffRole.Coordinator, account.Node);
        foreach ((string deed, HttpStatusCode status) in new[]
        {
            ("disable", HttpStatusCode.NoContent), ("enable", HttpStatusCode.NoContent), ("reset", HttpStatusCode.OK), ("factor", HttpStatusCode.NoContent),
        })
        {
            Assert.Equal((deed, status), (deed, (await AskAsync(keeper, $"/api/staff/people/{account.Id}/{deed}", new { })).Status));
        }

        using HttpClient owner = await server.SignInAsync(account.Login, RunningServer.Password);
        Assert.Equal("factorDue", (await owner.GetFromJsonAsync<JsonElement>("/api/staff/me")).GetProperty("stage").GetString());
    }

    /// <summary>Where a code of the factor was the only proof, its loss is no proof.</summary>
    [Fact]
    public async Task Without_a_password_a_lost_factor_is_not_replaced_at_a_browser_left_open()
    {
        (Account account, _) = await WithBrokenFactorAsync("AAAA", password: null);
        HttpClientHandler handler = new();
        handler.CookieContainer.Add(
            server.Address, new Cookie("staff", await server.Engine.StaffDoor.OpenAsync(account, SignInStage.Complete, "test", default)));
        using HttpClient left = new(handler) { BaseAddress = server.Address };
        await RunningServer.BringWordAsync(left);
        Assert.Equal("code", (await left.GetFromJsonAsync<JsonElement>("/api/staff/me")).GetProperty("proof").GetString());
        Assert.Equal((HttpStatusCode.Conflict, "factor-lost"), await AskAsync(left, "/api/staff/factor", new { }));
    }

    private Task<(Account Account, string[] Recovery)> WithBrokenFactorAsync(string stored, string? password) => WithBrokenFactorAsync(server, stored, password);

    internal static async Task<(Account Account, string[] Recovery)> WithBrokenFactorAsync(RunningServer server, string stored, string? password)
    {
        OrgNode place = new(NodeKind.School, (await server.MakeClassAsync()).School.Id);
        string hash = password is null ? "" : await new StaffPasswords().HashAsync(password, default);
        AccountDesk accounts = server.Engine.Accounts;
        Account account = await accounts.AddAsync(
            new NewAccount($"owner-{Guid.NewGuid():N}", "Сотрудник", StaffRole.Psychologist, place, hash), AuditEntry.Console, default);
        string[] recovery = [.. await accounts.SetSecondFactorAsync(new StaffIdentity("none", account, SignInStage.Complete), Totp.NewKey(), 1, default)];
        await server.Engine.Writer.RunAsync(
            null, scope => scope.Execute("UPDATE account SET totp_key = @stored WHERE id = @Id", new { stored, account.Id }), default);
        return ((await accounts.GetAsync(account.Id, default))!.Account, recovery);
    }

    private static async Task<(HttpStatusCode Status, string Code)> AskAsync(HttpClient browser, string path, object body)
    {
        using HttpResponseMessage reply = await browser.PostAsJsonAsync(path, body);
        bool isTold = reply.Content.Headers.ContentType?.MediaType == "application/problem+json";
        return (reply.StatusCode, isTold ? (await reply.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString()! : "");
    }
}
