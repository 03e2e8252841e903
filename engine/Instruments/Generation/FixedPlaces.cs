using System.Collections.Immutable;

namespace Diagnostics.Engine.Instruments.Generation;

/// <summary>The fixed form of a bank: as many items of each content area, spread at equal distances from its easiest to its hardest.</summary>
internal static class FixedPlaces
{
    public const int Length = 20;

    /// <summary>Places of the items, ascending.</summary>
    /// <param name="areas">Area of every item of the bank, from easy to hard.</param>
    /// <param name="difficulties">Its difficulty, ascending.</param>
    /// <param name="length">How many items; the areas named first have one more when it does not divide.</param>
    public static ImmutableArray<int> Of(ImmutableArray<string> areas, ImmutableArray<double> difficulties, int length)
    {
        string[] names = [.. areas.Distinct().Order(StringComparer.Ordinal)];
        return
        [
            .. names.SelectMany((area, index) => Spread(
                [.. Enumerable.Range(0, areas.Length).Where(place => areas[place] == area)],
                difficulties,
                (length / names.Length) + (index < length % names.Length ? 1 : 0))).Order(),
        ];
    }

    /// <summary>The free ones nearest to difficulties at equal distances from the easiest to the hardest.</summary>
    private static IEnumerable<int> Spread(List<int> free, ImmutableArray<double> difficulties, int count)
    {
        (double easiest, double hardest) = (difficulties[free[0]], difficulties[free[^1]]);
        for (int part = 0; part < count && free.Count > 0; part++)
        {
            double aim = count == 1 ? (easiest + hardest) / 2 : easiest + ((hardest - easiest) * part / (count - 1));
            int nearest = free.MinBy(place => Math.Abs(difficulties[place] - aim));
            free.Remove(nearest);
            yield return nearest;
        }
    }
}
