using System.Collections.Immutable;
using Diagnostics.Engine.Instruments;
using Diagnostics.Engine.Reviews;
using Diagnostics.Scoring.Matching;

namespace Diagnostics.Engine.Indicators;

/// <summary>One figure, or a family of them, that a region reads every year. Data: a file says which there are.</summary>
/// <param name="Note">Of whom, and how it is counted, in words.</param>
/// <param name="Grades">Grades it is asked of; empty = all.</param>
public sealed record Indicator(string Id, LocalText Title, LocalText Note, IndicatorSource Source, ImmutableArray<int> Grades)
{
    /// <summary>The parts it has, in order: one for a single figure.</summary>
    public required ImmutableArray<IndicatorMember> Members { get; init; }

    internal bool IsOf(int grade) => Grades.IsEmpty || Grades.Contains(grade);
}

/// <param name="Id">Of a scale, a course, or the position of an option.</param>
public sealed record IndicatorMember(string Id, LocalText Title);

/// <summary>What an indicator counts or averages.</summary>
public abstract record IndicatorSource
{
    private IndicatorSource()
    {
    }

    /// <summary>Whether a number is a mean of points instead of a share of people.</summary>
    public bool IsMean => this is Points;

    /// <summary>Whether everybody falls under exactly one member, so that what is not told of one follows from the others.</summary>
    public bool IsExclusive { get; init; }

    /// <summary>Whether both count the same answers, whatever the grades and thresholds: one less the other would tell of those between them, however few.</summary>
    internal bool Meets(IndicatorSource other) => (this, other) switch
    {
        (Course, Course) or (Leading, Leading) or (NearSectors, NearSectors) or (UpperTier, UpperTier) or (ParentsAnswered, ParentsAnswered) => true,
        (Chosen one, Chosen two) => (one.Instrument, one.Item) == (two.Instrument, two.Item),
        (Points one, Points two) => one.Instrument == two.Instrument && one.Items.Intersect(two.Items, StringComparer.Ordinal).Any(),
        (Reason one, Reason two) => one.Need == two.Need,
        _ => false,
    };

    /// <summary>How far those came who were expected.</summary>
    public sealed record Course : IndicatorSource;

    /// <summary>Which of the six interests are among the first; of those whose answers may be compared.</summary>
    public sealed record Leading : IndicatorSource;

    /// <summary>Which sectors of an atlas are the nearest to the interests, by the scores themselves; of those whose answers may be compared.</summary>
    /// <param name="Most">So many at most of each person whose interests stand out.</param>
    /// <param name="Least">And none whose fit is less: so that nobody knows how many of all sectors somebody has, and a hidden count does not follow from the others.</param>
    public sealed record NearSectors(FamilyFits Fits, int Most, double Least) : IndicatorSource;

    /// <summary>Which values are in the upper tier; of those whose answers tell values apart and may be compared.</summary>
    public sealed record UpperTier : IndicatorSource;

    /// <summary>Which options of an item were chosen; of those who answered it.</summary>
    /// <param name="Instrument">For students where a battery asks it, otherwise for parents.</param>
    public sealed record Chosen(string Instrument, string Item) : IndicatorSource;

    /// <summary>The points of some rated items together, as a share of their range; of those who answered all of them.</summary>
    /// <param name="Lowest">Code of the lowest point of an item.</param>
    /// <param name="Most">Points of all items together, above the lowest.</param>
    public sealed record Points(string Instrument, ImmutableArray<string> Items, int Lowest, int Most) : IndicatorSource;

    /// <summary>Whether the rules see a reason to talk; of those for whom they could.</summary>
    public sealed record Reason(NeedReason Need) : IndicatorSource;

    /// <summary>Whether a parent answered the questions for parents; of those who finished.</summary>
    public sealed record ParentsAnswered : IndicatorSource;
}
