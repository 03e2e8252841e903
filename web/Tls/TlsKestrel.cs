using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Diagnostics.Web.Tls;

/// <summary>Every https address shows what the keeper holds at that moment, so a renewal needs no restart.</summary>
internal static class TlsKestrel
{
    public static void ShowCertificate(this KestrelServerOptions kestrel, CertificateKeeper? keeper)
    {
        if (keeper is null)
        {
            return;
        }

        kestrel.ConfigureHttpsDefaults(https =>
        {
            https.ServerCertificateSelector = (_, _) => keeper.Shown.TargetCertificate;
            https.OnAuthenticate = (_, handshake) =>
            {
                // The context also sends the certificates in between, which a certificate alone does not.
                handshake.ServerCertificateSelectionCallback = null;
                handshake.ServerCertificateContext = keeper.Shown;
            };
        });
    }
}
