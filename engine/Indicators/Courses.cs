using System.Collections.Immutable;

namespace Diagnostics.Engine.Indicators;

/// <summary>How far somebody came who was expected; everybody is in one of them.</summary>
internal static class Courses
{
    public const string Finished = "finished";

    private const string Unfinished = "unfinished";
    private const string NotCome = "notCome";
    private const string Refused = "refused";

    public static ImmutableArray<string> Names { get; } = [Finished, Unfinished, NotCome, Refused];

    /// <summary>Of the states that classes are counted in (<see cref="Groups.ParticipationList"/>).</summary>
    public static int Of(string state) => Names.IndexOf(state switch
    {
        "finished" => Finished,
        "unfinished" or "notStarted" => Unfinished,
        "notCome" => NotCome,
        "refused" or "withdrawn" or "parentRefused" or "parentWithdrawn" => Refused,
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "No class is counted in this state."),
    });
}
