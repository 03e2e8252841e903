using System.Collections.Immutable;

namespace Diagnostics.Scoring.Keys;

/// <summary>The whole key of an instrument: which item columns there are and how they make scales. Valid by construction.</summary>
public sealed class ScoringKey
{
    private ScoringKey(ImmutableArray<string> items, ImmutableArray<ScaleKey> scales)
    {
        Items = items;
        Scales = scales;
    }

    /// <summary>Item identifiers; the position is the column in a response matrix.</summary>
    public ImmutableArray<string> Items { get; }

    /// <summary>The scales in output order.</summary>
    public ImmutableArray<ScaleKey> Scales { get; }

    /// <summary>Makes a key.</summary>
    /// <param name="items">Item identifiers, unique.</param>
    /// <param name="scales">Scales, unique identifiers; every item column they name must exist.</param>
    /// <returns>The key.</returns>
    /// <exception cref="ArgumentException">
    /// An identifier repeats, a column does not exist, a rating's range is empty, an item has no options, a missing rule's number is out of
    /// range, or a scale has more than 65,535 items or points.
    /// </exception>
    public static ScoringKey Create(ImmutableArray<string> items, ImmutableArray<ScaleKey> scales)
    {
        if (items.Distinct(StringComparer.Ordinal).Count() != items.Length)
        {
            throw new ArgumentException("Item identifiers repeat.", nameof(items));
        }

        if (scales.Select(scale => scale.Id).Distinct(StringComparer.Ordinal).Count() != scales.Length)
        {
            throw new ArgumentException("Scale identifiers repeat.", nameof(scales));
        }

        foreach (ScaleKey scale in scales)
        {
            CheckMissingRule(scale);
            foreach (ItemKey item in scale.Items)
            {
                CheckItem(items, scale, item);
            }

            if (scale.Highest > ushort.MaxValue || scale.Items.Length > ushort.MaxValue)
            {
                throw new ArgumentException(
                    $"Scale {scale.Id}: {scale.Items.Length} items, {scale.Highest} points; {ushort.MaxValue} is the limit.",
                    nameof(scales));
            }
        }

        return new ScoringKey(items, scales);
    }

    private static void CheckMissingRule(ScaleKey scale)
    {
        if (scale.Missing is MissingRule.Prorate { Share: not (> 0 and <= 1) } prorate)
        {
            throw new ArgumentException($"Scale {scale.Id}: a share of {prorate.Share} answered items is outside (0, 1].", nameof(scale));
        }

        if (scale.Missing is MissingRule.Tolerate { Blanks: < 0 } tolerate)
        {
            throw new ArgumentException($"Scale {scale.Id}: {tolerate.Blanks} tolerated blanks.", nameof(scale));
        }
    }

    private static void CheckItem(ImmutableArray<string> items, ScaleKey scale, ItemKey item)
    {
        if (item.Item < 0 || item.Item >= items.Length)
        {
            throw new ArgumentException($"Scale {scale.Id} names column {item.Item} of {items.Length}.", nameof(item));
        }

        if (item is ItemKey.Rating { Min: var min, Max: var max } && (min >= max || max == byte.MaxValue))
        {
            throw new ArgumentException($"Scale {scale.Id}, item {items[item.Item]}: range {min}..{max} is not valid.", nameof(item));
        }

        if (item is ItemKey.BestWorst set && (set.Size is < 2 or > 15 || set.Option >= set.Size))
        {
            throw new ArgumentException(
                $"Scale {scale.Id}, item {items[item.Item]}: option {set.Option} of {set.Size}; a set has 2 to 15.", nameof(item));
        }

        if (item is ItemKey.Options { Points: var points } && (points.IsDefaultOrEmpty || points.Length > byte.MaxValue))
        {
            throw new ArgumentException($"Scale {scale.Id}, item {items[item.Item]}: 1 to {byte.MaxValue} options.", nameof(item));
        }
    }
}
