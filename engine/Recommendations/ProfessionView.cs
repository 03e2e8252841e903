namespace Diagnostics.Engine.Recommendations;

/// <summary>A profession as it is shown to one person, with the evidence for and against and the trace of its fit.</summary>
/// <param name="Related">Titles of close professions.</param>
/// <param name="Ways">Codes of directions that fit the grade.</param>
/// <param name="ValuesFor">Titles of values the person puts high and the work typically gives.</param>
/// <param name="ValuesAgainst">Titles of values the person puts low and the work typically gives.</param>
/// <param name="ObjectFits">Whether what the work deals with is among what the person leans to.</param>
/// <param name="AptitudesFor">Titles of tasks that went better than others of the same person and that the work leans on.</param>
/// <param name="Alike">Titles of professions of the same sector and O*NET occupation: for interests they are one.</param>
/// <param name="Pulls">What each of the six interests does to the fit.</param>
/// <param name="Change">Single scores that, moved by their own error, would take it from its place.</param>
/// <param name="Demand">Labour demand, beside the fit and never mixed into it; null when unknown.</param>
/// <param name="Sources">Identifiers of sources.</param>
public sealed record ProfessionView(
    string Code,
    string Title,
    string Description,
    string Sector,
    string SectorTitle,
    bool Adapted,
    IReadOnlyList<string> Day,
    IReadOnlyList<string> Subjects,
    IReadOnlyList<string> Requirements,
    IReadOnlyList<string> Health,
    IReadOnlyList<string> Related,
    IReadOnlyList<string> Ways,
    IReadOnlyList<string> ValuesFor,
    IReadOnlyList<string> ValuesAgainst,
    bool ObjectFits,
    IReadOnlyList<string> AptitudesFor,
    IReadOnlyList<string> Alike,
    IReadOnlyList<ScalePull> Pulls,
    IReadOnlyList<ScaleChange> Change,
    DemandView? Demand,
    IReadOnlyList<LinkView> Links,
    IReadOnlyList<string> Sources);

/// <param name="Occupation">Interest value of the O*NET occupation, 1..7.</param>
/// <param name="Pull">"towards", "away" or "neutral".</param>
public sealed record ScalePull(string Scale, double Occupation, string Pull);

/// <param name="Direction">"higher" or "lower".</param>
public sealed record ScaleChange(string Scale, string Direction);

/// <param name="Volume">People.</param>
/// <param name="Date">When the source said so, ISO.</param>
public sealed record DemandView(double Volume, int Year, string Region, string Source, string Date);

public sealed record LinkView(string Title, string Url);
