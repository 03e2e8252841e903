using System.Collections.Immutable;
using Diagnostics.Engine.Instruments;

namespace Diagnostics.Engine.Qti;

/// <summary>
/// Single choices with the same answers whose points run up or down with them are ratings: that is what QTI has instead of a rating scale.
/// </summary>
internal sealed class LikertGroups
{
    private const int MostLabels = 11;
    private const int MostFirst = 10;

    private readonly Dictionary<DraftItem, (string Format, AnswerFormat.Likert Likert)> _items = new(ReferenceEqualityComparer.Instance);
    private readonly List<(string Name, AnswerFormat.Likert Likert)> _formats = [];

    public LikertGroups(IEnumerable<DraftItem> items)
    {
        foreach (IGrouping<string, DraftItem> alike in items
            .Where(item => item.Format is AnswerFormat.SingleChoice && item.Text.Length > 0 && item.Options.Length <= MostLabels && item.Options.All(option => option.Svg is null))
            .GroupBy(item => string.Join('\n', item.Options.Select(option => option.Text)), StringComparer.Ordinal))
        {
            DraftItem[] group = [.. alike];
            double[][] keys = [.. group.SelectMany(item => item.Points.Values)];
            if (group.Length < 2 || keys.Length == 0 || keys.Min(key => key.Min()) is not (>= 0 and <= MostFirst and var first) || !keys.All(key => IsUp(key, first) || IsUp([.. key.Reverse()], first)))
            {
                continue;
            }

            // Two answers of one point are right and wrong rather than little and much.
            if (group.Any(item => item.IsTask))
            {
                continue;
            }

            AnswerFormat.Likert likert = new((int)first, [.. group[0].Options.Select(option => DraftTexts.Of(option.Text))]);
            string name = $"rating{_formats.Count + 1}";
            _formats.Add((name, likert));
            foreach (DraftItem item in group)
            {
                _items.Add(item, (name, likert));
            }
        }
    }

    public IReadOnlyList<(string Name, AnswerFormat.Likert Likert)> Formats => _formats;

    public bool Has(DraftItem item) => _items.ContainsKey(item);

    public string? FormatOf(DraftItem item) => _items.TryGetValue(item, out var format) ? format.Format : null;

    /// <summary>By outcome whether high codes mean little of it; empty of an item that is no rating of a group.</summary>
    public ImmutableSortedDictionary<string, bool> Ratings(DraftItem item) => _items.TryGetValue(item, out var format)
        ? item.Points.ToImmutableSortedDictionary(one => one.Key, one => !IsUp(one.Value, format.Likert.First), StringComparer.Ordinal)
        : ImmutableSortedDictionary<string, bool>.Empty;

    private static bool IsUp(double[] points, double first) =>
        double.IsInteger(first) && points.Select((value, place) => Math.Abs(value - first - place) < 1e-9).All(isNext => isNext);
}
