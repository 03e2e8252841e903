using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Diagnostics.Tests.Cluster;

/// <summary>
/// A PostgreSQL of the tests' own, in a folder and on a port of its own, that may be killed, frozen, and put back from a base backup and its archive. As root
/// it runs as the user postgres, who alone may.
/// </summary>
internal sealed class PostgresCluster : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("diagnostics-cluster-");
    private readonly int _port;
    private string _data;
    private Process? _server;

    private PostgresCluster()
    {
        using TcpListener free = new(IPAddress.Loopback, 0);
        free.Start();
        _port = ((IPEndPoint)free.LocalEndpoint).Port;
        free.Stop();
        _data = Path.Combine(_folder.FullName, "data");
    }

    /// <summary>The folder of initdb, postgres and the rest, of the newest version there is; null where there is none.</summary>
    public static string? Programs { get; } = (Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql") : [])
        .Select(version => Path.Combine(version, "bin")).Append("/usr/bin").Append("/usr/local/bin")
        .Where(folder => File.Exists(Path.Combine(folder, "initdb"))).OrderDescending(StringComparer.Ordinal).FirstOrDefault();

    public bool IsRunning => _server is { HasExited: false };

    /// <summary>Where it listens.</summary>
    public Uri Address => new($"tcp://127.0.0.1:{_port}");

    public static async Task<PostgresCluster> StartAsync()
    {
        PostgresCluster cluster = new();
        try
        {
            if (IsRoot)
            {
                Run("chown", "postgres", cluster._folder.FullName);
            }

            Run("initdb", "-D", cluster._data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale", "C", "--no-sync");
            await cluster.StartAgainAsync();
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <param name="database">Name of a database in it.</param>
    /// <param name="through">Another port it is reached by; its own when null.</param>
    public string Connection(string database, int? through = null) =>
        $"Host=127.0.0.1;Port={through ?? _port};Username=postgres;Database={database}";

    public async Task ExecuteAsync(string sql)
    {
        await using NpgsqlConnection connection = new(Connection("postgres") + ";Pooling=false");
        await connection.OpenAsync();
        await using NpgsqlCommand command = new(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>kill -9 of the server and of every process it has.</summary>
    public void Kill()
    {
        Process server = _server ?? throw new InvalidOperationException("It does not run.");
        // The parent first, or it would begin to recover; whatever it brought forth meanwhile is found the second time.
        foreach (int one in Signals.TreeOf(server.Id).Concat(Signals.TreeOf(server.Id)).Distinct())
        {
            Signals.Kill(one);
        }

        server.WaitForExit();
        server.Dispose();
        _server = null;
    }

    /// <summary>SIGSTOP to all of it: connections stay open and nobody answers.</summary>
    public void Freeze() => Signals.TreeOf(_server!.Id).ToList().ForEach(Signals.Freeze);

    public void Thaw() => Signals.TreeOf(_server!.Id).ToList().ForEach(Signals.Thaw);

    /// <summary>On the same data and port, ready when this returns.</summary>
    public async Task StartAgainAsync(params string[] settings)
    {
        string[] all =
        [
            $"port={_port}", "listen_addresses=127.0.0.1", "unix_socket_directories=", "wal_level=replica", "max_wal_senders=4", "max_connections=200", .. settings,
        ];
        _server = Process.Start(Command("postgres", ["-D", _data, .. all.SelectMany(setting => new[] { "-c", setting })]))!;
        ConcurrentQueue<string> told = [];
        DataReceivedEventHandler hear = (_, line) => told.Enqueue(line.Data ?? "");
        _server.OutputDataReceived += hear;
        _server.ErrorDataReceived += hear;
        _server.BeginOutputReadLine();
        _server.BeginErrorReadLine();
        using CancellationTokenSource limit = new(Patience);
        while (true)
        {
            try
            {
                await using NpgsqlConnection connection = new(Connection("postgres") + ";Pooling=false;Timeout=2");
                await connection.OpenAsync(limit.Token);
                await using NpgsqlCommand command = new("SELECT pg_is_in_recovery()", connection);
                if (await command.ExecuteScalarAsync(limit.Token) is false)
                {
                    return;
                }
            }
            catch (Exception early) when (early is NpgsqlException or TimeoutException)
            {
                Assert.False(_server.HasExited, $"The database ended at its start: {string.Join('\n', told)}");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), limit.Token);
        }
    }

    /// <summary>Everything it holds, copied while it serves; what is written meanwhile is in the archive.</summary>
    /// <returns>The backup's folder.</returns>
    public string BackUp()
    {
        string backup = Path.Combine(_folder.FullName, $"base-{Guid.NewGuid():N}");
        Run("pg_basebackup", "-D", backup, "-h", "127.0.0.1", "-p", $"{_port}", "-U", "postgres", "-c", "fast", "--wal-method", "none", "--no-sync");
        return backup;
    }

    /// <summary>Writes the log of every change into a folder beside, without end; see <see cref="WalArchive"/>.</summary>
    public WalArchive Archive() => WalArchive.Begin(this, Path.Combine(_folder.FullName, $"archive-{Guid.NewGuid():N}"), _port);

    /// <summary>The disk is gone with all that was on it. A base backup and the archive come into another folder; the server goes on where the archive ends.</summary>
    public async Task RestoreAsync(string backup, WalArchive archive)
    {
        Assert.Null(_server);
        Directory.Delete(_data, recursive: true);
        _data = backup;
        await File.WriteAllTextAsync(Path.Combine(_data, "recovery.signal"), "");
        if (IsRoot)
        {
            Run("chown", "-R", "postgres", _data, archive.Folder);
        }

        await StartAgainAsync($"restore_command=cp {archive.Folder}/%f %p", "synchronous_standby_names=");
        // It came with the backup: at the next start commits would wait for an archive that has ended.
        await ExecuteAsync("ALTER SYSTEM RESET synchronous_standby_names");
    }

    public ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            Thaw();
            Kill();
        }

        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    private static bool IsRoot => Environment.UserName == "root";

    /// <summary>One of the programs, as the user who may.</summary>
    internal static ProcessStartInfo Command(string program, IEnumerable<string> arguments)
    {
        string own = Path.Combine(Programs!, program);
        string path = File.Exists(own) ? own : program;
        // Replaces itself by the program, so that the process is the program's.
        ProcessStartInfo start = IsRoot && path == own
            ? new ProcessStartInfo("setpriv", ["--reuid=postgres", "--regid=postgres", "--init-groups", path, .. arguments])
            : new ProcessStartInfo(path, arguments);
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.WorkingDirectory = "/";
        start.Environment["LC_ALL"] = "C";
        return start;
    }

    internal static void Run(string program, params string[] arguments)
    {
        using Process process = Process.Start(Command(program, arguments))!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        string errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{program}: {output.Result}{errors}");
    }
}
