using System.Net;
using Diagnostics.Web.Commands;

namespace Diagnostics.Web.Tls;

/// <summary>
/// The one place that decides the mode. Browsers call an origin secure when it is https or on their own machine; anywhere else whoever shares
/// the network reads and changes what is sent, and browsers give no crypto, no locks and no service worker.
/// </summary>
internal sealed class SecureOrigin(ServerOptions options)
{
    /// <summary>What the operator is told at the start: how most people will reach this server.</summary>
    public OriginMode Expected { get; } =
        options.Tls.IsOn || options.Tls.TrustedProxies.Count > 0 || !ServeCommand.ListensBeyondLoopback(options.Urls)
            ? OriginMode.Full
            : OriginMode.WithoutNames;

    /// <summary>The mode of one request: after <see cref="TrustedProxies"/>, so https at a trusted proxy counts.</summary>
    public static OriginMode Of(HttpRequest request) =>
        request.IsHttps || IsLoopback(request.Host.Host) ? OriginMode.Full : OriginMode.WithoutNames;

    /// <summary>The worse of the two: a monitor on the server itself should see what schools get.</summary>
    public OriginMode WorstOf(HttpRequest request) => (OriginMode)Math.Max((int)Expected, (int)Of(request));

    /// <summary>A browser's Host is the origin it sees; a program that lies about it only opens the page to itself.</summary>
    private static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out IPAddress? address) && IPAddress.IsLoopback(address));
}
