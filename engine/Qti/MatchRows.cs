using System.Collections.Immutable;
using Diagnostics.Engine.Instruments;

namespace Diagnostics.Engine.Qti;

/// <summary>A match of which each row takes one column is as many single choices with the same options; any other match is left out.</summary>
internal sealed class MatchRows(ItemFileReader items, FindingList findings, string file, QtiElement item, QtiElement interaction, ResponseRules rules)
{
    private const int MostOptions = 20;
    private const int MostRows = 50;

    /// <summary>Answers to all rows at once that are tried: those of an honest item stay far below.</summary>
    private const int MostTried = 1_000;

    public IEnumerable<DraftItem> Read(string text, QtiElement[] first, QtiElement[] second, string response)
    {
        bool isTurned = !AreSingle(first) && AreSingle(second);
        (QtiElement[] rows, QtiElement[] columns) = isTurned ? (second, first) : (first, second);
        if (!AreSingle(rows) || columns.Length is < 2 or > MostOptions || rows.Length is 0 or > MostRows)
        {
            findings.LeftOut(file, interaction, $"A match is held where each row takes one of 2 to {MostOptions} columns; this one is another.");
            return [];
        }

        if (columns.Any(column => column.Whole("matchMax") is { } most && most > 0 && most < rows.Length))
        {
            findings.Changed(file, interaction, $"A column may be chosen by all rows: items know nothing of each other.");
        }

        ImmutableArray<DraftOption?> options = [.. columns.Select((column, place) => items.OptionOf(file, column, place))];
        ImmutableArray<DraftOption?> asked = [.. rows.Select((row, place) => items.OptionOf(file, row, place))];
        if (options.Contains(null) || asked.Contains(null))
        {
            return [];
        }

        if (asked.Any(row => row!.Svg is not null))
        {
            findings.LeftOut(file, interaction, $"A row of a match is text alone.");
            return [];
        }

        string[][] pairs = [.. rows.Select(row => columns.Select(column => PairOf(row, column, isTurned)).ToArray())];
        ImmutableSortedDictionary<string, double[]>[] points = PointsOf(response, pairs);
        findings.Changed(file, interaction, $"The match became {rows.Length} items, one a row.");
        return rows.Select((row, place) => new DraftItem(file, item, $"{item["identifier"]}_{row["identifier"]}", new AnswerFormat.SingleChoice())
        {
            Text = ItemBody.Tidy($"{text} {asked[place]!.Text}"),
            Options = [.. options.OfType<DraftOption>()],
            Points = points[place],
            IsTask = points[place].Values.Any(row => row.Count(value => value > 0) == 1),
        });
    }

    private ImmutableSortedDictionary<string, double[]>[] PointsOf(string response, string[][] pairs)
    {
        ImmutableSortedDictionary<string, double[]>[] none = [.. pairs.Select(_ => ImmutableSortedDictionary<string, double[]>.Empty)];
        try
        {
            ImmutableSortedDictionary<string, double> blank = rules.Try(response, null);
            ImmutableSortedDictionary<string, double>[][] tried = [.. pairs.Select(row => row.Select(pair => rules.Try(response, [pair])).ToArray())];
            string[] outcomes = [.. tried.SelectMany(row => row).Append(blank).SelectMany(one => one.Keys).Distinct(StringComparer.Ordinal)];
            int[][] wholes = [.. WholesOf(tried, outcomes).DistinctBy(columns => string.Join(' ', columns)).Take(MostTried + 1)];
            if (rules.IsAllOrNothing || wholes.Length > MostTried || !wholes.All(IsSum))
            {
                findings.LeftOut(file, interaction, $"Its key: points are for all rows together, items of ours are scored one by one. They are asked but not scored.");
                return none;
            }

            return
            [
                .. tried.Select(row => outcomes
                    .Select(outcome => (outcome, Points: row.Select(one => one.GetValueOrDefault(outcome) - blank.GetValueOrDefault(outcome)).ToArray()))
                    .Where(one => one.Points.Distinct().Count() > 1)
                    .ToImmutableSortedDictionary(one => one.outcome, one => one.Points, StringComparer.Ordinal)),
            ];

            bool IsSum(int[] columns)
            {
                ImmutableSortedDictionary<string, double> together = rules.Try(response, [.. pairs.Select((row, place) => row[columns[place]])]);
                return outcomes.All(outcome => Math.Abs(
                    tried.Select((row, place) => row[columns[place]].GetValueOrDefault(outcome) - blank.GetValueOrDefault(outcome)).Sum()
                    - (together.GetValueOrDefault(outcome) - blank.GetValueOrDefault(outcome))) < 1e-9);
            }
        }
        catch (RuleNotReadException unread)
        {
            findings.LeftOut(file, unread.At, $"The key: {unread.Words}. The items are asked but not scored.");
            return none;
        }
    }

    /// <summary>
    /// Answers to all rows (a column each) whose points must be the sum of the rows': by outcome the best of all, the worst of all, and each row's worst beside the best of the others.
    /// Bounds of a mapping cut off what lies beyond one of them.
    /// </summary>
    private static IEnumerable<int[]> WholesOf(ImmutableSortedDictionary<string, double>[][] tried, string[] outcomes)
    {
        foreach (string outcome in outcomes)
        {
            int[] best = [.. tried.Select(row => Enumerable.Range(0, row.Length).MaxBy(column => row[column].GetValueOrDefault(outcome)))];
            int[] worst = [.. tried.Select(row => Enumerable.Range(0, row.Length).MinBy(column => row[column].GetValueOrDefault(outcome)))];
            yield return best;
            yield return worst;
            for (int row = 0; row < best.Length; row++)
            {
                int[] one = [.. best];
                one[row] = worst[row];
                yield return one;
            }
        }
    }

    private static string PairOf(QtiElement row, QtiElement column, bool isTurned) =>
        isTurned ? $"{column["identifier"]} {row["identifier"]}" : $"{row["identifier"]} {column["identifier"]}";

    private static bool AreSingle(QtiElement[] choices) => choices.All(choice => (choice.Whole("matchMax") ?? 1) == 1);
}
