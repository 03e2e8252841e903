using System.Collections.Immutable;
using Diagnostics.Engine.Groups;

namespace Diagnostics.Engine.EnteredFigures;

/// <summary>A figure summed over the schools that told it.</summary>
/// <param name="Schools">That told a number, "fewer than five" included.</param>
/// <param name="Least">With one for each school that told "fewer than five".</param>
/// <param name="Most">With four for each; the same where none did.</param>
public sealed record EnteredSum(string Indicator, string Code, int Schools, long Least, long Most);

/// <summary>A figure in two years, and in both of the schools that told it in both: sums of different schools are not compared.</summary>
/// <param name="Now">Null where no school told it this year.</param>
/// <param name="Then">Null where none told it in the year before.</param>
/// <param name="SameNow">Of the schools that told both; null where there are none.</param>
/// <param name="SameThen">Likewise.</param>
public sealed record EnteredPair(string Indicator, string Code, EnteredSum? Now, EnteredSum? Then, EnteredSum? SameNow, EnteredSum? SameThen);

/// <summary>Figures of schools → sums. Pure.</summary>
internal static class EnteredSums
{
    public const string Vocational = "vocational";
    public const string Higher = "higher";
    public const string Other = "other";

    /// <summary>Sums of figures by code, over the levels of education that the middle pair of a code names (ОКСО: 01 and 02 vocational, 03 to 05 higher). The code of a sum is the level.</summary>
    public static ImmutableArray<EnteredSum> Levels(EnteredLibrary library, IEnumerable<EnteredCell> cells) =>
    [
        .. from indicator in library.All
           where indicator.ByCode
           from level in new[] { Vocational, Higher, Other }
           let figures = cells.Where(cell => cell.Key.Indicator == indicator.Id && LevelOf(cell.Key.Code) == level).ToArray()
           where figures.Length > 0
           select Sum(indicator.Id, level, figures),
    ];

    /// <summary>Whatever was told in either year, in the order of the indicators, then of the codes.</summary>
    public static ImmutableArray<EnteredPair> Beside(EnteredLibrary library, IEnumerable<EnteredCell> now, IEnumerable<EnteredCell> then)
    {
        ILookup<(string Indicator, string Code), EnteredCell> these = now.ToLookup(cell => (cell.Key.Indicator, cell.Key.Code)), those = then.ToLookup(cell => (cell.Key.Indicator, cell.Key.Code));
        return
        [
            .. from indicator in library.All
               from key in these.Concat(those).Select(figure => figure.Key).Distinct()
               where key.Indicator == indicator.Id
               orderby library.All.IndexOf(indicator), key.Code
               select Pair(key.Indicator, key.Code, [.. these[key]], [.. those[key]]),
        ];
    }

    private static EnteredPair Pair(string indicator, string code, EnteredCell[] now, EnteredCell[] then)
    {
        HashSet<string> both = [.. now.Select(cell => cell.Key.SchoolId).Intersect(then.Select(cell => cell.Key.SchoolId))];
        EnteredSum? Of(EnteredCell[] cells) => cells.Length == 0 ? null : Sum(indicator, code, cells);
        return new EnteredPair(indicator, code, Of(now), Of(then), Of([.. now.Where(cell => both.Contains(cell.Key.SchoolId))]), Of([.. then.Where(cell => both.Contains(cell.Key.SchoolId))]));
    }

    private static EnteredSum Sum(string indicator, string code, IReadOnlyCollection<EnteredCell> cells)
    {
        long few = cells.Count(cell => cell.Value is null), known = cells.Sum(cell => cell.Value ?? 0);
        return new EnteredSum(indicator, code, cells.Select(cell => cell.Key.SchoolId).Distinct().Count(), known + few, known + (few * (SmallCells.Least - 1)));
    }

    private static string LevelOf(string code) => code.Split('.') switch
    {
        [_, "01" or "02", _] => Vocational,
        [_, "03" or "04" or "05", _] => Higher,
        _ => Other,
    };

    /// <returns>In the order of the indicators, then of the codes.</returns>
    public static ImmutableArray<EnteredSum> Of(EnteredLibrary library, IEnumerable<EnteredCell> cells)
    {
        ILookup<(string Indicator, string Code), EnteredCell> byFigure = cells.ToLookup(cell => (cell.Key.Indicator, cell.Key.Code));
        return
        [
            .. from indicator in library.All
               from figure in byFigure
               where figure.Key.Indicator == indicator.Id
               orderby library.All.IndexOf(indicator), figure.Key.Code
               select Sum(indicator.Id, figure.Key.Code, [.. figure]),
        ];
    }
}
