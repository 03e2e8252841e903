using System.Data.Common;
using System.Globalization;
using Dapper;
using Diagnostics.Engine.Content;
using Diagnostics.Engine.Storage;
using Diagnostics.Engine.Tables;

namespace Diagnostics.Engine.Keeping;

/// <summary>
/// Puts a backup in the place of a SQLite store, or into an empty database. Everything is unpacked, migrated and verified beside the store; then one rename
/// changes them, so that a crash at any moment leaves the old store or the new one. What was there is moved aside, never deleted. A database is filled under
/// a mark that keeps servers out until every row was read again.
/// </summary>
public sealed class BackupRestorer(EngineOptions options, TimeProvider clock)
{
    private const int Passes = 2;
    private const int PassesInto = 3;

    // A log of the old file beside the new one would be taken for the new one's.
    private static readonly string[] Companions = ["-wal", "-shm", "-journal"];

    /// <param name="file">A backup, or the folder of a copied log.</param>
    /// <param name="replace">A SQLite store that is there already is moved aside; a database must be empty.</param>
    /// <param name="despiteFaults">Put it in place although the verification found faults.</param>
    /// <exception cref="InvalidOperationException">
    /// The store is in use, there is one already, the backup is of a newer program, or the keys are not the store's.
    /// </exception>
    /// <exception cref="InvalidDataException">It is no backup, or a damaged one.</exception>
    public Restoration Restore(
        string file, bool replace, bool despiteFaults, IProgress<double> progress, CancellationToken cancellation)
    {
        using Dialect target = Dialect.For(options.Location, options.Store);
        return target is SqliteDialect
            ? RestoreFile(file, replace, despiteFaults, progress, cancellation)
            : RestoreInto(target, file, replace, despiteFaults, progress, cancellation);
    }

    private Restoration RestoreFile(string file, bool replace, bool despiteFaults, IProgress<double> progress, CancellationToken cancellation)
    {
        string store = StorePlace.OfSqlite(options);
        using ICopiedStore backup = Open(file);
        Directory.CreateDirectory(Path.GetDirectoryName(store)!);
        using FileStream turn = SqliteFile.TakeLock(store);
        if (File.Exists(store) && !replace)
        {
            throw new InvalidOperationException($"There is a store at {store} already: --replace moves it aside.");
        }

        using var folder = new WorkFolder(store + ".restoring");
        StoreReport report = Unpack(backup, folder, progress, Passes, cancellation);
        if (!IsFit(report, despiteFaults))
        {
            return new Restoration(backup.CreatedAt, report, IsInPlace: false, MovedAside: null);
        }

        cancellation.ThrowIfCancellationRequested();
        PlaceKeys(folder);
        string? aside = Place(folder.PathOf(BackupManifest.Database), store);
        ForgetSeals(report);
        return new Restoration(backup.CreatedAt, report, IsInPlace: true, aside);
    }

    /// <summary>Nothing of a database is moved aside: its server's own tools do that.</summary>
    private Restoration RestoreInto(
        Dialect target, string file, bool replace, bool despiteFaults, IProgress<double> progress, CancellationToken cancellation)
    {
        if (replace)
        {
            throw new InvalidOperationException(
                "--replace moves a SQLite file aside. Make an empty database for this store and name that one; the old database stays as it is until you drop it.");
        }

        using ICopiedStore backup = Open(file);
        Directory.CreateDirectory(options.DataFolder);
        using var folder = new WorkFolder(Path.Combine(options.DataFolder, "restoring"));
        StoreReport report = Unpack(backup, folder, progress, PassesInto, cancellation);
        if (!IsFit(report, despiteFaults))
        {
            return new Restoration(backup.CreatedAt, report, IsInPlace: false, MovedAside: null);
        }

        cancellation.ThrowIfCancellationRequested();
        using var unpacked = new SqliteDialect(folder.PathOf(BackupManifest.Database), new StoreOptions());
        new StoreCopy(unpacked, target, clock).Run(new PartOfProgress(progress, Passes, PassesInto), cancellation, whole: () => PlaceKeys(folder));
        ForgetSeals(report);
        return new Restoration(backup.CreatedAt, report, IsInPlace: true, MovedAside: null);
    }

    private static ICopiedStore Open(string path) => Directory.Exists(path) ? CopiedLog.Open(path) : BackupFile.Open(path);

