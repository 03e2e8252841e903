using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Web.Tls;

/// <summary>
/// A certificate of the server's own authority, in <c>tls/server.pem</c>: made anew when less than 60 days are left, when the names changed
/// or when another authority signed it. Schools that trust the authority notice nothing.
/// </summary>
internal sealed class OwnCertificate : CertificateKeeper
{
    private const string FileName = "server.pem";
    private static readonly TimeSpan RenewedBefore = TimeSpan.FromDays(60);

    private readonly string _path;
    private readonly ServerNames _names;
    private readonly TimeProvider _clock;

    private OwnCertificate(OwnAuthority authority, string path, ServerNames names, TimeProvider clock)
        : base(Show(ReadOrIssue(authority, path, names, clock), []))
    {
        Authority = authority;
        _path = path;
        _names = names;
        _clock = clock;
    }

    public OwnAuthority Authority { get; }

    public override TimeSpan LooksEvery => TimeSpan.FromDays(1);

    /// <summary>The same while no other start does it: schools install the authority that was made first.</summary>
    public static async Task<OwnCertificate> OpenInTurnAsync(string dataFolder, ServerNames names, TimeProvider clock, CancellationToken cancellation)
    {
        OwnerOnlyFile.MakeFolder(FolderOf(dataFolder));
        await using IAsyncDisposable turn = await FolderTurn.TakeAsync(FolderOf(dataFolder), clock, cancellation);
        return Open(dataFolder, names, clock);
    }

    /// <summary>Opens the authority and the certificate in the folder <c>tls</c> below the data folder; makes what is missing.</summary>
    public static OwnCertificate Open(string dataFolder, ServerNames names, TimeProvider clock)
    {
        string folder = FolderOf(dataFolder);
        return new OwnCertificate(OwnAuthority.Open(folder, names, clock), Path.Combine(folder, FileName), names, clock);
    }

    private static string FolderOf(string dataFolder) => Path.Combine(dataFolder, "tls");

    protected override SslStreamCertificateContext? TakeNewer() => IsGood(Shown.TargetCertificate, Authority, _names, _clock)
        ? null
        : Show(Issue(Authority, _path, _names, _clock), []);

    private static X509Certificate2 ReadOrIssue(OwnAuthority authority, string path, ServerNames names, TimeProvider clock)
    {
        try
        {
            return File.Exists(path) && CertificateFiles.ReadPem(path) is var stored && IsGood(stored, authority, names, clock)
                ? stored
                : Issue(authority, path, names, clock);
        }
        catch (InvalidDataException) when (File.Exists(path))
        {
            // Damaged: unlike the authority it is nobody's trust, so another one takes its place.
            return Issue(authority, path, names, clock);
        }
    }

    private static X509Certificate2 Issue(OwnAuthority authority, string path, ServerNames names, TimeProvider clock)
    {
        if (authority.Certificate.NotAfter.ToUniversalTime() <= clock.GetUtcNow())
        {
            throw new InvalidDataException(
                $"The server's own authority ended on {authority.Certificate.NotAfter:yyyy-MM-dd}. Move the folder tls away: then a new one is "
                + "made, and schools have to install its certificate.");
        }

        OwnerOnlyFile.Write(path, authority.Issue(names, clock));
        return CertificateFiles.ReadPem(path);
    }

    /// <summary>Near the authority's own end nothing longer can be issued, so the certificate is kept until then.</summary>
    private static bool IsGood(X509Certificate2 certificate, OwnAuthority authority, ServerNames names, TimeProvider clock) =>
        authority.Signed(certificate)
        && ServerNames.Of(certificate).SameAs(names)
        && (certificate.NotAfter.ToUniversalTime() - clock.GetUtcNow() >= RenewedBefore
            || (certificate.NotAfter >= authority.Certificate.NotAfter && certificate.NotAfter.ToUniversalTime() > clock.GetUtcNow()));
}
