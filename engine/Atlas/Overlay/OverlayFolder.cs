using System.Collections.Immutable;

namespace Diagnostics.Engine.Atlas.Overlay;

/// <summary>A region's folder: <c>programmes.csv</c>, <c>demand.csv</c>, <c>links.csv</c>, each optional and each instead a workbook of that name, and no other table.</summary>
public static class OverlayFolder
{
    private const string Programmes = "programmes.csv";
    private const string Demand = "demand.csv";
    private const string Links = "links.csv";

    private static readonly ImmutableArray<string> Known = [Programmes, Demand, Links];

    /// <summary>Reads the folder as a whole: an overlay, or every fault of all its tables. The region is called like the folder.</summary>
    public static OverlayReading Read(string folder, AtlasYear atlas)
    {
        DirectoryInfo place = new(folder);
        if (!place.Exists)
        {
            return new OverlayReading(null, [$"{folder}: there is no such folder"]);
        }

        EnumerationOptions anyCase = new() { MatchCasing = MatchCasing.CaseInsensitive };
        // A workbook that somebody has open lays a file of its own beside itself.
        string[] tables =
        [
            .. place.EnumerateFiles("*.csv", anyCase).Concat(place.EnumerateFiles($"*{OverlaySheet.Ending}", anyCase)).Select(file => file.Name)
                .Where(name => !name.StartsWith("~$", StringComparison.Ordinal)).Order(StringComparer.Ordinal),
        ];
        string[] unknown = [.. tables.Where(name => !Known.Contains(CsvOf(name)))];
        string[] twice = [.. tables.GroupBy(CsvOf).Where(same => same.Count() > 1).Select(same => string.Join(" and ", same))];
        OverlayReading read = OverlayReader.Read(
            place.Name,
            new OverlayFiles { Programmes = PathOf(Programmes), Demand = PathOf(Demand), Links = PathOf(Links) },
            atlas);
        ImmutableArray<string> faults =
        [
            // A misspelt name would otherwise be a region without its programmes, and nobody would know.
            .. unknown.Select(name => $"{Path.Combine(folder, name)}: is none of {string.Join(", ", Known)}, as CSV or as XLSX"),
            .. twice.Select(names => $"{Path.Combine(folder, names)}: one table twice"),
            .. tables.Length == 0 ? (string[])[$"{folder}: holds none of {string.Join(", ", Known)}"] : [],
            .. read.Faults,
        ];
        return faults.IsEmpty ? read : new OverlayReading(null, faults);

        string? PathOf(string name) => tables.FirstOrDefault(table => CsvOf(table) == name) is { } found ? Path.Combine(folder, found) : null;
    }

    private static string CsvOf(string name) => name.EndsWith(OverlaySheet.Ending, StringComparison.OrdinalIgnoreCase) ? $"{name[..^OverlaySheet.Ending.Length]}.csv" : name;
}
