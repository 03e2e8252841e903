using System.Collections.Immutable;

namespace Diagnostics.Engine.Preparation;

/// <summary>What is done in a school before the day, in this order.</summary>
public enum PreparationStep
{
    /// <summary>Classes with students are there.</summary>
    List,

    /// <summary>Code cards of every class were printed.</summary>
    Cards,

    /// <summary>In every class a computer was checked, and none of them was found not ready.</summary>
    Devices,

    /// <summary>Wherever parents decide, they have decided.</summary>
    Consent,

    /// <summary>Somebody answers for the campaign, and the school has confirmed it.</summary>
    Responsible,

    /// <summary>Every class has its time, for each lesson.</summary>
    Slots,
}

public enum StepState
{
    Missing,
    Partly,
    Done,

    /// <summary>Nothing of it is asked of this school.</summary>
    NotNeeded,
}

/// <summary>What the store knows of a school's preparation, in counts. Of the lessons of its newest campaign, without spare seats.</summary>
/// <param name="Printed">Classes whose sheet of cards was printed, with everybody on it.</param>
/// <param name="Checked">Classes in which a computer was checked.</param>
/// <param name="Unready">Computers that were found not ready.</param>
/// <param name="ParentsAsked">Students whose parents decide: those who did, and those who still may. Who was erased is nobody's question any more.</param>
/// <param name="ParentsDecided">Of these with a decision, whichever.</param>
/// <param name="Persons">Responsible persons that are entered.</param>
/// <param name="Leads">Of these who answer for the whole and were confirmed by the school for this campaign.</param>
/// <param name="Placed">Classes with a slot for each of their lessons.</param>
public sealed record PreparationCounts(
    int Classes, int Students, int Printed, int Checked, int Unready, int ParentsAsked, int ParentsDecided, int Persons, int Leads, int Placed)
{
    /// <summary>Classes whose sheet was printed before somebody joined.</summary>
    public int Outgrown { get; init; }

    /// <summary>Classes with a slot for some of their lessons and not for all.</summary>
    public int Halves { get; init; }
}

/// <summary>Counts → what is done. Pure, the one place that decides.</summary>
public static class PreparationRules
{
    public static ImmutableArray<PreparationStep> Steps { get; } = [.. Enum.GetValues<PreparationStep>()];

    /// <summary>A state for each of <see cref="Steps"/>. Without classes only the list and the person can be asked for.</summary>
    public static ImmutableArray<StepState> Judge(PreparationCounts counts) => [.. Steps.Select(step => StateOf(step, counts))];

    /// <summary>Whether nothing is open.</summary>
    public static bool IsReady(IEnumerable<StepState> states) => states.All(state => state is StepState.Done or StepState.NotNeeded);

    private static StepState StateOf(PreparationStep step, PreparationCounts counts) => step switch
    {
        PreparationStep.List => counts.Students > 0 ? StepState.Done : StepState.Missing,
        PreparationStep.Cards => counts.Outgrown > 0 ? StepState.Partly : Share(counts.Printed, counts.Classes),
        PreparationStep.Devices => counts.Unready > 0 ? StepState.Partly : Share(counts.Checked, counts.Classes),
        PreparationStep.Consent => counts.Classes > 0 && counts.ParentsAsked == 0 ? StepState.NotNeeded : Share(counts.ParentsDecided, counts.ParentsAsked),
        PreparationStep.Responsible => counts.Leads > 0 ? StepState.Done : counts.Persons > 0 ? StepState.Partly : StepState.Missing,
        PreparationStep.Slots => counts.Halves > 0 ? StepState.Partly : Share(counts.Placed, counts.Classes),
    };

    private static StepState Share(int done, int of) => done == 0 ? StepState.Missing : done < of ? StepState.Partly : StepState.Done;
}
