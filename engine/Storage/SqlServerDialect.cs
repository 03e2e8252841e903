using System.Data;
using System.Data.Common;
using System.Text.Json;
using Dapper;
using Microsoft.Data.SqlClient;

namespace Diagnostics.Engine.Storage;

/// <summary>SQL Server: as PostgreSQL; rows travel as JSON (OPENJSON, compatibility level 130 and above).</summary>
internal sealed class SqlServerDialect(string connection) : Dialect
{
    // Deadlock victim, lock timeout, connection trouble, fail-over and Azure throttling.
    private const int Deadlock = 1205;

    private static readonly HashSet<int> TransientNumbers =
    [
        -2, 20, 64, 121, 233, 1222, 4060, 4221, 10053, 10054, 10060, 10928, 10929, 11001, 40197, 40501, 40613,
        49918, 49919, 49920, Deadlock,
    ];

    // Constraints, null in a column, truncation, conversion, overflow.
    private static readonly HashSet<int> DataNumbers = [220, 241, 242, 245, 248, 515, 547, 2601, 2627, 2628, 8114, 8115, 8152];

    public override string Name => "sqlserver";

    public override bool Shared => true;

    public override DbDataSource Readers { get; } = SqlClientFactory.Instance.CreateDataSource(connection);

    public override TableLoader Loader { get; } = new SqlServerLoader();

    public override DbConnection OpenWriter() => Readers.OpenConnection();

    /// <summary>Asks for ALLOW_SNAPSHOT_ISOLATION; the weaker levels would hold up the writers or mix moments.</summary>
    public override DbTransaction BeginReading(DbConnection connection) => connection.BeginTransaction(IsolationLevel.Snapshot);

    public override string Now => "SELECT DATEDIFF_BIG(millisecond, '1970-01-01', SYSUTCDATETIME())";

    private const string TakeLock = """
        DECLARE @taken int;
        EXEC @taken = sp_getapplock @Resource = 'diagnostics-migrations', @LockMode = 'Exclusive', @LockOwner = 'Session',
            @LockTimeout = 60000;
        IF @taken < 0 THROW 50001, 'Another node is migrating this database.', 1;
        """;

    public override void LockMigrations(DbConnection connection) => connection.Execute(TakeLock);

    public override void UnlockMigrations(DbConnection connection) =>
        connection.Execute("EXEC sp_releaseapplock @Resource = 'diagnostics-migrations', @LockOwner = 'Session'");

    // HOLDLOCK keeps the shared row locks to the end of the transaction.
    private const string Epochs = """
        SELECT s.id, s.epoch
        FROM test_session s WITH (ROWLOCK, HOLDLOCK)
        JOIN OPENJSON(@ids) WITH (id nvarchar(80) COLLATE Latin1_General_100_BIN2 '$') given ON given.id = s.id
        WHERE s.state IN ('inProgress', 'paused') AND s.consent = 1 AND COALESCE(s.parent_consent, 1) = 1
        """;

    private const string InsertAnswers = """
        INSERT INTO answer_log (session, number, item, value, at_ms, server_ms, flags)
        SELECT r.s, r.n, r.q, r.v, r.d, r.t, r.f
        FROM OPENJSON(@rows) WITH (s nvarchar(80) COLLATE Latin1_General_100_BIN2, n bigint, q bigint,
            v nvarchar(64) COLLATE Latin1_General_100_BIN2, d bigint, t bigint, f bigint) r
        WHERE NOT EXISTS (SELECT 1 FROM answer_log known WITH (UPDLOCK, HOLDLOCK) WHERE known.session = r.s AND known.number = r.n)
        """;

    public override string JsonRows => "OPENJSON(@rows) WITH (id nvarchar(80) COLLATE Latin1_General_100_BIN2, body nvarchar(max) COLLATE Latin1_General_100_BIN2) r";

    public override IReadOnlySet<int> Append(DbConnection connection, DbTransaction transaction, IReadOnlyList<AnswerBatch> batches)
    {
        string ids = JsonSerializer.Serialize(
            batches.Select(batch => batch.Session).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        Dictionary<string, long> epochs = connection.Query<EpochRow>(Epochs, new { ids }, transaction)
            .ToDictionary(row => row.Id, row => row.Epoch, StringComparer.Ordinal);
        var superseded = new HashSet<int>();
        var rows = new Dictionary<(string, long), object>();
        for (int i = 0; i < batches.Count; i++)
        {
            AnswerBatch batch = batches[i];
            if (epochs.GetValueOrDefault(batch.Session, -1) != batch.Epoch)
            {
                superseded.Add(i);
                continue;
            }

            foreach (LoggedAnswer answer in batch.Answers)
            {
                rows.TryAdd(
                    (batch.Session, answer.Number),
                    new
                    {
                        s = batch.Session,
                        n = answer.Number,
                        q = answer.Item,
                        v = answer.Value,
                        d = answer.AtMs,
                        t = answer.ServerMs,
                        f = (int)answer.Remarks,
                    });
            }
        }

        if (rows.Count > 0)
        {
            connection.Execute(InsertAnswers, new { rows = JsonSerializer.Serialize(rows.Values) }, transaction);
        }

        return superseded;
    }

    public override bool IsDataError(DbException error) => error is SqlException sql && DataNumbers.Contains(sql.Number);

    public override bool IsTransient(Exception error) => error is SqlException sql && TransientNumbers.Contains(sql.Number);

    /// <summary>SQL Server has no release; a savepoint of the same name replaces the older one.</summary>
    public override void Release(DbTransaction transaction, string savepoint)
    {
    }

    private sealed record EpochRow
    {
        public required string Id { get; init; }

        public required long Epoch { get; init; }
    }
}
