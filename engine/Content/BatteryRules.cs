using System.Collections.Immutable;
using System.Globalization;
using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Instruments.Linting;

namespace Diagnostics.Engine.Content;

/// <summary>Does a battery fit into a lesson? Only the standard form has to; the others take the time they need.</summary>
internal static class BatteryRules
{
    public static ImmutableArray<LintFinding> Examine(Battery battery)
    {
        ExpectedTime time = BatteryTime.Of(battery);
        bool isLong = battery.Variant == BatteryVariant.Standard
            && (time.MedianMinutes > BatteryTime.LongestMedian || time.SlowMinutes > BatteryTime.LongestSlow);
        string told = string.Create(
            CultureInfo.InvariantCulture,
            $"{battery.ItemCount} items, about {time.MedianMinutes:0.0} min, {time.SlowMinutes:0.0} min for a slow reader.");
        return [new(isLong ? LintSeverity.Warning : LintSeverity.Info, "lesson-time", "$.steps", told)];
    }
}
