using System.Collections.Immutable;
using Diagnostics.Engine.Names;

namespace Diagnostics.Engine.Consilia;

/// <summary>All consilia of one student, the oldest first; only the last can be open.</summary>
/// <param name="Key">What opens their words.</param>
public sealed record ConsiliumState(int Seat, string SchoolName, string ClassName, HeldSchoolKey Key, ImmutableArray<ConsiliumView> All);

/// <param name="Number">From 1 on.</param>
/// <param name="Generation">Of the school's key its words were encrypted with; with the number and the revision they are bound to it.</param>
/// <param name="Sealed">Null when the school has lost the key: what was agreed stays, the words are gone.</param>
/// <param name="ClosedAtMs">When it was closed; null while it is open. A closed one never changes, what became of its steps is added.</param>
/// <param name="Hash">Of all that was closed; null while it is open.</param>
public sealed record ConsiliumView(
    long Number, long Generation, long Revision, DateOnly? HeldOn, ImmutableArray<Participant> Participants, ImmutableArray<StepView> Steps,
    ImmutableArray<OutsideResult> Outside, string? Sealed, string WrittenBy, long WrittenAtMs, string? ClosedBy, long? ClosedAtMs, string? Hash);

/// <param name="Outcomes">What was told of it, the oldest first; the last one counts.</param>
public sealed record StepView(StepKind Kind, DateOnly Due, ImmutableArray<OutcomeView> Outcomes);

/// <param name="Next">When it is asked again; only of a step that goes on.</param>
public sealed record OutcomeView(StepOutcome Outcome, DateOnly? Next, string By, long AtMs);

/// <summary>A consilium as a browser hands it in.</summary>
/// <param name="Number">The open one, or one more than the last that was closed.</param>
/// <param name="Revision">One more than that of what it takes the place of.</param>
public sealed record ConsiliumOrder(long Number, long Generation, long Revision, ConsiliumPlan Plan, string Sealed);

/// <summary>What became of handing one in or closing it.</summary>
public enum ConsiliumOutcome
{
    Done,

    /// <summary>Nothing is finished on that place.</summary>
    Nothing,

    /// <summary>Somebody else wrote or closed it, or the key was changed or is not held.</summary>
    Changed,

    /// <summary>It names somebody who is no colleague there, or a sector that is in no atlas, or is out of bounds.</summary>
    Unsound,

    /// <summary>It has no day or nobody who took part: there is nothing to close.</summary>
    Incomplete,
}

/// <summary>Steps of a place whose day has come, the earliest first.</summary>
/// <param name="Total">All of them; at most <see cref="StepBook.MostShown"/> are told.</param>
public sealed record DueSteps(int Total, ImmutableArray<DueStep> Rows);

/// <param name="Step">Its place in the consilium, from 1 on.</param>
/// <param name="Entry">How often it was told what became of it.</param>
/// <param name="Asked">Its day, or the day it was put off to.</param>
public sealed record DueStep(
    string ClassId, string SchoolId, string SchoolName, string ClassName, int Seat, long Number, int Step, StepKind Kind, DateOnly Due, DateOnly Asked, long Entry);

/// <summary>What became of one step, as somebody says who has read so many entries of it.</summary>
public sealed record StepMark(int Seat, long Number, int Step, long Entry, StepOutcome Outcome, DateOnly? Next);
