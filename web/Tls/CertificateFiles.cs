using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Diagnostics.Web.Tls;

/// <summary>A certificate with its key as files: PEM (the key in the same file or in one of its own) or PFX.</summary>
/// <param name="Certificate">The file with the certificate and those between it and the root.</param>
/// <param name="Key">The PEM file of the key, or null when the first file holds it.</param>
/// <param name="Password">What opens the key, or null.</param>
internal sealed record CertificateFiles(string Certificate, string? Key, string? Password)
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    /// <summary>Certificate and key from one PEM file that the server wrote itself.</summary>
    public static X509Certificate2 ReadPem(string path)
    {
        CertificateFiles files = new(path, Key: null, Password: null);
        return files.Parse(files.ReadBytes()).Own;
    }

    /// <summary>The bytes of the files, to see whether they changed. Contents, not times: renewals swap links as often as files.</summary>
    public byte[][] ReadBytes() => Key is null ? [File.ReadAllBytes(Certificate)] : [File.ReadAllBytes(Certificate), File.ReadAllBytes(Key)];

    /// <summary>The certificate with its key, and the others of the file.</summary>
    /// <exception cref="InvalidDataException">This is no certificate for a web server with its key; the message says why, and no secret.</exception>
    public (X509Certificate2 Own, X509Certificate2Collection Between) Parse(byte[][] bytes)
    {
        try
        {
            string text = Encoding.UTF8.GetString(bytes[0]);
            (X509Certificate2 own, X509Certificate2Collection between) = text.Contains("-----BEGIN", StringComparison.Ordinal)
                ? FromPem(text, bytes.Length > 1 ? Encoding.UTF8.GetString(bytes[1]) : text)
                : FromPfx(bytes[0]);
            return IsForServers(own) ? (own, between) : throw new InvalidDataException($"{Certificate}: the certificate is not for a web server.");
        }
        catch (Exception fault) when (fault is CryptographicException or ArgumentException)
        {
            throw new InvalidDataException($"{Certificate}: no certificate with its key can be read from it. {fault.Message}");
        }
    }

    private (X509Certificate2 Own, X509Certificate2Collection Between) FromPem(string certificates, string key)
    {
        X509Certificate2 own = Password is null
            ? X509Certificate2.CreateFromPem(certificates, key)
            : X509Certificate2.CreateFromEncryptedPem(certificates, key, Password);
        X509Certificate2Collection all = [];
        all.ImportFromPem(certificates);
        return (Usable(own), [.. all.Skip(1)]);
    }

    private (X509Certificate2 Own, X509Certificate2Collection Between) FromPfx(byte[] pfx)
    {
        X509Certificate2Collection all = X509CertificateLoader.LoadPkcs12Collection(pfx, Password);
        X509Certificate2 own = all.FirstOrDefault(one => one.HasPrivateKey)
            ?? throw new InvalidDataException($"{Certificate}: there is no key in it.");
        return (own, [.. all.Where(one => !one.HasPrivateKey)]);
    }

    /// <summary>Windows takes a key for TLS only from its own store.</summary>
    private static X509Certificate2 Usable(X509Certificate2 certificate) => OperatingSystem.IsWindows()
        ? X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), password: null)
        : certificate;

    private static bool IsForServers(X509Certificate2 certificate) =>
        certificate.Extensions.OfType<X509EnhancedKeyUsageExtension>().FirstOrDefault() is not { } usage
        || usage.EnhancedKeyUsages[ServerAuthentication] is not null;

    /// <summary>The password stays out of every message.</summary>
    public override string ToString() => Certificate;
}
