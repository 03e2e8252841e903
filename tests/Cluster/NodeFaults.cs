using Diagnostics.Tests.Doors;
using Xunit.Abstractions;

namespace Diagnostics.Tests.Cluster;

/// <summary>What happens to one of two nodes while students answer through the proxy: nothing acknowledged is lost or doubled, and how long it took is told.</summary>
[Collection(InTurn.Name)]
[Trait("Kind", "Fault")]
public sealed class NodeFaults(StandingNodes standing, ITestOutputHelper output)
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly string _device = Guid.NewGuid().ToString("N");

    [ClusterFact]
    public async Task Each_node_is_killed_and_started_again_then_both_are_restarted_in_turn()
    {
        await using Load load = await standing.BeginAsync();
        for (int node = 0; node < standing.Nodes.Count; node++)
        {
            standing.Nodes.Kill(node);
            output.WriteLine($"kill -9 of node {node + 1}: {await load.AllAnswerAsync()}");
            await standing.Nodes.StartAgainAsync(node);
            output.WriteLine($"started again: {await load.AllAnswerAsync()}");
        }

        for (int node = 0; node < standing.Nodes.Count; node++)
        {
            Task<Recovery> recovery = load.AllAnswerAsync();
            await standing.Nodes.StopAsync(node);
            output.WriteLine($"SIGTERM to node {node + 1}: {await recovery}; after its end {await load.AllAnswerAsync()}");
            await standing.Nodes.StartAgainAsync(node);
            await load.AllAnswerAsync();
        }

        await standing.FinishAsync(load, output);
    }

    [ClusterFact]
    public async Task A_node_that_is_cut_off_from_the_database_takes_nothing_and_goes_on_afterwards()
    {
        await using Load load = await standing.BeginAsync();
        try
        {
            standing.Cable.Hold();
            await Task.Delay(TimeSpan.FromSeconds(20));
        }
        finally
        {
            standing.Cable.Release();
        }

        output.WriteLine($"20 s without a network between a node and the database: {await load.AllAnswerAsync()}");
        await standing.FinishAsync(load, output);
    }

    [ClusterFact]
    public async Task A_node_whose_clock_is_an_hour_off_serves_as_the_other_does()
    {
        await using Load load = await standing.BeginAsync();
        try
        {
            foreach (TimeSpan off in (TimeSpan[])[Hour, -Hour])
            {
                standing.SetClockOfSecond(off);
                output.WriteLine($"the second node's clock set {off.TotalHours:+0;-0} h: {await load.AllAnswerAsync()}");
                await standing.Nodes.StopAsync(1);
                await standing.Nodes.StartAgainAsync(1);
                output.WriteLine($"started with that clock: {await load.AllAnswerAsync()}");
                await AssertOffAsync(off);
                await AssertTicketsOpenAsync(load.SpareCode);
            }
        }
        finally
        {
            standing.SetClockOfSecond(TimeSpan.Zero);
        }

        await standing.FinishAsync(load, output);
    }

    /// <summary>The fault is in force: the second node's replies carry its system's date.</summary>
    private async Task AssertOffAsync(TimeSpan off)
    {
        using HttpClient look = new() { BaseAddress = standing.Nodes.Addresses[1] };
        using HttpResponseMessage reply = await look.GetAsync(new Uri("health", UriKind.Relative));
        Assert.InRange((reply.Headers.Date!.Value - DateTimeOffset.UtcNow - off).Duration(), TimeSpan.Zero, TimeSpan.FromMinutes(1));
    }

    /// <summary>What one node seals for half a minute opens at the other, either way.</summary>
    private async Task AssertTicketsOpenAsync(string code)
    {
        foreach ((Uri from, Uri to) in new[] { (standing.Nodes.Addresses[0], standing.Nodes.Addresses[1]), (standing.Nodes.Addresses[1], standing.Nodes.Addresses[0]) })
        {
            using StudentClient student = new(new HttpClient { BaseAddress = from }, _device);
            await student.EnterAsync(code);
            using HubSocket socket = await HubSocket.ConnectAsync(to, $"/hub/session?ticket={Uri.EscapeDataString(await student.TicketAsync())}");
        }
    }
}
