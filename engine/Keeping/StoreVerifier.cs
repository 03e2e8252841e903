using System.Data;
using System.Data.Common;
using System.Globalization;
using Dapper;
using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Bench;
using Diagnostics.Engine.Privacy;
using Diagnostics.Engine.Rehearsals;
using Diagnostics.Engine.Results;
using Diagnostics.Engine.Reviews;
using Diagnostics.Engine.Storage;
using Diagnostics.Engine.Tables;

namespace Diagnostics.Engine.Keeping;

/// <summary>
/// Reads one moment of a store, read-only and while a server writes it, and proves it: the SQL engine's checks, the log of every session,
/// packed answers against the log, profiles and reasons for a talk against packed answers, references. One sorted stream, memory for one session at a time. A SQLite store
/// that may be in use is copied first: the proof takes minutes, and the server's write-ahead log could not be cut for as long.
/// </summary>
public sealed class StoreVerifier(BatteryLibrary batteries)
{
    private const double DamageShare = 0.2;

    /// <summary>The number of an entry that was written down elsewhere: a log of deeds that ends before it was cut.</summary>
    public long LeastEntry { get; init; }

    /// <exception cref="InvalidOperationException">There is no store there, or it cannot be opened.</exception>
    public StoreReport Verify(EngineOptions options, IProgress<double> progress, CancellationToken cancellation)
    {
        using Dialect dialect = Dialect.For(options.Location, options.Store);
        string? file = dialect is SqliteDialect ? StorePlace.OfSqlite(options) : null;
        if (file is not null && !File.Exists(file))
        {
            throw new InvalidOperationException($"There is no store at {file}.");
        }

        byte[]? key = KeyRing.AuditIn(options.DataFolder);
        bool hasBegun = KeyRing.HasBegun(options.DataFolder);
        return file is not null && SqliteFile.MayBeInUse(file)
            ? VerifyCopy(file, key, hasBegun, progress, cancellation)
            : Verify(dialect, key, progress, cancellation, hasBegun);
    }

    private StoreReport VerifyCopy(string store, byte[]? key, bool hasBegun, IProgress<double> progress, CancellationToken cancellation)
    {
        using var folder = new WorkFolder(Directory.CreateTempSubdirectory("diagnostics-verify-").FullName);
        string copy = folder.PathOf(BackupManifest.Database);
        try
        {
            SqliteFile.Copy(store, copy, new PartOfProgress(progress, 0, 2), cancellation);
        }
        catch (DbException error)
        {
            var findings = new StoreFindings();
            findings.Add(StoreFaultKind.Damage, null, $"The store cannot be read: {error.Message}");
            return findings.ToReport();
        }
        catch (IOException error)
        {
            throw new InvalidOperationException(
                $"{error.Message} A store in use is copied into the folder for temporary files (TMPDIR) before it is proved: is there room?", error);
        }

        using var dialect = new SqliteDialect(copy, new StoreOptions());
        return Verify(dialect, key, new PartOfProgress(progress, 1, 2), cancellation, hasBegun);
    }

    /// <summary>Unpacks a backup into a folder of its own for temporary files, proves its hashes and then its store.</summary>
    /// <param name="dataFolder">Where the key of the log of deeds is looked for when the backup has no keys.</param>
    /// <exception cref="InvalidDataException">It is no backup, or a damaged one.</exception>
    public StoreReport VerifyBackup(string file, string dataFolder, IProgress<double> progress, CancellationToken cancellation)
    {
        using var backup = BackupFile.Open(file);
        using var folder = new WorkFolder(Directory.CreateTempSubdirectory("diagnostics-verify-").FullName);
        backup.Read(folder.PathOf(""), new PartOfProgress(progress, 0, 2), cancellation);
        using var dialect = new SqliteDialect(folder.PathOf(BackupManifest.Database), new StoreOptions());
        byte[]? key = KeyRing.AuditIn(folder.PathOf("")) ?? KeyRing.AuditIn(dataFolder);
        return Verify(dialect, key, new PartOfProgress(progress, 1, 2), cancellation);
    }

