using System.Net;
using System.Net.Http.Json;
using System.Text;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Privacy;
using Diagnostics.Tests.Tls;
using Diagnostics.Web.Access;
using Diagnostics.Web.Tls;

namespace Diagnostics.Tests.Doors;

/// <summary>Every page, every refusal and every fault carries the headers; every cookie is out of reach of scripts and of other sites.</summary>
public sealed class SecurityHeaderTests(RunningServer server) : IClassFixture<RunningServer>
{
    internal static void AssertHeaders(HttpResponseMessage reply, string what)
    {
        Dictionary<string, string> headers = reply.Headers.Concat(reply.Content.Headers)
            .ToDictionary(one => one.Key, one => string.Join(",", one.Value), StringComparer.OrdinalIgnoreCase);
        string told = $"{what}: {(int)reply.StatusCode}";
        string policy = headers.GetValueOrDefault("Content-Security-Policy", "");
        foreach (string part in new[] { "default-src 'none'", "script-src 'self';", "style-src 'self';", "base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'" })
        {
            Assert.True(policy.Contains(part, StringComparison.Ordinal), $"{told} has no {part}");
        }

        Assert.False(policy.Contains("unsafe", StringComparison.Ordinal) || policy.Contains('*', StringComparison.Ordinal), told);
        foreach ((string name, string value) in new[]
        {
            ("X-Content-Type-Options", "nosniff"), ("Referrer-Policy", "no-referrer"), ("Cross-Origin-Opener-Policy", "same-origin"),
            ("Cross-Origin-Resource-Policy", "same-origin"),
        })
        {
            Assert.True(headers.GetValueOrDefault(name) == value, $"{told}: {name} is {headers.GetValueOrDefault(name, "missing")}");
        }

        Assert.True(headers.ContainsKey("Permissions-Policy"), told);
        Assert.False(headers.ContainsKey("Server") || headers.ContainsKey("X-Powered-By"), told);
    }

    [Fact]
    public async Task Every_page_and_every_refusal_carries_them()
    {
        CodeSheet sheet = await server.MakeClassAsync();
        using HttpClient browser = server.Client();
        using HttpClient keeper = await server.StaffAsync(StaffRole.Operator);
        foreach ((string path, int status) in new[]
        {
            ("/", 200), ("/result", 200), ("/verify", 200), ("/api/portfolio/keys.json", 200), ("/staff", 200), ("/setup", 200), ("/board/none", 200), ("/health", 200), ("/openapi/v1.json", 200),
            ("/api/atlas.json", 200), ("/no-such-page", 404), ("/api/no-such-door", 404), ("/tls/ca.crt", 404), ("/api/package/none.json", 404),
            ("/api/result", 405), ("/api/setup", 401), ("/api/staff/me", 204), ("/setup/classes/any/cards", 401), ($"/api/board/{sheet.Class.BoardLink}", 401),
            ("/hub/session?ticket=none", 401), ("/..%2f..%2fetc/passwd", 404),
        })
        {
            using HttpResponseMessage reply = await browser.GetAsync(new Uri(path, UriKind.Relative));
            Assert.Equal((path, status), (path, (int)reply.StatusCode));
            AssertHeaders(reply, path);
        }

        string page = await browser.GetStringAsync(new Uri("/staff", UriKind.Relative));
        string script = System.Text.RegularExpressions.Regex.Match(page, "src=\"([^\"]+\\.js)\"").Groups[1].Value;
        foreach (string path in new[] { script, $"/setup/classes/{sheet.Class.Id}/cards" })
        {
            using HttpResponseMessage reply = await keeper.GetAsync(new Uri(path, UriKind.Relative));
            Assert.Equal((path, HttpStatusCode.OK), (path, reply.StatusCode));
            AssertHeaders(reply, path);
        }

        foreach ((string body, string type, int status) in new[]
        {
            ("{", "application/json", 400), ("a=1", "application/x-www-form-urlencoded", 415), ("{\"key\":\"none\"}", "application/json", 404),
        })
        {
            using StringContent content = new(body, Encoding.UTF8, type);
            using HttpResponseMessage reply = await browser.PostAsync(new Uri("/api/result", UriKind.Relative), content);
            Assert.Equal((body, status), (body, (int)reply.StatusCode));
            AssertHeaders(reply, body);
        }
    }

