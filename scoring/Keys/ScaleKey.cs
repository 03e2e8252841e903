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
        bool isBalance = items.Any(item => item is ItemKey.BestWorst);
        if (isBalance && !(this is IpsativeScale && missing is MissingRule.Tolerate && items.All(item => item is ItemKey.BestWorst)))
        {
            throw new ArgumentException(
                $"Scale {id}: best–worst sets make an ipsative scale that tolerates blanks and has no other items.", nameof(items));
        }

        Id = id;
        Items = items;
        Missing = missing;
        IsBalance = isBalance;
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
    public bool IsBalance { get; }

    /// <summary>
    /// The lowest score: the sum of the items' lowest points over a complete row, 0 where a blank counts 0 points, −1 for a balance.
    /// </summary>
    public int Lowest => (IsBalance, Missing) switch
    {
        (true, _) => -1,
        (_, MissingRule.Zero) => 0,
        _ => Items.Sum(item => item.Lowest),
    };

    /// <summary>The highest score of a complete row: the sum of the items' highest points, or 1 for a balance.</summary>
    public int Highest => IsBalance ? 1 : Items.Sum(item => item.Highest);

    /// <summary>Makes a scale of a kind that is known only when the program runs (a file says it).</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="id">Short identifier.</param>
    /// <param name="items">The items in key order.</param>
    /// <param name="missing">The rule for unanswered items; a criterion scale has its own, <see cref="MissingRule.Zero"/>.</param>
    /// <returns>A scale of the type that belongs to the kind.</returns>
    /// <exception cref="ArgumentException">
    /// Best–worst sets in a scale that is not ipsative, does not tolerate blanks or has other items.
    /// </exception>
    public static ScaleKey Of(ScaleKind kind, string id, ImmutableArray<ItemKey> items, MissingRule missing) => kind switch
    {
        ScaleKind.Normative => new NormativeScale(id, items, missing),
        ScaleKind.Ipsative => new IpsativeScale(id, items, missing),
        ScaleKind.Criterion => new CriterionScale(id, items),
    };
}
