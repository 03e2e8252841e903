namespace Diagnostics.Web;

/// <summary>
/// Whether requests wait for a thread: from a thread of its own it asks the pool for one each second and sees how long that takes. What is
/// acknowledged does not depend on it, the writer has its own thread; but while the pool starves, replies are late.
/// </summary>
internal sealed partial class PoolWatch(TimeProvider clock, ILogger<PoolWatch> logger) : IHostedService, IDisposable
{
    private static readonly TimeSpan Late = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(1);

    private readonly ManualResetEventSlim _stopped = new();
    private readonly ManualResetEventSlim _served = new(initialState: true);
    private Thread? _thread;
    private long _asked;
    private long _lateAt;

    /// <summary>A request for a thread took longer than two seconds within the last minute, or is waiting as long now.</summary>
    public bool IsStarved => Volatile.Read(ref _lateAt) is var late and > 0 && clock.GetElapsedTime(late) < Remembered;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _thread = new Thread(Watch) { Name = "pool watch", IsBackground = true };
        _thread.Start();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        _stopped.Set();
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        _stopped.Set();
        _thread?.Join();
        _stopped.Dispose();
        _served.Dispose();
    }

    private void Watch()
    {
        while (!_stopped.Wait(TimeSpan.FromSeconds(1)))
        {
            if (_served.IsSet)
            {
                _served.Reset();
                _asked = clock.GetTimestamp();
                ThreadPool.UnsafeQueueUserWorkItem(_ => _served.Set(), null);
            }
            else if (clock.GetElapsedTime(_asked) > Late)
            {
                if (!IsStarved)
                {
                    Log.Starved(logger, ThreadPool.ThreadCount, ThreadPool.PendingWorkItemCount);
                }

                Volatile.Write(ref _lateAt, clock.GetTimestamp());
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Requests wait for a thread: {Threads} threads are busy, {Waiting} pieces of work wait")]
        public static partial void Starved(ILogger logger, int threads, long waiting);
    }
}
