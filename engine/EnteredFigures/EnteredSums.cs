using System.Collections.Immutable;
using Diagnostics.Engine.Groups;

namespace Diagnostics.Engine.EnteredFigures;

/// <summary>A figure summed over the schools that told it.</summary>
/// <param name="Schools">That told a number, "fewer than five" included.</param>
/// <param name="Least">With one for each school that told "fewer than five".</param>
/// <param name="Most">With four for each; the same where none did.</param>
public sealed record EnteredSum(string Indicator, string Code, int Schools, long Least, long Most);

/// <summary>Figures of schools → sums. Pure.</summary>
internal static class EnteredSums
{
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
               let few = figure.Count(cell => cell.Value is null)
               let known = figure.Sum(cell => cell.Value ?? 0)
               select new EnteredSum(indicator.Id, figure.Key.Code, figure.Count(), known + few, known + (few * (SmallCells.Least - 1))),
        ];
    }
}
