using System.Collections.Immutable;
using Diagnostics.Engine.Instruments;

namespace Diagnostics.Engine.Qti;

/// <summary>A match of which each row takes one column is as many single choices with the same options; any other match is left out.</summary>
internal sealed class MatchRows(ItemFileReader items, FindingList findings, string file, QtiElement item, QtiElement interaction, ResponseRules rules)
{
    private const int MostOptions = 20;
    private const int MostRows = 50;

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
            findings.Changed(file, interaction, "A column may be chosen by all rows: items know nothing of each other.");
        }

        ImmutableArray<DraftOption?> options = [.. columns.Select((column, place) => items.OptionOf(file, column, place))];
        ImmutableArray<DraftOption?> asked = [.. rows.Select((row, place) => items.OptionOf(file, row, place))];
        if (options.Contains(null) || asked.Contains(null))
        {
            return [];
        }

        if (asked.Any(row => row!.Svg is not null))
        {
            findings.LeftOut(file, interaction, "A row of a match is text alone.");
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
            ImmutableSortedDictionary<string, double> together = rules.Try(response, [.. pairs.Select((row, place) => row[BestOf(tried[place], blank)])]);
            string[] outcomes = [.. together.Keys];
            if (rules.IsAllOrNothing || outcomes.Any(outcome => !IsSum(outcome)))
            {
                findings.LeftOut(file, interaction, "Its key: points are for all rows together, items of ours are scored one by one. They are asked but not scored.");
                return none;
            }

            return
            [
                .. tried.Select(row => outcomes
                    .Select(outcome => (outcome, Points: row.Select(one => one.GetValueOrDefault(outcome) - blank.GetValueOrDefault(outcome)).ToArray()))
                    .Where(one => one.Points.Distinct().Count() > 1)
                    .ToImmutableSortedDictionary(one => one.outcome, one => one.Points, StringComparer.Ordinal)),
            ];

            bool IsSum(string outcome) => Math.Abs(
                tried.Sum(row => row[BestOf(row, blank)].GetValueOrDefault(outcome) - blank.GetValueOrDefault(outcome))
                - (together[outcome] - blank.GetValueOrDefault(outcome))) < 1e-9;
        }
        catch (RuleNotReadException unread)
        {
            findings.LeftOut(file, unread.At, $"The key: {unread.Message}. The items are asked but not scored.");
            return none;
        }
    }

    /// <summary>The column that brings a row most of the first outcome.</summary>
    private static int BestOf(ImmutableSortedDictionary<string, double>[] row, ImmutableSortedDictionary<string, double> blank)
    {
        string? outcome = blank.Keys.FirstOrDefault() ?? row[0].Keys.FirstOrDefault();
        return outcome is null ? 0 : Enumerable.Range(0, row.Length).MaxBy(column => row[column].GetValueOrDefault(outcome));
    }

    private static string PairOf(QtiElement row, QtiElement column, bool isTurned) =>
        isTurned ? $"{column["identifier"]} {row["identifier"]}" : $"{row["identifier"]} {column["identifier"]}";

    private static bool AreSingle(QtiElement[] choices) => choices.All(choice => (choice.Whole("matchMax") ?? 1) == 1);
}
