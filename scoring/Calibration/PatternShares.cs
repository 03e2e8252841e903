namespace Diagnostics.Scoring.Calibration;

/// <summary>How patterns are cut into shares of work: by their number alone, so that the order of every sum is the same on any machine.</summary>
internal static class PatternShares
{
    private const int Most = 16;
    private const int LeastPatterns = 64;

    public static int CountFor(int patterns) => Math.Clamp(patterns / LeastPatterns, 1, Most);

    public static (int First, int Count) Of(int share, int shares, int patterns)
    {
        int first = (int)((long)patterns * share / shares);
        return (first, (int)((long)patterns * (share + 1) / shares) - first);
    }

    /// <summary>One after the other, on the calling thread.</summary>
    public static void InTurn(int count, Action<int> work)
    {
        for (int share = 0; share < count; share++)
        {
            work(share);
        }
    }
}
