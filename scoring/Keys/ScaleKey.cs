using System.Collections.Immutable;

namespace Diagnostics.Scoring.Keys;

/// <summary>One scale: its kind, the items that feed it and what happens when answers are missing.</summary>
/// <param name="Id">Short identifier; names the columns <c>raw_Id</c> and <c>n_Id</c>.</param>
/// <param name="Kind">What comparisons the scale allows.</param>
/// <param name="Items">The items in key order.</param>
/// <param name="Missing">The rule for unanswered items.</param>
public sealed record ScaleKey(string Id, ScaleKind Kind, ImmutableArray<ItemKey> Items, MissingRule Missing)
{
    /// <summary>The lowest score of a complete row, in points.</summary>
    public int Lowest => Items.Sum(item => item.Lowest);

    /// <summary>The highest score of a complete row, in points.</summary>
    public int Highest => Items.Sum(item => item.Highest);
}
