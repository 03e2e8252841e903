using System.Data.Common;
using System.Globalization;
using Dapper;
using Diagnostics.Engine.Privacy;
using Diagnostics.Engine.Storage;
using Diagnostics.Engine.Tables;

namespace Diagnostics.Engine.Keeping;

/// <summary>
/// Makes a backup of a store while its servers run: one file with a SQLite store of one moment, in its place only when it was read again whole. A store of
/// another SQL engine is copied into that file row by row.
/// </summary>
public sealed class BackupWriter(EngineOptions options, TimeProvider clock)
{
    private const int Passes = 3;
    private const string Packed = "backup.zip";

    /// <param name="file">The backup; there is nothing at this place, or <paramref name="overwrite"/> is meant.</param>
    /// <param name="withKeys">Also the server's keys: then whoever has the file can open results.</param>
    /// <exception cref="InvalidOperationException">There is no store, or no keys were found.</exception>
    /// <exception cref="IOException">The file exists already, or cannot be written.</exception>
    public BackupManifest Write(string file, bool withKeys, bool overwrite, IProgress<double> progress, CancellationToken cancellation)
    {
        using Dialect dialect = Dialect.For(options.Location, options.Store);
        string? store = dialect is SqliteDialect ? StorePlace.OfSqlite(options) : null;
        string place = Path.GetFullPath(file);
        if (store is not null && !File.Exists(store))
        {
            throw new InvalidOperationException($"There is no store at {store}.");
        }

        if (File.Exists(place) && !overwrite)
        {
            throw new IOException($"{file} exists already: --force writes over it.");
        }

        using var folder = new WorkFolder(string.Create(CultureInfo.InvariantCulture, $"{place}.{Environment.ProcessId}.partial"));
        try
        {
            BackupManifest manifest = Make(dialect, store, folder, withKeys, progress, cancellation);
            File.Move(folder.PathOf(Packed), place, overwrite);
            return manifest;
        }
        catch (DbException error)
        {
            throw new InvalidOperationException($"The store cannot be read: {error.Message}", error);
        }
    }

    /// <summary>Copies, packs and reads again.</summary>
    private BackupManifest Make(
        Dialect dialect, string? store, WorkFolder folder, bool withKeys, IProgress<double> progress, CancellationToken cancellation)
    {
        string[] keys = withKeys ? CopyKeys(folder) : [];
        DateTimeOffset began = clock.GetUtcNow();
        string copy = folder.PathOf(BackupManifest.Database);
        CopyOut(dialect, store, copy, new PartOfProgress(progress, 0, Passes), cancellation);
        (string? schema, SortedDictionary<string, long> rows, AuditHead? audit) = Describe(copy);
        BackupFile.Write(
            folder.PathOf(Packed), folder.PathOf(""), [BackupManifest.Database, .. keys],
            entries => new BackupManifest(BackupManifest.CurrentFormat, Product, began, schema, rows, entries),
            new PartOfProgress(progress, 1, Passes), cancellation);
        using var written = BackupFile.Open(folder.PathOf(Packed));
        written.Prove(new PartOfProgress(progress, 2, Passes), cancellation);
        return written.Manifest with { Audit = audit };
    }

    private void CopyOut(Dialect dialect, string? store, string copy, PartOfProgress progress, CancellationToken cancellation)
    {
        if (store is not null)
        {
            SqliteFile.Copy(store, copy, progress, cancellation);
            return;
        }

        using (var file = new SqliteDialect(copy, new StoreOptions()))
        {
            new StoreCopy(dialect, file, clock).Run(progress, cancellation);
        }

        SqliteFile.StandAlone(copy);
    }

    private static string Product => typeof(BackupWriter).Assembly.GetName().Version!.ToString(3);

    private string[] CopyKeys(WorkFolder folder)
    {
        string keys = Path.Combine(options.DataFolder, KeyRing.Folder);
        string[] files = Directory.Exists(keys) ? Directory.GetFiles(keys, "*" + KeyRing.Extension) : [];
        if (files.Length == 0)
        {
            throw new InvalidOperationException($"There are no keys in {keys}.");
        }

        OwnFile.MakeFolder(folder.PathOf(KeyRing.Folder));
        foreach (string key in files)
        {
            File.Copy(key, folder.PathOf(Path.Combine(KeyRing.Folder, Path.GetFileName(key))));
        }

        return [.. files.Select(key => $"{KeyRing.Folder}/{Path.GetFileName(key)}").Order(StringComparer.Ordinal)];
    }

    private const string Tables = """
        SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name
        """;

    private static (string? Schema, SortedDictionary<string, long> Rows, AuditHead? Audit) Describe(string copy)
    {
        using var dialect = new SqliteDialect(copy, new StoreOptions());
        using DbConnection connection = dialect.Readers.OpenConnection();
        SortedDictionary<string, long> rows = new(StringComparer.Ordinal);
        foreach (string table in connection.Query<string>(Tables))
        {
            // The name comes from the store's own catalogue; a name cannot be a parameter.
            rows[table] = connection.ExecuteScalar<long>($"SELECT COUNT(*) FROM \"{table.Replace("\"", "\"\"", StringComparison.Ordinal)}\"");
        }

        string? schema = rows.ContainsKey("schema_migration")
            ? connection.ExecuteScalar<string?>("SELECT MAX(name) FROM schema_migration")
            : null;
        return (schema, rows, string.CompareOrdinal(schema, AuditLog.Schema) >= 0 ? AuditLog.HeadOf(connection) : null);
    }
}
