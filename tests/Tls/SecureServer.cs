using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Tests.Doors;
using Diagnostics.Web.Tls;

namespace Diagnostics.Tests.Tls;

/// <summary>The real server on loopback, reached as these options say.</summary>
internal sealed class SecureServer(RunningServer server) : IAsyncDisposable
{
    public CertificateKeeper? Keeper => server.Keeper;

    public static async Task<SecureServer> StartAsync(TlsOptions tls, string urls) =>
        new(await RunningServer.StartAsync(new RunningServer { Tls = tls, Urls = urls, Demo = false }));

    public static Task<SecureServer> WithOwnCertificateAsync() => StartAsync(
        new TlsOptions { OwnNames = ServerNames.Of(["school.test"]), HttpPort = 0 }, "https://127.0.0.1:0");

    public int PortOf(string scheme) => server.AddressOf(scheme).Port;

    public Uri AddressOf(string scheme, string host) => new($"{scheme}://{host}:{PortOf(scheme)}/");

    /// <summary>A browser elsewhere: every name leads to this machine, and only this authority is trusted (none when null).</summary>
    public HttpClient Browser(string scheme, string host, X509Certificate2? authority = null)
    {
        X509ChainPolicy policy = new() { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        if (authority is not null)
        {
            policy.CustomTrustStore.Add(authority);
        }

        SocketsHttpHandler handler = new()
        {
            AllowAutoRedirect = false,
            SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = policy },
            ConnectCallback = async (connection, cancellation) =>
            {
                Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                await socket.ConnectAsync(IPAddress.Loopback, connection.DnsEndPoint.Port, cancellation);
                return new NetworkStream(socket, ownsSocket: true);
            },
        };
        return new HttpClient(handler) { BaseAddress = AddressOf(scheme, host) };
    }

    public Task<CodeSheet> MakeClassAsync() => server.MakeClassAsync();

    public async ValueTask DisposeAsync() => await server.DisposeAsync();
}
