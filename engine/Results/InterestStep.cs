using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Recommendations;

namespace Diagnostics.Engine.Results;

/// <summary>The step of a battery that asks about the six interests.</summary>
internal static class InterestStep
{
    /// <summary>Null for a battery without one: a sitting may do without interests.</summary>
    public static BatteryStep? Of(Battery battery) => battery.Steps.FirstOrDefault(step => InterestAnswers.Measures(step.Instrument));

    public static InterestAnswers Read(BatteryStep asked, PackedAnswers answers) =>
        new(asked.Instrument, asked.Form, [.. ProfileMaker.CodesOf(asked, answers.Values)]);
}
