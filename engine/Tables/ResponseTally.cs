namespace Diagnostics.Engine.Tables;

/// <summary>What was read of a table of responses.</summary>
/// <param name="Rows">Respondents.</param>
/// <param name="Invalid">Cells that were no valid answer and were taken as missing.</param>
public readonly record struct ResponseTally(long Rows, long Invalid);
