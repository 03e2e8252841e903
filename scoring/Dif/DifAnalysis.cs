using System.Collections.Immutable;

namespace Diagnostics.Scoring.Dif;

/// <summary>Differential item functioning of every item of a test between two groups matched by their totals.</summary>
public sealed record DifAnalysis
{
    /// <summary>difR's limit.</summary>
    private const int MostRounds = 10;

    private DifAnalysis(ImmutableArray<ItemDif> items, ImmutableArray<int> anchors, int rounds, bool isSettled)
    {
        Items = items;
        Anchors = anchors;
        Rounds = rounds;
        IsSettled = isSettled;
    }

    /// <summary>One for each item of the sample.</summary>
    public ImmutableArray<ItemDif> Items { get; }

    /// <summary>Items of the total, ascending; the studied item is in its own total besides.</summary>
    public ImmutableArray<int> Anchors { get; }

    /// <summary>Times the total was made anew; 0 without purification or when the first look flagged nothing.</summary>
    public int Rounds { get; }

    /// <summary>Whether the last round flagged the same items as the one before; true without purification.</summary>
    public bool IsSettled { get; }

    /// <summary>Every item matched by the total over all items.</summary>
    /// <param name="sample">Points of two groups.</param>
    /// <returns>Numbers are NaN where no total has both groups, an item is constant, or an odds ratio is 0 or infinite.</returns>
    public static DifAnalysis Of(DifSample sample)
    {
        ArgumentNullException.ThrowIfNull(sample);
        ImmutableArray<int> all = [.. Enumerable.Range(0, sample.Items)];
        return new DifAnalysis(Look(sample, all), all, 0, isSettled: true);
    }

    /// <summary>
    /// The same with totals purified: flagged items leave the total, everything is looked at again, until the same items are flagged twice or ten rounds are over (Holland &amp; Thayer,
    /// 1988†; iterated as difR does). The studied item is always in its own total.
    /// </summary>
    /// <param name="sample">Points of two groups.</param>
    /// <param name="rule">Which items are flagged.</param>
    /// <returns>The last round.</returns>
    public static DifAnalysis Purified(DifSample sample, DifPurification rule = DifPurification.Significant)
    {
        DifAnalysis last = Of(sample);
        ImmutableArray<int> flagged = Flagged(last, rule);
        for (int round = 1; round <= MostRounds && !flagged.IsEmpty; round++)
        {
            ImmutableArray<int> anchors = [.. Enumerable.Range(0, sample.Items).Except(flagged)];
            last = new DifAnalysis(Look(sample, anchors), anchors, round, isSettled: false);
            ImmutableArray<int> now = Flagged(last, rule);
            if (now.SequenceEqual(flagged))
            {
                return new DifAnalysis(last.Items, anchors, round, isSettled: true);
            }

            if (now.IsEmpty)
            {
                // Nothing is left to take out: the next round would be the first one again, and for ever.
                return last;
            }

            flagged = now;
        }

        return last;
    }

    private static ImmutableArray<ItemDif> Look(DifSample sample, ImmutableArray<int> anchors) =>
    [
        .. Enumerable.Range(0, sample.Items).Select(item =>
        {
            MatchedTable table = sample.Match(item, anchors);
            return new ItemDif(table.Categories == 2 ? MantelHaenszel.Of(table) : null, MantelTest.Of(table), GeneralisedTest.Of(table), table.Shared().Count());
        }),
    ];

    private static ImmutableArray<int> Flagged(DifAnalysis analysis, DifPurification rule) =>
        [.. Enumerable.Range(0, analysis.Items.Length).Where(item => analysis.Items[item].Leaves(rule))];
}