    /// <param name="auditKey">The key of the log of deeds, or null: then its entries are counted and no more.</param>
    /// <param name="hasBegun">Its entries were sealed before.</param>
    internal StoreReport Verify(Dialect dialect, byte[]? auditKey, IProgress<double> progress, CancellationToken cancellation, bool hasBegun = false)
    {
        var findings = new StoreFindings();
        using DbConnection connection = Open(dialect);
        try
        {
            using DbTransaction reading = dialect.BeginReading(connection);
            if (KnowsSchema(connection, reading, dialect, findings))
            {
                foreach (string damage in dialect.Damage(connection, reading))
                {
                    findings.Add(StoreFaultKind.Damage, null, damage);
                }

                if (LeastEntry > 0 && AuditLog.LastOf(connection, reading) is var last && last < LeastEntry)
                {
                    findings.Add(StoreFaultKind.Audit, null, string.Create(
                        CultureInfo.InvariantCulture, $"the log of deeds ends with entry {last}, before entry {LeastEntry}: it was cut, or an older store put back"));
                }

                if (findings.Pending.Count == 0)
                {
                    foreach (string damage in PublishedShelf.Fill(batteries, connection, reading))
                    {
                        findings.Add(StoreFaultKind.Content, null, damage);
                    }

                    ProveAudit(connection, reading, auditKey, hasBegun, findings);
                    ConsentProof.Prove(connection, reading, findings);
                    NotesProof.Prove(connection, reading, findings);
                    SittingProof.Prove(connection, reading, findings);
                    ProveReleases(connection, reading, findings, cancellation);
                    ReviewProof.Prove(connection, reading, findings, cancellation);
                    ConsiliumProof.Prove(connection, reading, findings, cancellation);
                    MethodProof.Prove(connection, reading, findings, cancellation);
                    NormProof.Prove(connection, reading, findings, cancellation);
                    ReportProof.Prove(connection, reading, findings, cancellation);
                    YearProof.Prove(connection, reading, batteries, findings, cancellation);
                }

                progress.Report(DamageShare);
                ProveSessions(connection, reading, findings, progress, cancellation);
            }
        }
        catch (DbException error)
        {
            findings.Add(StoreFaultKind.Damage, null, $"The store cannot be read: {error.Message}");
        }

        return findings.ToReport();
    }

    private static DbConnection Open(Dialect dialect)
    {
        try
        {
            return dialect.Readers.OpenConnection();
        }
        catch (DbException error)
        {
            throw new InvalidOperationException($"The store cannot be opened: {error.Message}", error);
        }
    }

    private static bool KnowsSchema(DbConnection connection, DbTransaction reading, Dialect dialect, StoreFindings findings)
    {
        try
        {
            findings.Pending = Migrations.Missing(connection, reading, Migrations.Of(dialect.Name));
            return true;
        }
        catch (InvalidOperationException unknown)
        {
            findings.Add(StoreFaultKind.Schema, null, unknown.Message);
            return false;
        }
    }

    private static void ProveAudit(DbConnection connection, DbTransaction reading, byte[]? key, bool hasBegun, StoreFindings findings)
    {
        if (AuditLog.FindBreak(connection, reading, key, hasBegun) is { } number)
        {
            findings.Add(StoreFaultKind.Audit, null, $"the log of deeds is not as it was written from number {number} on, or keys/audit.key is not its key");
        }

        findings.AuditDoubt = !AuditLog.IsSealed(connection, reading) ? AuditDoubt.NotSealed : key is null ? AuditDoubt.KeyMissing : null;
    }

    private const string Releases = $"SELECT {ReleaseRow.Columns} FROM result_release ORDER BY session_id, number";

    private const string Unfinished = """
        SELECT r.session_id FROM result_release r LEFT JOIN test_session x ON x.id = r.session_id WHERE x.state IS NULL OR x.state <> 'finished'
        """;

