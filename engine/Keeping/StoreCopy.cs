using System.Data;
using System.Data.Common;
using System.Globalization;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Keeping;

/// <summary>
/// Copies one moment of a store into an empty one of any SQL engine, at the source's own schema, and reads every row again. The target is marked from
/// before its first table until after its last proof: no program opens it meanwhile, and the next copy into it begins anew. Memory for one portion of rows.
/// </summary>
internal sealed class StoreCopy(Dialect source, Dialect target, TimeProvider clock)
{
    private const int PortionRows = 10_000;
    private const int PortionChars = 4 * 1_024 * 1_024;
    private const int Passes = 2;
    private const string Unfinished = "The target is an unfinished copy: no server opens it, and the same command begins it anew.";

    // The log of a store without a key is looked through from where an open session begins: those come last.
    private const string OpenLast = """
         ORDER BY CASE WHEN session IN (SELECT id FROM test_session WHERE state IN ('inProgress', 'paused')) THEN 1 ELSE 0 END, session, number
        """;

    /// <param name="before">Looks at the source's moment before anything is written.</param>
    /// <param name="whole">Runs when everything is copied and proved, before the target opens.</param>
    /// <exception cref="InvalidOperationException">
    /// The source holds no store, or one this program does not know; the target is not empty; a row cannot stand in the target, or stands there otherwise.
    /// </exception>
    public IReadOnlyList<CopiedTable> Run(
        IProgress<double> progress, CancellationToken cancellation, Action<DbConnection, DbTransaction>? before = null, Action? whole = null)
    {
        using DbConnection from = Open(source.Readers.OpenConnection, "source");
        using DbTransaction reading = source.BeginReading(from);
        IReadOnlyList<Migration> schema = SchemaOf(from, reading);
        before?.Invoke(from, reading);
        using DbConnection to = Open(target.OpenWriter, "target");
        try
        {
            target.LockMigrations(to);
            Migrations.BeginCopy(to, target, schema, clock);
            try
            {
                IReadOnlyList<CopiedTable> copied = Fill(from, reading, to, progress, cancellation);
                whole?.Invoke();
                Migrations.EndCopy(to);
                target.UnlockMigrations(to);
                return copied;
            }
            catch (OperationCanceledException)
            {
                throw new InvalidOperationException($"Stopped. {Unfinished}");
            }
            catch (Exception error) when (error is DbException or InvalidOperationException or IOException)
            {
                throw new InvalidOperationException($"{error.Message} {Unfinished}", error);
            }
        }
        catch (DbException error)
        {
            throw new InvalidOperationException($"The target cannot be written: {error.Message}", error);
        }
    }

    // What only the target's engine has cannot come from the source.
    private bool Renumbers => target.Loader.Own.Count > 0 && source.Loader.Own.Count == 0;

    private static DbConnection Open(Func<DbConnection> open, string which)
    {
        try
        {
            return open();
        }
        catch (DbException error)
        {
            throw new InvalidOperationException($"The {which} cannot be opened: {error.Message}", error);
        }
    }

    /// <summary>The target is of the source's schema: its next start applies the rest, as it would have done to the source.</summary>
    private IReadOnlyList<Migration> SchemaOf(DbConnection from, DbTransaction reading)
    {
        try
        {
            if (!Migrations.HasRecord(from, source, reading))
            {
                throw new InvalidOperationException("The source holds no store.");
            }

            HashSet<string> names = [.. Migrations.Applied(from, reading, Migrations.Of(source.Name)).Select(migration => migration.Name)];
            return [.. Migrations.Of(target.Name).Where(migration => names.Contains(migration.Name))];
        }
        catch (DbException error)
        {
            throw new InvalidOperationException($"The source cannot be read: {error.Message}", error);
        }
    }

    private List<CopiedTable> Fill(DbConnection from, DbTransaction reading, DbConnection to, IProgress<double> progress, CancellationToken cancellation)
    {
        IReadOnlyList<StoreTable> tables = target.Loader.Tables(to, null);
        IReadOnlyList<TablePair> pairs = TablePair.Match(source.Loader.Tables(from, reading), tables, [.. source.Loader.Own, .. target.Loader.Own]);
        target.Loader.Clear(to, tables);
        var count = new Steps(progress, Passes * pairs.Sum(pair => Count(from, reading, pair.Name)));
        List<CopiedTable> copied = [];
        foreach (TablePair pair in pairs)
        {
            copied.Add(Move(pair, from, reading, to, count, cancellation));
        }

        foreach (TablePair pair in pairs)
        {
            Prove(pair, copied.First(table => table.Name == pair.Name), to, count, cancellation);
        }

        target.Loader.Settle(to, Renumbers);
        return copied;
    }

