using System.Collections.Immutable;

namespace Diagnostics.Engine.Atlas.Overlay;

/// <summary>
/// Which rows count of all that were ever said. What a source said last of a year, of a region, in one system of codes replaces all it said of that before, also codes it names no more. Where
/// several sources name one code, the latest of them counts; of one day, what stands first. Pure.
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

    /// <summary>Groups of ОКЗ beside a part or a whole of theirs that was met before, where both count: people would be counted twice.</summary>
    public static IEnumerable<(RegionalDemand Need, string Other)> Nested(IEnumerable<RegionalDemand> valid)
    {
        HashSet<(int Year, string Region, string Code)> met = [];
        Dictionary<(int Year, string Region, string Code), string> partOf = [];
        foreach (RegionalDemand need in valid.Where(need => need.System == DemandCodes.Okz && need.Code.Length > 0))
        {
            string[] wholes = [.. Enumerable.Range(1, need.Code.Length - 1).Select(digits => need.Code[..digits])];
            if ((wholes.FirstOrDefault(whole => met.Contains(Of(whole))) ?? partOf.GetValueOrDefault(Of(need.Code))) is { } other)
            {
                yield return (need, other);
            }

            met.Add(Of(need.Code));
            foreach (string whole in wholes)
            {
                partOf.TryAdd(Of(whole), need.Code);
            }

            (int, string, string) Of(string code) => (need.Year, need.Region, code);
        }
    }
}
