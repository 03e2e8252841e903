using System.Diagnostics.Metrics;

namespace Diagnostics.Engine.Storage;

/// <summary>The store's measurements, meter "Diagnostics.Engine.Store"; see engine/README.md.</summary>
internal sealed class StoreMeter : IDisposable
{
    public const string Name = "Diagnostics.Engine.Store";

    private readonly Meter _meter = new(Name);
    private readonly Counter<long> _retries;
    private readonly Counter<long> _breaks;
    private readonly Counter<long> _answers;
    private readonly Counter<long> _lost;
    private readonly Histogram<double> _commits;
    private readonly Func<int> _waiting;
    private StoreTotals _totals = new(0, 0, 0, 0);

    public StoreMeter(Func<int> waiting, Func<long> logBytes)
    {
        _waiting = waiting;
        _retries = _meter.CreateCounter<long>("store.retries", "{read}", "Reads repeated after a transient error.");
        _breaks = _meter.CreateCounter<long>("store.breaks", "{break}", "Times the circuit opened.");
        _answers = _meter.CreateCounter<long>("store.answers", "{answer}", "Answers made durable.");
        _lost = _meter.CreateCounter<long>("store.lost", "{loss}", "Times the writing connection was lost.");
        _commits = _meter.CreateHistogram<double>("store.commit", "ms", "Duration of a write transaction.");
        _meter.CreateObservableGauge("store.waiting", waiting, "{answer}", "Answers waiting for the writer.");
        _meter.CreateObservableGauge("store.log", logBytes, "By", "SQLite's write-ahead log.");
    }

    public void Retried() => _retries.Add(1);

    public void Broke() => _breaks.Add(1);

    public void Lost() => _lost.Add(1);

    public void Committed(int answers, TimeSpan duration)
    {
        _answers.Add(answers);
        _commits.Record(duration.TotalMilliseconds);
        StoreTotals before = _totals;
        Volatile.Write(ref _totals, new StoreTotals(before.Answers + answers, before.Commits + 1, before.CommitMs + duration.TotalMilliseconds, 0));
    }

    /// <summary>The same since the start, for whoever asks now. Only the writer's thread adds to it.</summary>
    public StoreTotals Totals => Volatile.Read(ref _totals) with { Waiting = _waiting() };

    public void Dispose() => _meter.Dispose();
}
