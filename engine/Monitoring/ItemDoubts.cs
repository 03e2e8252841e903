using System.Collections.Immutable;

namespace Diagnostics.Engine.Monitoring;

/// <summary>What is unusual in an item, each by a rule in numbers.</summary>
public enum ItemDoubt
{
    /// <summary>Fewer than <see cref="ItemDoubts.LeastEasy"/> solve it, or not more beyond chance (95 %) than by guessing among its options.</summary>
    TooHard,

    /// <summary>More than <see cref="ItemDoubts.MostEasy"/> solve it.</summary>
    TooEasy,

    /// <summary>It goes with the rest of its scale less than <see cref="ItemDoubts.LeastItemRest"/>.</summary>
    LowItemRest,

    /// <summary>More than <see cref="ItemDoubts.MostOmitted"/> pass it over.</summary>
    Omitted,

    /// <summary>More than one in five do not come to it (Swineford, 1974 †).</summary>
    NotReached,

    /// <summary>Half of the answers take under a second.</summary>
    TooFast,

    /// <summary>In the upper third by score a wrong option is chosen more often than the right one.</summary>
    Distractor,
}

/// <summary>Says what is unusual in items, and counts options by thirds of the score. Pure.</summary>
internal static class ItemDoubts
{
    public const double LeastEasy = 0.2;
    public const double MostEasy = 0.9;
    public const double LeastItemRest = 0.2;
    public const double MostOmitted = 0.05;
    public const double MostNotReached = 0.2;

    /// <summary>Fewer say too little: the error of a correlation would be a tenth.</summary>
    public const int LeastRespondents = 100;

    private const double HastyMedianSeconds = 1;

    /// <param name="right">Code of the right option; null where none is right or wrong.</param>
    public static ImmutableArray<ItemDoubt> Of(ItemFigures item, long respondents, int? right)
    {
        if (respondents < LeastRespondents)
        {
            return [];
        }

        (ItemDoubt Doubt, bool Holds)[] all =
        [
            (ItemDoubt.TooHard, item.Difficulty is { } solved && (solved < LeastEasy || (right is not null && IsGuessing(solved, item.Counts)))),
            (ItemDoubt.TooEasy, item.Difficulty > MostEasy),
            (ItemDoubt.LowItemRest, item.ItemRest < LeastItemRest),
            (ItemDoubt.Omitted, item.Counts.Omitted > MostOmitted * respondents),
            (ItemDoubt.NotReached, item.Counts.NotReached > MostNotReached * respondents),
            (ItemDoubt.TooFast, item.Counts.Median < HastyMedianSeconds),
            (ItemDoubt.Distractor, right is { } code && IsDistracting(Thirds(item.Counts), code)),
        ];
        return [.. all.Where(one => one.Holds).Select(one => one.Doubt)];
    }

    /// <summary>Those of each score stand in the third in which their middle stands: a score is never split. Empty where there are no scores.</summary>
    public static ImmutableArray<ThirdCount> Thirds(ItemCount counts)
    {
        int scores = counts.Options.IsEmpty ? 0 : counts.Options[0].ByScore.Length;
        long[] byScore = [.. Enumerable.Range(0, scores).Select(score => counts.Options.Sum(option => option.ByScore[score]))];
        long all = byScore.Sum();
        if (all == 0)
        {
            return [];
        }

        int[] third = new int[scores];
        long below = 0;
        for (int score = 0; score < scores; score++)
        {
            double middle = (below + (byScore[score] / 2.0)) / all;
            third[score] = middle < 1.0 / 3 ? 0 : middle > 2.0 / 3 ? 2 : 1;
            below += byScore[score];
        }

        return [.. counts.Options.Select(option => new ThirdCount(option.Code, In(option, 0), In(option, 1), In(option, 2)))];

        long In(OptionCount option, int wanted) => option.ByScore.Where((_, score) => third[score] == wanted).Sum();
    }

    private static bool IsGuessing(double solved, ItemCount counts) =>
        counts.Answered > 0 && counts.Options.Length > 1 && solved - (1.96 * Math.Sqrt(solved * (1 - solved) / counts.Answered)) <= 1.0 / counts.Options.Length;

    private static bool IsDistracting(ImmutableArray<ThirdCount> thirds, int right) =>
        thirds.FirstOrDefault(one => one.Code == right) is { } key && thirds.Any(one => one.Code != right && one.High > key.High);
}
