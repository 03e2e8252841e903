using System.Collections.Immutable;

namespace Diagnostics.Scoring.Keys;

/// <summary>
/// One scale: the items that feed it, what happens when answers are missing and, by its type, what comparisons it allows. What compares
/// persons (norms, reliability, change, group means) takes a <see cref="ComparableScale"/>; an <see cref="IpsativeScale"/> is none.
/// </summary>
public abstract record ScaleKey
{
    private protected ScaleKey(string id, ImmutableArray<ItemKey> items, MissingRule missing)
    {
        Id = id;
        Items = items;
        Missing = missing;
    }

    /// <summary>Short identifier; names the columns <c>raw_Id</c> and <c>n_Id</c>.</summary>
    public string Id { get; }

    /// <summary>The items in key order.</summary>
    public ImmutableArray<ItemKey> Items { get; }

    /// <summary>The rule for unanswered items.</summary>
    public MissingRule Missing { get; }

    /// <summary>The kind as a value, to write it down or to sort by it.</summary>
    public abstract ScaleKind Kind { get; }

    /// <summary>Whether the items are best–worst sets, so that the score is a balance −1..1 and no sum of points.</summary>
    public bool IsBalance => Items.Length > 0 && Items[0] is ItemKey.BestWorst;

    /// <summary>The lowest score of a complete row: the sum of the items' lowest points, or −1 for a balance.</summary>
    public int Lowest => IsBalance ? -1 : Items.Sum(item => item.Lowest);

    /// <summary>The highest score of a complete row: the sum of the items' highest points, or 1 for a balance.</summary>
    public int Highest => IsBalance ? 1 : Items.Sum(item => item.Highest);

    /// <summary>Makes a scale of a kind that is known only when the program runs (a file says it).</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="id">Short identifier.</param>
    /// <param name="items">The items in key order.</param>
    /// <param name="missing">The rule for unanswered items.</param>
    /// <returns>A scale of the type that belongs to the kind.</returns>
    public static ScaleKey Of(ScaleKind kind, string id, ImmutableArray<ItemKey> items, MissingRule missing) => kind switch
    {
        ScaleKind.Normative => new NormativeScale(id, items, missing),
        ScaleKind.Ipsative => new IpsativeScale(id, items, missing),
        ScaleKind.Criterion => new CriterionScale(id, items, missing),
    };
}
