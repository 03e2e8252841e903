using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Diagnostics.Web.Tls;

/// <summary>
/// The server's own certificate authority: ECDSA P-256, made once in <c>tls/ca.pem</c> (certificate and key in one file, so that there are
/// both or neither), limited to the names given then and to web servers.
/// </summary>
internal sealed class OwnAuthority
{
    private const string FileName = "ca.pem";
    private const int Years = 10;
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    /// <summary>The longest a browser accepts, school clocks that are a day behind included.</summary>
    private static readonly TimeSpan ServerLife = TimeSpan.FromDays(397);
    private static readonly TimeSpan ClockSlack = TimeSpan.FromDays(1);

    private readonly X509Certificate2 _signer;

    private OwnAuthority(X509Certificate2 signer)
    {
        _signer = signer;
        Certificate = X509CertificateLoader.LoadCertificate(signer.RawData);
    }

    /// <summary>What schools install; no key in it.</summary>
    public X509Certificate2 Certificate { get; }

    /// <summary>SHA-256 of the certificate as browsers and Windows show it, to compare by eye.</summary>
    public string Fingerprint => Convert.ToHexString(SHA256.HashData(Certificate.RawData)).Chunk(2).Select(pair => new string(pair))
        .Aggregate((all, pair) => $"{all}:{pair}");

    /// <summary>Opens the authority of this folder, or makes it for these names.</summary>
    /// <exception cref="InvalidDataException">The file is damaged, or the authority may not sign for one of the names.</exception>
    public static OwnAuthority Open(string folder, ServerNames names, TimeProvider clock)
    {
        string path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
        {
            OwnerOnlyFile.MakeFolder(folder);
            OwnerOnlyFile.Write(path, Make(names, clock));
        }

        OwnAuthority authority = new(CertificateFiles.ReadPem(path));
        return NameConstraints.Refused(authority.Certificate, names) is { Count: > 0 } refused
            ? throw new InvalidDataException(
                $"{path} was made for other names and may not sign for {string.Join(", ", refused)}. Leave these --host names out, or move "
                + "the folder tls away: then a new authority is made, and schools have to install its certificate.")
            : authority;
    }

    /// <summary>A certificate for a web server under these names, signed by this authority, as PEM with its key.</summary>
    public string Issue(ServerNames names, TimeProvider clock)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new(SubjectOf(names.First), key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(ServerAuthentication)], false));
        request.CertificateExtensions.Add(names.AsAlternativeNames());
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(_signer, true, false));
        DateTimeOffset from = clock.GetUtcNow() - ClockSlack;
        DateTimeOffset until = from + ServerLife;
        DateTimeOffset end = _signer.NotAfter;
        using X509Certificate2 issued = request.Create(_signer, from, until < end ? until : end, NewSerial());
        return issued.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem() + "\n";
    }

    public bool Signed(X509Certificate2 certificate) => certificate.IssuerName.RawData.AsSpan().SequenceEqual(_signer.SubjectName.RawData);

    private static string Make(ServerNames names, TimeProvider clock)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        string mark = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4));
        CertificateRequest request = new(SubjectOf($"Свой центр сертификации {mark}"), key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(ServerAuthentication)], false));
        request.CertificateExtensions.Add(NameConstraints.Permitting(names));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        DateTimeOffset from = clock.GetUtcNow() - ClockSlack;
        using X509Certificate2 made = request.CreateSelfSigned(from, from.AddYears(Years));
        return made.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem() + "\n";
    }

    /// <summary>
    /// Common names end at 64 characters; a longer host name stands among the alternative names only, where browsers look anyway.
    /// </summary>
    private static X500DistinguishedName SubjectOf(string commonName)
    {
        X500DistinguishedNameBuilder subject = new();
        subject.AddOrganizationName("Шаг в будущее");
        if (commonName.Length <= 64)
        {
            subject.AddCommonName(commonName);
        }

        return subject.Build();
    }

    /// <summary>Sixteen random bytes, read as a positive number.</summary>
    private static byte[] NewSerial()
    {
        byte[] serial = RandomNumberGenerator.GetBytes(16);
        serial[0] = (byte)((serial[0] & 0x7F) | 0x40);
        return serial;
    }
}
