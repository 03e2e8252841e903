using System.Security.Cryptography.X509Certificates;

namespace Diagnostics.Tests.Tls;

/// <summary>A chain as a browser checks it at a moment, with one root or none.</summary>
internal static class Chains
{
    public static X509ChainStatusFlags Check(X509Certificate2 certificate, X509Certificate2? root, DateTimeOffset at)
    {
        using X509Chain chain = new();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.VerificationTime = at.UtcDateTime;
        if (root is not null)
        {
            chain.ChainPolicy.CustomTrustStore.Add(root);
        }

        chain.Build(certificate);
        return chain.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, (all, one) => all | one.Status);
    }
}
