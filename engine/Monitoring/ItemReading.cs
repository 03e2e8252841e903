using System.Collections.Immutable;

namespace Diagnostics.Engine.Monitoring;

/// <summary>What was counted of one item.</summary>
/// <param name="Omitted">Passed over: an answer stands behind it.</param>
/// <param name="NotReached">Behind the last answer of the form.</param>
/// <param name="Timed">Answers whose time is known.</param>
/// <param name="Hasty">Of them those under a second.</param>
/// <param name="Quarter">A quarter of the answers took no longer, in seconds; null when nothing was timed, as are the others.</param>
public sealed record ItemCount(
    long Answered, long Omitted, long NotReached, long Timed, long Hasty, double? Quarter, double? Median, double? ThreeQuarters, ImmutableArray<OptionCount> Options);

/// <param name="Code">Of the answer; of a best–worst set best · 4 + worst.</param>
/// <param name="ByScore">Of tasks: how many with each score of the scale chose it; otherwise empty.</param>
public sealed record OptionCount(int Code, long Count, ImmutableArray<long> ByScore);

/// <summary>Scales and items of a form in one grade, or in all together.</summary>
/// <param name="Grade">Null for all grades together.</param>
public sealed record GradeItems(int? Grade, long Respondents, ImmutableArray<ScaleFigures> Scales, ImmutableArray<ItemFigures> Items);

/// <summary>What reliability rests on and comes to; null = not available.</summary>
/// <param name="Rows">Who took the form.</param>
/// <param name="Complete">Of them those whose answers count: complete rows.</param>
/// <param name="NotReached">Rows left out because the last items were not reached.</param>
/// <param name="IsSpeeded">Too few reached the end: no reliability.</param>
/// <param name="AlphaLow">95 % interval (Feldt).</param>
/// <param name="StandardError">By alpha, in points.</param>
public sealed record ScaleFigures(
    string Id, long Rows, long Complete, long NotReached, bool IsSpeeded, double? Mean, double? Deviation, double? Alpha, double? AlphaLow, double? AlphaHigh, double? Omega,
    double? StandardError);

/// <summary>One item, over complete rows of its scale where a statistic needs them; null = not available.</summary>
/// <param name="Number">In the form, from 1.</param>
/// <param name="Scale">The first scale it feeds; null when it feeds none that persons are compared on.</param>
/// <param name="ItemRest">Correlation with the sum of the scale's other items.</param>
/// <param name="Difficulty">Of tasks: the share of points, 0..1.</param>
public sealed record ItemFigures(
    int Number, string Id, string? Scale, double? Mean, double? Deviation, double? ItemRest, double? AlphaWithout, double? Difficulty, ItemCount Counts);
