using Diagnostics.Scoring.Responses;

namespace Diagnostics.Engine.Tables;

/// <summary>Consecutive respondents of a table of responses.</summary>
/// <param name="First">Number of the first one, from 0.</param>
/// <param name="Answers">Their codes, [respondents × items of the key].</param>
/// <param name="Passed">Their other cells, [respondents × passed columns], row-major.</param>
internal sealed record ResponseBlock(long First, ResponseMatrix Answers, string[] Passed);
