namespace Diagnostics.Engine.Monitoring;

/// <summary>
/// How long an item took, in steps of a tenth from 0.1 s to ten minutes: bounded, and merged exactly in any order. A quantile is the middle of its step, so it is right to a twentieth.
/// For one thread.
/// </summary>
internal sealed class TimeCounts
{
    /// <summary>Quicker than somebody reads an item; the same limit flags a protocol.</summary>
    public const int HastyMilliseconds = 1_000;

    private const int Least = 100;
    private const int Steps = 92;
    private const double Ratio = 1.1;

    private readonly int[] _counts = new int[Steps];

    public long Count { get; private set; }

    public long Hasty { get; private set; }

    public void Add(int milliseconds)
    {
        _counts[PlaceOf(milliseconds)]++;
        Count++;
        Hasty += milliseconds < HastyMilliseconds ? 1 : 0;
    }

    public void Merge(TimeCounts other)
    {
        for (int place = 0; place < Steps; place++)
        {
            _counts[place] += other._counts[place];
        }

        Count += other.Count;
        Hasty += other.Hasty;
    }

    /// <summary>In seconds; null when nothing was timed.</summary>
    public double? Quantile(double share)
    {
        if (Count == 0)
        {
            return null;
        }

        long wanted = (long)Math.Ceiling(share * Count);
        int place = 0;
        for (long below = _counts[0]; below < wanted; below += _counts[place])
        {
            place++;
        }

        return Least * Math.Pow(Ratio, place + 0.5) / 1_000;
    }

    private static int PlaceOf(int milliseconds) =>
        milliseconds <= Least ? 0 : Math.Min(Steps - 1, (int)Math.Floor(Math.Log((double)milliseconds / Least) / Math.Log(Ratio)));
}
