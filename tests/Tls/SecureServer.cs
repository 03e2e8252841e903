using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Diagnostics.Engine;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Tests.Consent;
using Diagnostics.Web;
using Diagnostics.Web.Tls;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging.Abstractions;

namespace Diagnostics.Tests.Tls;

/// <summary>The real server on loopback, reached as these options say.</summary>
internal sealed class SecureServer : IAsyncDisposable
{
    private readonly DirectoryInfo _folder;
    private readonly WebApplication _app;

    private SecureServer(DirectoryInfo folder, WebApplication app, DiagnosticsEngine engine, CertificateKeeper? keeper) =>
        (_folder, _app, Engine, Keeper) = (folder, app, engine, keeper);

    public DiagnosticsEngine Engine { get; }

    public CertificateKeeper? Keeper { get; }

    public static async Task<SecureServer> StartAsync(TlsOptions tls, string urls)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("diagnostics-tls-");
        EngineOptions options = new() { DataFolder = folder.FullName };
        CertificateKeeper? keeper = tls.OpenKeeper(folder.FullName, TimeProvider.System);
        DiagnosticsEngine engine = await DiagnosticsEngine.OpenAsync(options, TimeProvider.System, NullLoggerFactory.Instance, CancellationToken.None);
        WebApplication app = Server.Build(engine, new ServerOptions(options, urls, PublicUrl: null, Demo: false) { Tls = tls }, keeper);
        await app.StartAsync();
        return new SecureServer(folder, app, engine, keeper);
    }

    public static Task<SecureServer> WithOwnCertificateAsync() => StartAsync(
        new TlsOptions { OwnNames = ServerNames.Of(["school.test"]), HttpPort = 0 }, "https://127.0.0.1:0");

    public int PortOf(string scheme) => new Uri(_app.Urls.First(url => url.StartsWith($"{scheme}:", StringComparison.Ordinal))).Port;

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

    /// <summary>The codes of a class of this server.</summary>
    public async Task<CodeSheet> MakeClassAsync()
    {
        School school = await new SchoolRegister(Engine.Organisation).FindOrAddSchoolAsync("Заречье", "Школа № 5", Settlement.Village, CancellationToken.None);
        SchoolClass made = await Engine.Organisation.AddClassAsync(school.Id, 9, "А", seats: 2, spares: 0, CancellationToken.None);
        await ParentsOnPaper.AgreeAsync(Engine, made.Id);
        return (await Engine.Cards.ReadAsync(made.Id, CancellationToken.None))!;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await Engine.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