    private CopiedTable Move(TablePair pair, DbConnection from, DbTransaction reading, DbConnection to, Steps count, CancellationToken cancellation)
    {
        var digest = new RowsDigest();
        List<object?[]> portion = [];
        int chars = 0;
        string order = pair.Name == "answer_log" && Renumbers ? OpenLast : "";
        foreach (object?[] row in Rows(source, from, reading, pair, pair.From, order))
        {
            cancellation.ThrowIfCancellationRequested();
            pair.Require(row, digest.Rows + 1);
            digest.Add(row);
            portion.Add(row);
            chars += Chars(row);
            if (portion.Count == PortionRows || chars >= PortionChars)
            {
                Load(pair, to, portion, digest.Rows);
                count.Add(portion.Count);
                portion.Clear();
                chars = 0;
            }
        }

        if (portion.Count > 0)
        {
            Load(pair, to, portion, digest.Rows);
            count.Add(portion.Count);
        }

        return new CopiedTable(pair.Name, digest.Rows, digest.Hash);
    }

    private static int Chars(object?[] row)
    {
        int chars = 0;
        foreach (object? value in row)
        {
            chars += (value as string)?.Length ?? 0;
        }

        return chars;
    }

    private void Load(TablePair pair, DbConnection to, List<object?[]> rows, long last)
    {
        try
        {
            target.Loader.Load(to, pair.Name, pair.To, rows);
            target.Rest(to, idle: true);
        }
        catch (DbException error)
        {
            throw new InvalidOperationException(
                string.Create(CultureInfo.InvariantCulture, $"Table {pair.Name}, rows {last - rows.Count + 1} to {last}: the target refuses them: {error.Message}"), error);
        }
    }

    private void Prove(TablePair pair, CopiedTable copied, DbConnection to, Steps count, CancellationToken cancellation)
    {
        var digest = new RowsDigest();
        foreach (object?[] row in Rows(target, to, null, pair, pair.To, ""))
        {
            cancellation.ThrowIfCancellationRequested();
            digest.Add(row);
            count.Add(1);
        }

        if (digest.Rows != copied.Rows || digest.Hash != copied.Hash)
        {
            throw new InvalidOperationException(string.Create(
                CultureInfo.InvariantCulture,
                $"Table {pair.Name}: {copied.Rows} rows with hash {copied.Hash} were read, {digest.Rows} with hash {digest.Hash} stand in the target."));
        }
    }

    private static IEnumerable<object?[]> Rows(
        Dialect dialect, DbConnection connection, DbTransaction? reading, TablePair pair, IReadOnlyList<StoreColumn> columns, string order)
    {
        using DbCommand command = Command(connection, reading, $"SELECT {TableLoader.Listed(columns)} FROM {TableLoader.Quoted(pair.Name)}{order}");
        using DbDataReader rows = command.ExecuteReader(CommandBehavior.SingleResult);
        for (long number = 1; rows.Read(); number++)
        {
            object?[] row = new object?[columns.Count];
            for (int column = 0; column < row.Length; column++)
            {
                try
                {
                    row[column] = dialect.Loader.Value(rows, column);
                }
                catch (InvalidDataException error)
                {
                    throw pair.Refusal(columns[column], number, error.Message);
                }
            }

            yield return row;
        }
    }

    private static long Count(DbConnection connection, DbTransaction? reading, string table)
    {
        using DbCommand command = Command(connection, reading, $"SELECT COUNT(*) FROM {TableLoader.Quoted(table)}");
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    private static DbCommand Command(DbConnection connection, DbTransaction? reading, string sql)
    {
        DbCommand command = connection.CreateCommand();
        (command.CommandText, command.Transaction, command.CommandTimeout) = (sql, reading, 0);
        return command;
    }

    private sealed class Steps(IProgress<double> progress, long all)
    {
        private long _done;

        public void Add(int steps) => progress.Report(Math.Min(1, (double)(_done += steps) / Math.Max(1, all)));
    }
}