    private static void ProveReleases(DbConnection connection, DbTransaction reading, StoreFindings findings, CancellationToken cancellation)
    {
        foreach (ReleaseRow row in connection.Query<ReleaseRow>(Releases, transaction: reading, buffered: false))
        {
            cancellation.ThrowIfCancellationRequested();
            findings.Releases++;
            if (!IsAsReleased(row))
            {
                findings.Add(StoreFaultKind.Release, row.SessionId, "its frozen result is not as it was released");
            }
        }

        foreach (string session in connection.Query<string>(Unfinished, transaction: reading))
        {
            findings.Add(StoreFaultKind.Release, session, "it has a released result and is not finished");
        }
    }

    private static bool IsAsReleased(ReleaseRow row)
    {
        try
        {
            return row.Hash == row.TrueHash();
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    // A session's own row comes first (kind 0), then its log in the order of numbers; what is has_key of the one are the remarks of the other.
    // The log of what was erased and of a rehearsal that ends is taken away in portions, its oldest rows first.
    private static string Protocols(bool hasNeeds, bool hasRehearsals) => $"""
        SELECT t.id AS session, CAST(0 AS bigint) AS kind, CAST(0 AS bigint) AS number, CAST(0 AS bigint) AS item, t.state AS value,
            CAST(0 AS bigint) AS at_ms, CAST(CASE WHEN t.result_hash IS NULL THEN 0 ELSE 1 END AS bigint) AS has_key,
            s.class_id AS seat_class, c.id AS session_class, k.id AS school_id,
            COALESCE(f.battery_id, c.battery_id) AS battery_id, COALESCE(f.battery_version, c.battery_version) AS battery_version,
            f.answer_values, f.answer_times, f.answered, f.last_number, p.rule_version, p.norm_version, p.profile,
            {(hasNeeds ? "n.evidence, n.reasons, n.rule_version AS need_version" : "NULL, NULL, NULL")}, CAST(c.grade AS bigint) AS grade,
            {(hasRehearsals ? "CAST(CASE WHEN e.session_id IS NULL AND h.region_id IS NULL THEN 0 ELSE 1 END AS bigint)" : "CAST(0 AS bigint)")} AS leaves,
            {(hasNeeds ? "n.group_facts" : "NULL")} AS group_facts
        FROM test_session t
        LEFT JOIN seat s ON s.id = t.seat_id
        LEFT JOIN school_class c ON c.id = t.class_id
        LEFT JOIN school k ON k.id = c.school_id
        LEFT JOIN finished_session f ON f.session_id = t.id
        LEFT JOIN profile p ON p.session_id = t.id
        {(hasNeeds ? "LEFT JOIN review_need n ON n.session_id = t.id" : "")}
        {(hasRehearsals ? "LEFT JOIN erasure e ON e.session_id = t.id AND e.complete = 0 LEFT JOIN campaign g ON g.id = c.campaign_id LEFT JOIN rehearsal h ON h.region_id = g.region_id" : "")}
        UNION ALL
        SELECT session, CAST(1 AS bigint), number, item, value, at_ms,
            flags, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
        FROM answer_log
        ORDER BY 1, 2, 3
        """;

    private void ProveSessions(
        DbConnection connection, DbTransaction reading, StoreFindings findings, IProgress<double> progress, CancellationToken cancellation)
    {
        long rows = Count("SELECT COUNT(*) FROM test_session") + Count("SELECT COUNT(*) FROM answer_log");
        long read = 0;
        var proof = new SessionProof(batteries, findings);
        using DbCommand command = connection.CreateCommand();
        (command.CommandText, command.Transaction, command.CommandTimeout) = (Protocols(Knows(NeedBook.Schema), Knows(RehearsalDesk.Schema)), reading, 0);
        using DbDataReader stream = command.ExecuteReader(CommandBehavior.SingleResult);
        while (stream.Read())
        {
            cancellation.ThrowIfCancellationRequested();
            proof.Take(stream);
            progress.Report(DamageShare + ((1 - DamageShare) * ++read / Math.Max(1, rows)));
        }

        proof.End();

        bool Knows(string migration) => !findings.Pending.Contains(migration);

        long Count(string sql) => connection.ExecuteScalar<long>(sql, transaction: reading, commandTimeout: 0);
    }
}
