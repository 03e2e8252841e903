using System.Data.Common;

namespace Diagnostics.Engine.Storage;

/// <summary>In what the SQL engines differ when all rows of a store are moved: its catalogue, a value as it stands, many rows at once.</summary>
internal abstract class TableLoader
{
    /// <summary>SQL of the columns in their order: table, column, type in lower case, most UTF-16 units of a text or null.</summary>
    protected abstract string Columns { get; }

    /// <summary>SQL of the foreign keys: table, table it refers to.</summary>
    protected abstract string References { get; }

    /// <summary>Columns no other engine has, as table.column: what they hold is made anew.</summary>
    public virtual IReadOnlySet<string> Own { get; } = new HashSet<string>();

    /// <summary>Every table of the store besides the record of its migrations, parents first.</summary>
    public IReadOnlyList<StoreTable> Tables(DbConnection connection, DbTransaction? transaction)
    {
        ILookup<string, string> parents = Rows(connection, transaction, References)
            .Where(row => row.GetString(0) != row.GetString(1))
            .Select(row => (Table: row.GetString(0), Parent: row.GetString(1)))
            .ToLookup(pair => pair.Table, pair => pair.Parent, StringComparer.Ordinal);
        return StoreTable.ParentsFirst(Rows(connection, transaction, Columns)
            .Select(row => (Table: row.GetString(0), Column: new StoreColumn(row.GetString(1), row.GetString(2), row.IsDBNull(3) ? null : Convert.ToInt64(row.GetValue(3), null))))
            .GroupBy(pair => pair.Table, pair => pair.Column, StringComparer.Ordinal)
            .Where(table => table.Key != Migrations.Record)
            .Select(table => new StoreTable(table.Key, [.. table], [.. parents[table.Key].Distinct(StringComparer.Ordinal)])));
    }

    /// <summary>A text, a whole number or null; anything else as it is, for the caller to refuse.</summary>
    /// <exception cref="InvalidDataException">The text cannot be read.</exception>
    public virtual object? Value(DbDataReader row, int column) => row.GetValue(column) switch
    {
        DBNull => null,
        int number => (long)number,
        object value => value,
    };

    /// <summary>Adds rows, all or none; columns that are not named stay empty.</summary>
    public abstract void Load(DbConnection connection, string table, IReadOnlyList<StoreColumn> columns, IReadOnlyList<object?[]> rows);

    /// <summary>Takes every row of the tables away.</summary>
    /// <param name="tables">Parents first.</param>
    public virtual void Clear(DbConnection connection, IReadOnlyList<StoreTable> tables)
    {
        foreach (StoreTable table in tables.Reverse())
        {
            Execute(connection, $"DELETE FROM {Quoted(table.Name)}");
        }
    }

    /// <summary>After all rows have come, also from another engine.</summary>
    /// <param name="renumbered">The engine's own columns were not in the source.</param>
    public virtual void Settle(DbConnection connection, bool renumbered)
    {
    }

    /// <summary>A name from a store's catalogue; names cannot be parameters.</summary>
    public static string Quoted(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>Names from a store's catalogue with commas.</summary>
    public static string Listed(IEnumerable<StoreColumn> columns) => string.Join(", ", columns.Select(column => Quoted(column.Name)));

    protected static void Execute(DbConnection connection, string sql)
    {
        using DbCommand command = connection.CreateCommand();
        (command.CommandText, command.CommandTimeout) = (sql, 0);
        command.ExecuteNonQuery();
    }

    private static IEnumerable<DbDataReader> Rows(DbConnection connection, DbTransaction? transaction, string sql)
    {
        using DbCommand command = connection.CreateCommand();
        (command.CommandText, command.Transaction, command.CommandTimeout) = (sql, transaction, 0);
        using DbDataReader rows = command.ExecuteReader();
        while (rows.Read())
        {
            yield return rows;
        }
    }
}
