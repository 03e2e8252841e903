namespace Diagnostics.Engine.Tables;

/// <summary>What a match table was made of.</summary>
/// <param name="Rows">Respondents.</param>
/// <param name="WithoutList">How many of them have no list, for a flat profile or a missing score.</param>
/// <param name="Reference">Respondents in the reference group; null without standardising.</param>
public readonly record struct MatchTally(long Rows, long WithoutList, long? Reference);
