using System.Data.Common;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Diagnostics.Engine.Storage;

/// <summary>
/// SQLite: one prepared statement in a transaction. Its log numbers its rows and sessions keep from where on theirs stand; a store that comes from
/// elsewhere has neither.
/// </summary>
internal sealed class SqliteLoader : TableLoader
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public override IReadOnlySet<string> Own { get; } = new HashSet<string> { "answer_log.id", "test_session.log_floor" };

    protected override string Columns => """
        SELECT t.name, c.name, lower(c.type), NULL FROM sqlite_master t JOIN pragma_table_info(t.name) c
        WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite%' ORDER BY t.name, c.cid
        """;

    protected override string References => """
        SELECT t.name, f."table" FROM sqlite_master t JOIN pragma_foreign_key_list(t.name) f WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite%'
        """;

    /// <summary>By its storage class and its bytes: the provider ends a text at U+0000 and mends what is no UTF-8, and both would be lost unseen.</summary>
    public override object? Value(DbDataReader row, int column)
    {
        sqlite3_stmt at = ((SqliteDataReader)row).Handle!;
        switch (raw.sqlite3_column_type(at, column))
        {
            case raw.SQLITE_NULL:
                return null;
            case raw.SQLITE_INTEGER:
                return raw.sqlite3_column_int64(at, column);
            case raw.SQLITE_TEXT:
                try
                {
                    return Strict.GetString(raw.sqlite3_column_blob(at, column));
                }
                catch (DecoderFallbackException error)
                {
                    throw new InvalidDataException("a text that is no UTF-8", error);
                }

            default:
                return row.GetValue(column);
        }
    }

    public override void Load(DbConnection connection, string table, IReadOnlyList<StoreColumn> columns, IReadOnlyList<object?[]> rows)
    {
        var target = (SqliteConnection)connection;
        using SqliteTransaction transaction = target.BeginTransaction();
        string values = string.Join(", ", Enumerable.Range(0, columns.Count).Select(number => $"${number}"));
        using var insert = new SqliteCommand($"INSERT INTO {Quoted(table)} ({Listed(columns)}) VALUES ({values})", target, transaction);
        SqliteParameter[] parameters = [.. columns.Select((column, number) =>
            insert.Parameters.Add($"${number}", column.Kind == ColumnKind.Text ? SqliteType.Text : SqliteType.Integer))];
        insert.Prepare();
        foreach (object?[] row in rows)
        {
            for (int number = 0; number < row.Length; number++)
            {
                parameters[number].Value = row[number] ?? DBNull.Value;
            }

            insert.ExecuteNonQuery();
        }

        transaction.Commit();
    }

    // Rows came in the order of sessions. A session without answers stands at the end of the log, where its first one will; a rehearsal is looked for from the beginning.
    private const string Floors = """
        CREATE TEMP TABLE first_answer AS SELECT session, MIN(id) AS id FROM answer_log GROUP BY session;
        CREATE INDEX temp.first_answer_session ON first_answer (session);
        UPDATE test_session SET log_floor = COALESCE(
            (SELECT f.id - 1 FROM first_answer f WHERE f.session = test_session.id), (SELECT COALESCE(MAX(id), 0) FROM answer_log))
        WHERE started_at IS NOT NULL;
        DROP TABLE first_answer;
        """;

    private const string RehearsalFloor = "UPDATE rehearsal SET log_floor = 0";

    public override void Settle(DbConnection connection, bool renumbered)
    {
        if (renumbered)
        {
            Execute(connection, Floors);
            if (Tables(connection, null).Any(table => table.Name == "rehearsal"))
            {
                Execute(connection, RehearsalFloor);
            }
        }
    }
}
