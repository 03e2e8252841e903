namespace Diagnostics.Engine.Tables;

/// <summary>What went through a score table.</summary>
/// <param name="Rows">Respondents.</param>
/// <param name="Invalid">Cells that were no valid answer and were taken as missing.</param>
public readonly record struct ScoreTally(long Rows, long Invalid);
