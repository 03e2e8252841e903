using System.Collections.Immutable;

namespace Diagnostics.Engine.Atlas.Overlay;

/// <summary>
/// Which rows count of all that were ever said. What a source said last of a year, of a region, in one system of codes replaces all it said of that before, also codes it names no more. Where
/// several sources name one code, the latest of them counts. Pure.
/// </summary>
internal static class ValidDemand
{
    public static ImmutableArray<RegionalDemand> Of(IEnumerable<RegionalDemand> said) =>
    [
        .. said.GroupBy(need => (need.Year, need.Region, need.System, need.Source)).SelectMany(Latest)
            .GroupBy(need => (need.Year, need.Region, need.System, need.Code)).Select(same => same.MaxBy(need => need.Date, StringComparer.Ordinal)!),
    ];

    private static IEnumerable<RegionalDemand> Latest(IEnumerable<RegionalDemand> versions)
    {
        string date = versions.Select(need => need.Date).Max(StringComparer.Ordinal)!;
        return versions.Where(need => need.Date == date);
    }
}
