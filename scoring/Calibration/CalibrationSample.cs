using System.Collections.Immutable;
using Diagnostics.Scoring.Responses;

namespace Diagnostics.Scoring.Calibration;

/// <summary>
/// Answers ready for calibration: items that cannot be estimated are left out with the reason, rows that repeat are kept once with their number, and rows that answered none of
/// the other items are dropped (they say nothing). Immutable.
/// </summary>
public sealed class CalibrationSample
{
    private readonly byte[] _patterns;
    private readonly int[] _counts;
    private readonly int[] _firstRows;

    private CalibrationSample(ImmutableArray<ItemTallied> tallied, byte[] patterns, int[] counts)
    {
        Tallied = tallied;
        Estimable = [.. Enumerable.Range(0, tallied.Length).Where(item => tallied[item].State == ItemState.Estimated)];
        _patterns = patterns;
        _counts = counts;
        _firstRows = new int[Estimable.Length];
        int rows = 0;
        for (int place = 0; place < Estimable.Length; place++)
        {
            _firstRows[place] = rows;
            rows += tallied[Estimable[place]].Categories;
        }

        Rows = rows;
        Respondents = counts.Sum();
    }

    /// <summary>Number of items, with those left out.</summary>
    public int Items => Tallied.Length;

    /// <summary>Respondents who answered an item that can be estimated.</summary>
    public int Respondents { get; }

    /// <summary>Different rows of answers among them.</summary>
    public int Patterns => _counts.Length;

    /// <summary>Items that can be estimated, ascending.</summary>
    public ImmutableArray<int> Estimable { get; }

    /// <summary>Rows of a table with one row for every category of every item that can be estimated.</summary>
    public int Rows { get; }

    /// <summary>What was counted of every item.</summary>
    internal ImmutableArray<ItemTallied> Tallied { get; }

    /// <summary>Codes, [patterns × estimable items], row-major.</summary>
    internal ReadOnlySpan<byte> Codes => _patterns;

    /// <summary>How many respondents have the pattern, [patterns].</summary>
    internal ReadOnlySpan<int> Counts => _counts;

    /// <summary>Row of category 0, [estimable items].</summary>
    internal ReadOnlySpan<int> FirstRows => _firstRows;

    /// <summary>Whether the item can be estimated, and if not, why.</summary>
    /// <param name="item">0 .. <see cref="Items"/> − 1.</param>
    /// <returns>Never <see cref="ItemState.SlopeAtLimit"/>: that shows only in calibration.</returns>
    public ItemState StateOf(int item) => Tallied[item].State;

    /// <summary>Looks through answers.</summary>
    /// <param name="answers">Codes from 0, [respondents × items].</param>
    /// <param name="categories">Number of categories of each item, 2 .. 255; codes are 0 .. categories − 1.</param>
    /// <exception cref="ArgumentException">The numbers of items differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An item has fewer than two categories or more than 255.</exception>
    /// <exception cref="AnswerOutOfRangeException">A code is none of its item's categories.</exception>
    public static CalibrationSample Of(ResponseMatrix answers, ReadOnlySpan<int> categories)
    {
        ArgumentNullException.ThrowIfNull(answers);
        if (categories.Length != answers.Items)
        {
            throw new ArgumentException($"{categories.Length} numbers of categories for {answers.Items} items.", nameof(categories));
        }

        var tallied = ImmutableArray.CreateBuilder<ItemTallied>(categories.Length);
        for (int item = 0; item < categories.Length; item++)
        {
            tallied.Add(ItemTallied.Of(answers.Column(item), categories[item], item));
        }

        int[] estimable = [.. Enumerable.Range(0, tallied.Count).Where(item => tallied[item].State == ItemState.Estimated)];
        Dictionary<byte[], int> counts = new(PatternEquality.Instance);
        List<byte[]> order = [];
        byte[] row = new byte[estimable.Length];
        for (int respondent = 0; respondent < answers.Respondents; respondent++)
        {
            for (int place = 0; place < estimable.Length; place++)
            {
                row[place] = answers.Column(estimable[place])[respondent];
            }

            if (row.AsSpan().ContainsAnyExcept(ResponseMatrix.Missing))
            {
                if (counts.TryGetValue(row, out int count))
                {
                    counts[row] = count + 1;
                }
                else
                {
                    byte[] kept = [.. row];
                    counts.Add(kept, 1);
                    order.Add(kept);
                }
            }
        }

        return new CalibrationSample(tallied.MoveToImmutable(), [.. order.SelectMany(pattern => pattern)], [.. order.Select(pattern => counts[pattern])]);
    }

    private sealed class PatternEquality : IEqualityComparer<byte[]>
    {
        public static readonly PatternEquality Instance = new();

        public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode(byte[] obj)
        {
            var hash = default(HashCode);
            hash.AddBytes(obj);
            return hash.ToHashCode();
        }
    }
}