    /// <summary>Unpacks, migrates and verifies.</summary>
    private StoreReport Unpack(ICopiedStore backup, WorkFolder folder, IProgress<double> progress, int passes, CancellationToken cancellation)
    {
        backup.Read(folder.PathOf(""), new PartOfProgress(progress, 0, passes), cancellation);
        string unpacked = folder.PathOf(BackupManifest.Database);
        string? mark = Prepare(unpacked);
        ProveKeys(mark, folder, backup.HasKeys);
        byte[]? auditKey = KeyRing.AuditIn(options.DataFolder) ?? KeyRing.AuditIn(folder.PathOf(""));
        return Verify(unpacked, auditKey, new PartOfProgress(progress, 1, passes), cancellation);
    }

    private static bool IsFit(StoreReport report, bool despiteFaults) =>
        !report.Faults.Any(fault => fault.Kind is StoreFaultKind.Schema or StoreFaultKind.Damage) && (report.IsSound || despiteFaults);

    private void ForgetSeals(StoreReport report)
    {
        if (report.AuditDoubt == AuditDoubt.NotSealed)
        {
            // A store from before the seals: its next start begins them, as its report has said.
            KeyRing.ForgetBegun(options.DataFolder);
        }
    }

    /// <summary>Brings the unpacked store to this program's schema.</summary>
    /// <returns>The fingerprint of the keys it was made with, or null when it has none.</returns>
    /// <exception cref="InvalidOperationException">It is of a newer program.</exception>
    private string? Prepare(string unpacked)
    {
        using var dialect = new SqliteDialect(unpacked, new StoreOptions());
        try
        {
            using DbConnection connection = dialect.OpenWriter();
            Migrations.Apply(connection, dialect, Migrations.Of(dialect.Name), clock);
            string? mark = StoreMark.Find(connection);
            connection.Execute("PRAGMA journal_mode = DELETE");
            return mark;
        }
        catch (DbException error)
        {
            throw new InvalidDataException($"The store in the backup cannot be opened: {error.Message}", error);
        }
    }

    private void ProveKeys(string? mark, WorkFolder folder, bool hasKeys)
    {
        string? here = KeyRing.FingerprintIn(options.DataFolder);
        string? given = hasKeys ? KeyRing.FingerprintIn(folder.PathOf("")) : null;
        string keys = Path.Combine(options.DataFolder, KeyRing.Folder);
        if (here is null && given is null)
        {
            throw new InvalidOperationException($"There are no keys in {keys}: put back the keys this store was made with, then restore.");
        }

        if (here is null && Directory.Exists(keys) && Directory.EnumerateFiles(keys, "*" + KeyRing.Extension).Any())
        {
            throw new InvalidOperationException($"Some keys in {keys} are missing: complete that folder or move it away, then restore.");
        }

        if (mark is not null && (here ?? given) != mark)
        {
            throw new InvalidOperationException(
                $"The store in the backup was made with other keys than {(here is null ? "those in the backup" : $"those in {keys}")}.");
        }
    }

    private StoreReport Verify(string unpacked, byte[]? auditKey, PartOfProgress progress, CancellationToken cancellation)
    {
        using var dialect = new SqliteDialect(unpacked, new StoreOptions());
        return new StoreVerifier(ContentShelf.Load(options.ContentFolder).Batteries).Verify(dialect, auditKey, progress, cancellation);
    }

    /// <summary>Keys that are here stay; otherwise those of the backup come.</summary>
    private void PlaceKeys(WorkFolder folder)
    {
        if (KeyRing.FingerprintIn(options.DataFolder) is not null)
        {
            return;
        }

        string keys = Path.Combine(options.DataFolder, KeyRing.Folder);
        OwnFile.MakeFolder(keys);
        foreach (string key in Directory.GetFiles(folder.PathOf(KeyRing.Folder)))
        {
            File.Move(key, Path.Combine(keys, Path.GetFileName(key)));
        }
    }

    private string? Place(string unpacked, string store)
    {
        string aside = FreeName(string.Create(CultureInfo.InvariantCulture, $"{store}.before-{clock.GetUtcNow():yyyyMMdd'T'HHmmss'Z'}"));
        bool replaces = File.Exists(store);
        if (replaces)
        {
            // A store too broken to take its log in keeps it beside its new name.
            SqliteFile.TryFoldLog(store);
        }

        foreach (string companion in Companions.Where(name => File.Exists(store + name)))
        {
            File.Move(store + companion, aside + companion);
        }

        if (!replaces)
        {
            File.Move(unpacked, store);
            return null;
        }

        // Links the old file to its new name, then renames the new one over it: there is a whole store at every moment.
        File.Replace(unpacked, store, aside);
        return aside;
    }

    private static string FreeName(string name)
    {
        string free = name;
        for (int number = 2; File.Exists(free); number++)
        {
            free = string.Create(CultureInfo.InvariantCulture, $"{name}-{number}");
        }

        return free;
    }
}
