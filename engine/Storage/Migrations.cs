using System.Data.Common;
using System.Reflection;
using System.Text;
using Dapper;

namespace Diagnostics.Engine.Storage;

/// <summary>The numbered scripts of a dialect and their record in the store. A script that was applied never changes.</summary>
internal static class Migrations
{
    /// <summary>The table of what was applied: of the store itself, and never copied.</summary>
    public const string Record = "schema_migration";

    private const string Prefix = "migrations/";

    // Stands in the record while a copy into the store is unfinished: no program opens such a store, whatever its version.
    private const string UnfinishedCopy = "unfinished-copy";

    /// <summary>The scripts of a dialect in order.</summary>
    public static IReadOnlyList<Migration> Of(string dialect)
    {
        Assembly assembly = typeof(Migrations).Assembly;
        string folder = $"{Prefix}{dialect}/";
        return [.. assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(folder, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name => Read(assembly, name, name[folder.Length..^".sql".Length]))];
    }

    /// <summary>Applies what is missing, each script in its own transaction, other nodes kept out.</summary>
    /// <returns>Names of the scripts applied now.</returns>
    /// <exception cref="InvalidOperationException">An applied script was changed, or the store is newer than this program.</exception>
    public static IReadOnlyList<string> Apply(
        DbConnection connection, Dialect dialect, IReadOnlyList<Migration> migrations, TimeProvider clock)
    {
        dialect.LockMigrations(connection);
        try
        {
            EnsureRecord(connection, dialect);
            Dictionary<string, string> applied = ReadRecord(connection, null);
            Prove(migrations, applied);
            var now = new List<string>();
            foreach (Migration migration in migrations.Where(migration => !applied.ContainsKey(migration.Name)))
            {
                ApplyOne(connection, migration, clock);
                now.Add(migration.Name);
            }

            return now;
        }
        finally
        {
            dialect.UnlockMigrations(connection);
        }
    }

    /// <summary>Names of the scripts the store does not have yet, in order; changes nothing.</summary>
    /// <exception cref="InvalidOperationException">An applied script was changed, or the store is newer than this program.</exception>
    public static IReadOnlyList<string> Missing(DbConnection connection, DbTransaction? transaction, IReadOnlyList<Migration> migrations)
    {
        Dictionary<string, string> applied = ReadRecord(connection, transaction);
        Prove(migrations, applied);
        return [.. migrations.Select(migration => migration.Name).Where(name => !applied.ContainsKey(name))];
    }

    /// <summary>The scripts the store has, in order.</summary>
    /// <exception cref="InvalidOperationException">An applied script was changed, or the store is newer than this program.</exception>
    public static IReadOnlyList<Migration> Applied(DbConnection connection, DbTransaction transaction, IReadOnlyList<Migration> migrations)
    {
        Dictionary<string, string> applied = ReadRecord(connection, transaction);
        Prove(migrations, applied);
        return [.. migrations.Where(migration => applied.ContainsKey(migration.Name))];
    }

    private const string RecordTable = """
        CREATE TABLE schema_migration (
            name varchar(80) NOT NULL PRIMARY KEY,
            checksum varchar(64) NOT NULL,
            applied_at bigint NOT NULL
        )
        """;

    /// <summary>
    /// Makes an empty store for a copy and marks it unfinished before anything else; a copy that was not finished is begun anew. The caller holds the lock of
    /// migrations and takes the rows of all tables away.
    /// </summary>
    /// <param name="migrations">The scripts the source has.</param>
    /// <exception cref="InvalidOperationException">The store holds something else.</exception>
    public static void BeginCopy(DbConnection connection, Dialect dialect, IReadOnlyList<Migration> migrations, TimeProvider clock)
    {
        EnsureRecord(connection, dialect);
        Dictionary<string, string> applied = ReadRecord(connection, null);
        if (applied.Count == 0)
        {
            if (dialect.Loader.Tables(connection, null) is [var stranger, ..])
            {
                throw new InvalidOperationException($"The target is not empty: it has a table {stranger.Name}. Name an empty database.");
            }

            connection.Execute(RecordOne, new { Name = UnfinishedCopy, Checksum = "", at = clock.GetUtcNow().ToUnixTimeMilliseconds() });
        }
        else if (!applied.Remove(UnfinishedCopy))
        {
            throw new InvalidOperationException("The target holds a store already, and it stays as it is. Make an empty database and name that one.");
        }

        Prove(migrations, applied);
        foreach (Migration migration in migrations.Where(migration => !applied.ContainsKey(migration.Name)))
        {
            ApplyOne(connection, migration, clock);
        }
    }

    /// <summary>The copy is whole: from now on the store opens.</summary>
    public static void EndCopy(DbConnection connection) =>
        connection.Execute("DELETE FROM schema_migration WHERE name = @name", new { name = UnfinishedCopy });

    public static bool HasRecord(DbConnection connection, Dialect dialect, DbTransaction? transaction = null)
    {
        string there = dialect.Name == "sqlite"
            ? "SELECT COUNT(*) FROM sqlite_master WHERE name = 'schema_migration'"
            : "SELECT COUNT(*) FROM information_schema.tables WHERE table_name = 'schema_migration'";
        return connection.ExecuteScalar<long>(there, transaction: transaction) > 0;
    }

    private static void EnsureRecord(DbConnection connection, Dialect dialect)
    {
        if (!HasRecord(connection, dialect))
        {
            connection.Execute(RecordTable);
        }
    }

    private static Dictionary<string, string> ReadRecord(DbConnection connection, DbTransaction? transaction) =>
        connection.Query<Row>("SELECT name, checksum FROM schema_migration", transaction: transaction)
            .ToDictionary(row => row.Name, row => row.Checksum, StringComparer.Ordinal);

    private static void Prove(IReadOnlyList<Migration> migrations, Dictionary<string, string> applied)
    {
        if (applied.ContainsKey(UnfinishedCopy))
        {
            throw new InvalidOperationException("The store is a copy that was not finished, and holds a part only: begin db copy or db restore into it anew.");
        }

        foreach ((string name, string checksum) in applied)
        {
            Migration known = migrations.FirstOrDefault(migration => migration.Name == name)
                ?? throw new InvalidOperationException(
                    $"The store has migration {name}, which this program does not know: it belongs to a newer version.");
            if (known.Checksum != checksum)
            {
                throw new InvalidOperationException(
                    $"Migration {name} was changed after it was applied: {checksum[..12]} in the store, {known.Checksum[..12]} here.");
            }
        }
    }

    private const string RecordOne = "INSERT INTO schema_migration (name, checksum, applied_at) VALUES (@Name, @Checksum, @at)";

    private static void ApplyOne(DbConnection connection, Migration migration, TimeProvider clock)
    {
        using DbTransaction transaction = connection.BeginTransaction();
        connection.Execute(migration.Script, transaction: transaction);
        long at = clock.GetUtcNow().ToUnixTimeMilliseconds();
        connection.Execute(RecordOne, new { migration.Name, migration.Checksum, at }, transaction);
        transaction.Commit();
    }

    private static Migration Read(Assembly assembly, string resource, string name)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!, Encoding.UTF8);
        string script = reader.ReadToEnd().ReplaceLineEndings("\n");
        return new Migration(name, script, Sha256Hex.Of(script));
    }

    private sealed record Row
    {
        public required string Name { get; init; }

        public required string Checksum { get; init; }
    }
}

/// <param name="Name">Number and name, e.g. 0001_campaign.</param>
/// <param name="Checksum">SHA-256 of the script with LF line ends, lower-case hex.</param>
internal sealed record Migration(string Name, string Script, string Checksum);
