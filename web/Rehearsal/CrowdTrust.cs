using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Diagnostics.Web.Rehearsal;

/// <summary>Whom the crowd believes to be the server.</summary>
internal static class CrowdTrust
{
    /// <param name="authority">PEM of the only authority to trust, or null for the system's.</param>
    public static SslClientAuthenticationOptions Of(string? authority)
    {
        if (authority is null)
        {
            return new SslClientAuthenticationOptions();
        }

        X509ChainPolicy policy = new() { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.Add(X509Certificate2.CreateFromPem(authority));
        return new SslClientAuthenticationOptions { CertificateChainPolicy = policy };
    }
}
