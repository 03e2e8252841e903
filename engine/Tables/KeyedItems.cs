using System.Collections.Immutable;
using Diagnostics.Engine.Instruments;
using Diagnostics.Scoring.Keys;

namespace Diagnostics.Engine.Tables;

/// <summary>A key together with how the cells of its items read.</summary>
/// <param name="Key">The key; its items are columns of a response table.</param>
/// <param name="Codes">For every item of the key.</param>
public sealed record KeyedItems(ScoringKey Key, ImmutableArray<ItemCodes> Codes)
{
    /// <summary>
    /// Whether the key's items stand in the order they are administered in, as those of a form do. A bare key does not say; then the
    /// order of a file's columns is taken for it.
    /// </summary>
    public bool IsInAdministeredOrder { get; init; }

    /// <summary>A key whose answers are numbers.</summary>
    public static KeyedItems Of(ScoringKey key) => new(key, ItemCodes.Numbers(key));

    /// <summary>The key of an instrument's form.</summary>
    public static KeyedItems Of(InstrumentForm form) => Of(form.Key) with { IsInAdministeredOrder = true };
}
