using Diagnostics.Tests.EndToEnd;
using Diagnostics.Web.Access;

namespace Diagnostics.Tests.Cluster;

/// <summary>Two servers as an operator starts them on one database: copies of one folder of keys, a port each, plain http behind a proxy on the same machine.</summary>
internal sealed class NodePair : IDisposable
{
    /// <summary>A server that is asked to end has ended by then.</summary>
    private static readonly TimeSpan LongestEnd = TimeSpan.FromSeconds(30);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("diagnostics-nodes-");
    private readonly Node[] _nodes;
    private readonly ServerProcess?[] _servers;

    private NodePair(Node[] nodes) => (_nodes, _servers) = (nodes, new ServerProcess?[nodes.Length]);

    public int Count => _nodes.Length;

    public IReadOnlyList<Uri> Addresses => [.. _servers.Select(server => server!.Address)];

    /// <summary>All of them are there.</summary>
    public bool IsWhole => _servers.All(server => server is { IsRunning: true });

    /// <summary>The operator's key for rehearsals, as the header carries it.</summary>
    public string Key => RehearsalKey.Text(File.ReadAllBytes(Path.Combine(DataOf(0), "keys", "rehearsal.key")));

    public static async Task<NodePair> StartAsync(params Node[] nodes)
    {
        NodePair pair = new(nodes);
        try
        {
            for (int node = 0; node < nodes.Length; node++)
            {
                if (node > 0)
                {
                    pair.CopyKeys(node);
                }

                await pair.StartAsync(node, port: 0);
            }

            return pair;
        }
        catch
        {
            pair.Dispose();
            throw;
        }
    }

    public string DataOf(int node) => Path.Combine(_folder.FullName, $"data-{node}");

    /// <summary>What a node has printed since its start.</summary>
    public string OutputOf(int node) => _servers[node]!.Output;

    /// <summary>kill -9.</summary>
    public void Kill(int node) => _servers[node]!.Kill();

    /// <summary>SIGTERM; returns when the process has ended, as it should.</summary>
    public async Task StopAsync(int node) => Assert.Equal(0, await _servers[node]!.TerminateAsync(LongestEnd));

    /// <summary>The same on the same port, when it has ended.</summary>
    public Task StartAgainAsync(int node)
    {
        ServerProcess before = _servers[node]!;
        int port = before.Address.Port;
        before.Dispose();
        return StartAsync(node, port);
    }

    public void Dispose()
    {
        foreach (ServerProcess? server in _servers)
        {
            server?.Dispose();
        }

        _folder.Delete(recursive: true);
    }

    private async Task StartAsync(int node, int port) => _servers[node] = await ServerProcess.StartOtherAsync(
        DataOf(node), _nodes[node].Environment, "dotnet",
        ServerProcess.Serve(DataOf(node), port, "--database", $"postgres:{_nodes[node].Connection}", "--trusted-proxy", "127.0.0.1"));

    private void CopyKeys(int node)
    {
        DirectoryInfo keys = Directory.CreateDirectory(Path.Combine(DataOf(node), "keys"));
        foreach (string key in Directory.GetFiles(Path.Combine(DataOf(0), "keys")))
        {
            File.Copy(key, Path.Combine(keys.FullName, Path.GetFileName(key)));
        }
    }
}

/// <param name="Connection">How it reaches the database.</param>
/// <param name="Environment">Variables of its process.</param>
internal sealed record Node(string Connection, IReadOnlyDictionary<string, string>? Environment = null);
