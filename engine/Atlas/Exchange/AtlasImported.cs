using System.Collections.Immutable;

namespace Diagnostics.Engine.Atlas.Exchange;

/// <summary>What a table makes of an atlas. Nothing is ever deleted: what the table does not mention stays as it was.</summary>
/// <param name="Json">The new file, or null when there are faults.</param>
/// <param name="ContentHash">Its content hash, or null.</param>
/// <param name="Faults">Every fault as a sentence with file, line, column and reason.</param>
public sealed record AtlasImported(string? Json, string? ContentHash, ImmutableArray<string> Faults)
{
    public int New { get; init; }

    public int Changed { get; init; }

    public int Unchanged { get; init; }

    public int NotMentioned { get; init; }
}
