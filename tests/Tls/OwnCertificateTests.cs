using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Diagnostics.Web.Tls;
using Microsoft.Extensions.Logging.Abstractions;

namespace Diagnostics.Tests.Tls;

public sealed class OwnCertificateTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("diagnostics-own-").FullName;
    private readonly ManualClock _clock = new();

    [Fact]
    public void A_school_that_installed_the_authority_trusts_the_server_and_no_other_does()
    {
        OwnCertificate own = Open("test.school.example");
        Assert.Equal(X509ChainStatusFlags.NoError, Chains.Check(own.Shown.TargetCertificate, own.Authority.Certificate, _clock.GetUtcNow()));
        Assert.NotEqual(X509ChainStatusFlags.NoError, Chains.Check(own.Shown.TargetCertificate, root: null, _clock.GetUtcNow()));
        Assert.False(own.Authority.Certificate.HasPrivateKey);
    }

    [Fact]
    public void The_certificate_is_for_web_servers_of_the_given_names_and_not_too_long()
    {
        X509Certificate2 shown = Open("школа.рф", "Test.School.Example", "10.0.0.7").Shown.TargetCertificate;
        // xn--80atdl2c.xn--p1ai: Python's idna codec gives the same.
        foreach (string name in new[] { "xn--80atdl2c.xn--p1ai", "test.school.example", "localhost", "10.0.0.7", "127.0.0.1", "::1" })
        {
            Assert.True(shown.MatchesHostname(name), name);
        }

        Assert.False(shown.MatchesHostname("school.example"));
        Oid usage = Assert.Single(shown.Extensions.OfType<X509EnhancedKeyUsageExtension>().Single().EnhancedKeyUsages.Cast<Oid>());
        Assert.Equal("1.3.6.1.5.5.7.3.1", usage.Value);
        Assert.False(shown.Extensions.OfType<X509BasicConstraintsExtension>().Single().CertificateAuthority);
        Assert.Equal(TimeSpan.FromDays(397), shown.NotAfter - shown.NotBefore);
        Assert.Equal("1.2.840.10045.3.1.7", shown.GetECDsaPublicKey()!.ExportParameters(false).Curve.Oid.Value);
    }

    [Fact]
    public void The_authority_cannot_speak_for_another_site()
    {
        OwnAuthority authority = Open("test.school.example").Authority;
        foreach (string foreign in new[] { "bank.example", "10.0.0.7" })
        {
            CertificateFiles issued = new(WriteFile(authority.Issue(ServerNames.Of([foreign]), _clock)), Key: null, Password: null);
            X509ChainStatusFlags found = Chains.Check(issued.Parse(issued.ReadBytes()).Own, authority.Certificate, _clock.GetUtcNow());
            Assert.True(found.HasFlag(X509ChainStatusFlags.HasNotPermittedNameConstraint), $"{foreign}: {found}");
        }
    }

    [Fact]
    public void The_next_start_shows_the_same_certificate()
    {
        string first = Open("test.school.example").Shown.TargetCertificate.Thumbprint;
        _clock.Advance(TimeSpan.FromDays(300));
        Assert.Equal(first, Open("test.school.example").Shown.TargetCertificate.Thumbprint);
    }

    [Fact]
    public void It_is_renewed_with_60_days_left_and_not_before()
    {
        OwnCertificate own = Open("test.school.example");
        string first = own.Shown.TargetCertificate.Thumbprint;
        _clock.Advance(TimeSpan.FromDays(397 - 1 - 60));
        Assert.False(own.Refresh());
        _clock.Advance(TimeSpan.FromDays(1));
        Assert.True(own.Refresh());
        Assert.NotEqual(first, own.Shown.TargetCertificate.Thumbprint);
        Assert.Equal(X509ChainStatusFlags.NoError, Chains.Check(own.Shown.TargetCertificate, own.Authority.Certificate, _clock.GetUtcNow()));
        Assert.False(own.Refresh());
    }

    [Fact]
    public async Task The_daily_watch_renews_without_a_restart()
    {
        OwnCertificate own = Open("test.school.example");
        string first = own.Shown.TargetCertificate.Thumbprint;
        using CertificateWatch watch = new(own, _clock, NullLogger<CertificateWatch>.Instance);
        await watch.StartAsync(CancellationToken.None);
        _clock.Advance(TimeSpan.FromDays(350));
        await ChangeAsync(own, first).WaitAsync(TimeSpan.FromSeconds(60));
        await watch.StopAsync(CancellationToken.None);
        Assert.Equal(X509ChainStatusFlags.NoError, Chains.Check(own.Shown.TargetCertificate, own.Authority.Certificate, _clock.GetUtcNow()));
    }

    [Fact]
    public void A_name_below_a_known_one_is_signed_for_and_a_new_one_is_refused_with_the_way_out()
    {
        string authority = Open("school.example").Authority.Fingerprint;
        OwnCertificate below = Open("school.example", "test.school.example");
        Assert.Equal(authority, below.Authority.Fingerprint);
        Assert.True(below.Shown.TargetCertificate.MatchesHostname("test.school.example"));
        InvalidDataException refused = Assert.Throws<InvalidDataException>(() => Open("school.example", "other.example", "10.0.0.7"));
        Assert.Contains("other.example, 10.0.0.7", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_certificate_never_outlives_its_authority_and_then_a_new_one_is_asked_for()
    {
        OwnCertificate own = Open("school.example");
        _clock.Advance(TimeSpan.FromDays(3600));
        Assert.True(own.Refresh());
        Assert.Equal(own.Authority.Certificate.NotAfter, own.Shown.TargetCertificate.NotAfter);
        Assert.False(own.Refresh());
        _clock.Advance(TimeSpan.FromDays(100));
        Assert.Throws<InvalidDataException>(() => own.Refresh());
    }

    [Fact]
    public void Only_the_owner_may_read_the_keys_and_nothing_is_left_beside_them()
    {
        Open("school.example");
        string[] files = Directory.GetFiles(Path.Combine(_folder, "tls"));
        Assert.Equal(["ca.pem", "server.pem"], files.Select(Path.GetFileName).Order());
        if (!OperatingSystem.IsWindows())
        {
            foreach (string file in files)
            {
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
            }

            Assert.Equal(
                UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Path.Combine(_folder, "tls")));
        }
    }

    [Fact]
    public void A_damaged_authority_is_named_and_a_damaged_certificate_is_made_anew()
    {
        string authority = Open("school.example").Authority.Fingerprint;
        File.WriteAllText(Path.Combine(_folder, "tls", "server.pem"), "damaged");
        Assert.Equal(authority, Open("school.example").Authority.Fingerprint);
        File.WriteAllText(Path.Combine(_folder, "tls", "ca.pem"), "damaged");
        InvalidDataException refused = Assert.Throws<InvalidDataException>(() => Open("school.example"));
        Assert.Contains("ca.pem", refused.Message, StringComparison.Ordinal);
        Assert.Equal("damaged", File.ReadAllText(Path.Combine(_folder, "tls", "ca.pem")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("*.school.example")]
    [InlineData("https://school.example")]
    [InlineData("school..example")]
    public void What_is_no_name_is_refused(string name) => Assert.Throws<FormatException>(() => ServerNames.Of([name]));

    [Fact]
    public async Task First_starts_at_the_same_moment_agree_on_the_authority()
    {
        string[] fingerprints = new string[8];
        TlsOptions options = new() { OwnNames = ServerNames.Of(["school.example"]) };
        await Parallel.ForAsync(0, fingerprints.Length, async (turn, cancellation) => fingerprints[turn] =
            ((OwnCertificate)(await options.OpenKeeperAsync(_folder, TimeProvider.System, cancellation))!).Authority.Fingerprint);
        Assert.Single(fingerprints.Distinct());
        Assert.Equal(95, fingerprints[0].Length);
    }

    private static async Task ChangeAsync(OwnCertificate own, string from)
    {
        while (own.Shown.TargetCertificate.Thumbprint == from)
        {
            await Task.Delay(10);
        }
    }

    private OwnCertificate Open(params string[] names) => OwnCertificate.Open(_folder, ServerNames.Of(names), _clock);

    private string WriteFile(string text)
    {
        string path = Path.Combine(_folder, $"{Guid.NewGuid():N}.pem");
        File.WriteAllText(path, text);
        return path;
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
