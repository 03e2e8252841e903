using Diagnostics.Engine;
using Diagnostics.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging.Abstractions;

namespace Diagnostics.Tests.Doors;

/// <summary>A server as it runs outside the demo, for one test.</summary>
internal sealed class RealServer : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("diagnostics-real-");
    private WebApplication? _app;

    public DiagnosticsEngine Engine { get; private set; } = null!;

    public Uri Address { get; private set; } = null!;

    public static async Task<RealServer> StartAsync(string? contentFolder = null)
    {
        RealServer server = new();
        EngineOptions options = new() { DataFolder = server._folder.FullName, ContentFolder = contentFolder };
        server.Engine = await DiagnosticsEngine.OpenAsync(options, TimeProvider.System, NullLoggerFactory.Instance, default);
        server._app = Server.Build(server.Engine, new ServerOptions(options, "http://127.0.0.1:0", PublicUrl: null, Demo: false));
        await server._app.StartAsync();
        server.Address = new Uri(server._app.Urls.First());
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await _app!.DisposeAsync();
        await Engine.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
