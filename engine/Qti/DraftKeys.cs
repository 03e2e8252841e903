using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Diagnostics.Engine.Qti;

/// <summary>Outcomes of items as scales with keys, as far as our keys can say it: whole points from 0 to 100.</summary>
internal sealed class DraftKeys
{
    private const int MostPoints = 100;
    private const int MostScales = 100;

    private static readonly int[] Factors = [1, 2, 3, 4, 5, 6, 8, 10, 12, 20, 25, 50, 100];

    private readonly SortedDictionary<int, List<(string Item, JsonObject Key)>> _keys = [];
    private readonly List<string> _outcomes = [];
    private readonly FindingList _findings;
    private readonly HashSet<string> _scored = new(StringComparer.Ordinal);

    /// <param name="items">With the names they have in the instrument and, of a rating, the first code.</param>
    public DraftKeys(IReadOnlyList<(DraftItem Item, string Name)> items, LikertGroups likert, FindingList findings)
    {
        _findings = findings;
        foreach (string outcome in items.SelectMany(one => one.Item.Points.Keys.Concat(one.Item.Ratings.Keys).Concat(one.Item.Sets.Keys)).Distinct(StringComparer.Ordinal))
        {
            if (_outcomes.Count == MostScales)
            {
                findings.LeftOut("", null, $"An instrument has {MostScales} scales at most; {outcome} and what follows is not scored.");
                break;
            }

            Add(outcome, items, likert);
        }
    }

    /// <summary>By scale, in the order in which items name them.</summary>
    public IEnumerable<(string Outcome, bool IsTask, bool IsBestWorst, JsonArray Keys)> Scales =>
        _keys.Select(one => (_outcomes[one.Key], Tasks[one.Key], BestWorst[one.Key], new JsonArray([.. one.Value.Select(key => (JsonNode)key.Key)])));

    public bool IsScored(string item) => _scored.Contains(item);

    private List<bool> Tasks { get; } = [];

    private List<bool> BestWorst { get; } = [];

    private void Add(string outcome, IReadOnlyList<(DraftItem Item, string Name)> items, LikertGroups likert)
    {
        int factor = FactorOf([.. items.Where(one => !likert.Has(one.Item)).SelectMany(one => one.Item.Points.GetValueOrDefault(outcome) ?? [])]);
        List<(string, JsonObject)> keys = [];
        bool isTask = true;
        bool isBestWorst = items.Any(one => one.Item.Sets.ContainsKey(outcome));
        foreach ((DraftItem item, string name) in items)
        {
            JsonObject key = new() { ["item"] = name };
            if (isBestWorst)
            {
                if (item.Sets.TryGetValue(outcome, out int option))
                {
                    key["option"] = option;
                    keys.Add((name, key));
                }
                else if (item.Points.ContainsKey(outcome) || item.Ratings.ContainsKey(outcome))
                {
                    _findings.LeftOut(item.File, item.At, $"The key for {outcome}: best–worst sets do not mix with other items.");
                }

                continue;
            }

            if (item.Ratings.TryGetValue(outcome, out bool isReversed) || likert.Ratings(item).TryGetValue(outcome, out isReversed))
            {
                isTask = false;
                if (isReversed)
                {
                    key["reverse"] = true;
                }

                keys.Add((name, key));
            }
            else if (item.Points.TryGetValue(outcome, out double[]? points) && PointsOf(item, outcome, points, factor) is { } whole)
            {
                isTask &= item.IsTask && whole.Count(value => value > 0) == 1;
                key["points"] = new JsonArray([.. whole.Select(value => (JsonNode)value)]);
                keys.Add((name, key));
            }
        }

        if (keys.Count == 0)
        {
            return;
        }

        if (factor > 1)
        {
            _findings.Changed("", null, $"Points of {outcome} are whole numbers here: each counts {factor} times.");
        }

        _keys.Add(_outcomes.Count, keys);
        _outcomes.Add(outcome);
        Tasks.Add(isTask && !isBestWorst);
        BestWorst.Add(isBestWorst);
        _scored.UnionWith(keys.Select(one => one.Item1));
    }

    private int[]? PointsOf(DraftItem item, string outcome, double[] points, int factor)
    {
        int[] whole = [.. points.Select(value => (int)Math.Round(Math.Clamp(value * factor, -1e6, 1e6)))];
        if (points.Zip(whole).All(both => Math.Abs((both.First * factor) - both.Second) < 1e-6 && both.Second is >= 0 and <= MostPoints))
        {
            return whole;
        }

        _findings.LeftOut(item.File, item.At, $"The key for {outcome}: points are whole numbers from 0 to {MostPoints}. The item is asked but not scored for it.");
        return null;
    }

    /// <summary>What makes all points of a scale whole, or 1 where nothing does.</summary>
    private static int FactorOf(double[] points) =>
        Factors.FirstOrDefault(factor => points.All(value => Math.Abs((value * factor) - Math.Round(value * factor)) < 1e-6 && Math.Abs(value * factor) <= MostPoints), 1);
}
