using System.Collections.Immutable;

namespace Diagnostics.Engine.Waves;

/// <summary>A slot by its wave and its start.</summary>
internal readonly record struct SlotKey(string WaveId, long StartsAtMs);

/// <summary>A slot as the planner fills it.</summary>
/// <param name="AtOnce">Classes of one school in it.</param>
/// <param name="Grades">Empty for all.</param>
internal sealed record PlanSlot(SlotKey Key, string Day, int Minutes, int Capacity, int AtOnce, ImmutableArray<int> Grades);

/// <summary>A class as the planner places it.</summary>
/// <param name="Minutes">What its battery takes the slow.</param>
/// <param name="Now">Where it is; null: nowhere.</param>
/// <param name="IsFixed">Moved by hand, or its lesson was begun: it stays, also where it is one too many.</param>
internal sealed record PlanClass(string Id, string SchoolId, int Grade, int Students, int Minutes, SlotKey? Now, bool IsFixed);

/// <param name="Places">By class.</param>
/// <param name="Unplaced">By class, why there is no slot for it.</param>
internal sealed record SlotPlan(ImmutableSortedDictionary<string, SlotKey> Places, ImmutableSortedDictionary<string, UnplacedReason> Unplaced);

/// <summary>Why a class has no slot; the first that holds.</summary>
public enum UnplacedReason
{
    /// <summary>No open wave has slots for its grade.</summary>
    NoWave,

    /// <summary>No slot for its grade is long enough for its battery.</summary>
    TooLong,

    /// <summary>It alone has more students than a slot holds.</summary>
    TooMany,

    /// <summary>All slots it could have are taken.</summary>
    Full,
}
