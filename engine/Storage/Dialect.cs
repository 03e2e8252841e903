using System.Data.Common;

namespace Diagnostics.Engine.Storage;

/// <summary>Everything in which the SQL engines differ for this product. All other SQL is portable.</summary>
internal abstract class Dialect : IDisposable
{
    /// <summary>Folder of the migrations: sqlite, postgres or sqlserver.</summary>
    public abstract string Name { get; }

    /// <summary>
    /// Whether other nodes write to the same store. Then epochs are checked in the transaction, answers carry a unique key and a session's
    /// marks can be read at any time; otherwise one process owns the store and its marks are the truth between starts.
    /// </summary>
    public abstract bool Shared { get; }

    /// <summary>Connections for reading.</summary>
    public abstract DbDataSource Readers { get; }

    /// <summary>How all rows of a store come and go.</summary>
    public abstract TableLoader Loader { get; }

    /// <summary>Opens the writing connection; also takes what must be held while this process writes.</summary>
    public abstract DbConnection OpenWriter();

    /// <summary>Keeps other nodes out while migrations run; the lock ends with the connection at the latest.</summary>
    public abstract void LockMigrations(DbConnection connection);

    public abstract void UnlockMigrations(DbConnection connection);

    /// <summary>
    /// Writes the batches' answers inside the transaction and returns the positions of batches whose epoch is superseded in the store.
    /// </summary>
    public abstract IReadOnlySet<int> Append(DbConnection connection, DbTransaction transaction, IReadOnlyList<AnswerBatch> batches);

    /// <summary>The statement's data is to blame (a constraint, a range): the same store takes other statements.</summary>
    public abstract bool IsDataError(DbException error);

    /// <summary>A repetition may succeed: a lost connection, a lock, a restart.</summary>
    public abstract bool IsTransient(Exception error);

    /// <summary>The disk under the store has no room left.</summary>
    public virtual bool IsFull(Exception error) => false;

    /// <summary>
    /// SQL that also sets, on a session that starts, the log id above which its answers will stand; empty where the log has a key.
    /// </summary>
    public virtual string StartMark => "";

    /// <summary>SQL of a table r (id, body) of the JSON array @rows, so that one statement writes many rows; empty where no other node reads them.</summary>
    public virtual string JsonRows => "";

    /// <summary>SQL of the database's time, Unix ms; empty where one process owns the store.</summary>
    public virtual string Now => "";

    /// <summary>Begins reading one moment of the store: all that is read in the transaction belongs together, whoever writes meanwhile.</summary>
    public abstract DbTransaction BeginReading(DbConnection connection);

    /// <summary>What the SQL engine's own checks find broken: tables, pages and counts, never a value. Empty where it has none.</summary>
    public virtual IReadOnlyList<string> Damage(DbConnection connection, DbTransaction reading) => [];

    /// <summary>Lets go of a transaction that failed, so that its connection can be closed.</summary>
    public virtual void Abandon(DbTransaction transaction) => transaction.Dispose();

    /// <summary>Forgets a savepoint where the engine can.</summary>
    public virtual void Release(DbTransaction transaction, string savepoint) => transaction.Release(savepoint);

    /// <summary>Something was erased that must not be found in what the engine keeps of old pages either.</summary>
    public virtual void Erased()
    {
    }

    /// <summary>Closes the writing connection at the end of the program.</summary>
    public virtual void Close(DbConnection connection) => connection.Dispose();

    /// <summary>After a commit; <paramref name="idle"/> when nothing waits.</summary>
    /// <returns>Bytes of the write-ahead log beside the store as it was found; 0 where the engine keeps its own.</returns>
    public virtual long Rest(DbConnection connection, bool idle) => 0;

    public virtual void Dispose() => Readers.Dispose();

    /// <summary>The dialect of a connection string led by sqlite:, postgres: or sqlserver:.</summary>
    /// <exception cref="ArgumentException">The prefix is none of the three.</exception>
    public static Dialect For(string database, StoreOptions options)
    {
        int colon = database.IndexOf(':', StringComparison.Ordinal);
        string rest = database[(colon + 1)..];
        return (colon < 0 ? "" : database[..colon]) switch
        {
            "sqlite" => new SqliteDialect(rest, options),
            "postgres" => new PostgresDialect(rest),
            "sqlserver" => new SqlServerDialect(rest),
            _ => throw new ArgumentException("The database must begin with sqlite:, postgres: or sqlserver:.", nameof(database)),
        };
    }
}
