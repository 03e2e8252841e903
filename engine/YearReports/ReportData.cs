using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Diagnostics.Engine.Indicators;

namespace Diagnostics.Engine.YearReports;

/// <summary>All that a report rests on: figures that may be told, and what they were made of. What is frozen of a report holds it whole, letter by letter.</summary>
/// <param name="Kind">"region" or "municipality".</param>
/// <param name="Reading">Hash of the pass.</param>
/// <param name="Sessions">Finished ones of the region.</param>
/// <param name="Counted">Of them, those nothing speaks against; null where the difference would tell of few.</param>
/// <param name="LeftOut">By reason; one session may have several.</param>
/// <param name="Differing">Sessions whose stored profile is not what the rules make of their answers.</param>
/// <param name="Library">Version of the indicators.</param>
/// <param name="Under">Municipalities or schools, in the order of their names.</param>
/// <param name="Above">The region, beside a municipality.</param>
/// <param name="Before">Null without a year before.</param>
/// <param name="Schools">Of the place.</param>
/// <param name="Entered">Sums of what schools told of themselves.</param>
public sealed record ReportData(
    int Format, string Kind, string PlaceId, string Place, int Year, bool IsSimulated, long MadeAtMs, string Reading, long Sessions, long? Counted, ImmutableArray<LeftOutCount> LeftOut,
    long Differing, long Unreadable, long Waiting, string Library, ImmutableArray<ReportIndicator> Indicators, ToldPlace Figures, ImmutableArray<ToldPlace> Under, ToldPlace? Above,
    IndicatorYear? Before, int Schools, ImmutableArray<ReportEntered> Entered, ImmutableArray<ReportNorms> Norms, ImmutableArray<ReportInstrument> Instruments)
{
    /// <summary>2: earlier campaigns, plans beside what came of them, entered figures of two years.</summary>
    public const int FormatNumber = 2;

    public const string Region = "region";

    /// <summary>Titles of what this pass did not count: indicators that came later, or members of them.</summary>
    public ImmutableArray<string> NotCounted { get; init; } = [];

    /// <summary>Somebody finished after the pass or lessons are open still, and no other pass will be made of this campaign.</summary>
    public bool IsBehind { get; init; }

    /// <summary>Null without a year before.</summary>
    public ReportLeavers? Leavers { get; init; }

    /// <summary>
    /// What the region needs; null without a forecast. It came later: data frozen before do not name it and read as if there were none, and data without one are written as before, letter by letter.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ReportDemand? Demand { get; init; }

    /// <summary>Grades anything is told of, in order.</summary>
    internal ImmutableArray<int> Grades => [.. Figures.Rows.Select(row => int.TryParse(row.Part, out int grade) ? grade : 0).Where(grade => grade > 0).Order()];
}

/// <param name="Reason">A <see cref="Results.StandingReason"/> as it is stored.</param>
/// <param name="Sessions">Null where the count would tell of few.</param>
public sealed record LeftOutCount(string Reason, long? Sessions);

/// <summary>An indicator with its words.</summary>
/// <param name="First">Where its members begin in a row of figures.</param>
/// <param name="IsByGrade">Grades choose among different ones, and all grades together mean nothing.</param>
/// <param name="IsCourse">How far those came who were expected.</param>
/// <param name="Grades">Grades it is asked of; empty = all.</param>
public sealed record ReportIndicator(
    string Id, string Title, string Note, int First, bool IsMean, bool IsByGrade, bool IsCourse, ImmutableArray<int> Grades, ImmutableArray<ReportMember> Members)
{
    internal bool IsOf(int grade) => Grades.IsEmpty || Grades.Contains(grade);
}

public sealed record ReportMember(string Id, string Title);

/// <summary>A sum over the schools that told it: from how many to how many it is, where some told "fewer than five".</summary>
/// <param name="Id">Of the figure.</param>
/// <param name="Code">With its title, where the figure is by code; otherwise empty.</param>
/// <param name="Schools">That told it; 0 = none, and it was told before.</param>
public sealed record ReportEntered(string Id, string Title, string Code, int Schools, long Least, long Most)
{
    /// <summary>Null where there are no figures of an earlier year.</summary>
    public ReportEnteredBefore? Before { get; init; }
}

/// <summary>The same figure in an earlier year, and in both years of the schools that told it in both: sums of different schools are not compared.</summary>
/// <param name="Schools">That told it then; 0 = none.</param>
/// <param name="Same">That told it in both years.</param>
public sealed record ReportEnteredBefore(int Year, int Schools, long Least, long Most, int Same, long SameLeast, long SameMost, long SameLeastThen, long SameMostThen);

/// <summary>What schools told of those who were in a last grade in the year before.</summary>
/// <param name="Year">In which they left school.</param>
public sealed record ReportLeavers(int Year, ImmutableArray<ReportLeaving> Figures);

/// <param name="Note">What is counted.</param>
/// <param name="Level">Of education, where the figure is by code: see <see cref="EnteredFigures.EnteredSums.Levels"/>; otherwise empty.</param>
public sealed record ReportLeaving(string Title, string Note, string Level, int Schools, long Least, long Most);

/// <summary>Frozen norms that answers to a form of this year are compared with.</summary>
/// <param name="Year">Of the campaign they were made of: this one or the last before that has any.</param>
public sealed record ReportNorms(string Title, string Version, string Form, int Year, long Number, ImmutableArray<NormedGrade> Grades);

/// <param name="IsProvisional">Too few to be told to a child.</param>
public sealed record NormedGrade(string Grade, long Students, bool IsProvisional);

/// <param name="HasNorms">Some scale compares persons among others.</param>
public sealed record ReportInstrument(string Title, string Id, string Version, string Form, bool HasNorms);
