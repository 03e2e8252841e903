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

        string text = cell.Contains(',', StringComparison.Ordinal) ? cell.Replace(',', '.') : cell;
        bool isNumber = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number);
        return isNumber && double.IsFinite(number)
            ? number
            : throw table.Fault(table.Columns[place], $"\"{cell}\" is no number");
    }
}
