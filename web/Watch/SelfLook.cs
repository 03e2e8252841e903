using Diagnostics.Engine.LiveDay;
using static Diagnostics.Web.Watch.FigureBook;

namespace Diagnostics.Web.Watch;

/// <summary>Makes of what the meters have counted since the start what a node says of itself: numbers a second since the last look, and times of the last ten seconds. One thread.</summary>
internal sealed class SelfLook(FigureBook book, int queueAnswers, ServingState serving, TimeProvider clock)
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(10);

    private readonly Dictionary<string, double> _sums = new(StringComparer.Ordinal);
    private readonly Queue<Buckets> _past = new();
    private long _at = clock.GetTimestamp();

    public NodeFigures Look(NodeLoad load, IReadOnlyList<StandingAlert> alerts)
    {
        book.Look();
        long now = clock.GetTimestamp();
        double seconds = Math.Max(0.001, clock.GetElapsedTime(_at, now).TotalSeconds);
        _at = now;
        Buckets newest = new(now, Of(Names.Acknowledged), Of(Names.Commit), Of(Names.Read), Of(Names.Batch));
        while (_past.Count > 1 && clock.GetElapsedTime(_past.Peek().At, now) > Window)
        {
            _past.Dequeue();
        }

        Buckets before = _past.Count > 0 ? _past.Peek() : newest.Empty();
        _past.Enqueue(newest);
        long batches = newest.Batches.Counts.Sum() - before.Batches.Counts.Sum();
        return new NodeFigures(
            (int)book.Value(Names.Sockets, "kind", "student"), (int)book.Value(Names.Sockets, "kind", "board"), (int)book.Value(Names.Answering),
            PerSecond(Names.Accepted), Times(newest.Acknowledged, before.Acknowledged), Times(newest.Commits, before.Commits), Times(newest.Reads, before.Reads),
            Rate("reads", newest.Reads.Counts.Sum(), seconds), batches == 0 ? null : Math.Round((newest.Batches.Sum - before.Batches.Sum) / batches, 1),
            new RefusedFigures(Refused("busy"), Refused("rate"), Refused("superseded") + Refused("closed"), Refused("invalid") + Refused("gap")),
            PerSecond(Names.Limited), Math.Round((double)load.Waiting / queueAnswers, 3), (int?)book.Find(Names.PoolCount, "db.client.connection.state", "used"),
            (int?)book.Find(Names.PoolCount, "db.client.connection.state", "idle"),
            Math.Round(Math.Clamp(Rate(Names.GcPause, book.Value(Names.GcPause), seconds, digits: 6), 0, 1), 3), (long)book.Value(Names.WorkingSet),
            (int)book.Value(Names.Threads), (long)book.Value(Names.ThreadsWaiting), (long?)book.Find(Names.DiskFree), (long)book.Value(Names.Log), serving.IsDraining,
            alerts);

        double PerSecond(string name) => Rate(name, book.Value(name), seconds);
        double Refused(string reason) => Rate(Names.Refused + reason, book.Value(Names.Refused, "reason", reason), seconds);
    }

    /// <summary>By how much a sum grew a second since the last look; 0 at the first.</summary>
    private double Rate(string name, double sum, double seconds, int digits = 1)
    {
        double rate = (sum - _sums.GetValueOrDefault(name, sum)) / seconds;
        _sums[name] = sum;
        return Math.Round(Math.Max(0, rate), digits);
    }

    private (long[] Counts, double Sum) Of(string name) => book.Spread(name);

    private static TimeFigures Times((long[] Counts, double Sum) now, (long[] Counts, double Sum) before)
    {
        long[] counts = [.. now.Counts.Zip(before.Counts, (later, earlier) => later - earlier)];
        return new TimeFigures(Rounded(0.5), Rounded(0.95), Rounded(0.99));

        double? Rounded(double share) => Spread.Quantile(counts, share) is { } ms ? Math.Round(ms, 1) : null;
    }

    private sealed record Buckets(
        long At, (long[] Counts, double Sum) Acknowledged, (long[] Counts, double Sum) Commits, (long[] Counts, double Sum) Reads, (long[] Counts, double Sum) Batches)
    {
        /// <summary>The same before anything was measured.</summary>
        public Buckets Empty()
        {
            (long[], double) nothing = (new long[Spread.Bounds.Length + 1], 0);
            return new Buckets(At, nothing, nothing, nothing, nothing);
        }
    }
}
