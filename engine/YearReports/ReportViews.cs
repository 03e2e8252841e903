using System.Collections.Immutable;

namespace Diagnostics.Engine.YearReports;

/// <summary>A report as its page shows it.</summary>
/// <param name="Year">Of the campaign; null before the first class.</param>
/// <param name="Report">With what people wrote; null before the first pass.</param>
/// <param name="Stamp">Of the draft under it: whoever writes names it.</param>
/// <param name="Revision">How often it was written in.</param>
/// <param name="ChangedBy">The name of whoever wrote last.</param>
/// <param name="Newer">What a newer pass would write; null where the draft rests on the last one.</param>
/// <param name="Editions">The newest first.</param>
/// <param name="IsDamaged">What was written cannot be read: the draft of the last pass is shown, and nobody writes over it.</param>
public sealed record ReportPage(
    string Place, int? Year, ReportDocument? Report, string? Stamp, long Revision, string? ChangedBy, long? ChangedAtMs, NewerReport? Newer, ImmutableArray<EditionHead> Editions,
    bool IsDamaged = false)
{
    /// <summary>Campaigns a report may be of, the newest first.</summary>
    public ImmutableArray<int> Years { get; init; } = [];

    /// <summary>Why there is no report; null where there is one.</summary>
    public ReportLack? Lack { get; init; }

    /// <summary>Titles of what the pass did not count.</summary>
    public ImmutableArray<string> NotCounted { get; init; } = [];

    /// <summary>Somebody finished after the pass or lessons are open still, and no other pass will be made of this campaign.</summary>
    public bool IsBehind { get; init; }
}

/// <summary>What a report of a year cannot do without.</summary>
public enum ReportLack
{
    /// <summary>The campaign was not counted.</summary>
    Reading,

    /// <summary>It was, but what is kept holds nothing of the place, or nobody can say what was counted.</summary>
    Place,
}

/// <param name="Stamp">Whoever takes it over names it.</param>
public sealed record NewerReport(string Stamp, long MadeAtMs, ImmutableArray<ReportDifference> Differences);

/// <param name="DataHash">As it is printed; null where what was signed cannot be read.</param>
/// <param name="By">The name of whoever froze it.</param>
public sealed record EditionHead(string Id, int Year, long Number, bool IsSimulated, long MadeAtMs, string By, string? DataHash);

/// <param name="Holds">Signature, statement and texts belong together.</param>
/// <param name="File">Null where they do not.</param>
public sealed record Edition(EditionHead Head, bool Holds, ReportFile? File);

/// <summary>One deed of whoever writes.</summary>
/// <param name="Stamp">Of the draft that was looked at.</param>
public abstract record ReportChange(string Stamp)
{
    /// <param name="Section">It stands in.</param>
    /// <param name="Text">Null: as the rules wrote it; of an own paragraph: none.</param>
    /// <param name="Was">The text that was looked at, where people had written it; null: as the rules wrote it.</param>
    public sealed record Words(string Stamp, string Paragraph, string Section, string? Text, string? Was) : ReportChange(Stamp);

    public sealed record LeaveOut(string Stamp, string Section, bool IsLeftOut) : ReportChange(Stamp);
}

/// <summary>How a deed at a report ended.</summary>
public enum ReportOutcome
{
    Done,

    /// <summary>There is no pass yet.</summary>
    NoReading,

    /// <summary>Somebody else wrote there, or the draft is another: nothing was written.</summary>
    Changed,

    /// <summary>The draft rests on an older pass.</summary>
    Older,

    /// <summary>There is no such paragraph or section, or the text is too long.</summary>
    Invalid,

    /// <summary>What was written cannot be read.</summary>
    Damaged,
}
