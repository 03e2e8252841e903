using System.Data.Common;
using Microsoft.Extensions.Logging;

namespace Diagnostics.Engine.Storage;

/// <summary>
/// The one thread and the one connection that write. Takes everything that waits, writes it in one transaction and tells the waiters after
/// COMMIT; other work rides along, each piece in its own savepoint. After a failure nothing is acknowledged: all waiters are refused, the
/// connection is opened anew, and what the store really holds is read before the next write.
/// </summary>
internal sealed class Writer : IDisposable
{
    private const string Savepoint = "piece";

    private readonly Dialect _dialect;
    private readonly StoreOptions _options;
    private readonly TimeProvider _clock;
    private readonly ILogger<Writer> _logger;
    private readonly StoreMeter _meter;
    private readonly WriteQueue _queue;
    private readonly CommitTimes _commits;
    private readonly LogAlarm _log;
    private readonly List<WriteJob> _batch = [];
    private readonly HashSet<string> _uncertain = new(StringComparer.Ordinal);
    private readonly Thread _thread;
    private DbConnection? _connection;
    private long _logEnd;
    private long _lastCommit;
    private bool _small;
    private bool _lost;
    private bool _ended;

    public Writer(Dialect dialect, StoreOptions options, TimeProvider clock, ILogger<Writer> logger)
    {
        (_dialect, _options, _clock, _logger) = (dialect, options, clock, logger);
        _queue = new WriteQueue(options.QueueAnswers, clock);
        _commits = new CommitTimes(options.SlowCommit, clock);
        _log = new LogAlarm(options.LogAlarmBytes, logger);
        _meter = new StoreMeter(() => _queue.Answers, () => _log.Bytes);
        _thread = new Thread(Run) { Name = "store writer", IsBackground = true };
    }

    public StoreMeter Meter => _meter;

    /// <summary>So much waits that clients should gather their answers.</summary>
    public bool IsPaced => _queue.Answers > _options.PaceShare * _options.QueueAnswers;

    /// <summary>So much waits, or commits take so long, that nothing new should come.</summary>
    public bool IsBehind => _queue.Answers > _options.BusyShare * _options.QueueAnswers || _commits.AreSlow;

    /// <summary>The write-ahead log is longer than it should ever be: some reader keeps it from being cut.</summary>
    public bool IsLogLong => _log.IsLong;

    /// <summary>The store cannot be written now; it is tried again and again.</summary>
    public bool IsLost => Volatile.Read(ref _lost);

    /// <summary>The thread has ended on a fault nobody expected: nothing is written until the program starts anew.</summary>
    public bool Ended => Volatile.Read(ref _ended);

    /// <summary>
    /// Reads the stored state of the given sessions after a failure, on the writer's thread. The number is the log's end before the failed
    /// transaction.
    /// </summary>
    public Func<DbConnection, IReadOnlySet<string>, long, IReadOnlyList<string>>? Reread { get; set; }

    /// <summary>Where the store lies on a disk of this machine: what guards that disk.</summary>
    public DiskGuard? Disk { get; init; }

    /// <summary>A second disk that holds what was committed before anybody is told.</summary>
    public LogCopy? Copy { get; init; }

    /// <summary>Where deeds are listed that no restore may undo.</summary>
    public LastingDeeds? Lasting { get; init; }

    /// <summary>Opens the connection, migrates, and starts the thread.</summary>
    public void Start()
    {
        _connection = _dialect.OpenWriter();
        Disk?.Load();
        IReadOnlyList<string> applied = Migrations.Apply(_connection, _dialect, Migrations.Of(_dialect.Name), _clock);
        Copy?.Begin();
        _thread.Start();
        StoreLog.Opened(_logger, _dialect.Name, applied.Count);
    }

    /// <summary>
    /// Queues a batch; never blocks. One of the batch's callbacks will run. False when too much waits already: then none will.
    /// </summary>
    public bool TryAppend(AnswerBatch batch) => _queue.TryAdd(new WriteJob.Append(batch));

