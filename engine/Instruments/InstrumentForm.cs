using System.Collections.Immutable;
using Diagnostics.Scoring.BestWorst;
using Diagnostics.Scoring.Keys;

namespace Diagnostics.Engine.Instruments;

/// <summary>A form of an instrument: a subset of its items in administered order, with the key over just these items.</summary>
/// <param name="Id">"full" for the whole instrument, otherwise the name of the shorter form.</param>
/// <param name="Items">Items in administered order.</param>
/// <param name="Key">The key; column i is item i of <paramref name="Items"/>.</param>
public sealed record InstrumentForm(string Id, ImmutableArray<Item> Items, ScoringKey Key)
{
    /// <summary>The best–worst sets of the key, found once for all sessions; null when it has none.</summary>
    public KeyedSets? Sets { get; } = KeyedSets.TryFind(Key, out KeyedSets? sets) ? sets : null;
}
