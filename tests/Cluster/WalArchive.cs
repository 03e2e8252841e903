using System.Diagnostics;

namespace Diagnostics.Tests.Cluster;

/// <summary>
/// The continuously archived log of a database: <c>pg_receivewal</c> as an operator runs it on another disk. While it is there no commit is acknowledged before the
/// archive has it synced, so that nothing acknowledged can be lost with the database's own disk.
/// </summary>
internal sealed class WalArchive : IAsyncDisposable
{
    private const string Slot = "archive";

    private readonly PostgresCluster _cluster;
    private readonly Process _receiver;

    private WalArchive(PostgresCluster cluster, string folder, Process receiver) => (_cluster, Folder, _receiver) = (cluster, folder, receiver);

    public string Folder { get; }

    public static WalArchive Begin(PostgresCluster cluster, string folder, int port)
    {
        PostgresCluster.Run("mkdir", folder);
        if (Environment.UserName == "root")
        {
            PostgresCluster.Run("chown", "postgres", folder);
        }

        string[] to = ["-D", folder, "-h", "127.0.0.1", "-p", $"{port}", "-U", "postgres", "--slot", Slot];
        PostgresCluster.Run("pg_receivewal", [.. to, "--create-slot"]);
        Process receiver = Process.Start(PostgresCluster.Command("pg_receivewal", [.. to, "--synchronous", "--no-loop"]))!;
        receiver.OutputDataReceived += (_, _) => { };
        receiver.ErrorDataReceived += (_, _) => { };
        receiver.BeginOutputReadLine();
        receiver.BeginErrorReadLine();
        return new WalArchive(cluster, folder, receiver);
    }

    /// <summary>From now on a commit waits for the archive.</summary>
    public async Task HoldCommitsAsync()
    {
        await _cluster.ExecuteAsync("ALTER SYSTEM SET synchronous_standby_names = 'pg_receivewal'");
        await _cluster.ExecuteAsync("SELECT pg_reload_conf()");
    }

    /// <summary>The database is dead: the last segment is as long as it came to be.</summary>
    public async Task EndAsync()
    {
        if (!_receiver.HasExited)
        {
            // It ends by itself when the database does; not to wait for that.
            Signals.Interrupt(_receiver.Id);
            await _receiver.WaitForExitAsync();
        }

        foreach (string partial in Directory.GetFiles(Folder, "*.partial"))
        {
            File.Move(partial, partial[..^".partial".Length]);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_receiver.HasExited)
        {
            Signals.Kill(_receiver.Id);
            await _receiver.WaitForExitAsync();
        }

        _receiver.Dispose();
    }
}
