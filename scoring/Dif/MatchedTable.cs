namespace Diagnostics.Scoring.Dif;

/// <summary>Counts of an item's categories in two groups, stratum by stratum.</summary>
internal sealed class MatchedTable(int strata, int categories)
{
    private readonly int[] _reference = new int[strata * categories];
    private readonly int[] _focal = new int[strata * categories];

    public int Strata => strata;

    public int Categories => categories;

    public void Add(int stratum, bool isFocal, int category) => (isFocal ? _focal : _reference)[(stratum * categories) + category]++;

    public ReadOnlySpan<int> Reference(int stratum) => _reference.AsSpan(stratum * categories, categories);

    public ReadOnlySpan<int> Focal(int stratum) => _focal.AsSpan(stratum * categories, categories);

    /// <summary>Strata with respondents of both groups: the others say nothing of a difference.</summary>
    public IEnumerable<int> Shared() => Enumerable.Range(0, strata).Where(stratum => Sum(Reference(stratum)) > 0 && Sum(Focal(stratum)) > 0);

    public static int Sum(ReadOnlySpan<int> counts)
    {
        int sum = 0;
        foreach (int count in counts)
        {
            sum += count;
        }

        return sum;
    }
}
