using System.Net;
using System.Net.Http.Json;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Privacy;
using Diagnostics.Web.Access;
using Diagnostics.Web.Tls;
using IPNetwork = System.Net.IPNetwork;

namespace Diagnostics.Tests.Doors;

/// <summary>Invented logins from one place, more than there is room for: everybody else signs in.</summary>
[Trait("Kind", "Fault")]
public sealed class SignInFlood : IAsyncLifetime
{
    private const string Attacker = "203.0.113.66";
    private const string School = "198.51.100.7";
    private readonly RunningServer _server = new()
    {
        DoorClock = new ManualClock(),
        Tls = new TlsOptions { TrustedProxies = [IPNetwork.Parse("127.0.0.1/32")] },
    };

    public Task InitializeAsync() => _server.InitializeAsync();

    public Task DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData(Attacker, false)]
    [InlineData("2001:db8:0:7::", false)]
    [InlineData(School, true)]
    public async Task Staff_of_a_school_sign_in_while_one_place_fills_the_line_of_passwords(string from, bool isKnownBrowser)
    {
        string login = await TeacherAsync();
        using HttpClient known = _server.ClientAt(School);
        Assert.Equal(HttpStatusCode.OK, await EnterAsync(known, login, RunningServer.Password, default));
        using CancellationTokenSource over = new();
        Task[] flood = [.. Enumerable.Range(0, StaffPasswords.MostWaiting + 30).Select(at => Task.Run(() => FloodAsync(from, at, over.Token)))];
        for (int at = 0; at < 3; at++)
        {
            while (_server.Passwords.StrangersWaiting < StaffPasswords.MostWaiting)
            {
                Assert.DoesNotContain(flood, task => task.IsFaulted);
                await Task.Delay(10);
            }

            using HttpClient stranger = _server.ClientAt(School);
            Assert.Equal(HttpStatusCode.OK, await EnterAsync(isKnownBrowser ? known : stranger, login, RunningServer.Password, default));
        }

        await over.CancelAsync();
        await Task.WhenAll(flood);
    }

    private async Task FloodAsync(string from, int number, CancellationToken over)
    {
        string address = from.EndsWith(':') ? $"{from}{number:x}" : from;
        using HttpClient browser = _server.ClientAt(address);
        try
        {
            for (int at = 0; !over.IsCancellationRequested; at++)
            {
                HttpStatusCode told = await EnterAsync(browser, $"nobody-{number}-{at}", "неверный пароль", over);
                Assert.Contains(told, new[] { HttpStatusCode.Unauthorized, HttpStatusCode.TooManyRequests });
                await Task.Delay(50, over);
            }
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested)
        {
        }
    }

    private async Task<string> TeacherAsync()
    {
        OrgNode place = new(NodeKind.School, (await _server.MakeClassAsync()).School.Id);
        string hash = await new StaffPasswords().HashAsync(RunningServer.Password, default);
        Account made = await _server.Engine.Accounts.AddAsync(
            new NewAccount($"teacher-{Guid.NewGuid():N}", "Сотрудник", StaffRole.Teacher, place, hash), AuditEntry.Console, default);
        return made.Login;
    }

    private static async Task<HttpStatusCode> EnterAsync(HttpClient browser, string login, string password, CancellationToken cancellation)
    {
        using HttpResponseMessage reply = await browser.PostAsJsonAsync("/api/staff/enter", new { login, password }, cancellation);
        return reply.StatusCode;
    }
}
