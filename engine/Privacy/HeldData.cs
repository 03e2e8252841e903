using System.Text.Json;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Consent;
using Diagnostics.Engine.Consilia;
using Diagnostics.Engine.Reviews;
using Diagnostics.Engine.Sessions;

namespace Diagnostics.Engine.Privacy;

/// <summary>Where a code leads, before anything is done with what is held on it.</summary>
/// <param name="Declined">Somebody refused or withdrew: nothing is done with it any more but to answer a request for access, or to erase it.</param>
public sealed record HeldSession(
    string SessionId, string ClassId, string SchoolName, string ClassName, int Seat, string State, int Answers, bool Declined);

/// <summary>All that is held on one code, for whoever has the right to ask for it.</summary>
/// <param name="Answers">Every entry of the log, in order, with the text that was asked.</param>
/// <param name="Profile">The stored profile as it is, or null.</param>
public sealed record HeldData(
    string SchoolName, string ClassName, int Seat, string State, bool? Consent, string? ConsentText, long? ConsentAtMs, long? StartedAtMs,
    long? FinishedAtMs, string Battery, IReadOnlyList<HeldAnswer> Answers, IReadOnlyList<HeldAnswer> LeftBehind, JsonElement? Profile,
    IReadOnlyList<HeldDeed> Deeds)
{
    /// <summary>Somebody refused or withdrew: this answers a request for access and serves nothing else.</summary>
    public bool Declined { get; init; }

    /// <summary>The registry's lines: every decision on taking part.</summary>
    public IReadOnlyList<ConsentEntry> Decisions { get; init; } = [];

    /// <summary>What the student's parent asked the school for.</summary>
    public IReadOnlyList<ParentRequest> Requests { get; init; } = [];

    /// <summary>Every release of the result, withdrawn ones included, each with the page as it was shown.</summary>
    public IReadOnlyList<HeldRelease> Releases { get; init; } = [];

    /// <summary>The device of the lesson: a random number its browser made; null before one entered.</summary>
    public string? Device { get; init; }

    /// <summary>How long each section with a time limit lasted, as it was packed at the end; null before.</summary>
    public JsonElement? SectionTimes { get; init; }

    /// <summary>Time the teacher added for this seat alone.</summary>
    public IReadOnlyList<HeldTime> AddedTime { get; init; } = [];

    /// <summary>Special conditions of the lesson, as a code; null for none.</summary>
    public string? Accommodation { get; init; }

    /// <summary>At home: whether an adult was near, as the student said; null in class.</summary>
    public bool? ParentPresent { get; init; }

    /// <summary>As the school's list has it; null where it is not told.</summary>
    public string? Sex { get; init; }

    /// <summary>Other sessions of the same student, as far as the school has tied them.</summary>
    public IReadOnlyList<HeldTie> OtherSessions { get; init; } = [];

    /// <summary>What the teacher noted of this seat's lesson.</summary>
    public IReadOnlyList<HeldIrregularity> Irregularities { get; init; } = [];

    /// <summary>When the teacher paused the lesson for this seat alone, or ended it before the class's.</summary>
    public IReadOnlyList<HeldHalt> Halts { get; init; } = [];

    /// <summary>The first keying of a form on paper, while it waits for the second; null otherwise.</summary>
    public HeldPaper? Paper { get; init; }

    /// <summary>Why a talk with the student was put before others: reasons to look, made of the answers by rules, and no finding about anybody.</summary>
    public IReadOnlyList<Need> Needs { get; init; } = [];

    /// <summary>That a talk was held; null when none was. Nothing of what was said is kept.</summary>
    public HeldTalk? Talk { get; init; }

    /// <summary>Every version of what a psychologist signed, with all its texts.</summary>
    public IReadOnlyList<HeldReview> Reviews { get; init; } = [];

    /// <summary>A decision somebody began and did not sign; null where there is none.</summary>
    public HeldDraft? Draft { get; init; }

    /// <summary>What colleagues were asked about the student's doings in lessons, and answered.</summary>
    public IReadOnlyList<HeldObservation> Observations { get; init; } = [];

    /// <summary>What the student's parent answered by the link; null where there is nothing.</summary>
    public HeldParentForm? ParentForm { get; init; }

    /// <summary>Numbers the student gave on paper to methods the school holds.</summary>
    public IReadOnlyList<HeldSheet> Sheets { get; init; } = [];

    /// <summary>Every consilium about the student, with what was agreed and what became of it.</summary>
    public IReadOnlyList<HeldConsilium> Consilia { get; init; } = [];

    /// <summary>What is counted without whose it was: nothing of it can be told here, or erased.</summary>
    public string CountedApart { get; init; } =
        "Сколько раз открывали ссылки рядом с результатом, считается по школе и дню. Кто открывал, не записывается: в этих данных таких сведений нет, и выделить их нельзя.";

    /// <summary>A note of the school's psychologist; null where there is none.</summary>
    public HeldNote? Note { get; init; }
}

