using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Diagnostics.Scoring.Keys;
using Diagnostics.Scoring.Responses;

namespace Diagnostics.Scoring.BestWorst;

/// <summary>The best–worst sets of a whole key: its design, and where the sets stand among other items.</summary>
public sealed class KeyedSets
{
    private KeyedSets(BestWorstDesign design, ImmutableArray<int> columns, ImmutableArray<string> scales)
    {
        Design = design;
        Columns = columns;
        Scales = scales;
    }

    /// <summary>The design; value v is the scale <c>Scales[v]</c>, set s the column <c>Columns[s]</c>.</summary>
    public BestWorstDesign Design { get; }

    /// <summary>Columns of the sets in the key, ascending, [sets].</summary>
    public ImmutableArray<int> Columns { get; }

    /// <summary>Identifiers of the scales in the key's order, [values].</summary>
    public ImmutableArray<string> Scales { get; }

    /// <summary>Finds the sets of a key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="sets">The sets; null when false is returned.</param>
    /// <returns>
    /// False when there is none, or when an option of one belongs to no scale or to several, which the linter tells its author: then there
    /// is no design and there are no tiers.
    /// </returns>
    public static bool TryFind(ScoringKey key, [NotNullWhen(true)] out KeyedSets? sets)
    {
        ArgumentNullException.ThrowIfNull(key);
        ImmutableArray<ScaleKey> scales = [.. key.Scales.Where(scale => scale.IsBalance)];
        ILookup<int, (int Value, ItemKey.BestWorst Key)> keys = scales
            .SelectMany((scale, value) => scale.Items.OfType<ItemKey.BestWorst>().Select(item => (value, item)))
            .ToLookup(entry => entry.item.Item);
        ImmutableArray<int> columns = [.. keys.Select(set => set.Key).Order()];
        bool whole = columns.All(column =>
            keys[column].Select(entry => (int)entry.Key.Option).Order().SequenceEqual(Enumerable.Range(0, keys[column].First().Key.Size))
            && keys[column].DistinctBy(entry => entry.Value).Count() == keys[column].Count());
        if (columns.IsEmpty || !whole)
        {
            sets = null;
            return false;
        }

        BestWorstDesign design = BestWorstDesign.Create(
            scales.Length,
            [.. columns.Select(column => ImmutableArray.CreateRange(
                keys[column].OrderBy(entry => entry.Key.Option).Select(entry => entry.Value)))]);
        sets = new KeyedSets(design, columns, [.. scales.Select(scale => scale.Id)]);
        return true;
    }

    /// <summary>The tiers of one person.</summary>
    /// <param name="answers">The person's codes, <see cref="ResponseMatrix.Missing"/> = no answer, [columns of the key].</param>
    /// <returns>See <see cref="BestWorstTiers.Of"/>.</returns>
    /// <exception cref="ArgumentException">A set's code is no valid answer.</exception>
    public BestWorstTiers TiersOf(ReadOnlySpan<byte> answers)
    {
        byte[] chosen = new byte[Columns.Length];
        for (int set = 0; set < chosen.Length; set++)
        {
            chosen[set] = answers[Columns[set]];
        }

        return BestWorstTiers.Of(Design, chosen);
    }
}
