using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Diagnostics.Web.Tls;

/// <summary>
/// Holds the certificate the server shows and takes a newer one while it runs. Safe to read from any thread; one caller refreshes.
/// </summary>
internal abstract class CertificateKeeper
{
    private volatile SslStreamCertificateContext _shown;

    protected CertificateKeeper(SslStreamCertificateContext first) => _shown = first;

    /// <summary>
    /// What new connections get: the certificate with its key and, if there are any, the certificates between it and the root.
    /// </summary>
    public SslStreamCertificateContext Shown => _shown;

    /// <summary>How often to ask for a newer one.</summary>
    public abstract TimeSpan LooksEvery { get; }

    /// <summary>Looks whether there is, or must be, another certificate; true when new connections get another one from now on.</summary>
    /// <exception cref="InvalidDataException">What is there cannot be used; the one shown so far stays.</exception>
    /// <exception cref="IOException">The files cannot be read or written.</exception>
    public bool Refresh()
    {
        if (TakeNewer() is not { } newer)
        {
            return false;
        }

        _shown = newer;
        return true;
    }

    protected abstract SslStreamCertificateContext? TakeNewer();

    /// <summary>Nothing is fetched from the network: a school's server may have none.</summary>
    protected static SslStreamCertificateContext Show(X509Certificate2 certificate, X509Certificate2Collection between) =>
        SslStreamCertificateContext.Create(certificate, between, offline: true);
}
