namespace Diagnostics.Engine.Tables;

/// <summary>What a table of change is asked for.</summary>
/// <param name="File">Path of the CSV with one row a respondent.</param>
/// <param name="First">Column of the first occasion.</param>
/// <param name="Second">Column of the second occasion.</param>
/// <param name="Reliability">Internal consistency of the score, 0 or more.</param>
public sealed record ChangeTableOptions(string File, string First, string Second, double Reliability)
{
    /// <summary>Column of the identifier, written first; null: the column named id, if there is one.</summary>
    public string? Id { get; init; }

    /// <summary>Count cells that are no number and take them as missing. Off: the first one stops the run.</summary>
    public bool Lenient { get; init; }

    /// <summary>Write for Excel: BOM, semicolons, decimal commas. Off: plain CSV.</summary>
    public bool Excel { get; init; }
}
