using System.Collections.Immutable;

namespace Diagnostics.Engine.Tables;

/// <summary>What tables of abilities are made from.</summary>
/// <param name="Items">Parameters; the items are columns of the responses.</param>
/// <param name="Responses">The file; its key is <see cref="ItemParametersCsv.Keyed"/> of the items.</param>
public sealed record AbilityTableOptions(ImmutableArray<CalibratedItem> Items, ResponseSource Responses)
{
    /// <summary>Write for Excel: BOM, semicolons, decimal commas. Off: plain CSV.</summary>
    public bool Excel { get; init; }
}
