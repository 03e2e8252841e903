using System.Collections.Immutable;
using Diagnostics.Scoring.Adaptive;

namespace Diagnostics.Engine.Tables;

/// <summary>What adaptive tests over answers that are there already are made from.</summary>
/// <param name="Items">Parameters; the items are columns of the responses.</param>
/// <param name="Responses">The file; its key is <see cref="ItemParametersCsv.Keyed"/> of the items.</param>
/// <param name="Rules">When a test ends; rules of chance are none.</param>
public sealed record AdaptiveTableOptions(ImmutableArray<CalibratedItem> Items, ResponseSource Responses, AdaptiveRules Rules)
{
    /// <summary>Write for Excel: BOM, semicolons, decimal commas. Off: plain CSV.</summary>
    public bool Excel { get; init; }
}
