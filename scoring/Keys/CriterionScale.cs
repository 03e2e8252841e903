using System.Collections.Immutable;

namespace Diagnostics.Scoring.Keys;

/// <summary>
/// Answers are right or wrong, and an item without an answer counts 0 points: right answers are never prorated. Items that were not reached and items that were passed over are counted apart, see
/// <see cref="Scales.Reach"/>.
/// </summary>
public sealed record CriterionScale : ComparableScale
{
    /// <summary>Makes the scale.</summary>
    /// <param name="id">Short identifier.</param>
    /// <param name="items">The items in key order.</param>
    /// <exception cref="ArgumentException">There are best–worst sets among the items.</exception>
    public CriterionScale(string id, ImmutableArray<ItemKey> items)
        : base(id, items, new MissingRule.Zero())
    {
    }

    /// <inheritdoc/>
    public override ScaleKind Kind => ScaleKind.Criterion;
}
