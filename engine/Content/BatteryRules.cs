using System.Collections.Immutable;
using System.Globalization;
using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Instruments.Linting;

namespace Diagnostics.Engine.Content;

/// <summary>Does each sitting fit into a lesson? Forms without a limit of time are only told what they take.</summary>
internal static class BatteryRules
{
    public static ImmutableArray<LintFinding> Examine(Battery battery) =>
        [.. Enumerable.Range(1, battery.Sittings).Select(sitting => Examine(battery, sitting)).OrderByDescending(finding => finding.Severity)];

    private static LintFinding Examine(Battery battery, int sitting)
    {
        ExpectedTime time = BatteryTime.Of(battery, sitting);
        ExpectedTime optional = BatteryTime.OptionalOf(battery, sitting);
        bool isLong = battery.Variant is BatteryVariant.Standard or BatteryVariant.TwoLessons
            && (time.MedianMinutes > BatteryTime.LongestMedian || time.SlowMinutes > BatteryTime.LongestSlow);
        string told = string.Create(
            CultureInfo.InvariantCulture,
            $"Sitting {sitting}: about {time.MedianMinutes:0.0} min, {time.SlowMinutes:0.0} min for a slow reader; optional {optional.MedianMinutes:0.0} more.");
        return new(isLong ? LintSeverity.Warning : LintSeverity.Info, "lesson-time", "$.steps", told);
    }
}
