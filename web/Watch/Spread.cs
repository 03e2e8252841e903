namespace Diagnostics.Web.Watch;

/// <summary>How measurements spread, counted in buckets with fixed bounds. Adding neither allocates nor locks; reading while others add may miss the newest.</summary>
internal sealed class Spread
{
    /// <summary>Upper bounds, inclusive; for milliseconds and for counts alike. What is above the last is in a bucket of its own.</summary>
    public static readonly double[] Bounds =
    [
        0.25, 0.5, 1, 1.5, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 25, 30, 40, 50, 60, 80, 100, 125, 150, 200, 250, 300, 400, 500, 600, 800,
        1_000, 1_250, 1_500, 2_000, 2_500, 3_000, 4_000, 5_000, 6_000, 8_000, 10_000, 15_000, 20_000, 30_000, 60_000,
    ];

    private readonly long[] _counts = new long[Bounds.Length + 1];
    private double _sum;

    public double Sum => Volatile.Read(ref _sum);

    public void Add(double value)
    {
        int at = Array.BinarySearch(Bounds, value);
        Interlocked.Increment(ref _counts[at < 0 ? ~at : at]);
        for (double before = Volatile.Read(ref _sum); ;)
        {
            double seen = Interlocked.CompareExchange(ref _sum, before + value, before);
            if (seen.Equals(before))
            {
                return;
            }

            before = seen;
        }
    }

    /// <summary>Measurements in each bucket, the last above all bounds.</summary>
    public long[] Counts()
    {
        long[] counts = new long[_counts.Length];
        for (int i = 0; i < counts.Length; i++)
        {
            counts[i] = Volatile.Read(ref _counts[i]);
        }

        return counts;
    }

    /// <summary>The value that a share of the measurements does not exceed, evenly within its bucket; null where there is none. Above the last bound it is that bound.</summary>
    /// <param name="share">0..1.</param>
    public static double? Quantile(ReadOnlySpan<long> counts, double share)
    {
        long all = 0;
        foreach (long count in counts)
        {
            all += count;
        }

        if (all == 0)
        {
            return null;
        }

        double rank = share * all;
        long below = 0;
        for (int i = 0; i < Bounds.Length; i++)
        {
            if (counts[i] > 0 && below + counts[i] >= rank)
            {
                double from = i == 0 ? 0 : Bounds[i - 1];
                return from + ((Bounds[i] - from) * Math.Max(0, rank - below) / counts[i]);
            }

            below += counts[i];
        }

        return Bounds[^1];
    }
}
