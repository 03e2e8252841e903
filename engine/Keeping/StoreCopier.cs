using System.Data.Common;
using Dapper;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Keeping;

/// <summary>Moves a store whose servers are stopped to another SQL engine or place; the source stays as it is.</summary>
public sealed class StoreCopier(TimeProvider clock)
{
    private const string Sqlite = "sqlite:";

    // A node that lives says so every two seconds.
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(30);

    /// <param name="from">Where the store is, led by its engine.</param>
    /// <param name="to">An empty database, or a file that is not there.</param>
    /// <param name="dataFolder">The folder of the keys, to prove that the store was made with them; null: not looked at.</param>
    /// <exception cref="ArgumentException">One of the two is led by no engine's name.</exception>
    /// <exception cref="InvalidOperationException">A server serves the source, it holds no store, the target is not empty, the keys are not its own, or a row cannot be copied.</exception>
    public IReadOnlyList<CopiedTable> Copy(string from, string to, string? dataFolder, IProgress<double> progress, CancellationToken cancellation)
    {
        using Dialect source = Dialect.For(from, new StoreOptions());
        using Dialect target = Dialect.For(to, new StoreOptions());
        string? file = source is SqliteDialect ? SqliteFile.Parse(from[Sqlite.Length..]).DataSource : null;
        if (file is not null && !File.Exists(file))
        {
            throw new InvalidOperationException($"There is no store at {file}.");
        }

        using FileStream? turn = file is null ? null : SqliteFile.TakeLock(file);
        return new StoreCopy(source, target, clock).Run(
            progress,
            cancellation,
            (connection, reading) =>
            {
                ProveKeys(StoreMark.Find(connection, reading), dataFolder);
                ProveStopped(source, connection, reading);
            });
    }

    private static void ProveKeys(string? mark, string? dataFolder)
    {
        if (mark is not null && dataFolder is not null && KeyRing.FingerprintIn(dataFolder) is var here && here != mark)
        {
            throw new InvalidOperationException(here is null
                ? $"There are no keys in {Path.Combine(dataFolder, KeyRing.Folder)}."
                : $"The source was made with other keys than those in {Path.Combine(dataFolder, KeyRing.Folder)}.");
        }
    }

    private const string Living = "SELECT MAX(name) FROM live_node WHERE beat_at > @since";

    private void ProveStopped(Dialect source, DbConnection connection, DbTransaction reading)
    {
        long since = (clock.GetUtcNow() - Silence).ToUnixTimeMilliseconds();
        if (source.Shared && source.Loader.Tables(connection, reading).Any(table => table.Name == "live_node")
            && connection.ExecuteScalar<string?>(Living, new { since }, reading) is { } name)
        {
            throw new InvalidOperationException(
                $"A server, {name}, was heard from less than {Silence.TotalSeconds:F0} s ago: what it takes in after the copy has begun would be lost. Stop all servers of the source first.");
        }
    }
}
