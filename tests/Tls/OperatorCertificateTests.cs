using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Diagnostics.Tests.Scoring;
using Diagnostics.Web.Tls;

namespace Diagnostics.Tests.Tls;

public sealed class OperatorCertificateTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    [Fact]
    public void Pem_with_a_key_beside_it_or_inside_it_and_pfx_are_read()
    {
        using X509Certificate2 made = Make();
        string certificate = _folder.Write("full.pem", made.ExportCertificatePem());
        string key = _folder.Write("key.pem", KeyOf(made));
        string both = _folder.Write("both.pem", made.ExportCertificatePem() + "\n" + KeyOf(made));
        string locked = _folder.Write("locked.pem", made.GetECDsaPrivateKey()!.ExportEncryptedPkcs8PrivateKeyPem(
            "secret", new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000)));
        string pfx = _folder.Write("one.pfx", made.Export(X509ContentType.Pkcs12, "secret"));
        foreach (CertificateFiles files in new CertificateFiles[]
        {
            new(certificate, key, null), new(both, null, null), new(certificate, locked, "secret"), new(pfx, null, "secret"),
        })
        {
            X509Certificate2 shown = OperatorCertificate.Open(files).Shown.TargetCertificate;
            Assert.Equal(made.Thumbprint, shown.Thumbprint);
            Assert.True(shown.HasPrivateKey);
        }
    }

    [Fact]
    public void The_certificates_in_between_are_shown_too()
    {
        using ECDsa rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using X509Certificate2 root = Authority("CN=root", rootKey).CreateSelfSigned(From, Until);
        using ECDsa middleKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using X509Certificate2 middle = Authority("CN=middle", middleKey).Create(root, From, Until, [1]).CopyWithPrivateKey(middleKey);
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using X509Certificate2 own = new CertificateRequest("CN=school.test", key, HashAlgorithmName.SHA256).Create(middle, From, Until, [2]);
        string chain = _folder.Write("fullchain.pem", own.ExportCertificatePem() + "\n" + middle.ExportCertificatePem());
        string keyFile = _folder.Write("key.pem", key.ExportPkcs8PrivateKeyPem());
        OperatorCertificate opened = OperatorCertificate.Open(new CertificateFiles(chain, keyFile, null));
        Assert.Equal(middle.Thumbprint, Assert.Single(opened.Shown.IntermediateCertificates).Thumbprint);
    }

    [Fact]
    public void A_renewed_file_is_shown_and_half_of_a_renewal_is_not()
    {
        using X509Certificate2 first = Make();
        using X509Certificate2 second = Make();
        string certificate = _folder.Write("full.pem", first.ExportCertificatePem());
        string key = _folder.Write("key.pem", KeyOf(first));
        OperatorCertificate opened = OperatorCertificate.Open(new CertificateFiles(certificate, key, null));
        Assert.False(opened.Refresh());
        _folder.Write("full.pem", second.ExportCertificatePem());
        Assert.Throws<InvalidDataException>(() => opened.Refresh());
        Assert.Equal(first.Thumbprint, opened.Shown.TargetCertificate.Thumbprint);
        _folder.Write("key.pem", KeyOf(second));
        Assert.True(opened.Refresh());
        Assert.Equal(second.Thumbprint, opened.Shown.TargetCertificate.Thumbprint);
    }

    [Fact]
    public void What_cannot_serve_is_refused_by_the_files_name_and_without_the_password()
    {
        using X509Certificate2 made = Make();
        using X509Certificate2 other = Make();
        using X509Certificate2 mail = Make("1.3.6.1.5.5.7.3.4");
        string certificate = _folder.Write("full.pem", made.ExportCertificatePem());
        foreach (CertificateFiles files in new CertificateFiles[]
        {
            new(_folder.Write("text.pem", "no certificate"), null, null),
            new(certificate, null, null),
            new(certificate, _folder.Write("other.pem", KeyOf(other)), null),
            new(_folder.Write("one.pfx", made.Export(X509ContentType.Pkcs12, "secret")), null, "hunter2"),
            new(_folder.Write("mail.pem", mail.ExportCertificatePem() + "\n" + KeyOf(mail)), null, null),
        })
        {
            InvalidDataException refused = Assert.Throws<InvalidDataException>(() => OperatorCertificate.Open(files));
            Assert.Contains(Path.GetFileName(files.Certificate), refused.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("hunter2", refused.Message + files, StringComparison.Ordinal);
        }
    }

    public void Dispose() => _folder.Dispose();

    private static DateTimeOffset From { get; } = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

    private static DateTimeOffset Until { get; } = From.AddYears(20);

    private static X509Certificate2 Make(string usage = "1.3.6.1.5.5.7.3.1")
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new("CN=school.test", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(usage)], false));
        return request.CreateSelfSigned(From, Until);
    }

    private static CertificateRequest Authority(string name, ECDsa key)
    {
        CertificateRequest request = new(name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        return request;
    }

    private static string KeyOf(X509Certificate2 certificate) => certificate.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem();
}
