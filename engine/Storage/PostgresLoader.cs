using System.Data.Common;
using Npgsql;
using NpgsqlTypes;

namespace Diagnostics.Engine.Storage;

/// <summary>PostgreSQL: COPY in its binary form.</summary>
internal sealed class PostgresLoader : TableLoader
{
    // A slow disk may take its time over one commit; a dead server is noticed all the same.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    // Partitions are no tables of their own.
    protected override string Columns => """
        SELECT c.relname, a.attname, t.typname, CAST(NULL AS bigint)
        FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped JOIN pg_type t ON t.oid = a.atttypid
        WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
        ORDER BY c.relname, a.attnum
        """;

    protected override string References => """
        SELECT c.relname, p.relname FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_class p ON p.oid = k.confrelid
        WHERE k.contype = 'f' AND c.relnamespace = current_schema()::regnamespace AND NOT c.relispartition AND NOT p.relispartition
        """;

    public override void Load(DbConnection connection, string table, IReadOnlyList<StoreColumn> columns, IReadOnlyList<object?[]> rows)
    {
        NpgsqlDbType[] types = [.. columns.Select(column => column.Type switch
        {
            "int8" => NpgsqlDbType.Bigint,
            "int4" => NpgsqlDbType.Integer,
            _ => NpgsqlDbType.Text,
        })];
        using NpgsqlBinaryImporter importer = ((NpgsqlConnection)connection)
            .BeginBinaryImport($"COPY {Quoted(table)} ({Listed(columns)}) FROM STDIN (FORMAT BINARY)");
        importer.Timeout = Patience;
        foreach (object?[] row in rows)
        {
            importer.StartRow();
            for (int number = 0; number < row.Length; number++)
            {
                Write(importer, row[number], types[number]);
            }
        }

        importer.Complete();
    }

    public override void Clear(DbConnection connection, IReadOnlyList<StoreTable> tables) =>
        Execute(connection, $"TRUNCATE {string.Join(", ", tables.Select(table => Quoted(table.Name)))}");

    /// <summary>Plans of an empty store would be kept until the server looks for itself.</summary>
    public override void Settle(DbConnection connection, bool renumbered) => Execute(connection, "ANALYZE");

    private static void Write(NpgsqlBinaryImporter importer, object? value, NpgsqlDbType type)
    {
        switch (value)
        {
            case null:
                importer.WriteNull();
                break;
            case long number when type == NpgsqlDbType.Integer:
                importer.Write(checked((int)number), type);
                break;
            case long number:
                importer.Write(number, type);
                break;
            default:
                importer.Write((string)value, type);
                break;
        }
    }
}
