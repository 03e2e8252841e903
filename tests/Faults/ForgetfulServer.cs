using Diagnostics.Engine;
using Diagnostics.Engine.Storage;
using Diagnostics.Web;

namespace Diagnostics.Tests.Faults;

/// <summary>
/// The product's own server with the one setting no configuration of it reaches: its store does not sync at a commit. The control of
/// <see cref="PowerFaults"/>; a process of its own, because it is killed: <c>dotnet Diagnostics.Tests.dll DATA URL</c>.
/// </summary>
internal static class ForgetfulServer
{
    /// <summary>The assembly to start.</summary>
    public static string Executable => typeof(ForgetfulServer).Assembly.Location;

    public static Task<int> Main(string[] arguments)
    {
        EngineOptions engine = new() { DataFolder = arguments[0], Store = new StoreOptions { SyncsEachCommit = false } };
        return Server.RunAsync(new ServerOptions(engine, arguments[1], PublicUrl: null, Demo: true), CancellationToken.None);
    }
}
