using System.Collections.Immutable;
using Diagnostics.Scoring.Keys;

namespace Diagnostics.Scoring.Quality;

/// <summary>
/// The rated items of a key as the quality numbers need them: which columns, in which orders, and each scale's odd and even halves. Pairs,
/// choices and best–worst sets are left out: equal codes there are equal positions and not equal answers, and points of an ipsative set
/// have a singular covariance matrix. Immutable; compile once, use for every respondent.
/// </summary>
public sealed class RatedItems
{
    private RatedItems(
        ImmutableArray<int> inKeyOrder,
        ImmutableArray<int> administered,
        ImmutableArray<RatedHalves> scales,
        RatingShape shape,
        int columns)
    {
        InKeyOrder = inKeyOrder;
        Administered = administered;
        Scales = scales;
        Shape = shape;
        Columns = columns;
    }

    /// <summary>Columns of the rated items in the order of the key's items; empty when nothing is rated.</summary>
    public ImmutableArray<int> InKeyOrder { get; }

    /// <summary>The same columns in the order they were administered.</summary>
    public ImmutableArray<int> Administered { get; }

    /// <summary>What cut-offs are made for.</summary>
    public RatingShape Shape { get; }

    /// <summary>Number of columns of the whole key: the length of a row of answers.</summary>
    internal int Columns { get; }

    /// <summary>The rated items of each scale, in the key's order, split by position.</summary>
    internal ImmutableArray<RatedHalves> Scales { get; }

    /// <summary>Finds the rated items of a key whose columns stand in administered order, as an instrument's do.</summary>
    /// <param name="key">The key.</param>
    /// <returns>The rated items; none is no error.</returns>
    public static RatedItems Of(ScoringKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return Of(key, [.. Enumerable.Range(0, key.Items.Length)]);
    }

    /// <summary>Finds the rated items of a key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="administered">Columns of the key in the order they were administered, each once, [items].</param>
    /// <returns>The rated items; none is no error.</returns>
    /// <exception cref="ArgumentException">The order does not name each column once.</exception>
    public static RatedItems Of(ScoringKey key, ImmutableArray<int> administered)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (!administered.Order().SequenceEqual(Enumerable.Range(0, key.Items.Length)))
        {
            throw new ArgumentException($"The order must name each of {key.Items.Length} columns once.", nameof(administered));
        }

        ComparableScale[] comparable = [.. key.Scales.OfType<ComparableScale>()];
        ImmutableArray<ItemKey.Rating> ratings = [.. comparable.SelectMany(scale => scale.Items).OfType<ItemKey.Rating>()];
        HashSet<int> rated = [.. ratings.Select(rating => rating.Item)];
        int[] categories = [.. ratings.Select(rating => rating.Max - rating.Min + 1).Distinct()];
        ImmutableArray<RatedHalves> scales =
            [.. comparable.Select(scale => RatedHalves.Of([.. scale.Items.OfType<ItemKey.Rating>()])).Where(halves => !halves.Odd.IsEmpty)];
        return new RatedItems(
            [.. rated.Order()],
            [.. administered.Where(rated.Contains)],
            scales,
            new RatingShape(rated.Count, categories.Length == 1 ? categories[0] : 0, scales.Length),
            key.Items.Length);
    }
}

/// <summary>The rated items of one scale by their position in the key: first, third, … and second, fourth, …</summary>
internal readonly record struct RatedHalves(ImmutableArray<ItemKey.Rating> Odd, ImmutableArray<ItemKey.Rating> Even)
{
    public static RatedHalves Of(ImmutableArray<ItemKey.Rating> items) => new(
        [.. items.Where((_, position) => position % 2 == 0)],
        [.. items.Where((_, position) => position % 2 == 1)]);
}
