using System.Collections.Immutable;

namespace Diagnostics.Scoring.Keys;

/// <summary>
/// Answers are right or wrong. Items that were not reached and items that were passed over are counted apart, see
/// <see cref="Scales.Reach"/>.
/// </summary>
public sealed record CriterionScale : ComparableScale
{
    /// <summary>Makes the scale.</summary>
    /// <param name="id">Short identifier.</param>
    /// <param name="items">The items in key order.</param>
    /// <param name="missing">The rule for unanswered items; for right and wrong answers <see cref="MissingRule.Zero"/>.</param>
    /// <exception cref="ArgumentException">There are best–worst sets among the items.</exception>
    public CriterionScale(string id, ImmutableArray<ItemKey> items, MissingRule missing)
        : base(id, items, missing)
    {
    }

    /// <inheritdoc/>
    public override ScaleKind Kind => ScaleKind.Criterion;
}
