using System.Collections.Immutable;
using Diagnostics.Scoring.Keys;

namespace Diagnostics.Engine.Tables;

/// <summary>A key together with how the cells of its items read.</summary>
/// <param name="Key">The key; its items are columns of a response table.</param>
/// <param name="Codes">For every item of the key.</param>
public sealed record KeyedItems(ScoringKey Key, ImmutableArray<ItemCodes> Codes)
{
    /// <summary>A key whose answers are numbers, as an instrument's form has.</summary>
    public static KeyedItems Of(ScoringKey key) => new(key, ItemCodes.Numbers(key));
}
