using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Diagnostics.Web.Watch;

/// <summary>
/// Listens to the meters of the engine, of the doors and of the runtime, and keeps what they say: the one source of the Prometheus text, of the operator's page
/// and of the alerts. A figure stands here from its instrument's making on.
/// </summary>
internal sealed class FigureBook : IDisposable
{
    private const string Runtime = "System.Runtime";
    private const string Pool = "Npgsql";

    /// <summary>The pool's name is the connection string.</summary>
    internal const string PoolName = "db.client.connection.pool.name";

    /// <summary>Of the runtime and the pool only what somebody looks at.</summary>
    private static readonly HashSet<string> Foreign = new(StringComparer.Ordinal)
    {
        Names.GcPause, Names.GcCollections, Names.GcHeap, Names.WorkingSet, Names.ProcessorTime, Names.Threads, Names.ThreadsWaiting, Names.PoolCount,
    };

    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<string, Figure> _figures = new(StringComparer.Ordinal);

    /// <param name="own">Meters by themselves and not by name: tests run several servers in one process.</param>
    public FigureBook(IReadOnlyList<Meter> own)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (own.Contains(instrument.Meter) || (instrument.Meter.Name is Runtime or Pool && Foreign.Contains(instrument.Name)))
            {
                Figure figure = new(instrument, PoolName);
                _figures[instrument.Name] = figure;
                listener.EnableMeasurementEvents(instrument, figure);
            }
        };
        _listener.SetMeasurementEventCallback<long>(static (_, value, tags, figure) => ((Figure)figure!).Take(value, tags));
        _listener.SetMeasurementEventCallback<int>(static (_, value, tags, figure) => ((Figure)figure!).Take(value, tags));
        _listener.SetMeasurementEventCallback<double>(static (_, value, tags, figure) => ((Figure)figure!).Take(value, tags));
        _listener.Start();
    }

    /// <summary>All, by name, after the observed ones were asked.</summary>
    public IReadOnlyList<Figure> Read()
    {
        Look();
        return [.. _figures.Values.OrderBy(figure => figure.Instrument.Name, StringComparer.Ordinal)];
    }

    /// <summary>Asks the observed instruments for what they see now.</summary>
    public void Look() => _listener.RecordObservableInstruments();

    /// <summary>The sum over all sets of tags, or over those that have this one; 0 where nothing was measured.</summary>
    public double Value(string name, string? tag = null, string? value = null) => Find(name, tag, value) ?? 0;

    /// <summary>The same; null where nothing was measured.</summary>
    public double? Find(string name, string? tag = null, string? value = null)
    {
        double? sum = null;
        if (_figures.TryGetValue(name, out Figure? figure))
        {
            foreach (FigurePart part in figure.Parts)
            {
                if (tag is null || part.Tags.Any(one => one.Key == tag && one.Value is string said && said == value))
                {
                    sum = (sum ?? 0) + part.Value;
                }
            }
        }

        return sum;
    }

    /// <summary>The buckets of an instrument without tags; empty ones where nothing was measured.</summary>
    public (long[] Counts, double Sum) Spread(string name) =>
        _figures.TryGetValue(name, out Figure? figure) && figure.Parts is [{ Spread: { } spread }] ? (spread.Counts(), spread.Sum) : (new long[Watch.Spread.Bounds.Length + 1], 0);

    public void Dispose() => _listener.Dispose();

    /// <summary>The instruments that are asked for by name.</summary>
    internal static class Names
    {
        public const string Accepted = "answers.accepted";
        public const string Refused = "answers.refused";
        public const string Acknowledged = "answers.acknowledged";
        public const string Answering = "sessions.answering";
        public const string Commit = "store.commit";
        public const string Batch = "store.batch";
        public const string Read = "store.read";
        public const string Log = "store.log";
        public const string Sockets = "doors.sockets";
        public const string Limited = "doors.limited";
        public const string DiskFree = "disk.free";
        public const string GcPause = "dotnet.gc.pause.time";
        public const string GcCollections = "dotnet.gc.collections";
        public const string GcHeap = "dotnet.gc.last_collection.heap.size";
        public const string WorkingSet = "dotnet.process.memory.working_set";
        public const string ProcessorTime = "dotnet.process.cpu.time";
        public const string Threads = "dotnet.thread_pool.thread.count";
        public const string ThreadsWaiting = "dotnet.thread_pool.queue.length";
        public const string PoolCount = "db.client.connection.count";
    }
}
