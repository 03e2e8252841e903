using System.Globalization;
using System.Text;
using Dapper;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Diagnostics.Engine.Storage;

/// <summary>A SQLite store as files on a disk: its place, its lock, a copy taken while another process writes.</summary>
internal static class SqliteFile
{
    private const int PagesAStep = 2_048;

    /// <summary>A path or a connection string; the data source comes back as a full path.</summary>
    public static SqliteConnectionStringBuilder Parse(string connection)
    {
        var text = connection.Contains('=', StringComparison.Ordinal)
            ? new SqliteConnectionStringBuilder(connection)
            : new SqliteConnectionStringBuilder { DataSource = connection };
        text.DataSource = Path.GetFullPath(text.DataSource);
        return text;
    }

    /// <summary>The writer's lock: whoever holds it is the only one that writes this file.</summary>
    /// <exception cref="InvalidOperationException">Another process holds it.</exception>
    public static FileStream TakeLock(string path)
    {
        string name = path + ".lock";
        try
        {
            var file = new FileStream(name, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            file.SetLength(0);
            file.Write(Encoding.ASCII.GetBytes(Environment.ProcessId.ToString(CultureInfo.InvariantCulture)));
            file.Flush();
            return file;
        }
        catch (IOException error)
        {
            throw new InvalidOperationException(
                $"Another process, most likely the server, holds {name}: one process writes a SQLite file. Stop it first, or use PostgreSQL.", error);
        }
    }

    /// <summary>Somebody writes it, or died while writing: a log stands beside it. Then whoever reads it for long stands in the writer's way.</summary>
    public static bool MayBeInUse(string path) => File.Exists(path + "-wal");

    /// <summary>
    /// Copies a store of one moment into a new file that stands alone (no write-ahead log beside it), by SQLite's online backup. The source
    /// is opened read-only and never checkpointed; its writer goes on.
    /// </summary>
    public static void Copy(string from, string to, IProgress<double> progress, CancellationToken cancellation)
    {
        Batteries_V2.Init();
        using SqliteConnection source = Open(from, SqliteOpenMode.ReadOnly);
        using SqliteConnection target = Open(to, SqliteOpenMode.ReadWriteCreate);

        // Held until the end, the read transaction pins the moment: what is written meanwhile does not begin the copy anew.
        using SqliteTransaction moment = source.BeginTransaction(deferred: true);
        source.ExecuteScalar<long>("SELECT COUNT(*) FROM sqlite_master", transaction: moment);
        using (sqlite3_backup backup = raw.sqlite3_backup_init(target.Handle, "main", source.Handle, "main"))
        {
            int state;
            do
            {
                cancellation.ThrowIfCancellationRequested();
                state = raw.sqlite3_backup_step(backup, PagesAStep);
                progress.Report(1 - ((double)raw.sqlite3_backup_remaining(backup) / Math.Max(1, raw.sqlite3_backup_pagecount(backup))));
            }
            while (state == raw.SQLITE_OK);
            if (state != raw.SQLITE_DONE)
            {
                throw new IOException($"SQLite could not copy the store: {raw.sqlite3_errstr(state).utf8_to_string()}.");
            }
        }

        target.Execute("PRAGMA journal_mode = DELETE");
    }

    /// <summary>Takes the write-ahead log into the file. Only under the lock, without another connection in this process.</summary>
    /// <returns>False when the store is too broken for it.</returns>
    public static bool TryFoldLog(string path)
    {
        Batteries_V2.Init();
        try
        {
            using SqliteConnection connection = Open(path, SqliteOpenMode.ReadWrite);
            return connection.ExecuteScalar<long>("PRAGMA wal_checkpoint(TRUNCATE)") == 0;
        }
        catch (SqliteException)
        {
            return false;
        }
    }

    /// <summary>From now on the file needs no other beside it. Only under the lock, without another connection in this process.</summary>
    public static void StandAlone(string path)
    {
        Batteries_V2.Init();
        using SqliteConnection connection = Open(path, SqliteOpenMode.ReadWrite);
        connection.Execute("PRAGMA journal_mode = DELETE");
    }

    private static SqliteConnection Open(string path, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }
}
