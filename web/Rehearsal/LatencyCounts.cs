namespace Diagnostics.Web.Rehearsal;

/// <summary>Counts of durations in steps of 7.2 %, from 0.1 ms to over an hour: small, exact in its counts, added up without loss.</summary>
internal sealed class LatencyCounts
{
    private const double Least = 0.1;
    private const int StepsToDouble = 10;
    private const int Buckets = 260;

    private readonly long[] _counts = new long[Buckets];

    public long Count => _counts.Sum();

    /// <summary>Any thread may add.</summary>
    public void Add(double ms) => Interlocked.Increment(ref _counts[IndexOf(ms)]);

    public void Add(LatencyCounts other)
    {
        for (int i = 0; i < Buckets; i++)
        {
            _counts[i] += Interlocked.Read(ref other._counts[i]);
        }
    }

    /// <summary>The upper edge of the step in which this share of the durations ends, ms; 0 without any.</summary>
    public double Percentile(double share)
    {
        long wanted = (long)Math.Ceiling(Count * share);
        long seen = 0;
        for (int i = 0; i < Buckets && wanted > 0; i++)
        {
            seen += _counts[i];
            if (seen >= wanted)
            {
                return Math.Round(EdgeOf(i), 3);
            }
        }

        return 0;
    }

    /// <summary>The counts that are not zero, by step; what processes tell each other.</summary>
    public Dictionary<int, long> ToSparse() =>
        Enumerable.Range(0, Buckets).Where(i => _counts[i] > 0).ToDictionary(i => i, i => _counts[i]);

    public static LatencyCounts Of(IReadOnlyDictionary<int, long> sparse)
    {
        LatencyCounts counts = new();
        foreach ((int index, long count) in sparse)
        {
            counts._counts[index] = count;
        }

        return counts;
    }

    private static int IndexOf(double ms) =>
        ms <= Least ? 0 : Math.Min(Buckets - 1, 1 + (int)(Math.Log2(ms / Least) * StepsToDouble));

    private static double EdgeOf(int index) => Least * Math.Pow(2, (double)index / StepsToDouble);
}
