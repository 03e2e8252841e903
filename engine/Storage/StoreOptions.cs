using System.ComponentModel.DataAnnotations;

namespace Diagnostics.Engine.Storage;

/// <summary>How the engine reads and writes its store. The defaults are the measured ones of DELIVERY.md.</summary>
public sealed class StoreOptions
{
    /// <summary>Repetitions of a read after a transient error. Default 3; more hides a sick store for longer.</summary>
    [Range(1, 10)]
    public int Retries { get; init; } = 3;

    /// <summary>First pause before a repetition; it doubles and carries jitter. Default 50 ms.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>A single read may take this long. Default 5 s; a longer one is given up and counts as transient.</summary>
    public TimeSpan ReadTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The circuit opens when this share of reads failed within <see cref="BreakerWindow"/>. Default 0.5.</summary>
    [Range(0.01, 1.0)]
    public double BreakerRatio { get; init; } = 0.5;

    /// <summary>Reads the circuit must have seen before it may open. Default 20.</summary>
    [Range(2, 10_000)]
    public int BreakerThroughput { get; init; } = 20;

    /// <summary>The time the breaker looks back on. Default 10 s.</summary>
    public TimeSpan BreakerWindow { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long an open circuit refuses at once, sparing the store. Default 2 s.</summary>
    public TimeSpan BreakDuration { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Most answers in one transaction. Default 1,000; more makes commits rarer and each one longer.</summary>
    [Range(1, 10_000)]
    public int BatchAnswers { get; init; } = 1_000;

    /// <summary>Most bytes of answers in one transaction. Default 256 KB.</summary>
    [Range(1_024, 16_777_216)]
    public int BatchBytes { get; init; } = 256 * 1_024;

    /// <summary>
    /// Answers that may wait for the writer; above it a batch is refused as busy and stays in the browser. Default 20,000.
    /// </summary>
    [Range(100, 1_000_000)]
    public int QueueAnswers { get; init; } = 20_000;

    /// <summary>Above this share of <see cref="QueueAnswers"/> clients are asked to gather answers for 2–5 s before they send. Default 0.5; 1 never asks.</summary>
    [Range(0.0, 1.0)]
    public double PaceShare { get; init; } = 0.5;

    /// <summary>Above this share of <see cref="QueueAnswers"/> new answers are refused as busy and stay in the browser. Default 0.9.</summary>
    [Range(0.01, 1.0)]
    public double BusyShare { get; init; } = 0.9;

    /// <summary>
    /// New answers are refused as busy while the 99th percentile of the commits of the last 10 s is above this. Default 2 s; zero does not look.
    /// </summary>
    public TimeSpan SlowCommit { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Least time between commits after a small batch. Default 5 ms; 0 saves a few milliseconds of latency and costs CPU.
    /// </summary>
    [Range(0, 20)]
    public int CommitGapMs { get; init; } = 5;

    /// <summary>A batch below this many answers is small: the next one waits for <see cref="CommitGapMs"/>. Default 64.</summary>
    [Range(0, 10_000)]
    public int SmallBatch { get; init; } = 64;

    /// <summary>
    /// SQLite: the log is synced at every commit, before it is acknowledged. Default and always true; no configuration reaches it. False
    /// (<c>synchronous = NORMAL</c>) is the control of the tests of a power cut, which must find out what that loses.
    /// </summary>
    internal bool SyncsEachCommit { get; init; } = true;

    /// <summary>Pause between attempts to reopen a lost store. Default 500 ms; everything is refused as busy meanwhile.</summary>
    public TimeSpan ReopenPause { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>SQLite: the write-ahead log is checkpointed above this size. Default 8 MB.</summary>
    [Range(65_536, 1_073_741_824)]
    public int CheckpointBytes { get; init; } = 8 * 1_024 * 1_024;

    /// <summary>
    /// SQLite: a write-ahead log longer than this is told (a line in the log, <c>/health</c>): some reader keeps an old moment of the store open and
    /// the log cannot be cut. Default 256 MB; zero does not look.
    /// </summary>
    [Range(0, long.MaxValue)]
    public long LogAlarmBytes { get; init; } = 256L * 1_024 * 1_024;

    /// <summary>
    /// SQLite: below this many free bytes on the store's disk nobody new is let in; those who have begun go on. Default 0: not looked at;
    /// <c>serve</c> outside the demo says 2 GB.
    /// </summary>
    [Range(0, long.MaxValue)]
    public long LowDiskBytes { get; init; }

    /// <summary>
    /// SQLite: room set aside in the file <c>ballast</c> beside the store and given up when the disk is full, so that whoever has begun can
    /// finish. Default 0: none; <c>serve</c> outside the demo says 512 MB.
    /// </summary>
    [Range(0, long.MaxValue)]
    public long BallastBytes { get; init; }

    /// <summary>
    /// SQLite: a folder on a second disk that holds all that was acknowledged, so that the loss of the first disk loses no answer. Default null: none.
    /// </summary>
    public string? LogCopyFolder { get; init; }

    /// <summary>SQLite: the copy begins anew when its log is longer than this, and than twice the file it began with. Default 256 MB.</summary>
    [Range(1, long.MaxValue)]
    public long LogCopyRenewBytes { get; init; } = 256L * 1_024 * 1_024;
}
