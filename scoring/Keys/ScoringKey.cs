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
    /// <exception cref="ArgumentException">An identifier repeats, a column does not exist, or a rating's range is empty.</exception>
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
            foreach (ItemKey item in scale.Items)
            {
                if (item.Item < 0 || item.Item >= items.Length)
                {
                    throw new ArgumentException($"Scale {scale.Id} names column {item.Item} of {items.Length}.", nameof(scales));
                }

                if (item is ItemKey.Rating { Min: var min, Max: var max } && (min >= max || max == byte.MaxValue))
                {
                    throw new ArgumentException($"Scale {scale.Id}, item {items[item.Item]}: range {min}..{max} is not valid.", nameof(scales));
                }
            }
        }

        return new ScoringKey(items, scales);
    }
}
