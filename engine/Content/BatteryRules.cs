using System.Collections.Immutable;
using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Instruments.Linting;

namespace Diagnostics.Engine.Content;

/// <summary>
/// Does each sitting fit into a lesson, and does the student in the middle of a class reach the last task of a limited section? Forms
/// without a limit of time are only told what they take.
/// </summary>
internal static class BatteryRules
{
    public static ImmutableArray<LintFinding> Examine(Battery battery) =>
        [.. Enumerable.Range(1, battery.Sittings).Select(sitting => Examine(battery, sitting))
            .Concat(battery.Steps.SelectMany(ShortLimits)).OrderByDescending(finding => finding.Severity)];

    /// <summary>
    /// What a section measures is spoilt where its end is reached by the quick only. The instruction is read before the clock starts; its
    /// seconds are the reserve.
    /// </summary>
    private static IEnumerable<LintFinding> ShortLimits(BatteryStep step, int index)
    {
        double needed = 60 * BatteryTime.Needed(step).MedianMinutes;
        if (step.Seconds < needed)
        {
            FormattableString told =
                $"{step.Instrument.Id}, form {step.Form.Id}: the middle student needs about {needed:0} s, the limit is {step.Seconds} s.";
            yield return new(LintSeverity.Warning, "section-time", $"$.steps[{index}].seconds", told);
        }
    }

    private static LintFinding Examine(Battery battery, int sitting)
    {
        ExpectedTime time = BatteryTime.Of(battery, sitting);
        ExpectedTime optional = BatteryTime.OptionalOf(battery, sitting);
        bool isLong = battery.Variant is BatteryVariant.Standard or BatteryVariant.TwoLessons
            && (time.MedianMinutes > BatteryTime.LongestMedian || time.SlowMinutes > BatteryTime.LongestSlow);
        FormattableString told =
            $"Sitting {sitting}: about {time.MedianMinutes:0.0} min, {time.SlowMinutes:0.0} min for a slow reader; optional {optional.MedianMinutes:0.0} more.";
        return new(isLong ? LintSeverity.Warning : LintSeverity.Info, "lesson-time", "$.steps", told);
    }
}
