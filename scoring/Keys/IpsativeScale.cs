using System.Collections.Immutable;

namespace Diagnostics.Scoring.Keys;

/// <summary>
/// A scale whose scores sum to a constant within a person: more of one is less of another. Only ranks within the person are defined
/// (Clemans, 1966; Hicks, 1970), so this is no <see cref="ComparableScale"/> and cannot reach norms, alpha, T, change or group means.
/// </summary>
public sealed record IpsativeScale : ScaleKey
{
    /// <summary>Makes the scale.</summary>
    /// <param name="id">Short identifier.</param>
    /// <param name="items">The items in key order.</param>
    /// <param name="missing">The rule for unanswered items.</param>
    /// <exception cref="ArgumentException">Best–worst sets stand beside other items or without tolerated blanks.</exception>
    public IpsativeScale(string id, ImmutableArray<ItemKey> items, MissingRule missing)
        : base(id, items, missing)
    {
    }

    /// <inheritdoc/>
    public override ScaleKind Kind => ScaleKind.Ipsative;
}