    /// <summary>
    /// Runs work inside the next transaction. <paramref name="committed"/> runs on the writer's thread after COMMIT, in the order of
    /// commits. An exception of the work itself is the caller's; the store's failures are <see cref="StoreBusyException"/>.
    /// </summary>
    public Task<T> RunAsync<T>(string? session, Func<WriteScope, T> work, CancellationToken cancellation, Action<T>? committed = null)
    {
        cancellation.ThrowIfCancellationRequested();
        var job = new WriteJob.Work<T>(session, work, committed);
        if (!_queue.TryAdd(job))
        {
            job.Refuse();
        }

        return job.Done;
    }

    public void Dispose()
    {
        _queue.Complete();
        if (_thread.IsAlive)
        {
            _thread.Join();
        }

        Copy?.Stop();
        Close();
        Copy?.Dispose();
        _queue.Dispose();
        _meter.Dispose();
    }

    private void Close()
    {
        try
        {
            if (_connection is { } connection)
            {
                _dialect.Close(connection);
            }
        }
        catch (DbException error)
        {
            // Nothing is lost: the next start goes on with the log as it is.
            StoreLog.RestFailed(_logger, StoreLog.KindOf(error));
        }
    }

    private void Run()
    {
        try
        {
            while (_queue.TryTake(out WriteJob? first, Timeout.Infinite))
            {
                Collect(first);
                Write();
            }
        }
        catch (Exception error)
        {
            Volatile.Write(ref _ended, true);
            StoreLog.WriterEnded(_logger, error);
            _batch.ForEach(job => job.Refuse());
            _queue.Close();
        }
    }

    private void Collect(WriteJob first)
    {
        _batch.Clear();
        WriteJob? next = first;
        int answers = 0;
        int bytes = 0;
        do
        {
            _batch.Add(next);
            answers += next.Answers;
            bytes += next.Bytes;
        }
        while (answers < _options.BatchAnswers && bytes < _options.BatchBytes && _queue.TryTake(out next, LingerMs()));
        _small = answers < _options.SmallBatch;
    }

    /// <summary>How much longer to gather: after a small batch the rest of the least gap between commits, otherwise nothing.</summary>
    private int LingerMs() =>
        _small ? Math.Clamp((int)Math.Ceiling(_options.CommitGapMs - SinceCommitMs), 0, _options.CommitGapMs) : 0;

    private double SinceCommitMs => _clock.GetElapsedTime(_lastCommit).TotalMilliseconds;

    private void Write()
    {
        long began = _clock.GetTimestamp();
        _commits.Begin();
        DbTransaction? transaction = null;
        try
        {
            transaction = _connection!.BeginTransaction();
            var scope = new WriteScope(_connection, transaction, _dialect);
            Append(scope, transaction);
            foreach (WriteJob.Work work in _batch.OfType<WriteJob.Work>())
            {
                RunWork(work, scope, transaction);
            }

            if (scope.Kept.Count > 0)
            {
                Lasting?.Add(scope.Kept);
            }

            transaction.Commit();
            transaction.Dispose();
        }
        catch (Exception error)
        {
            // Whatever it was, the transaction's end is unknown: nothing is acknowledged.
            _commits.End();
            StoreLog.WriteFailed(_logger, _batch.Count, error);
            _meter.Lost();
            Abandon(transaction);
            if (_dialect.IsFull(error))
            {
                Disk?.Drop();
            }

            Recover();
            return;
        }

        Copy?.Follow();
        _commits.End();
        _lastCommit = _clock.GetTimestamp();
        int answers = _batch.Sum(job => job.Answers);
        _meter.Committed(answers, _clock.GetElapsedTime(began, _lastCommit));
        foreach (WriteJob job in _batch)
        {
            job.Complete();
        }

        Trace(_clock.GetElapsedTime(began, _lastCommit), answers);

        Rest();
    }

    /// <summary>After the waiters were told: none of them waits for it.</summary>
    private void Trace(TimeSpan duration, int answers)
    {
        if (WriteTrace.Source.HasListeners())
        {
            DateTimeOffset now = _clock.GetUtcNow();
            foreach (WriteJob.Append job in _batch.OfType<WriteJob.Append>())
            {
                job.Batch.Trace?.Committed(now, duration, answers);
            }
        }
    }

    private void Abandon(DbTransaction? transaction)
    {
        try
        {
            if (transaction is not null)
            {
                _dialect.Abandon(transaction);
            }
        }
        catch (Exception error) when (error is DbException or InvalidOperationException)
        {
            StoreLog.RestFailed(_logger, StoreLog.KindOf(error));
        }
    }

