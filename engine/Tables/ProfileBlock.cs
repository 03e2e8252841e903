namespace Diagnostics.Engine.Tables;

/// <summary>Consecutive respondents of a table of profiles.</summary>
/// <param name="Ids">Their identifiers, as they stand in the file.</param>
/// <param name="Scores">Scores, NaN = missing, [respondents × 6], row-major.</param>
/// <param name="Answered">Answered items behind each score, likewise; null when the file does not say.</param>
internal sealed record ProfileBlock(List<string> Ids, double[] Scores, double[]? Answered);
