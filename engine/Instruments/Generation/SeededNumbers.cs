namespace Diagnostics.Engine.Instruments.Generation;

/// <summary>
/// Whole numbers that follow from a seed alone: SplitMix64 (Steele, Lea, Flood, 2014), written out here because the seeded generator of the
/// runtime may change and a committed item must come out the same on every machine and in every year.
/// </summary>
internal sealed class SeededNumbers(ulong seed)
{
    private ulong _state = seed;

    /// <summary>A number from <paramref name="low"/> to <paramref name="high"/>, both possible. The modulo's bias is below 2⁻⁵⁰.</summary>
    public int Between(int low, int high)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(high, low);
        return low + (int)(Next() % (ulong)(high - low + 1));
    }

    public T Pick<T>(IReadOnlyList<T> from) => from[Between(0, from.Count - 1)];

    /// <summary>The same things in another order (Fisher and Yates).</summary>
    public T[] Shuffled<T>(IEnumerable<T> from)
    {
        T[] all = [.. from];
        for (int last = all.Length - 1; last > 0; last--)
        {
            int other = Between(0, last);
            (all[last], all[other]) = (all[other], all[last]);
        }

        return all;
    }

    private ulong Next()
    {
        _state += 0x9E3779B97F4A7C15;
        ulong mixed = (_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }
}
