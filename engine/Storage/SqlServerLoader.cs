using System.Data;
using System.Data.Common;
using Microsoft.Data.SqlClient;

namespace Diagnostics.Engine.Storage;

/// <summary>SQL Server: SqlBulkCopy, constraints checked as rows come, so that they stay trusted.</summary>
internal sealed class SqlServerLoader : TableLoader
{
    protected override string Columns => """
        SELECT t.name, c.name, LOWER(y.name), CASE WHEN y.name = 'nvarchar' AND c.max_length > 0 THEN CAST(c.max_length / 2 AS bigint) ELSE NULL END
        FROM sys.tables t JOIN sys.columns c ON c.object_id = t.object_id JOIN sys.types y ON y.user_type_id = c.user_type_id
        WHERE t.schema_id = SCHEMA_ID() AND t.is_ms_shipped = 0
        ORDER BY t.name, c.column_id
        """;

    protected override string References => """
        SELECT c.name, p.name FROM sys.foreign_keys k JOIN sys.tables c ON c.object_id = k.parent_object_id JOIN sys.tables p ON p.object_id = k.referenced_object_id
        WHERE c.schema_id = SCHEMA_ID()
        """;

    public override void Load(DbConnection connection, string table, IReadOnlyList<StoreColumn> columns, IReadOnlyList<object?[]> rows)
    {
        using var data = new DataTable();
        foreach (StoreColumn column in columns)
        {
            data.Columns.Add(column.Name, column.Kind == ColumnKind.Text ? typeof(string) : typeof(long));
        }

        foreach (object?[] row in rows)
        {
            data.Rows.Add(row);
        }

        // All rows in one transaction of its own.
        using var bulk = new SqlBulkCopy(
            (SqlConnection)connection, SqlBulkCopyOptions.CheckConstraints | SqlBulkCopyOptions.TableLock | SqlBulkCopyOptions.UseInternalTransaction, null)
        {
            DestinationTableName = Quoted(table),
            BulkCopyTimeout = 0,
        };
        foreach (StoreColumn column in columns)
        {
            bulk.ColumnMappings.Add(column.Name, column.Name);
        }

        bulk.WriteToServer(data);
    }
}
