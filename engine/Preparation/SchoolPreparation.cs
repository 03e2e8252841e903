using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Diagnostics.Engine.Preparation;

/// <summary>How far one school is.</summary>
/// <param name="States">By <see cref="PreparationRules.Steps"/>.</param>
/// <param name="IsReady">Nothing is open.</param>
/// <param name="FirstAtMs">When its first class begins, Unix ms; null without a slot.</param>
public sealed record SchoolPreparation(
    string Id, string Name, string MunicipalityId, string MunicipalityName, PreparationCounts Counts, ImmutableArray<StepState> States, bool IsReady, long? FirstAtMs)
{
    /// <summary>Told of one school alone: all classes of a region would be a long reply.</summary>
    [JsonIgnore]
    public ImmutableArray<ClassPreparation> Classes { get; init; } = [];
}

/// <summary>One class of it.</summary>
/// <param name="Unready">Computers that were found not ready.</param>
/// <param name="Parents">Null where parents do not decide.</param>
/// <param name="Lessons">How many its battery needs.</param>
/// <param name="Times">Of those that have a slot, in their order.</param>
public sealed record ClassPreparation(
    string Id, string Name, int Students, CardState Cards, bool IsChecked, int Unready, ParentCounts? Parents, int Lessons, ImmutableArray<ClassTime> Times)
{
    /// <summary>Every lesson has its slot.</summary>
    internal bool IsPlaced => Times.Length >= Lessons;
}

/// <summary>How far a class's sheet of cards is.</summary>
public enum CardState
{
    None,

    /// <summary>Printed before the class grew: somebody has no card.</summary>
    Outgrown,
    Printed,
}

/// <param name="Asked">Students whose parents decide: those who did, and those who still may.</param>
/// <param name="Decided">Of these with a decision.</param>
public sealed record ParentCounts(int Asked, int Decided)
{
    internal static readonly ParentCounts None = new(0, 0);
}

/// <summary>When a class holds a lesson.</summary>
/// <param name="Lesson">Of its battery, from 1.</param>
/// <param name="WaveState">As a wave's state is told.</param>
/// <param name="IsByHand">Somebody moved it; the planner leaves it there.</param>
public sealed record ClassTime(int Lesson, string WaveId, string Wave, string WaveState, long StartsAtMs, bool IsByHand);
