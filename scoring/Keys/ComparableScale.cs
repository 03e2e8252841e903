using System.Collections.Immutable;

namespace Diagnostics.Scoring.Keys;

/// <summary>
/// A scale on which persons may be compared with each other. Norms, reliability, standard scores, change and group means are defined for
/// these alone.
/// </summary>
public abstract record ComparableScale : ScaleKey
{
    private protected ComparableScale(string id, ImmutableArray<ItemKey> items, MissingRule missing)
        : base(id, items, missing)
    {
    }
}
