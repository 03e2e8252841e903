using Xunit.Abstractions;

namespace Diagnostics.Tests.Cluster;

/// <summary>What happens to the database under two nodes while students answer: while it is away nothing is acknowledged, and afterwards nothing is lost or doubled.</summary>
[Collection(InTurn.Name)]
[Trait("Kind", "Fault")]
public sealed class DatabaseFaults(StandingNodes standing, ITestOutputHelper output)
{
    private static readonly TimeSpan Outage = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Frozen = TimeSpan.FromSeconds(20);

    [ClusterFact]
    public async Task The_database_is_killed_for_half_a_minute_and_frozen_for_a_third_of_one()
    {
        await using Load load = await standing.BeginAsync();
        standing.Cluster.Kill();
        await load.NothingIsAcknowledgedAsync(Outage);
        await standing.Cluster.StartAgainAsync();
        output.WriteLine($"kill -9 of the database, away for {Outage.TotalSeconds} s: {await load.AllAnswerAsync()}");
        try
        {
            standing.Cluster.Freeze();
            await load.NothingIsAcknowledgedAsync(Frozen);
        }
        finally
        {
            standing.Cluster.Thaw();
        }

        output.WriteLine($"SIGSTOP of the database for {Frozen.TotalSeconds} s: {await load.AllAnswerAsync()}");
        await standing.FinishAsync(load, output);
    }

    [ClusterFact]
    public async Task The_database_is_lost_with_its_disk_and_comes_back_from_a_base_backup_and_its_archive()
    {
        await using Load load = await standing.BeginAsync();
        await using WalArchive archive = standing.Cluster.Archive();
        await archive.HoldCommitsAsync();
        string backup = standing.Cluster.BackUp();
        await load.AllAnswerAsync();
        long before = load.Acknowledged;
        standing.Cluster.Kill();
        await archive.EndAsync();
        await standing.Cluster.RestoreAsync(backup, archive);
        output.WriteLine($"base backup and archive in place of the lost disk, {before} answers were acknowledged until then: {await load.AllAnswerAsync()}");
        await standing.FinishAsync(load, output);
    }
}
