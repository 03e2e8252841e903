using System.Collections.Immutable;

namespace Diagnostics.Scoring.Keys;

/// <summary>Answers say how much of something a person has or wants.</summary>
public sealed record NormativeScale : ComparableScale
{
    /// <summary>Makes the scale.</summary>
    /// <param name="id">Short identifier.</param>
    /// <param name="items">The items in key order.</param>
    /// <param name="missing">The rule for unanswered items.</param>
    /// <exception cref="ArgumentException">There are best–worst sets among the items.</exception>
    public NormativeScale(string id, ImmutableArray<ItemKey> items, MissingRule missing)
        : base(id, items, missing)
    {
    }

    /// <inheritdoc/>
    public override ScaleKind Kind => ScaleKind.Normative;
}
