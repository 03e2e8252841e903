using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace Diagnostics.Engine.Rehearsals;

/// <summary>
/// The least that makes answers durable: one thread, one connection, everything that waits in one transaction, then the waiters. A file of its own: what a machine
/// could do at best, which a rehearsal's figures are told as ratios to. No part of any store.
/// </summary>
public sealed class FloorLog : IDisposable
{
    private const int MostInCommit = 1_000;

    private static readonly string[] Names = ["$s", "$n", "$i", "$v", "$a", "$t"];

    private readonly Channel<(FloorPut Put, TaskCompletionSource Done)> _queue =
        Channel.CreateUnbounded<(FloorPut, TaskCompletionSource)>(new UnboundedChannelOptions { SingleReader = true });

    private readonly SqliteConnection _connection;
    private readonly Thread _thread;
    private readonly TimeProvider _time;

    public FloorLog(string file, TimeProvider time)
    {
        _time = time;
        SQLitePCL.Batteries_V2.Init();
        _connection = new SqliteConnection($"Data Source={file};Pooling=False");
        _connection.Open();
        Execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 0;");
        Execute("CREATE TABLE answer_log (id integer PRIMARY KEY, session text, number integer, item integer, value text, at_ms integer, server_ms integer)");
        _thread = new Thread(Run) { IsBackground = true };
        _thread.Start();
    }

    public Task WriteAsync(FloorPut put)
    {
        TaskCompletionSource done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _queue.Writer.TryWrite((put, done));
        return done.Task;
    }

    public void Dispose()
    {
        _queue.Writer.Complete();
        _thread.Join();
        _connection.Dispose();
    }

    private void Run()
    {
        List<(FloorPut Put, TaskCompletionSource Done)> batch = [];
        using SqliteCommand insert = new(
            "INSERT INTO answer_log (session, number, item, value, at_ms, server_ms) VALUES ($s, $n, $i, $v, $a, $t)", _connection);
        SqliteParameter[] values = [.. Names.Select(name => insert.Parameters.Add(new SqliteParameter(name, null)))];
        while (_queue.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            while (batch.Count < MostInCommit && _queue.Reader.TryRead(out (FloorPut, TaskCompletionSource) next))
            {
                batch.Add(next);
            }

            using (SqliteTransaction transaction = _connection.BeginTransaction())
            {
                insert.Transaction = transaction;
                foreach ((FloorPut put, _) in batch)
                {
                    object[] row = [put.Session, put.Number, put.Item, put.Value, put.AtMs, _time.GetUtcNow().ToUnixTimeMilliseconds()];
                    for (int i = 0; i < row.Length; i++)
                    {
                        values[i].Value = row[i];
                    }

                    insert.ExecuteNonQuery();
                }

                transaction.Commit();
            }

            batch.ForEach(one => one.Done.SetResult());
            batch.Clear();
        }
    }

    private void Execute(string sql)
    {
        using SqliteCommand command = new(sql, _connection);
        command.ExecuteNonQuery();
    }
}

/// <summary>One answer on a floor.</summary>
public sealed record FloorPut(string Session, long Number, int Item, string Value, long AtMs);

/// <summary>Its acknowledgement.</summary>
public sealed record FloorReply(string Status, long Hw);
