using System.Data;
using System.Data.Common;
using System.Net.Sockets;
using Dapper;
using Npgsql;
using NpgsqlTypes;

namespace Diagnostics.Engine.Storage;

/// <summary>
/// PostgreSQL: several nodes write; the key (session, number) makes an append repeatable, the epoch read under lock fences nodes.
/// </summary>
internal sealed class PostgresDialect : Dialect
{
    private const long MigrationLock = 5_318_008_001;

    private readonly NpgsqlDataSource _source;

    public PostgresDialect(string connection)
    {
        // A lost server must be noticed in seconds, and two nodes must fit into the hundred connections that a server takes unless told otherwise;
        // a connection string that says otherwise wins.
        var text = new NpgsqlConnectionStringBuilder("Timeout=5;Command Timeout=10;Maximum Pool Size=40;" + connection);
        _source = NpgsqlDataSource.Create(text);
        Readers = _source;
    }

    public override string Name => "postgres";

    public override bool Shared => true;

    public override DbDataSource Readers { get; }

    public override TableLoader Loader { get; } = new PostgresLoader();

    /// <summary>
    /// A node that is cut off in the middle of a transaction leaves its locks with the database, which would keep its students' answers from the other nodes for
    /// as long as the network believes in the connection: after this the database gives them up. Longer than a command may take.
    /// </summary>
    private const string GiveUpSilent = "SET idle_in_transaction_session_timeout = '15s'";

    public override DbConnection OpenWriter()
    {
        NpgsqlConnection connection = _source.OpenConnection();
        connection.Execute(GiveUpSilent);
        return connection;
    }

    public override DbTransaction BeginReading(DbConnection connection) => connection.BeginTransaction(IsolationLevel.RepeatableRead);

    public override void LockMigrations(DbConnection connection) =>
        connection.Execute("SELECT pg_advisory_lock(@key)", new { key = MigrationLock });

    public override void UnlockMigrations(DbConnection connection) =>
        connection.Execute("SELECT pg_advisory_unlock(@key)", new { key = MigrationLock });

    public override string JsonRows => "jsonb_to_recordset(@rows::jsonb) AS r (id text, body text)";

    public override string Now => "SELECT CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS bigint)";

    // Locked in the order of ids, so that two nodes do not wait for each other.
    private const string Epochs = """
        SELECT id, epoch FROM test_session WHERE id = ANY(@ids) AND state IN ('inProgress', 'paused') AND consent = 1 AND COALESCE(parent_consent, 1) = 1
        ORDER BY id FOR SHARE
        """;

    private const string InsertAnswers = """
        INSERT INTO answer_log (session, number, item, value, at_ms, server_ms, flags)
        SELECT * FROM unnest(@session, @number, @item, @value, @at, @server, @flags)
        ON CONFLICT (session, number) DO NOTHING
        """;

    public override IReadOnlySet<int> Append(DbConnection connection, DbTransaction transaction, IReadOnlyList<AnswerBatch> batches)
    {
        string[] ids = [.. batches.Select(batch => batch.Session).Distinct(StringComparer.Ordinal)];
        Dictionary<string, long> epochs = connection.Query<EpochRow>(Epochs, new { ids }, transaction)
            .ToDictionary(row => row.Id, row => row.Epoch, StringComparer.Ordinal);
        var superseded = new HashSet<int>();
        var rows = new AnswerColumns();
        for (int i = 0; i < batches.Count; i++)
        {
            if (epochs.GetValueOrDefault(batches[i].Session, -1) != batches[i].Epoch)
            {
                superseded.Add(i);
                continue;
            }

            rows.Add(batches[i]);
        }

        if (rows.Sessions.Count > 0)
        {
            using var insert = new NpgsqlCommand(InsertAnswers, (NpgsqlConnection)connection, (NpgsqlTransaction)transaction);
            insert.Parameters.Add(Texts("session", rows.Sessions));
            insert.Parameters.Add(new NpgsqlParameter<long[]>("number", [.. rows.Numbers]));
            insert.Parameters.Add(new NpgsqlParameter<long[]>("item", [.. rows.Items]));
            insert.Parameters.Add(Texts("value", rows.Values));
            insert.Parameters.Add(new NpgsqlParameter<long[]>("at", [.. rows.AtMs]));
            insert.Parameters.Add(new NpgsqlParameter<long[]>("server", [.. rows.ServerMs]));
            insert.Parameters.Add(new NpgsqlParameter<long[]>("flags", [.. rows.Remarks]));
            insert.ExecuteNonQuery();
        }

        return superseded;
    }

    private static NpgsqlParameter<string[]> Texts(string name, List<string> values) =>
        new(name, NpgsqlDbType.Array | NpgsqlDbType.Text) { TypedValue = [.. values] };

    // Classes 22 (data), 23 (integrity) and 42 (statement).
    public override bool IsDataError(DbException error) =>
        error is PostgresException { SqlState: ['2', '2' or '3', ..] or ['4', '2', ..] };

    // A name that does not resolve comes as a bare socket's fault.
    public override bool IsTransient(Exception error) =>
        error is NpgsqlException { IsTransient: true } or PostgresException { SqlState: ['5', '7', ..] } or SocketException;

    private sealed record EpochRow
    {
        public required string Id { get; init; }

        public required long Epoch { get; init; }
    }

    private sealed class AnswerColumns
    {
        public List<string> Sessions { get; } = [];

        public List<long> Numbers { get; } = [];

        public List<long> Items { get; } = [];

        public List<string> Values { get; } = [];

        public List<long> AtMs { get; } = [];

        public List<long> ServerMs { get; } = [];

        public List<long> Remarks { get; } = [];

        public void Add(AnswerBatch batch)
        {
            foreach (LoggedAnswer answer in batch.Answers)
            {
                Sessions.Add(batch.Session);
                Numbers.Add(answer.Number);
                Items.Add(answer.Item);
                Values.Add(answer.Value);
                AtMs.Add(answer.AtMs);
                ServerMs.Add(answer.ServerMs);
                Remarks.Add((long)answer.Remarks);
            }
        }
    }
}
