using System.Collections.Immutable;

namespace Diagnostics.Engine.Tables;

/// <summary>What a score table is asked for.</summary>
public sealed record ScoreTableOptions
{
    /// <summary>Columns behind the scores: indices, norms, quality. Empty: scores only.</summary>
    public ImmutableArray<ScoreColumns> Columns { get; init; } = [];

    /// <summary>Write for Excel: BOM, semicolons, decimal commas. Off: plain CSV.</summary>
    public bool Excel { get; init; }
}
