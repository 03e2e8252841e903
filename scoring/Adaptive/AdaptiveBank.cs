using System.Collections.Immutable;
using Diagnostics.Scoring.Irt;

namespace Diagnostics.Scoring.Adaptive;

/// <summary>The items an adaptive test may choose from. Immutable; valid by construction; safe to use from many threads.</summary>
public sealed class AdaptiveBank
{
    /// <summary>The most items of a bank.</summary>
    public const int MostItems = LikelihoodTable.MostItems;

    private readonly ImmutableArray<ImmutableArray<int>> _enemies;

    /// <summary>Makes a bank.</summary>
    /// <param name="items">Parameters, 1 .. 5,000 items.</param>
    /// <param name="areas">Content area of every item, from 0; default: all of one.</param>
    /// <param name="enemies">Pairs of which one person gets one item at most, because one tells the other's answer; default: none.</param>
    /// <exception cref="ArgumentException">There are no items or too many, areas are not as many, or a pair names no two items.</exception>
    public AdaptiveBank(
        ImmutableArray<ItemParameters> items, ImmutableArray<int> areas = default, ImmutableArray<(int First, int Second)> enemies = default)
    {
        if (items.IsDefaultOrEmpty || items.Length > MostItems)
        {
            throw new ArgumentException($"A bank has 1 to {MostItems} items.", nameof(items));
        }

        Areas = areas.IsDefault ? [.. items.Select(_ => 0)] : areas;
        if (Areas.Length != items.Length || Areas.Any(area => area < 0))
        {
            throw new ArgumentException($"{Areas.Length} areas, from 0, for {items.Length} items.", nameof(areas));
        }

        (int First, int Second)[] pairs = enemies.IsDefault ? [] : [.. enemies];
        if (pairs.Any(pair => (uint)pair.First >= (uint)items.Length || (uint)pair.Second >= (uint)items.Length || pair.First == pair.Second))
        {
            throw new ArgumentException("Enemies are two different items of the bank.", nameof(enemies));
        }

        ILookup<int, int> hated = pairs.SelectMany(pair => new[] { pair, (First: pair.Second, Second: pair.First) })
            .ToLookup(pair => pair.First, pair => pair.Second);
        _enemies = [.. Enumerable.Range(0, items.Length).Select(item => hated[item].ToImmutableArray())];
        Items = items;
        Information = new BankInformation(items);
    }

    /// <summary>The items.</summary>
    public ImmutableArray<ItemParameters> Items { get; }

    /// <summary>Content area of every item.</summary>
    public ImmutableArray<int> Areas { get; }

    /// <summary>What every item tells at a θ.</summary>
    internal BankInformation Information { get; }

    /// <summary>Items that may not follow the item.</summary>
    internal ImmutableArray<int> EnemiesOf(int item) => _enemies[item];
}
