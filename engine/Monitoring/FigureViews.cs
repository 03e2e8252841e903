using System.Collections.Immutable;

namespace Diagnostics.Engine.Monitoring;

/// <summary>What a region's page of norms and items begins with.</summary>
/// <param name="RegionId">Of the place of whoever looks.</param>
/// <param name="Year">Of the campaign; null before the first lesson.</param>
/// <param name="Reading">Null before the first pass.</param>
public sealed record FigureHead(string RegionId, string Region, int? Year, ReadingProgress Progress, KeptReading? Reading, ImmutableArray<FormTitle> Forms);

/// <param name="Title">Of the instrument.</param>
/// <param name="HasNorms">Some scale compares persons among others.</param>
public sealed record FormTitle(FormKey Key, string Title, long Sessions, bool HasNorms);

/// <summary>Norms of one form as a reading has them.</summary>
/// <param name="Scales">In the instrument's order.</param>
public sealed record FormNorms(FormKey Key, ImmutableArray<ScaleTitle> Scales, ImmutableArray<NormGrouping> Groupings);

public sealed record ScaleTitle(string Id, string Title);

/// <param name="By">Columns, the grade first.</param>
public sealed record NormGrouping(ImmutableArray<string> By, ImmutableArray<NormFigures> Rows);

/// <summary>One scale in one group. Null of all numbers: the group has fewer than <see cref="ToldGroups.Least"/> students, or would tell of one that has.</summary>
/// <param name="Group">Values of the grouping's columns.</param>
/// <param name="HalfWidth">Of the percentile's 95 % interval at the median, in percent.</param>
/// <param name="IsProvisional">Fewer than 300 students.</param>
/// <param name="Alpha">Where it is counted: by grade.</param>
public sealed record NormFigures(
    string Scale, ImmutableArray<string> Group, long? Students, double? Mean, double? Deviation, double? HalfWidth, bool IsProvisional, double? Alpha, double? AlphaLow, double? AlphaHigh);

/// <summary>Items of one form as a reading has them.</summary>
/// <param name="Scales">In the instrument's order.</param>
/// <param name="Words">By item of the form; empty for who may not read them.</param>
/// <param name="Grades">By grade, then all together; grades of few students are left out, and then all together are all that is told.</param>
/// <param name="Pilot">Whether its pilot may end; null where there are too few students to tell of.</param>
public sealed record FormItems(FormKey Key, ImmutableArray<ScaleTitle> Scales, ImmutableArray<ItemWords> Words, ImmutableArray<GradeItems> Grades, ImmutableArray<GradeDoubts> Doubts, PilotState? Pilot);

/// <param name="Options">By code.</param>
/// <param name="Right">Code of the right option; null where none is right or wrong.</param>
public sealed record ItemWords(string Text, ImmutableArray<OptionWords> Options, int? Right);

public sealed record OptionWords(int Code, string Text);

/// <param name="Grade">Null for all together.</param>
/// <param name="Items">By item of the form.</param>
public sealed record GradeDoubts(int? Grade, ImmutableArray<ImmutableArray<ItemDoubt>> Items, ImmutableArray<ImmutableArray<ThirdCount>> Thirds);

/// <summary>Of a task's option: how many of the lower, middle and upper third by score chose it.</summary>
public sealed record ThirdCount(int Code, long Low, long Middle, long High);
