using System.Collections.Concurrent;

namespace Diagnostics.Engine.Storage;

/// <summary>What waits for the writer, in order. Adding never blocks; how many answers may wait is bounded.</summary>
internal sealed class WriteQueue(int mostAnswers, TimeProvider clock) : IDisposable
{
    private readonly BlockingCollection<WriteJob> _jobs = [];
    private int _answers;
    private bool _closed;

    /// <summary>Answers waiting.</summary>
    public int Answers => Volatile.Read(ref _answers);

    public bool IsEmpty => _jobs.Count == 0;

    /// <summary>Nothing is left and nothing more will come.</summary>
    public bool IsCompleted => _jobs.IsCompleted;

    /// <summary>False when too much waits already, or nobody writes any more.</summary>
    public bool TryAdd(WriteJob job)
    {
        if (Interlocked.Add(ref _answers, job.Answers) <= mostAnswers || job.Answers == 0)
        {
            try
            {
                if (!Volatile.Read(ref _closed))
                {
                    _jobs.Add(job);
                    if (Volatile.Read(ref _closed))
                    {
                        // The writer went in this moment: nobody else would answer.
                        RefuseWaiting(TimeSpan.Zero);
                    }

                    return true;
                }
            }
            catch (InvalidOperationException)
            {
                // Completed in this moment: as if it had been before.
            }
        }

        Interlocked.Add(ref _answers, -job.Answers);
        return false;
    }

    /// <summary>Waits for a job until the queue is completed.</summary>
    public bool TryTake([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out WriteJob? job, int milliseconds)
    {
        bool taken = _jobs.TryTake(out job, milliseconds);
        if (taken)
        {
            Interlocked.Add(ref _answers, -job!.Answers);
        }

        return taken;
    }

    /// <summary>Refuses everything that waits or comes within the pause.</summary>
    public void RefuseWaiting(TimeSpan pause)
    {
        long began = clock.GetTimestamp();
        while (TryTake(out WriteJob? job, (int)Math.Max(0, (pause - clock.GetElapsedTime(began)).TotalMilliseconds)))
        {
            job.Refuse();
        }
    }

    /// <summary>Takes nothing more; what waits can still be taken.</summary>
    public void Complete() => _jobs.CompleteAdding();

    /// <summary>The writer is gone: takes nothing more and refuses what waits.</summary>
    public void Close()
    {
        Volatile.Write(ref _closed, true);
        RefuseWaiting(TimeSpan.Zero);
    }

    public void Dispose() => _jobs.Dispose();
}