/// <param name="KeyedBy">The name of the colleague who keyed it.</param>
/// <param name="Answers">A canonical answer by item, empty where the paper has none.</param>
public sealed record HeldPaper(long KeyedAtMs, string KeyedBy, bool? Agrees, IReadOnlyList<string> Answers);

/// <param name="State">Of that session; what it holds is asked for by its own code.</param>
public sealed record HeldTie(string ClassName, int Seat, string State);

public sealed record HeldTime(long GivenAtMs, long GivenMs);

/// <param name="WithdrawnAtMs">When it was taken back; null while it stands.</param>
public sealed record HeldIrregularity(IrregularityKind Kind, long NotedAtMs, long? WithdrawnAtMs);

/// <param name="Run">Paused or Ended.</param>
/// <param name="EndedAtMs">When the seat was let go on; null when it was not.</param>
public sealed record HeldHalt(LessonState Run, long BeganAtMs, long? EndedAtMs);

/// <param name="Reason">Why it was withdrawn; null while it stands.</param>
public sealed record HeldRelease(long ReleasedAtMs, long? WithdrawnAtMs, string? Reason, JsonElement Result);

/// <param name="Teacher">The name of the colleague the teacher's text is addressed to; null where there is none.</param>
/// <param name="Computed">The list as it was computed; null where nothing was recommended.</param>
public sealed record HeldReview(
    long Version, long SignedAtMs, string Signer, string StudentText, string? ParentText, string? TeacherText, string? Teacher, JsonElement Choices,
    JsonElement? Computed);

/// <summary>That there is a draft: what it says the server cannot tell, the school's psychologist opens it.</summary>
/// <param name="By">The name of the colleague who wrote it last.</param>
/// <param name="Changes">How many times it was written.</param>
public sealed record HeldDraft(long WrittenAtMs, string By, long Changes);

/// <param name="Observer">The name of the colleague who was asked.</param>
/// <param name="By">The name of the colleague who asked.</param>
/// <param name="Version">Of the questions.</param>
/// <param name="Answers">A question each, 1 very seldom … 5 very often, 0 not seen; null where there are none.</param>
public sealed record HeldObservation(
    string Observer, string By, string Version, long AskedAtMs, long? AnsweredAtMs, long? DeclinedAtMs, JsonElement? Answers);

/// <param name="Version">Of the questions, as is the form.</param>
/// <param name="AnsweredAtMs">The last time.</param>
/// <param name="Changes">How many times it was written.</param>
public sealed record HeldParentForm(string Version, string Form, long AnsweredAtMs, long Changes, IReadOnlyList<HeldParentAnswer> Answers);

/// <param name="Answer">In words; null where the parent did not know.</param>
public sealed record HeldParentAnswer(string Question, string? Answer);

/// <param name="HeldOn">The day, or the year alone.</param>
/// <param name="Way">How it came in: keyed once, twice, read back, or from a table.</param>
/// <param name="By">The name of the colleague who keyed or brought it last.</param>
/// <param name="Answers">A number by item, null without an answer.</param>
public sealed record HeldSheet(string Method, int Version, string HeldOn, string Way, string By, long WrittenAtMs, JsonElement Answers);

/// <summary>A consilium as far as the server can tell it: opinions, the conclusion and other words are opened by the school's psychologist.</summary>
/// <param name="HeldOn">The day it met; null while that is open.</param>
/// <param name="Participants">As what somebody took part, with the name of a colleague who has an account.</param>
/// <param name="ClosedAtMs">When it was closed; null while it is open.</param>
/// <param name="By">The name of the colleague who closed it, or wrote it last.</param>
/// <param name="Changes">How many times it was written.</param>
public sealed record HeldConsilium(
    long Number, string? HeldOn, IReadOnlyList<HeldParticipant> Participants, IReadOnlyList<HeldStep> Steps, JsonElement Outside, long WrittenAtMs, long? ClosedAtMs,
    string By, long Changes);

public sealed record HeldParticipant(ParticipantRole Role, string? Name);

/// <param name="Due">When somebody asks what became of it.</param>
public sealed record HeldStep(StepKind Kind, DateOnly Due, IReadOnlyList<OutcomeView> Outcomes);

/// <summary>That there is a note: what it says the server cannot tell, the school's psychologist opens it.</summary>
/// <param name="Changes">How many times it was written.</param>
public sealed record HeldNote(long WrittenAtMs, long Changes);

/// <param name="Question">What was asked, in Russian; null for an entry that begins a section.</param>
/// <param name="AtMs">Milliseconds since the session began, by the device.</param>
/// <param name="Flags">What the server remarked when it came, as bits: late, out of order and the like.</param>
public sealed record HeldAnswer(long Number, int Item, string? Question, string Value, long AtMs, long ServerMs, int Flags);

/// <summary>Who did something with the session, from the audit log.</summary>
/// <param name="Actor">The name of somebody of the staff, or the word of the log for what is no account ("code", "parent", "system" …).</param>
/// <param name="Role">In which role; null where it is no account.</param>
public sealed record HeldDeed(long AtMs, string Actor, StaffRole? Role, string Act);
