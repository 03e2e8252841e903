using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Web.Tls;

namespace Diagnostics.Tests.Tls;

/// <summary>The server with a certificate, as a school's browser meets it.</summary>
public sealed class HttpsStories
{
    [Fact]
    public async Task A_browser_that_trusts_the_authority_is_served_and_told_to_stay_with_https()
    {
        await using SecureServer server = await SecureServer.WithOwnCertificateAsync();
        X509Certificate2 authority = ((OwnCertificate)server.Keeper!).Authority.Certificate;
        using HttpClient browser = server.Browser("https", "school.test", authority);
        using HttpResponseMessage page = await browser.GetAsync(new Uri("/", UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Equal("max-age=31536000", page.Headers.GetValues("Strict-Transport-Security").Single());
        Assert.Equal("full", (await browser.GetFromJsonAsync<JsonElement>("/health")).GetProperty("mode").GetString());
    }

    [Fact]
    public async Task A_browser_that_does_not_trust_it_refuses()
    {
        await using SecureServer server = await SecureServer.WithOwnCertificateAsync();
        using HttpClient browser = server.Browser("https", "school.test");
        HttpRequestException refused = await Assert.ThrowsAsync<HttpRequestException>(() => browser.GetAsync(new Uri("/", UriKind.Relative)));
        Assert.Equal(HttpRequestError.SecureConnectionError, refused.HttpRequestError);
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("127.0.0.1")]
    public async Task Neither_this_machine_nor_an_address_is_bound_to_https(string host)
    {
        await using SecureServer server = await SecureServer.WithOwnCertificateAsync();
        using HttpClient browser = server.Browser("https", host, ((OwnCertificate)server.Keeper!).Authority.Certificate);
        using HttpResponseMessage page = await browser.GetAsync(new Uri("/", UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.False(page.Headers.Contains("Strict-Transport-Security"));
    }

    [Fact]
    public async Task Plain_http_shows_the_way_and_takes_nothing()
    {
        await using SecureServer server = await SecureServer.WithOwnCertificateAsync();
        using HttpClient plain = server.Browser("http", "school.test");
        using HttpResponseMessage page = await plain.GetAsync(new Uri("/board/abc?x=1", UriKind.Relative));
        Assert.Equal(HttpStatusCode.PermanentRedirect, page.StatusCode);
        Assert.Equal(new Uri(server.AddressOf("https", "school.test"), "board/abc?x=1"), page.Headers.Location);
        Assert.False(page.Headers.Contains("Strict-Transport-Security"));
        using HttpResponseMessage sent = await plain.PostAsJsonAsync("/api/session/enter", new { code = "AAAA-BBBB-CCCC", deviceId = "0123456789abcdef" });
        Assert.Equal(HttpStatusCode.BadRequest, sent.StatusCode);
        Assert.Equal("https-required", (await sent.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());
    }

    [Fact]
    public async Task The_authoritys_certificate_is_fetched_before_it_is_trusted_and_carries_no_key()
    {
        await using SecureServer server = await SecureServer.WithOwnCertificateAsync();
        using HttpClient plain = server.Browser("http", "school.test");
        using HttpResponseMessage reply = await plain.GetAsync(new Uri("/tls/ca.crt", UriKind.Relative));
        Assert.Equal("application/x-x509-ca-cert", reply.Content.Headers.ContentType!.MediaType);
        string text = await reply.Content.ReadAsStringAsync();
        Assert.DoesNotContain("PRIVATE", text, StringComparison.Ordinal);
        using X509Certificate2 fetched = X509Certificate2.CreateFromPem(text);
        using HttpClient browser = server.Browser("https", "school.test", fetched);
        using HttpResponseMessage page = await browser.GetAsync(new Uri("/", UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
    }

    [Fact]
    public async Task Over_https_a_boards_cookie_belongs_to_this_very_host_and_a_plain_page_cannot_use_the_board()
    {
        await using SecureServer server = await SecureServer.WithOwnCertificateAsync();
        CodeSheet sheet = await server.MakeClassAsync();
        using HttpClient teacher = server.Browser("https", "school.test", ((OwnCertificate)server.Keeper!).Authority.Certificate);
        using HttpResponseMessage entered = await teacher.PostAsJsonAsync($"/api/board/{sheet.Class.BoardLink}/enter", new { pin = sheet.Pin });
        string cookie = Assert.Single(entered.Headers.GetValues("Set-Cookie"), one => one.StartsWith("__Host-board_", StringComparison.Ordinal));
        foreach (string property in new[] { "secure", "httponly", "samesite=strict", "path=/" })
        {
            Assert.Contains(property, cookie.ToLowerInvariant().Split("; "));
        }

        Assert.DoesNotContain("domain", cookie, StringComparison.OrdinalIgnoreCase);
        Uri board = new($"/api/board/{sheet.Class.BoardLink}", UriKind.Relative);
        Assert.Equal(HttpStatusCode.OK, (await teacher.GetAsync(board)).StatusCode);
        teacher.DefaultRequestHeaders.Add("Origin", $"http://school.test:{server.PortOf("https")}");
        using HttpResponseMessage foreign = await teacher.PostAsJsonAsync($"{board}/lesson", new { lesson = "running" });
        Assert.Equal(HttpStatusCode.Forbidden, foreign.StatusCode);
    }

    [Fact]
    public async Task A_renewed_certificate_is_shown_to_the_next_connection()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("diagnostics-acme-");
        ManualClock clock = new();
        ServerNames names = ServerNames.Of(["school.test"]);
        OwnAuthority first = OwnAuthority.Open(Path.Combine(folder.FullName, "first"), names, clock);
        OwnAuthority second = OwnAuthority.Open(Path.Combine(folder.FullName, "second"), names, clock);
        string file = Path.Combine(folder.FullName, "server.pem");
        await File.WriteAllTextAsync(file, first.Issue(names, clock));
        await using SecureServer server = await SecureServer.StartAsync(
            new TlsOptions { Certificate = new CertificateFiles(file, null, null) }, "https://127.0.0.1:0");
        using HttpClient before = server.Browser("https", "school.test", first.Certificate);
        Assert.Equal(HttpStatusCode.OK, (await before.GetAsync(new Uri("/health", UriKind.Relative))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await before.GetAsync(new Uri("/tls/ca.crt", UriKind.Relative))).StatusCode);
        await File.WriteAllTextAsync(file, second.Issue(names, clock));
        Assert.True(server.Keeper!.Refresh());
        using HttpClient after = server.Browser("https", "school.test", second.Certificate);
        Assert.Equal(HttpStatusCode.OK, (await after.GetAsync(new Uri("/health", UriKind.Relative))).StatusCode);
        folder.Delete(recursive: true);
    }
}
