using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Diagnostics.Engine.FrozenNorms;
using Diagnostics.Engine.Results;
using Diagnostics.Engine.Sittings;
using Diagnostics.Scoring.Quality;

namespace Diagnostics.Engine.Reviews;

/// <summary>All that a psychologist reads of one finished session. What is told of the student is the result as the student gets it; beside it stands what a student never reads.</summary>
/// <param name="Result">As it was released; before that, as a release would show it.</param>
/// <param name="Needs">Why a talk should come before others, the weightiest first; null while the reasons are still to be made.</param>
/// <param name="Talk">The talk that was held, or null.</param>
/// <param name="IsTalked">It was held, and nothing has come since that it could not know of: as in the queue.</param>
/// <param name="Flags">How far the answers on interests can be trusted; null for a battery without them.</param>
/// <param name="Tasks">Sections with right answers that were taken, in the battery's order.</param>
/// <param name="Others">Other finished sessions of the same student at this school, as far as they are tied, the newest first.</param>
public sealed record ProtocolView(
    string ClassId, int Seat, HowTaken Taken, StudentResult Result, ImmutableArray<Need>? Needs, HeldTalk? Talk, bool IsTalked,
    ProtocolFlags? Flags, ImmutableArray<TaskSection> Tasks, ImmutableArray<TiedSession> Others, ProtocolVersions Versions)
{
    /// <summary>Sections beside frozen norms: those that stand, of a released result those that stood when it was released. Empty where there are none.</summary>
    public ImmutableArray<SeenNorms> Norms { get; init; } = [];

    /// <summary>There is a version it should be seen in, and its signature does not hold here.</summary>
    public bool AreNormsUnproven { get; init; }
}

/// <summary>Under which conditions the session was taken.</summary>
/// <param name="IsSitting">Chosen instruments beside the day's lesson.</param>
/// <param name="ParentPresent">At home: whether an adult was near, as the student said; null in class.</param>
/// <param name="Answered">Different items with an answer.</param>
/// <param name="Against">What keeps the session out of norms, and so has to be kept in mind here too.</param>
public sealed record HowTaken(
    long? StartedAtMs, long FinishedAtMs, bool IsSitting, SittingPlace Place, bool? ParentPresent, int Answered, int Items, ImmutableArray<StandingReason> Against);

/// <param name="IsUnreliable">Flags of two different kinds are raised: no list follows from the answers.</param>
/// <param name="Answered">Answered items of the section on interests.</param>
/// <param name="All">Every sign that is looked at, raised or not.</param>
public sealed record ProtocolFlags(bool IsUnreliable, int Answered, int Items, ImmutableArray<ProtocolFlag> All);

/// <summary>One number of the answers beside the value from which it is unusual.</summary>
/// <param name="Value">In the index's unit; null where there is none.</param>
public sealed record ProtocolFlag(QualityIndex Index, QualityKind Kind, double? Value, double CutOff, QualitySide Side, QualityFlagState State);

/// <summary>A section with right answers, task by task. Never what was answered or what is right: keys stay at the server.</summary>
/// <param name="Seconds">Its limit; null without one.</param>
/// <param name="AfterLimit">Answers that came after the limit.</param>
/// <param name="ByDevice">Answers for whose time only the device vouches.</param>
/// <param name="OnPaper">Answers that were keyed from a form.</param>
/// <param name="Tasks">In the order they were given.</param>
public sealed record TaskSection(string InstrumentId, string Title, int? Seconds, int AfterLimit, int ByDevice, int OnPaper, ImmutableArray<TaskOutcome> Tasks)
{
    /// <summary>Where the tasks were chosen by the answers; <see cref="Tasks"/> are then those that were given, from easy to hard. Absent elsewhere.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ChosenAbility? Ability { get; init; }
}

/// <param name="Theta">Ability under N(0, 1), EAP.</param>
/// <param name="StandardError">Its standard deviation after the answers.</param>
/// <param name="IsPredicted">The tasks' difficulties are foretold from their rules and were never measured.</param>
public sealed record ChosenAbility(double Theta, double StandardError, bool IsPredicted);

/// <param name="Level">How hard its author meant it to be, from 1; null where nothing is marked. It was never measured.</param>
public sealed record TaskOutcome(int? Level, TaskState State);

public enum TaskState
{
    Right,
    Wrong,

    /// <summary>Passed over, with an answer behind it.</summary>
    Omitted,

    /// <summary>Behind the last answer of the section.</summary>
    NotReached,
}

/// <param name="Common">Items asked in both, by section; empty where none are.</param>
/// <param name="Beside">Of an earlier session: both on the common items; empty where nothing can be laid side by side.</param>
public sealed record TiedSession(
    string ClassId, int Seat, string ClassName, int Year, bool IsSitting, long FinishedAtMs, ImmutableArray<CommonCount> Common, ImmutableArray<CommonSection> Beside);

/// <param name="Title">Of the section.</param>
public sealed record CommonCount(string Title, int Items);

/// <summary>By what the numbers were made.</summary>
public sealed record ProtocolVersions(string Rules, string Battery, string BatteryVersion, ImmutableArray<InstrumentStamp> Instruments);

/// <param name="Hash">Content hash: the texts and the key the scores belong to.</param>
public sealed record InstrumentStamp(string Id, string Version, string Form, string Hash);
