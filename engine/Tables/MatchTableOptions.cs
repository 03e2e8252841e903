using Diagnostics.Scoring.Norms;

namespace Diagnostics.Engine.Tables;

/// <summary>What a match table is asked for.</summary>
public sealed record MatchTableOptions
{
    /// <summary>Column of the identifier; null: the column named id.</summary>
    public string? Id { get; init; }

    /// <summary>Occupations a respondent, 1 or more; an atlas that is smaller gives fewer.</summary>
    public int Top { get; init; } = 10;

    /// <summary>
    /// Centre and scale the atlas over itself and the respondents over the file's own complete rows. Off: plain Pearson on raw scores, to
    /// be laid beside the reference.
    /// </summary>
    public bool Standardise { get; init; }

    /// <summary>Norms whose whole group is the reference instead of the file's own rows; standardises. Null: none.</summary>
    public NormSet? Norms { get; init; }

    /// <summary>Write for Excel: BOM, semicolons, decimal commas. Off: plain CSV.</summary>
    public bool Excel { get; init; }
}
