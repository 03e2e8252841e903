using System.Net;
using System.Net.Http.Json;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Privacy;
using Diagnostics.Web.Access;

namespace Diagnostics.Tests.Doors;

/// <summary>Strangers guess at a login, so strangers are kept waiting: whoever was given a link gets in with it all the same.</summary>
[Trait("Kind", "Fault")]
public sealed class NewPasswordUnderAttack : IAsyncLifetime
{
    private const string New = "широкий зелёный троллейбус";
    private readonly RunningServer _server = new() { DoorClock = new ManualClock() };

    public Task InitializeAsync() => _server.InitializeAsync();

    public Task DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task A_new_password_opens_at_once_in_the_browser_where_it_was_set()
    {
        OrgNode school = new(NodeKind.School, (await _server.MakeClassAsync()).School.Id);
        string hash = await new StaffPasswords().HashAsync(RunningServer.Password, default);
        Account account = await _server.Engine.Accounts.AddAsync(
            new NewAccount("kolosova", "Колосова А. И.", StaffRole.Teacher, school, hash), AuditEntry.Console, default);
        await GuessAsync(account.Login);
        using HttpClient owner = _server.Client();
        Assert.Equal(HttpStatusCode.TooManyRequests, await EnterAsync(owner, account.Login, RunningServer.Password));
        string token = (await _server.Engine.Invitations.OfferResetAsync(account, AuditEntry.Console, default))!;
        await AcceptAsync(owner, new { token, password = New });
        await AssertOpensOnlyAsync(owner, account.Login);
    }

    [Fact]
    public async Task A_new_account_opens_in_the_browser_where_it_was_made()
    {
        OrgNode school = new(NodeKind.School, (await _server.MakeClassAsync()).School.Id);
        string token = (await _server.Engine.Invitations.InviteAsync(StaffRole.Teacher, school, AuditEntry.Console, default))!;
        using HttpClient owner = _server.Client();
        await AcceptAsync(owner, new { token, login = "kolosova", name = "Колосова А. И.", password = New });
        await GuessAsync("kolosova");
        await AssertOpensOnlyAsync(owner, "kolosova");
    }

    private async Task AssertOpensOnlyAsync(HttpClient owner, string login)
    {
        using HttpClient stranger = _server.Client();
        Assert.Equal(HttpStatusCode.TooManyRequests, await EnterAsync(stranger, login, New));
        Assert.Equal(HttpStatusCode.OK, await EnterAsync(owner, login, New));

        // It has a line of its own, not an open door: one of ten tries was right.
        for (int at = 0; at < 9; at++)
        {
            Assert.Equal(HttpStatusCode.Unauthorized, await EnterAsync(owner, login, "неверный пароль"));
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, await EnterAsync(owner, login, New));
    }

    private async Task GuessAsync(string login)
    {
        using HttpClient guesser = _server.Client();
        HttpStatusCode told = HttpStatusCode.OK;
        for (int at = 0; at <= 10; at++)
        {
            told = await EnterAsync(guesser, login, "неверный пароль");
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, told);
    }

    private static async Task AcceptAsync(HttpClient browser, object body)
    {
        using HttpResponseMessage set = await browser.PostAsJsonAsync("/api/invitation/accept", body);
        Assert.Equal(HttpStatusCode.NoContent, set.StatusCode);
    }

    private static async Task<HttpStatusCode> EnterAsync(HttpClient browser, string login, string password)
    {
        using HttpResponseMessage reply = await browser.PostAsJsonAsync("/api/staff/enter", new { login, password });
        return reply.StatusCode;
    }
}
