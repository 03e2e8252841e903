using Diagnostics.Engine.Batteries;

namespace Diagnostics.Engine.Paper;

/// <summary>Which words of consent stand on the paper: those that the student's page shows for the same form.</summary>
internal static class PaperConsent
{
    private const string Texts = "consent-3";

    public static string VersionOf(Battery battery) => $"{Texts}-{TellingOf(battery)}";

    /// <summary>A form of its own, or what is true of the sections: a time limit, right answers without one, neither.</summary>
    private static string TellingOf(Battery battery) => battery switch
    {
        { Variant: BatteryVariant.Simple } => "simple",
        { Variant: BatteryVariant.Pictogram } => "pictogram",
        _ when battery.Steps.Any(step => step.Seconds is not null) => "timed",
        _ when battery.Steps.Any(step => step.HasTasks) => "untimed",
        _ => "plain",
    };
}
