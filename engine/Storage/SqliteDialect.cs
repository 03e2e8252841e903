using System.Collections.Frozen;
using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Diagnostics.Engine.Storage;

/// <summary>
/// SQLite: one process, one writing connection. SQLite 3.35.5 can corrupt its file when two connections write or checkpoint at the same
/// moment, so the writer holds a lock file that keeps a second one out, readers open read-only, and only the writer checkpoints. Who only
/// reads takes no lock.
/// </summary>
internal sealed class SqliteDialect : Dialect
{
    private const int SqliteToobig = 18;
    private const int SqliteConstraint = 19;
    private const int SqliteMismatch = 20;
    private const int SqliteRange = 25;

    private readonly string _path;
    private readonly string _writing;
    private readonly StoreOptions _options;
    private FileStream? _lock;
    private volatile bool _erased;

    public SqliteDialect(string connection, StoreOptions options)
    {
        Batteries_V2.Init();
        _options = options;
        SqliteConnectionStringBuilder text = SqliteFile.Parse(connection);
        _path = text.DataSource;
        text.DefaultTimeout = 2;
        text.Pooling = false;
        _writing = text.ToString();
        text.Mode = SqliteOpenMode.ReadOnly;
        text.Pooling = true;
        text.DefaultTimeout = 5;
        Readers = SqliteFactory.Instance.CreateDataSource(text.ToString());
    }

    public override string Name => "sqlite";

    public override bool Shared => false;

    public override DbDataSource Readers { get; }

    public override string StartMark => ", log_floor = (SELECT COALESCE(MAX(id), 0) FROM answer_log)";

    // secure_delete: what is erased is overwritten, not only let go of. journal_size_limit lets the size of the log file tell how much waits for a checkpoint.
    private string WriterSettings => $"""
        PRAGMA journal_mode = WAL;
        PRAGMA synchronous = {(_options.SyncsEachCommit ? "FULL" : "NORMAL")};
        PRAGMA wal_autocheckpoint = 0;
        PRAGMA journal_size_limit = 4194304;
        PRAGMA foreign_keys = ON;
        PRAGMA secure_delete = ON;
        """;

    public override TableLoader Loader { get; } = new SqliteLoader();

    public override DbConnection OpenWriter()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
        _lock ??= SqliteFile.TakeLock(_path);
        var connection = new SqliteConnection(_writing);
        try
        {
            connection.Open();
            connection.Execute(WriterSettings);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public override void LockMigrations(DbConnection connection)
    {
    }

    public override void UnlockMigrations(DbConnection connection)
    {
    }

    private const string InsertAnswer = """
        INSERT INTO answer_log (session, number, item, value, at_ms, server_ms, flags)
        VALUES ($session, $number, $item, $value, $at, $server, $flags)
        """;

    public override IReadOnlySet<int> Append(DbConnection connection, DbTransaction transaction, IReadOnlyList<AnswerBatch> batches)
    {
        using var insert = new SqliteCommand(InsertAnswer, (SqliteConnection)connection, (SqliteTransaction)transaction);
        SqliteParameter session = insert.Parameters.Add("$session", SqliteType.Text);
        SqliteParameter number = insert.Parameters.Add("$number", SqliteType.Integer);
        SqliteParameter item = insert.Parameters.Add("$item", SqliteType.Integer);
        SqliteParameter value = insert.Parameters.Add("$value", SqliteType.Text);
        SqliteParameter at = insert.Parameters.Add("$at", SqliteType.Integer);
        SqliteParameter server = insert.Parameters.Add("$server", SqliteType.Integer);
        SqliteParameter flags = insert.Parameters.Add("$flags", SqliteType.Integer);
        insert.Prepare();
        foreach (AnswerBatch batch in batches)
        {
            session.Value = batch.Session;
            foreach (LoggedAnswer answer in batch.Answers)
            {
                number.Value = answer.Number;
                item.Value = (long)answer.Item;
                value.Value = answer.Value;
                at.Value = answer.AtMs;
                server.Value = answer.ServerMs;
                flags.Value = (long)answer.Remarks;
                insert.ExecuteNonQuery();
            }
        }

        // One process writes: its own gate is the fence.
        return FrozenSet<int>.Empty;
    }

    public override bool IsDataError(DbException error) =>
        error is SqliteException { SqliteErrorCode: SqliteToobig or SqliteConstraint or SqliteMismatch or SqliteRange };

    public override bool IsTransient(Exception error) =>
        error is SqliteException sqlite && sqlite.SqliteErrorCode is raw.SQLITE_BUSY or raw.SQLITE_LOCKED or raw.SQLITE_IOERR
            or raw.SQLITE_FULL or raw.SQLITE_CANTOPEN or raw.SQLITE_PROTOCOL or raw.SQLITE_READONLY;

    /// <summary>
    /// A COMMIT that fails on a full disk has rolled back already. The provider does not notice, fails to roll back once more, and its connection
    /// could never be closed again: so there is something to roll back.
    /// </summary>
    public override void Abandon(DbTransaction transaction)
    {
        if (transaction.Connection is SqliteConnection { Handle: { } handle } && raw.sqlite3_get_autocommit(handle) != 0)
        {
            raw.sqlite3_exec(handle, "BEGIN");
        }

        transaction.Dispose();
    }

    public override bool IsFull(Exception error) => error is SqliteException { SqliteErrorCode: raw.SQLITE_FULL };

    /// <summary>
    /// Checkpoints when idle above the limit, and in any case at eight times the limit, so that the log stays bounded under steady load.
    /// </summary>
    public override long Rest(DbConnection connection, bool idle)
    {
        if (_erased && idle)
        {
            // Old pages may still hold what was erased: the whole log goes into the file and is cut. A reader in the way puts it off.
            _erased = connection.QueryFirst<long>(CutLog) != 0;
        }

        var log = new FileInfo(_path + "-wal");
        long bytes = log.Exists ? log.Length : 0;
        if (bytes > (idle ? _options.CheckpointBytes : 8L * _options.CheckpointBytes))
        {
            connection.Execute("PRAGMA wal_checkpoint(PASSIVE)");
        }

        return bytes;
    }

    private const string CutLog = "PRAGMA wal_checkpoint(TRUNCATE)";

    public override void Erased() => _erased = true;

    public override void Close(DbConnection connection)
    {
        connection.Execute(CutLog);
        connection.Dispose();
    }

    /// <summary>A deferred transaction: one that begins with a write lock would be refused on a read-only connection.</summary>
    public override DbTransaction BeginReading(DbConnection connection) => ((SqliteConnection)connection).BeginTransaction(deferred: true);

    private const string ForeignKeyCheck = """SELECT "table", parent, COUNT(*) AS "rows" FROM pragma_foreign_key_check GROUP BY 1, 2""";

    public override IReadOnlyList<string> Damage(DbConnection connection, DbTransaction reading) =>
    [
        .. connection.Query<string>("PRAGMA integrity_check", transaction: reading, commandTimeout: 0).Where(line => line != "ok"),
        .. connection.Query<DanglingRow>(ForeignKeyCheck, transaction: reading, commandTimeout: 0)
            .Select(found => $"{found.Rows} rows of {found.Table} refer to no row of {found.Parent}"),
    ];

    public override void Dispose()
    {
        using (var reader = (SqliteConnection)Readers.CreateConnection())
        {
            SqliteConnection.ClearPool(reader);
        }

        base.Dispose();
        _lock?.Dispose();
    }

    private sealed record DanglingRow
    {
        public required string Table { get; init; }

        public required string Parent { get; init; }

        public required long Rows { get; init; }
    }
}