    private void Append(WriteScope scope, DbTransaction transaction)
    {
        List<WriteJob.Append> due = [];
        foreach (WriteJob.Append job in _batch.OfType<WriteJob.Append>())
        {
            if (job.Batch.StillDue())
            {
                due.Add(job);
            }
            else
            {
                job.LeaveOut(BatchRefusal.Busy);
            }
        }

        if (due.Count == 0)
        {
            return;
        }

        if (!_dialect.Shared)
        {
            _logEnd = scope.Scalar<long>("SELECT COALESCE(MAX(id), 0) FROM answer_log");
        }

        if (!TryAppend(due, transaction))
        {
            // Some batch's data is to blame.
            AppendOneByOne(due, transaction);
        }
    }

    /// <summary>Only the guilty batch fails, and with it later batches of its session, which would leave a hole.</summary>
    private void AppendOneByOne(List<WriteJob.Append> due, DbTransaction transaction)
    {
        var holed = new HashSet<string>(StringComparer.Ordinal);
        foreach (WriteJob.Append job in due)
        {
            if (holed.Contains(job.Batch.Session))
            {
                job.LeaveOut(BatchRefusal.Busy);
            }
            else if (!TryAppend([job], transaction))
            {
                holed.Add(job.Batch.Session);
                job.LeaveOut(BatchRefusal.Data);
            }
        }
    }

    private bool TryAppend(List<WriteJob.Append> jobs, DbTransaction transaction)
    {
        transaction.Save(Savepoint);
        try
        {
            foreach (int superseded in _dialect.Append(_connection!, transaction, [.. jobs.Select(job => job.Batch)]))
            {
                jobs[superseded].LeaveOut(BatchRefusal.Superseded);
            }

            _dialect.Release(transaction, Savepoint);
            return true;
        }
        catch (DbException error) when (_dialect.IsDataError(error))
        {
            // The message may quote the value: only the kind is told.
            StoreLog.DataRefused(_logger, StoreLog.KindOf(error));
            transaction.Rollback(Savepoint);
            return false;
        }
    }

    private void RunWork(WriteJob.Work work, WriteScope scope, DbTransaction transaction)
    {
        transaction.Save(Savepoint);
        int kept = scope.Kept.Count;
        try
        {
            work.Run(scope);
            _dialect.Release(transaction, Savepoint);
        }
        catch (Exception error) when (error is not DbException store || _dialect.IsDataError(store))
        {
            transaction.Rollback(Savepoint);
            scope.ForgetKept(kept);
            work.Fail(error);
        }
    }

    private void Rest()
    {
        if (Copy is { HoldsFile: true })
        {
            return;
        }

        try
        {
            _log.Look(_dialect.Rest(_connection!, _queue.IsEmpty));
        }
        catch (DbException error)
        {
            StoreLog.RestFailed(_logger, StoreLog.KindOf(error));
        }
    }

    /// <summary>Refuses everyone, then tries to open the store until it is back or the program ends.</summary>
    private void Recover()
    {
        Volatile.Write(ref _lost, true);
        _uncertain.UnionWith(_batch.Select(job => job.Session).OfType<string>());
        foreach (WriteJob job in _batch)
        {
            job.Refuse();
        }

        _batch.Clear();
        _queue.RefuseWaiting(TimeSpan.Zero);
        while (!TryReopen() && !_queue.IsCompleted)
        {
            _queue.RefuseWaiting(_options.ReopenPause);
        }

        Volatile.Write(ref _lost, false);
    }

    private bool TryReopen()
    {
        try
        {
            _connection?.Dispose();
            _connection = null;
            _connection = _dialect.OpenWriter();
            using (DbTransaction probe = _connection.BeginTransaction())
            {
                probe.Rollback();
            }

            foreach (string damaged in Reread?.Invoke(_connection, _uncertain, _logEnd) ?? [])
            {
                StoreLog.SessionDamaged(_logger, damaged);
            }

            Copy?.Lose();
            StoreLog.Reopened(_logger, _uncertain.Count);
            _uncertain.Clear();
            return true;
        }
        catch (Exception error)
        {
            // Whatever it was (a name that does not resolve comes as a bare socket's fault), it is not open yet: the thread must not end of it.
            StoreLog.ReopenFailed(_logger, StoreLog.KindOf(error));
            return false;
        }
    }
}
