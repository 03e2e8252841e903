using Diagnostics.Web.Commands;
using IPNetwork = System.Net.IPNetwork;

namespace Diagnostics.Web.Tls;

/// <summary>How the server is reached: with which certificate, and through which proxies. The default is neither: plain HTTP.</summary>
internal sealed class TlsOptions
{
    /// <summary>Names of the server's own certificate; null (the default) makes none.</summary>
    public ServerNames? OwnNames { get; init; }

    /// <summary>The operator's certificate; null by default.</summary>
    public CertificateFiles? Certificate { get; init; }

    /// <summary>
    /// A port beside the https one that answers plain HTTP by sending the reader to https; null (the default) opens none.
    /// </summary>
    public int? HttpPort { get; init; }

    /// <summary>Proxies whose X-Forwarded-For and X-Forwarded-Proto are believed. Empty by default: nobody's.</summary>
    public IReadOnlyList<IPNetwork> TrustedProxies { get; init; } = [];

    public bool IsOn => OwnNames is not null || Certificate is not null;

    /// <summary>Opens or makes the certificate; null without TLS.</summary>
    /// <exception cref="IOException">A file cannot be read or written.</exception>
    /// <exception cref="InvalidDataException">A file holds no usable certificate.</exception>
    public async Task<CertificateKeeper?> OpenKeeperAsync(string dataFolder, TimeProvider clock, CancellationToken cancellation) =>
        Certificate is not null ? OperatorCertificate.Open(Certificate)
        : OwnNames is not null ? await OwnCertificate.OpenInTurnAsync(dataFolder, OwnNames, clock, cancellation)
        : null;

    /// <summary>Why these addresses and this certificate do not go together, or null.</summary>
    public string? FaultOf(string urls)
    {
        bool[] secure = [.. AddressesIn(urls).Select(url => BindingAddress.Parse(url).Scheme == "https")];
        return (IsOn, secure.All(one => one), secure.Any(one => one)) switch
        {
            (true, false, _) => "With a certificate --urls names https addresses only; --http-port opens a plain one beside them.",
            (false, _, true) => "An https address needs --certificate or --own-certificate.",
            _ => OwnNames is { Given: 0 } && ServeCommand.ListensBeyondLoopback(urls)
                ? "--own-certificate beyond this machine needs --host: the names or addresses by which schools open the server."
                : null,
        };
    }

    /// <summary>The addresses to listen on: those given and, beside each https one, the plain port.</summary>
    public string[] ListenOn(string urls)
    {
        string[] given = AddressesIn(urls);
        return HttpPort is not { } port
            ? given
            : [.. given, .. given.Select(url => $"http://{BindingAddress.Parse(url).Host}:{port}").Distinct(StringComparer.Ordinal)];
    }

    private static string[] AddressesIn(string urls) => urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
