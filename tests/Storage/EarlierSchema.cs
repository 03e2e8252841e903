using System.Data.Common;
using Dapper;
using Diagnostics.Engine.Storage;
using Npgsql;

namespace Diagnostics.Tests.Storage;

/// <summary>
/// A store as a program of before left it: the schema of some migrations ago, made by those scripts themselves, and in it, instead of the scripts' own first
/// rows, what a store of today holds of the columns there were.
/// </summary>
internal static class EarlierSchema
{
    /// <param name="from">The path of a SQLite file that nobody has open.</param>
    /// <param name="to">The path of a file that is made.</param>
    /// <param name="back">Migrations that are yet to come.</param>
    /// <returns>Rows that were brought.</returns>
    public static long CopySqlite(string from, string to, int back)
    {
        using Dialect dialect = Dialect.For("sqlite:" + to, new StoreOptions());
        DbConnection earlier = dialect.OpenWriter();
        try
        {
            Apply(earlier, dialect, back);
            earlier.Execute("ATTACH @from AS today", new { from });
            earlier.Execute("PRAGMA foreign_keys = OFF");
            long rows = 0;
            foreach (string table in earlier.Query<string>("SELECT name FROM main.sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> 'schema_migration'").ToArray())
            {
                string columns = Shared(Columns("today"), Columns("main"));
                rows += columns.Length == 0 ? 0 : earlier.Execute($"DELETE FROM main.{table}; INSERT INTO main.{table} ({columns}) SELECT {columns} FROM today.{table}");

                IEnumerable<string> Columns(string schema) => earlier.Query<string>($"SELECT name FROM pragma_table_info('{table}', '{schema}')");
            }

            earlier.Execute("DETACH today");
            return rows;
        }
        finally
        {
            dialect.Close(earlier);
        }
    }

    /// <param name="from">A connection string.</param>
    /// <param name="to">Another, to an empty database.</param>
    /// <param name="back">Migrations that are yet to come.</param>
    /// <returns>Rows that were brought.</returns>
    public static long CopyPostgres(string from, string to, int back)
    {
        using Dialect dialect = Dialect.For("postgres:" + to, new StoreOptions());
        using var earlier = (NpgsqlConnection)dialect.OpenWriter();
        using NpgsqlConnection today = new(from);
        today.Open();
        Apply(earlier, dialect, back);
        earlier.Execute("SET session_replication_role = replica");
        long rows = 0;
        foreach (string table in earlier.Query<string>("SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' AND table_name <> 'schema_migration'").ToArray())
        {
            string columns = Shared(Columns(today), Columns(earlier));
            if (columns.Length > 0)
            {
                earlier.Execute($"DELETE FROM {table}");
                using (TextReader given = today.BeginTextExport($"COPY {table} ({columns}) TO STDOUT"))
                using (TextWriter taken = earlier.BeginTextImport($"COPY {table} ({columns}) FROM STDIN"))
                {
                    taken.Write(given.ReadToEnd());
                }

                rows += earlier.ExecuteScalar<long>($"SELECT COUNT(*) FROM {table}");
            }

            IEnumerable<string> Columns(NpgsqlConnection of) =>
                of.Query<string>("SELECT column_name FROM information_schema.columns WHERE table_schema = 'public' AND table_name = @table ORDER BY ordinal_position", new { table });
        }

        return rows;
    }

    /// <param name="from">Name of a database of the same server.</param>
    /// <param name="to">A connection string to an empty database.</param>
    /// <param name="back">Migrations that are yet to come.</param>
    /// <returns>Rows that were brought.</returns>
    public static long CopySqlServer(string from, string to, int back)
    {
        using Dialect dialect = Dialect.For("sqlserver:" + to, new StoreOptions());
        using DbConnection earlier = dialect.OpenWriter();
        Apply(earlier, dialect, back);
        long rows = 0;
        string[] tables = [.. earlier.Query<string>("SELECT name FROM sys.tables WHERE name <> 'schema_migration'")];
        Array.ForEach(tables, table => earlier.Execute($"ALTER TABLE {table} NOCHECK CONSTRAINT ALL"));
        foreach (string table in tables)
        {
            string columns = Shared(Columns($"{from}.dbo."), Columns("dbo."));
            rows += columns.Length == 0 ? 0 : earlier.Execute($"DELETE FROM dbo.{table}; INSERT INTO dbo.{table} ({columns}) SELECT {columns} FROM {from}.dbo.{table}");

            IEnumerable<string> Columns(string place) => earlier.Query<string>(
                $"SELECT name FROM {place.Replace("dbo.", "", StringComparison.Ordinal)}sys.columns WHERE object_id = OBJECT_ID(@table) ORDER BY column_id", new { table = place + table });
        }

        Array.ForEach(tables, table => earlier.Execute($"ALTER TABLE {table} WITH CHECK CHECK CONSTRAINT ALL"));
        return rows;
    }

    private static void Apply(DbConnection connection, Dialect dialect, int back)
    {
        Migration[] all = [.. Migrations.Of(dialect.Name)];
        Assert.Equal(all.Length - back, Migrations.Apply(connection, dialect, all[..^back], TimeProvider.System).Count);
    }

    private static string Shared(IEnumerable<string> one, IEnumerable<string> other) => string.Join(", ", one.Intersect(other, StringComparer.Ordinal));
}
