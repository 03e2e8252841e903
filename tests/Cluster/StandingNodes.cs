using Diagnostics.Engine;
using Diagnostics.Engine.Content;
using Diagnostics.Engine.Keeping;
using Diagnostics.Tests.EndToEnd;
using Diagnostics.Tests.Faults;
using Xunit.Abstractions;

namespace Diagnostics.Tests.Cluster;

/// <summary>
/// A database, two nodes on it and nginx before them, which stand while the tests of this folder come one after another. The second node reaches the database by
/// a cable of its own, and its system's time can be set.
/// </summary>
public sealed class StandingNodes : IAsyncLifetime, IAsyncDisposable
{
    private const string Database = "region";

    private CuttableLink? _cable;
    private FaultyDisk? _second;
    private Nginx? _nginx;
    private NodePair? _nodes;
    private PostgresCluster? _cluster;

    internal PostgresCluster Cluster => _cluster!;

    internal NodePair Nodes => _nodes!;

    /// <summary>Between the second node and the database.</summary>
    internal CuttableLink Cable => _cable!;

    internal Uri Address => _nginx!.Address;

    private string Connection => Cluster.Connection(Database);

    public Task InitializeAsync() => Task.CompletedTask;

    /// <summary>Students who all have begun. What an earlier test left in ruins is made anew.</summary>
    internal async Task<Load> BeginAsync()
    {
        if (_nodes is not { IsWhole: true } || _cluster is not { IsRunning: true })
        {
            await DisposeAsync();
            await StartAsync();
        }

        return await Load.BeginAsync(Address, Nodes.Key);
    }

    /// <summary>The second node's system is so far ahead from now on.</summary>
    internal void SetClockOfSecond(TimeSpan ahead) => _second!.Set($"clock {(long)ahead.TotalSeconds}");

    /// <summary>Everybody finishes; then all that was acknowledged stands in the database once, and the store is proved.</summary>
    internal async Task FinishAsync(Load load, ITestOutputHelper output)
    {
        await load.FinishAsync();
        long acknowledged = await load.AssertStoredAsync(Connection);
        EngineOptions options = new() { DataFolder = Nodes.DataOf(0), Database = $"postgres:{Connection}" };
        StoreReport report = new StoreVerifier(ContentShelf.Load(null).Batteries).Verify(options, new Progress<double>(), CancellationToken.None);
        Assert.True(report.IsSound, string.Join('\n', report.Faults.Select(fault => fault.ToString())));
        output.WriteLine($"{acknowledged} answers acknowledged, none lost, none doubled");
    }

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    public async ValueTask DisposeAsync()
    {
        _nginx?.Dispose();
        _nodes?.Dispose();
        _second?.Dispose();
        if (_cable is not null)
        {
            _cable.Release();
            await _cable.DisposeAsync();
        }

        if (_cluster is not null)
        {
            await _cluster.DisposeAsync();
        }

        (_nginx, _nodes, _second, _cable, _cluster) = (null, null, null, null, null);
    }

    private async Task StartAsync()
    {
        _cluster = await PostgresCluster.StartAsync();
        await _cluster.ExecuteAsync($"CREATE DATABASE {Database}");
        _cable = new CuttableLink(_cluster.Address);
        _second = new FaultyDisk();
        _nodes = await NodePair.StartAsync(new Node(Connection), new Node(_cluster.Connection(Database, _cable.Address.Port), _second.Environment));
        _nginx = await Nginx.StartAsync(_nodes.Addresses);
    }
}
