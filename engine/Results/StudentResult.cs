using Diagnostics.Engine.Recommendations;

namespace Diagnostics.Engine.Results;

/// <summary>
/// What a student is shown: preliminary until a psychologist releases it, then final. Before release never a validity flag, and never a norm.
/// </summary>
/// <param name="Simulated">The answers are simulated (demo, rehearsal): the page says so.</param>
/// <param name="Recommendation">What follows from the interests; null while interests are not shown.</param>
public sealed record StudentResult(
    string SchoolName,
    string ClassName,
    int Grade,
    long FinishedAtMs,
    bool Simulated,
    IReadOnlyList<SectionResult> Sections,
    Recommendation? Recommendation)
{
    /// <summary>When the solutions of the tasks can be read; null for a battery without any.</summary>
    public SolutionsOpening? Solutions { get; init; }

    /// <summary>What the student plans to do, for the student alone; null while next steps are not shown, and without an answer.</summary>
    public OwnPlan? OwnPlan { get; init; }

    /// <summary>Titles of sections of tasks that were taken and whose result is shown later; empty where aptitudes are shown.</summary>
    public IReadOnlyList<string> Withheld { get; init; } = [];

    /// <summary>Sections that the form of the lesson does without, whatever a campaign shows; empty for most forms.</summary>
    public IReadOnlyList<LeftOutResult> LeftOut { get; init; } = [];

    /// <summary>When a psychologist released it, Unix ms; null while it is preliminary.</summary>
    public long? ReleasedAtMs { get; init; }

    /// <summary>What concerns the reliability of the answers; told only after release.</summary>
    public Reliability? Reliability { get; init; }

    /// <summary>What a psychologist signed of it; null where nobody did.</summary>
    public SignedPart? Conclusion { get; init; }
}

/// <param name="InterestsInDoubt">The answers on interests do not go together, or came too fast: no list follows from them.</param>
/// <param name="LateSections">Titles of sections of tasks in which answers came after the limit.</param>
public sealed record Reliability(bool InterestsInDoubt, IReadOnlyList<string> LateSections);

/// <param name="InstrumentId">Identifier with version, e.g. riasec 1.0.0.</param>
/// <param name="Kind">"normative" | "ipsative" | "criterion".</param>
/// <param name="LeadingTier">
/// Scales that cannot be told from the highest one (ids, highest first); empty when no score is available.
/// </param>
/// <param name="Flat">No scale can be told from any other.</param>
/// <param name="TellsApart">Whether best–worst answers tell scales apart at all; null for other sections and without scores.</param>
/// <param name="Limits">What the section does not mean, for the student; null when nothing is written.</param>
/// <param name="ParentLimits">The same for a parent.</param>
public sealed record SectionResult(
    string InstrumentId,
    string InstrumentVersion,
    string Title,
    string Kind,
    bool Pilot,
    IReadOnlyList<ScaleResult> Scales,
    IReadOnlyList<string> LeadingTier,
    bool Flat,
    bool? TellsApart,
    string? Limits,
    string? ParentLimits);

/// <param name="Score">Score, or null when too few items were answered.</param>
/// <param name="HalfWidth">Half-width of the within-person band, same unit.</param>
/// <param name="Min">Lowest possible score.</param>
/// <param name="Max">Highest possible score.</param>
/// <param name="Tier">Best–worst values: "high" | "middle" | "low"; null for other scales and where nothing was answered.</param>
/// <param name="Reading">What the score means, for the student; null without a score or a text.</param>
/// <param name="ParentReading">The same for a parent.</param>
public sealed record ScaleResult(
    string Id,
    string Title,
    string Meaning,
    double? Score,
    double? HalfWidth,
    double Min,
    double Max,
    int Answered,
    int Items,
    string? Tier,
    string? Reading,
    string? ParentReading);