    [Fact]
    public async Task Also_when_somebody_is_told_to_wait_sends_too_much_or_comes_from_elsewhere()
    {
        using HttpClient browser = server.Client();
        HttpResponseMessage reply;
        do
        {
            reply = await browser.PostAsJsonAsync("/api/result", new { key = "none" });
        }
        while (reply.StatusCode == HttpStatusCode.NotFound);

        Assert.Equal(HttpStatusCode.TooManyRequests, reply.StatusCode);
        AssertHeaders(reply, "too many");
        using HttpRequestMessage large = new(HttpMethod.Post, "/api/result") { Content = new StringContent(new string('x', 100_000), Encoding.UTF8, "application/json") };
        large.Headers.ExpectContinue = true;
        reply = await browser.SendAsync(large);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, reply.StatusCode);
        AssertHeaders(reply, "too large");
        browser.DefaultRequestHeaders.Add("Origin", "https://elsewhere.example");
        reply = await browser.PostAsJsonAsync("/api/result", new { key = "none" });
        Assert.Equal(HttpStatusCode.Forbidden, reply.StatusCode);
        AssertHeaders(reply, "elsewhere");
    }

    [Fact]
    public async Task Also_at_an_insecure_origin_and_on_the_way_to_the_secure_one()
    {
        await using SecureServer secure = await SecureServer.WithOwnCertificateAsync();
        await using SecureServer insecure = await SecureServer.StartAsync(new TlsOptions(), "http://127.0.0.1:0");
        using HttpClient plain = secure.Browser("http", "school.test");
        using HttpClient stranger = insecure.Browser("http", "school.test");
        stranger.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        foreach ((HttpClient browser, string path, int status) in new[] { (plain, "/", 308), (plain, "/tls/ca.crt", 200), (stranger, "/staff", 403), (stranger, "/", 200) })
        {
            using HttpResponseMessage reply = await browser.GetAsync(new Uri(path, UriKind.Relative));
            Assert.Equal((path, status), (path, (int)reply.StatusCode));
            AssertHeaders(reply, path);
        }
    }

    [Fact]
    public async Task Every_cookie_is_out_of_reach_of_scripts_and_other_sites()
    {
        await using RunningServer https = await RunningServer.StartAsync(new RunningServer
        {
            Tls = new TlsOptions { OwnNames = ServerNames.Of(["school.test"]) },
            Urls = "https://127.0.0.1:0",
        });
        SecureServer secure = new(https);
        using HttpClient browser = secure.Browser("https", "school.test", ((OwnCertificate)secure.Keeper!).Authority.Certificate);
        using HttpClient plain = server.Client();
        foreach ((RunningServer asked, HttpClient by, bool isSecure) in new[] { (https, browser, true), (server, plain, false) })
        {
            string[] cookies = await CookiesAsync(asked, by);
            string prefix = isSecure ? "__Host-" : "";
            Assert.Equal(["board_", "boards", "device", "staff", "staff"], cookies.Select(cookie => cookie.Split('=')[0][prefix.Length..]).Select(name => name.StartsWith("board_", StringComparison.Ordinal) ? "board_" : name).Order());
            foreach (string cookie in cookies)
            {
                string[] parts = cookie.ToLowerInvariant().Split("; ");
                Assert.StartsWith(prefix, cookie, StringComparison.Ordinal);
                Assert.Superset(new HashSet<string> { "path=/", "samesite=strict", "httponly" }, parts.ToHashSet());
                Assert.Equal(isSecure, parts.Contains("secure"));
                Assert.DoesNotContain(parts, part => part.StartsWith("domain", StringComparison.Ordinal));
            }
        }
    }

    /// <summary>Every cookie there is: a board's, a sign-in's with the browser's, and the one that signing out takes back.</summary>
    private static async Task<string[]> CookiesAsync(RunningServer asked, HttpClient by)
    {
        CodeSheet sheet = await asked.MakeClassAsync();
        StaffPasswords passwords = new();
        string hash = await passwords.HashAsync(RunningServer.Password, default);
        string login = $"cookies-{Guid.NewGuid():N}"[..20];
        await asked.Engine.Accounts.AddAsync(
            new NewAccount(login, "Сотрудник", StaffRole.Teacher, new OrgNode(NodeKind.School, sheet.School.Id), hash), AuditEntry.Console, default);
        using HttpResponseMessage board = await by.PostAsJsonAsync($"/api/board/{sheet.Class.BoardLink}/enter", new { pin = sheet.Pin });
        using HttpResponseMessage entered = await by.PostAsJsonAsync("/api/staff/enter", new { login, password = RunningServer.Password });
        await RunningServer.BringWordAsync(by);
        using HttpResponseMessage left = await by.PostAsync(new Uri("/api/staff/leave", UriKind.Relative), null);
        return [.. new[] { board, entered, left }.SelectMany(reply => reply.Headers.GetValues("Set-Cookie"))];
    }
}
