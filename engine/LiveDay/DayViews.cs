using Diagnostics.Engine.Sessions;

namespace Diagnostics.Engine.LiveDay;

/// <summary>The day of a region or a municipality.</summary>
/// <param name="Revision">To be named the next time; then only schools come that changed since.</param>
/// <param name="IsWhole">All schools stand in it, not only those that changed: what was known before is to be forgotten.</param>
/// <param name="AtMs">The server's time of these counts, Unix ms.</param>
/// <param name="Municipalities">All of the place, with counts.</param>
/// <param name="Schools">By municipality and name.</param>
/// <param name="Troubles">Incidents, the gravest kind first and the oldest first within it.</param>
/// <param name="Trend">The last hour.</param>
/// <param name="Servers">The nodes that serve, each with how busy it is.</param>
/// <param name="Rehearsed">How much of what was rehearsed is in use, of the whole server; null where no rehearsal tells.</param>
public sealed record DayView(
    string Revision, bool IsWhole, long AtMs, string PlaceName, DayCount Total, IReadOnlyList<DayMunicipality> Municipalities, IReadOnlyList<DaySchool> Schools,
    IReadOnlyList<DayTrouble> Troubles, IReadOnlyList<DayMinute> Trend, IReadOnlyList<DayServer> Servers, DayRehearsed? Rehearsed);

/// <param name="Answering">Students at work now, of all regions.</param>
/// <param name="Students">As many the best of the kept rehearsals stands for.</param>
/// <param name="AtMs">When it began, Unix ms.</param>
public sealed record DayRehearsed(int Answering, int Students, long AtMs);

public sealed record DayMunicipality(string Id, string Name, DayCount Count, int Troubles);

/// <param name="Troubles">Incidents in it.</param>
public sealed record DaySchool(string Id, string Name, string MunicipalityId, DayCount Count, int Troubles);

/// <summary>One school, class by class.</summary>
public sealed record DaySchoolView(string Id, long AtMs, IReadOnlyList<DayClass> Classes);

/// <param name="IsOn">The lesson is on, or students gather for it.</param>
public sealed record DayClass(string Id, string Name, LessonState Lesson, bool IsOn, DayCount Count);

/// <summary>A node as it said last.</summary>
/// <param name="Name">The operator's, or of its machine.</param>
/// <param name="IsHeard">It said something lately.</param>
/// <param name="About">Null with a node of a version that did not say.</param>
public sealed record DayServer(string Name, bool IsHeard, NodeLoad Load, NodeAbout? About);

/// <summary>How busy a node was since it last said so.</summary>
/// <param name="AnswersPerSecond">Answers made durable.</param>
/// <param name="Waiting">Answers that wait for the writer.</param>
/// <param name="WriterShare">Share of the time its one writer was in transactions, 0..1.</param>
/// <param name="ProcessorShare">Share of its processors this program used, 0..1.</param>
/// <param name="IsStarved">Requests wait for a thread.</param>
/// <param name="IsStoreLost">The store cannot be written: answers wait in the browsers.</param>
/// <param name="Queue">Students who stand before the entry.</param>
/// <param name="EntriesPerSecond">Students it lets in by code in a second; 0: everybody.</param>
public sealed record NodeLoad(
    double AnswersPerSecond, int Waiting, double WriterShare, double ProcessorShare, bool IsStarved, bool IsStoreLost, int Queue, double EntriesPerSecond);
