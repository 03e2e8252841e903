using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Diagnostics.Web.Tls;

/// <summary>The operator's certificate, read again when its files change, as after a renewal by an ACME client.</summary>
internal sealed class OperatorCertificate : CertificateKeeper
{
    private readonly CertificateFiles _files;
    private string _seen;

    private OperatorCertificate(CertificateFiles files, byte[][] bytes)
        : base(Read(files, bytes))
    {
        _files = files;
        _seen = HashOf(bytes);
    }

    public override TimeSpan LooksEvery => TimeSpan.FromMinutes(1);

    public static OperatorCertificate Open(CertificateFiles files) => new(files, files.ReadBytes());

    /// <summary>Half of a renewal (the certificate without its key) is refused once; the next look takes the whole.</summary>
    protected override SslStreamCertificateContext? TakeNewer()
    {
        byte[][] bytes = _files.ReadBytes();
        string hash = HashOf(bytes);
        if (hash == _seen)
        {
            return null;
        }

        _seen = hash;
        return Read(_files, bytes);
    }

    private static SslStreamCertificateContext Read(CertificateFiles files, byte[][] bytes)
    {
        (X509Certificate2 own, X509Certificate2Collection between) = files.Parse(bytes);
        return Show(own, between);
    }

    private static string HashOf(byte[][] files) => string.Concat(files.Select(bytes => Convert.ToHexString(SHA256.HashData(bytes))));
}
