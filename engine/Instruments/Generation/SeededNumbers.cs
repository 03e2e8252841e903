namespace Diagnostics.Engine.Instruments.Generation;

/// <summary>
/// Whole numbers, picks and orders that follow from a seed alone: a committed item must come out the same on every machine.
/// </summary>
internal sealed class SeededNumbers(ulong seed)
{
    private readonly SplitMix64 _bits = new(seed);

    /// <summary>A number from <paramref name="low"/> to <paramref name="high"/>, both possible. The modulo's bias is below 2⁻⁵⁰.</summary>
    public int Between(int low, int high)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(high, low);
        return low + (int)(_bits.Next() % (ulong)(high - low + 1));
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
}
