using System.Collections.Immutable;

namespace Diagnostics.Engine.Consilia;

/// <summary>What a consilium is of and has agreed, as far as a server may know it. All that is said in words is sealed beside it.</summary>
/// <param name="HeldOn">The day it meets; null while that is open.</param>
/// <param name="Participants">In the order they are named in.</param>
/// <param name="Outside">Results from elsewhere that are looked at.</param>
public sealed record ConsiliumPlan(
    DateOnly? HeldOn, ImmutableArray<Participant> Participants, ImmutableArray<AgreedStep> Steps, ImmutableArray<OutsideResult> Outside)
{
    public const int MostParticipants = 12;
    public const int MostSteps = 15;
    public const int MostOutside = 10;
    public const int MostSectors = 6;

    /// <summary>A year that was typed wrong is no date.</summary>
    internal static bool IsDay(DateOnly day) => day.Year is >= 2015 and <= 2100;

    /// <summary>Within bounds, nobody named twice. Whether accounts and sectors are there is looked up elsewhere.</summary>
    internal bool IsSound =>
        (HeldOn is not { } held || IsDay(held))
        && Participants.Length <= MostParticipants && Steps.Length <= MostSteps && Outside.Length <= MostOutside
        && AreDistinct(Participants.Select(one => one.AccountId).OfType<string>())
        && Steps.All(step => IsDay(step.Due))
        && Outside.All(result => IsDay(result.On) && result.Sectors is { Length: >= 1 and <= MostSectors } && AreDistinct(result.Sectors));

    private static bool AreDistinct(IEnumerable<string> ids)
    {
        HashSet<string> seen = new(StringComparer.Ordinal);
        return ids.All(seen.Add);
    }
}

/// <param name="AccountId">A colleague with an account; null for anybody else, whose name stands in the sealed words.</param>
/// <param name="Name">The account's name when it was written down; null without an account.</param>
public sealed record Participant(ParticipantRole Role, string? AccountId, string? Name);

/// <summary>As what somebody takes part. The names are stored: never rename one.</summary>
public enum ParticipantRole
{
    Psychologist,
    ClassTeacher,
    SubjectTeacher,
    SocialTeacher,
    SpecialTeacher,
    CareerAdviser,
    HeadOfStudies,
    Parent,
    Student,
    Other,
}

/// <param name="Due">When somebody asks what became of it.</param>
public sealed record AgreedStep(StepKind Kind, DateOnly Due);

/// <summary>What was agreed to do. The names are stored: never rename one.</summary>
public enum StepKind
{
    Talk,
    FamilyTalk,
    TryOut,
    Visit,
    Club,
    SubjectChoice,
    OpenDay,
    Search,
    Retest,
    Other,
}

/// <summary>A result the student brought from elsewhere, by its fields: no document and no text of it comes here.</summary>
/// <param name="Sectors">Identifiers of sectors of the atlas, as the psychologist read them from it.</param>
public sealed record OutsideResult(OutsideSource Source, DateOnly On, ImmutableArray<string> Sectors);

/// <summary>Where a result comes from. The names are stored: never rename one.</summary>
public enum OutsideSource
{
    /// <summary>«Билет в будущее».</summary>
    TicketToTheFuture,
    EmploymentService,
    College,
    University,
    PrivateAdviser,
    Other,
}

/// <summary>What became of a step. The names are stored: never rename one.</summary>
public enum StepOutcome
{
    Done,

    /// <summary>It is asked again on another day.</summary>
    GoesOn,
    Dropped,

    /// <summary>Nobody could tell.</summary>
    Unknown,
}
