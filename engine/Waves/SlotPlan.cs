using System.Collections.Immutable;

namespace Diagnostics.Engine.Waves;

/// <summary>A slot by its wave and its start.</summary>
internal readonly record struct SlotKey(string WaveId, long StartsAtMs);

/// <summary>A lesson of a class, from 1; by class and number.</summary>
internal readonly record struct LessonKey(string ClassId, int Lesson) : IComparable<LessonKey>
{
    public int CompareTo(LessonKey other) => string.CompareOrdinal(ClassId, other.ClassId) is not 0 and var order ? order : Lesson.CompareTo(other.Lesson);
}

/// <summary>A slot as the planner fills it.</summary>
/// <param name="AtOnce">Classes of one school in it.</param>
/// <param name="Grades">Empty for all.</param>
internal sealed record PlanSlot(SlotKey Key, string Day, int Minutes, int Capacity, int AtOnce, ImmutableArray<int> Grades);

/// <summary>A lesson of a class as the planner places it.</summary>
/// <param name="Minutes">What this lesson of its battery takes the slow.</param>
/// <param name="Now">Where it is; null: nowhere.</param>
/// <param name="IsFixed">Moved by hand, or it was begun: it stays, also where it is one too many.</param>
internal sealed record PlanClass(string Id, string SchoolId, int Grade, int Students, int Minutes, SlotKey? Now, bool IsFixed)
{
    public int Lesson { get; init; } = 1;

    /// <summary>The day of an earlier lesson that is not planned: held, or in a wave that is paused or over. Null without one.</summary>
    public string? AfterDay { get; init; }

    /// <summary>The same of a later lesson.</summary>
    public string? BeforeDay { get; init; }

    public LessonKey Key => new(Id, Lesson);
}

/// <param name="Places">By lesson.</param>
/// <param name="Unplaced">By lesson, why there is no slot for it.</param>
internal sealed record SlotPlan(ImmutableSortedDictionary<LessonKey, SlotKey> Places, ImmutableSortedDictionary<LessonKey, UnplacedReason> Unplaced);

/// <summary>Why a lesson has no slot; the first that holds.</summary>
public enum UnplacedReason
{
    /// <summary>The lesson before it has none.</summary>
    NoFirst,

    /// <summary>No open wave has slots for its grade.</summary>
    NoWave,

    /// <summary>No slot for its grade is long enough for its battery.</summary>
    TooLong,

    /// <summary>It alone has more students than a slot holds.</summary>
    TooMany,

    /// <summary>No day is left after the lesson before it, or before the one after it.</summary>
    NoDay,

    /// <summary>All slots it could have are taken.</summary>
    Full,
}
