using System.Text.Json.Nodes;
using Diagnostics.Engine.Tables;

namespace Diagnostics.Engine.Atlas.Exchange;

/// <summary>One cell of a table into the property it stands for.</summary>
internal static class AtlasCells
{
    /// <exception cref="TableException">The cell is not of the column's kind.</exception>
    public static void Set(JsonObject row, AtlasColumn column, TableReader table, int place)
    {
        string text = PlainText(table[place]);
        switch (column.Cell)
        {
            case AtlasCell.Text when text.Length == 0:
                row.Remove(column.Name);
                break;
            case AtlasCell.Text:
                row[column.Name] = text;
                break;
            case AtlasCell.List:
                row[column.Name] = new JsonArray(
                [
                    .. text.Split(AtlasExport.Separator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                        .Select(entry => (JsonNode)entry),
                ]);
                break;
            case AtlasCell.Flag:
                row[column.Name] = text.ToUpperInvariant() switch
                {
                    "TRUE" => true,
                    "FALSE" => false,
                    _ => throw table.Fault(column.Name, $"\"{text}\" is neither true nor false"),
                };
                break;
            case AtlasCell.Interest:
                double number = NumberCell.Read(table, place);
                if (double.IsNaN(number))
                {
                    throw table.Fault(column.Name, "is empty");
                }

                SetInterest(row, column.Name, (decimal)Math.Clamp(number, -1_000, 1_000));
                break;
        }
    }

    private static void SetInterest(JsonObject row, string letter, decimal number)
    {
        if (row["interests"] is not JsonObject interests)
        {
            interests = [];
            row["interests"] = interests;
        }

        interests[letter] = number;
    }

    /// <summary>The writer's form for Excel puts an apostrophe before what a spreadsheet would run.</summary>
    private static string PlainText(string cell)
    {
        string text = cell.Trim();
        return text is ['\'', '=' or '+' or '-' or '@', ..] ? text[1..] : text;
    }
}
