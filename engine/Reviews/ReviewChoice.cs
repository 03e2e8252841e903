namespace Diagnostics.Engine.Reviews;

/// <summary>What a psychologist decided about one recommendation. All of a signed version stand in order: what was put first, then what was computed, as it was computed.</summary>
/// <param name="Code">Of the atlas, within its kind.</param>
/// <param name="Title">As it was called when it was signed: a later atlas may have another word for it, or none.</param>
/// <param name="Group">The computed tier or band of a sector or profession, 1 the nearest; null for what has none.</param>
/// <param name="Reason">Null for what is left as computed.</param>
/// <param name="Words">What the student reads beside what was put first or added; null without.</param>
public sealed record ReviewChoice(
    RecommendedKind Kind, string Code, string Title, int? Group, ReviewVerdict Verdict, ReviewReason? Reason, string? Words);

/// <summary>One change of the computed list as a page asks for it; what it does not name stays as computed.</summary>
/// <param name="Words">At most <see cref="ReviewChange.LongestWords"/> letters, for what is put first or added only.</param>
public sealed record ReviewChange(RecommendedKind Kind, string Code, ReviewVerdict Verdict, ReviewReason Reason, string? Words)
{
    public const int LongestWords = 200;
}

/// <summary>One recommendation of the computed list.</summary>
/// <param name="Group">The tier or band of a sector or profession, 1 the nearest; null for what has none.</param>
public sealed record ComputedItem(RecommendedKind Kind, string Code, string Title, int? Group);

public enum RecommendedKind
{
    Sector,
    Profession,
    Direction,

    /// <summary>A profile of grades 10–11.</summary>
    Profile,
}

public enum ReviewVerdict
{
    /// <summary>Left where the rule put it.</summary>
    Accepted,

    /// <summary>Put before the rest by the psychologist; its computed place stays told.</summary>
    Preferred,

    /// <summary>Not shown.</summary>
    Hidden,

    /// <summary>Not computed: the psychologist took it from the atlas.</summary>
    Added,
}

/// <summary>Why a computed list was changed: a closed list, because a free text would bring diagnoses to the server. What needs more words stands in the note.</summary>
public enum ReviewReason
{
    /// <summary>So it was agreed in a talk.</summary>
    AgreedInTalk,

    /// <summary>The student wants it, or does not want it.</summary>
    StudentsWish,

    /// <summary>The student has tried it.</summary>
    OwnExperience,

    /// <summary>It can be reached from here, or it cannot.</summary>
    Reachable,

    /// <summary>Another result says so.</summary>
    OtherResult,

    /// <summary>The psychologist's own judgement.</summary>
    Judgement,
}
