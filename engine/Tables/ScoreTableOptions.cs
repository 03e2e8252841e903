namespace Diagnostics.Engine.Tables;

/// <summary>What a score table is asked for.</summary>
public sealed record ScoreTableOptions
{
    /// <summary>Column of the identifier, written first; null: the column named id, if there is one.</summary>
    public string? Id { get; init; }

    /// <summary>Add the interest indices; needs scales R, I, A, S, E, C. Off: scores only.</summary>
    public bool Indices { get; init; }

    /// <summary>Count invalid answers and take them as missing. Off: the first one stops the run.</summary>
    public bool Lenient { get; init; }

    /// <summary>Write for Excel: BOM, semicolons, decimal commas. Off: plain CSV.</summary>
    public bool Excel { get; init; }
}
