using System.Diagnostics;
using System.Security.Cryptography;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Sessions;

/// <summary>
/// Whether new answers are taken now: what the writer can still carry, and what one session may send. Whoever has begun keeps what was accepted;
/// a refusal leaves the answers in the browser.
/// </summary>
internal sealed class Intake(AnswerLog log, Writer writer, PressureOptions options, AnswerMeter meter, TimeProvider clock)
{
    /// <summary>How long a client that is asked to slow down gathers answers: 2–5 s, spread so that a class does not send in one moment.</summary>
    private const int LeastPaceMs = 2_000;

    private const int MostPaceMs = 5_000;

    /// <summary>The queue is nearly full, or commits take too long: everybody comes again later.</summary>
    public bool IsBehind => writer.IsBehind;

    public AnswerMeter Meter => meter;

    /// <summary>Queues a batch; never blocks. False when the queue is full.</summary>
    public bool TryAppend(AnswerBatch batch)
    {
        bool isTaken = log.TryAppend(batch);
        if (isTaken)
        {
            meter.Accepted(batch.Answers.Count);
        }

        return isTaken;
    }

    /// <summary>Null while nobody traces the message that is being judged.</summary>
    public WriteTrace? Trace() => WriteTrace.Source.HasListeners() ? WriteTrace.Of(Activity.Current, clock) : null;

    /// <summary>What to ask a client for together with its acknowledgement; 0 asks for nothing.</summary>
    public int PaceMs() => writer.IsPaced ? RandomNumberGenerator.GetInt32(LeastPaceMs, MostPaceMs + 1) : 0;

    /// <summary>Takes the answers out of what the session may send, or says in how many milliseconds they fit; 0: taken.</summary>
    public int TakeOrWaitMs(ref AnswerAllowance allowance, int answers)
    {
        if (options.AnswersPerSecond == 0)
        {
            return 0;
        }

        long now = clock.GetTimestamp();
        double returned = clock.GetElapsedTime(allowance.At, now).TotalSeconds * options.AnswersPerSecond;
        double spent = Math.Max(0, allowance.Spent - returned);
        double over = spent + answers - options.AnswerBurst;
        if (over > 0)
        {
            return (int)Math.Ceiling(over * 1_000 / options.AnswersPerSecond);
        }

        allowance = new AnswerAllowance(spent + answers, now);
        return 0;
    }
}

/// <summary>What a session has lately sent; the default value means nothing.</summary>
/// <param name="Spent">Answers not yet made up for by time.</param>
/// <param name="At">When that was so, a timestamp of the clock.</param>
internal readonly record struct AnswerAllowance(double Spent, long At);
