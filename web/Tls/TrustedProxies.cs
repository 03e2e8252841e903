using Microsoft.AspNetCore.HttpOverrides;

namespace Diagnostics.Web.Tls;

/// <summary>The reader's real address and scheme, as told by proxies the operator named and by nobody else.</summary>
internal static class TrustedProxies
{
    public static void UseTrustedProxies(this WebApplication app)
    {
        TlsOptions tls = app.Services.GetRequiredService<TlsOptions>();
        if (tls.TrustedProxies.Count == 0)
        {
            return;
        }

        // The framework's own defaults trust loopback: they are dropped. From the right as long as the teller is trusted, so a chain works.
        ForwardedHeadersOptions forwarded = new()
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto,
            ForwardLimit = null,
        };
        forwarded.KnownProxies.Clear();
        forwarded.KnownIPNetworks.Clear();
        foreach (System.Net.IPNetwork network in tls.TrustedProxies)
        {
            forwarded.KnownIPNetworks.Add(network);
        }

        app.UseForwardedHeaders(forwarded);
    }
}
