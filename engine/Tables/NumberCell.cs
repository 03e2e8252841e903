using System.Globalization;

namespace Diagnostics.Engine.Tables;

/// <summary>A cell that holds any number, with a decimal point or comma.</summary>
internal static class NumberCell
{
    /// <summary>Reads the cell of the current row.</summary>
    /// <returns>NaN for an empty cell.</returns>
    /// <exception cref="TableException">The cell is no finite number.</exception>
    public static double Read(TableReader table, int place)
    {
        string cell = table[place].Trim();
        if (cell.Length == 0)
        {
            return double.NaN;
        }

        return TryRead(cell, out double number)
            ? number
            : throw table.Fault(table.Columns[place], $"\"{cell}\" is no number");
    }

    /// <summary>Reads a finite number; blanks around it do not count.</summary>
    public static bool TryRead(string cell, out double number)
    {
        string text = cell.Contains(',', StringComparison.Ordinal) ? cell.Replace(',', '.') : cell;
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number) && double.IsFinite(number);
    }
}
