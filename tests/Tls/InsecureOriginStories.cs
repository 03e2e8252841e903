using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using Diagnostics.Engine;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Tests.Doors;
using Diagnostics.Web;
using Diagnostics.Web.Tls;
using Microsoft.AspNetCore.Http;

namespace Diagnostics.Tests.Tls;

/// <summary>Plain http from another machine: the mode without names, and who may say that it was https.</summary>
public sealed class InsecureOriginStories
{
    private const string Plain = "http://127.0.0.1:0";

    [Fact]
    public async Task Students_and_the_board_work_and_pages_for_staff_say_why_not()
    {
        await using SecureServer server = await SecureServer.StartAsync(new TlsOptions(), Plain);
        CodeSheet sheet = await server.MakeClassAsync();
        using HttpClient browser = server.Browser("http", "school.test");
        using StudentClient student = new(browser, "0123456789abcdef");
        await student.EnterAsync(sheet.Cards[0].Code);
        using HttpResponseMessage board = await browser.PostAsJsonAsync($"/api/board/{sheet.Class.BoardLink}/enter", new { pin = sheet.Pin });
        Assert.Equal(HttpStatusCode.NoContent, board.StatusCode);
        Assert.Equal("withoutNames", (await browser.GetFromJsonAsync<JsonElement>("/health")).GetProperty("mode").GetString());
        foreach (string path in new[] { "/setup", "/staff", "/api/setup", "/api/staff/me", "/setup/classes/any/cards" })
        {
            using HttpResponseMessage reply = await browser.GetAsync(new Uri(path, UriKind.Relative));
            Assert.Equal(HttpStatusCode.Forbidden, reply.StatusCode);
            Assert.Equal("insecure-origin", (await reply.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());
        }

        using HttpResponseMessage entering = await browser.PostAsJsonAsync("/api/staff/enter", new { login = "anybody", password = "any password" });
        Assert.Equal(HttpStatusCode.Forbidden, entering.StatusCode);
        Assert.False(entering.Headers.Contains("Set-Cookie"));
        browser.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("text/html"));
        using HttpResponseMessage page = await browser.GetAsync(new Uri("/setup", UriKind.Relative));
        Assert.Equal(HttpStatusCode.Forbidden, page.StatusCode);
        Assert.Equal(WebRoot.Text("insecure.html"), await page.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task On_the_server_itself_staff_are_asked_to_sign_in()
    {
        await using SecureServer server = await SecureServer.StartAsync(new TlsOptions(), Plain);
        using HttpClient local = server.Browser("http", "localhost");
        Assert.Equal(HttpStatusCode.OK, (await local.GetAsync(new Uri("/staff", UriKind.Relative))).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await local.GetAsync(new Uri("/api/setup", UriKind.Relative))).StatusCode);
        Assert.Equal("full", (await local.GetFromJsonAsync<JsonElement>("/health")).GetProperty("mode").GetString());
    }

    [Fact]
    public async Task Https_at_a_trusted_proxy_counts_and_at_any_other_it_does_not()
    {
        await using SecureServer behind = await SecureServer.StartAsync(
            new TlsOptions { TrustedProxies = [IPNetwork.Parse("127.0.0.0/8")] }, Plain);
        await using SecureServer open = await SecureServer.StartAsync(
            new TlsOptions { TrustedProxies = [IPNetwork.Parse("203.0.113.0/24")] }, Plain);
        await using SecureServer alone = await SecureServer.StartAsync(new TlsOptions(), Plain);
        Assert.Equal(HttpStatusCode.Unauthorized, await SetUpThroughAsync(behind));
        Assert.Equal(HttpStatusCode.Forbidden, await SetUpThroughAsync(open));
        Assert.Equal(HttpStatusCode.Forbidden, await SetUpThroughAsync(alone));
    }

    [Fact]
    public async Task Behind_a_trusted_proxy_each_reader_has_limits_of_their_own()
    {
        await using SecureServer behind = await SecureServer.StartAsync(new TlsOptions { TrustedProxies = [IPNetwork.Parse("127.0.0.1/32")] }, Plain);
        await using SecureServer alone = await SecureServer.StartAsync(new TlsOptions(), Plain);
        foreach ((SecureServer server, HttpStatusCode neighbour) in new[] { (behind, HttpStatusCode.NotFound), (alone, HttpStatusCode.TooManyRequests) })
        {
            HttpStatusCode last = HttpStatusCode.OK;
            for (int attempt = 0; attempt < 200; attempt++)
            {
                last = await WrongCodeAsync(server, "198.51.100.7");
            }

            Assert.Equal(HttpStatusCode.TooManyRequests, last);
            Assert.Equal(neighbour, await WrongCodeAsync(server, "198.51.100.8"));
        }
    }

    [Theory]
    [InlineData("http", "localhost:5080", OriginMode.Full)]
    [InlineData("http", "school.localhost", OriginMode.Full)]
    [InlineData("http", "127.0.0.9", OriginMode.Full)]
    [InlineData("http", "[::1]:80", OriginMode.Full)]
    [InlineData("https", "school.test", OriginMode.Full)]
    [InlineData("http", "school.test", OriginMode.WithoutNames)]
    [InlineData("http", "10.0.0.7:8080", OriginMode.WithoutNames)]
    [InlineData("http", "localhost.evil.test", OriginMode.WithoutNames)]
    [InlineData("http", "", OriginMode.WithoutNames)]
    internal void The_mode_follows_what_browsers_call_secure(string scheme, string host, OriginMode mode)
    {
        DefaultHttpContext context = new();
        context.Request.Scheme = scheme;
        context.Request.Host = new HostString(host);
        Assert.Equal(mode, SecureOrigin.Of(context.Request));
    }

    [Theory]
    [InlineData("http://127.0.0.1:5080", null, OriginMode.Full)]
    [InlineData("http://0.0.0.0:5080", null, OriginMode.WithoutNames)]
    [InlineData("http://127.0.0.1:5080;http://10.0.0.7:5080", null, OriginMode.WithoutNames)]
    [InlineData("http://0.0.0.0:5080", "10.0.0.1/32", OriginMode.Full)]
    internal async Task The_start_names_the_mode(string urls, string? proxy, OriginMode mode)
    {
        TlsOptions tls = new() { TrustedProxies = proxy is null ? [] : [IPNetwork.Parse(proxy)] };
        SecureOrigin origin = new(new ServerOptions(new EngineOptions(), urls, PublicUrl: null, Demo: false) { Tls = tls });
        Assert.Equal(mode, origin.Expected);
        using StringWriter output = new();
        await OriginNotice.PrintAsync(keeper: null, origin.Expected, OriginNotice.AddressOf(urls.Split(';'), tls), output);
        Assert.Contains(mode is OriginMode.Full ? "полный" : "без имён", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_an_own_certificate_the_start_tells_schools_where_it_is_and_what_to_compare()
    {
        await using SecureServer server = await SecureServer.WithOwnCertificateAsync();
        using StringWriter output = new();
        Uri address = OriginNotice.AddressOf(["http://0.0.0.0:80", "https://0.0.0.0:443"], new TlsOptions { OwnNames = ServerNames.Of(["school.test"]) });
        await OriginNotice.PrintAsync(server.Keeper, OriginMode.Full, address, output);
        Assert.Contains("https://school.test/tls/ca.crt", output.ToString(), StringComparison.Ordinal);
        byte[] certificate = ((OwnCertificate)server.Keeper!).Authority.Certificate.RawData;
        string fingerprint = BitConverter.ToString(SHA256.HashData(certificate)).Replace('-', ':');
        Assert.Contains($"SHA-256 {fingerprint}", output.ToString(), StringComparison.Ordinal);
    }

    private static async Task<HttpStatusCode> SetUpThroughAsync(SecureServer server)
    {
        using HttpClient proxied = server.Browser("http", "school.test");
        proxied.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        proxied.DefaultRequestHeaders.Add("X-Forwarded-For", "198.51.100.7");
        return (await proxied.GetAsync(new Uri("/api/setup", UriKind.Relative))).StatusCode;
    }

    private static async Task<HttpStatusCode> WrongCodeAsync(SecureServer server, string reader)
    {
        using HttpClient proxied = server.Browser("http", "school.test");
        proxied.DefaultRequestHeaders.Add("X-Forwarded-For", reader);
        return (await proxied.PostAsJsonAsync("/api/session/enter", new { code = "AAAA-BBBB-0000", deviceId = "0123456789abcdef" })).StatusCode;
    }
}
