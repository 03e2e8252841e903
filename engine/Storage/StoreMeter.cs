using System.Diagnostics.Metrics;

namespace Diagnostics.Engine.Storage;

/// <summary>The store's measurements, meter "Diagnostics.Engine.Store"; see engine/README.md.</summary>
internal sealed class StoreMeter : IDisposable
{
    public const string Name = "Diagnostics.Engine.Store";

    private readonly Counter<long> _retries;
    private readonly Counter<long> _breaks;
    private readonly Counter<long> _answers;
    private readonly Counter<long> _lost;
    private readonly Histogram<double> _commits;
    private readonly Histogram<double> _batches;
    private readonly Histogram<double> _reads;
    private readonly Func<int> _waiting;
    private StoreTotals _totals = new(0, 0, 0, 0);

    public StoreMeter(Func<int> waiting, Func<long> logBytes)
    {
        _waiting = waiting;
        _retries = Meter.CreateCounter<long>("store.retries", "{read}", "Reads repeated after a transient error.");
        _breaks = Meter.CreateCounter<long>("store.breaks", "{break}", "Times the circuit opened.");
        _answers = Meter.CreateCounter<long>("store.answers", "{answer}", "Answers made durable.");
        _lost = Meter.CreateCounter<long>("store.lost", "{loss}", "Times the writing connection was lost.");
        _commits = Meter.CreateHistogram<double>("store.commit", "ms", "Duration of a write transaction.");
        _batches = Meter.CreateHistogram<double>("store.batch", "{answer}", "Answers in one write transaction that had any.");
        _reads = Meter.CreateHistogram<double>("store.read", "ms", "Duration of a read, with its repetitions.");
        Meter.CreateObservableGauge("store.waiting", waiting, "{answer}", "Answers waiting for the writer.");
        Meter.CreateObservableGauge("store.log", logBytes, "By", "SQLite's write-ahead log.");
    }

    public Meter Meter { get; } = new(Name);

    public void Retried() => _retries.Add(1);

    public void Broke() => _breaks.Add(1);

    public void Lost() => _lost.Add(1);

    public void Read(TimeSpan duration) => _reads.Record(duration.TotalMilliseconds);

    public void Committed(int answers, TimeSpan duration)
    {
        _answers.Add(answers);
        _commits.Record(duration.TotalMilliseconds);
        if (answers > 0)
        {
            _batches.Record(answers);
        }

        StoreTotals before = _totals;
        Volatile.Write(ref _totals, new StoreTotals(before.Answers + answers, before.Commits + 1, before.CommitMs + duration.TotalMilliseconds, 0));
    }

    /// <summary>The same since the start, for whoever asks now. Only the writer's thread adds to it.</summary>
    public StoreTotals Totals => Volatile.Read(ref _totals) with { Waiting = _waiting() };

    public void Dispose() => Meter.Dispose();
}
