using System.Collections.Immutable;
using Diagnostics.Engine.Indicators;

namespace Diagnostics.Engine.Summaries;

/// <summary>What a school tells of its year to everybody: figures that a pass over the region tells, in words as they stood that day.</summary>
/// <param name="Year">Of the campaign.</param>
/// <param name="CountedAtMs">When the pass was made.</param>
/// <param name="IsSimulated">The figures are of the engine's own students: nothing of it is about people.</param>
/// <param name="IsWhole">No line was kept back.</param>
public sealed record SchoolSummary(
    string School, string Municipality, int Year, long CountedAtMs, bool IsSimulated, bool IsWhole, ImmutableArray<SummarySection> Sections);

/// <param name="Id">Of the indicator.</param>
/// <param name="Note">Of whom, and how it is counted.</param>
/// <param name="IsMean">A mean as a share of its range, instead of a share of people.</param>
public sealed record SummarySection(string Id, string Title, string Note, bool IsMean, ImmutableArray<SummaryLine> Lines);

/// <param name="Title">Empty where the indicator is one figure.</param>
/// <param name="Beside">The same of all schools of the municipality together; null where it is not told.</param>
public sealed record SummaryLine(string Title, ToldFigure Own, ToldFigure? Beside);
