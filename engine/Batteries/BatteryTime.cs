using Diagnostics.Engine.Instruments.Linting;

namespace Diagnostics.Engine.Batteries;

/// <summary>How long a battery takes. The slow total is a little too long: hardly anybody is slow in every step.</summary>
internal static class BatteryTime
{
    /// <summary>A lesson of 40 minutes less the time to come in and to open the page.</summary>
    public const double LongestMedian = 32;

    /// <summary>What is left for the slow: the rest of the lesson is for the teacher's last words.</summary>
    public const double LongestSlow = 36;

    /// <summary>What everyone takes in one sitting.</summary>
    public static ExpectedTime Of(Battery battery, int sitting) => Sum(battery, sitting, optional: false);

    /// <summary>What its optional steps add, if all of them are taken.</summary>
    public static ExpectedTime OptionalOf(Battery battery, int sitting) => Sum(battery, sitting, optional: true);

    private static ExpectedTime Sum(Battery battery, int sitting, bool optional) => battery.Steps
        .Where(step => step.Sitting == sitting && step.Optional == optional)
        .Aggregate(new ExpectedTime(0, 0), (sum, step) => sum + Of(step));

    /// <summary>The one place that decides what a step takes: a step with a time limit takes its limit, for both readers.</summary>
    public static ExpectedTime Of(BatteryStep step) => step.Seconds is { } seconds
        ? new ExpectedTime(seconds / 60.0, seconds / 60.0)
        : Needed(step);

    /// <summary>What it would take without a limit.</summary>
    public static ExpectedTime Needed(BatteryStep step) => step.Adaptive is { } section
        ? Share(ExpectedTime.Of(step.Form, step.Instrument.Instruction), (double)section.Limits.Most / step.Form.Items.Length)
        : ExpectedTime.Of(step.Form, step.Instrument.Instruction);

    /// <summary>Of an adaptive section's bank everybody meets a part, of about the same length on average.</summary>
    private static ExpectedTime Share(ExpectedTime whole, double share) => new(whole.MedianMinutes * share, whole.SlowMinutes * share);

    /// <summary>As people are told: whole minutes, rounded up, at least one.</summary>
    public static int Told(double minutes) => Math.Max(1, (int)Math.Ceiling(minutes));
}
