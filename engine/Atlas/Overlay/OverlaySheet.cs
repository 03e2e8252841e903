using System.Text;
using Diagnostics.Engine.Roster;
using Diagnostics.Engine.Tables;

namespace Diagnostics.Engine.Atlas.Overlay;

/// <summary>The first sheet of a workbook as the CSV it could be saved as: a row a line, so that faults name the rows of the sheet.</summary>
internal static class OverlaySheet
{
    public const string Ending = ".xlsx";

    /// <exception cref="TableException">The file cannot be read.</exception>
    public static TableReader Open(string file)
    {
        StringBuilder text = new();
        try
        {
            using WorkbookSource sheet = WorkbookSource.At(file);
            long lines = Add(text, 0, sheet.Line, sheet.Headings);
            while (sheet.Read())
            {
                lines = Add(text, lines, sheet.Line, Enumerable.Range(0, sheet.Headings.Length).Select(column => sheet[column]));
            }
        }
        catch (RosterFileException broken)
        {
            throw new TableException(file, broken.Line, null, $"is no workbook that can be read: {broken.Kind}", broken);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new TableException(file, 0, null, $"cannot be opened: {cause.Message}", cause);
        }

        return TableReader.Of(file, text.ToString());
    }

    /// <summary>Empty rows of the sheet become empty lines; how many lines there are then.</summary>
    private static long Add(StringBuilder text, long lines, long row, IEnumerable<string> cells)
    {
        text.Append('\n', (int)Math.Clamp(row - lines - 1, 0, 1_048_576));
        text.AppendJoin(',', cells.Select(cell => $"\"{cell.ReplaceLineEndings(" ").Replace("\"", "\"\"", StringComparison.Ordinal)}\"")).Append('\n');
        return Math.Max(row, lines + 1);
    }
}
