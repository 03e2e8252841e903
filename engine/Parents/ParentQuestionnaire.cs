using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Instruments;
using Diagnostics.Engine.Results;

namespace Diagnostics.Engine.Parents;

/// <summary>Which questions a parent is asked, by what the child's own battery asks.</summary>
internal sealed class ParentQuestionnaire(InstrumentLibrary instruments, BatteryLibrary batteries)
{
    /// <summary>The library's instrument for parents.</summary>
    public const string Mirror = "parents-mirror";

    /// <summary>With the goal, whose answers are those the student chooses from.</summary>
    private const string WithGoal = "full";

    /// <summary>For a battery without plans: nothing would stand beside a goal.</summary>
    private const string WithoutGoal = "no-goal";

    /// <summary>What is asked now about whoever answers this battery.</summary>
    public ParentQuestions For(string batteryId, string batteryVersion) =>
        Of(instruments.Newest(Mirror)!, OwnPlan.IsAskedIn(batteries.Get(batteryId, batteryVersion)) ? WithGoal : WithoutGoal);

    /// <summary>What was asked when it was answered.</summary>
    public ParentQuestions Get(string version, string form) => Of(instruments.Get(Mirror, version), form);

    private static ParentQuestions Of(Instrument instrument, string form) => ParentQuestions.Of(instrument, instrument.Forms[form]);
}
