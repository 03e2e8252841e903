using System.Text.Json;
using Diagnostics.Engine.Tables;

namespace Diagnostics.Engine.Atlas.Exchange;

/// <summary>A list of an atlas as a table to read and to edit; <see cref="AtlasImport"/> reads it back.</summary>
public static class AtlasExport
{
    internal const string Separator = ";";

    /// <summary>Writes the table.</summary>
    /// <param name="json">A faultless atlas file.</param>
    /// <returns>How many rows.</returns>
    /// <exception cref="ArgumentException">The file has faults, or a sentence holds the sign that joins lists.</exception>
    public static int Write(ReadOnlyMemory<byte> json, AtlasTable table, TextWriter output, bool excel)
    {
        using JsonDocument document = JsonDocument.Parse(AtlasFile.Checked(json));
        var columns = AtlasColumn.Of(table);
        using TableWriter writer = new(output, excel);
        writer.Row(columns.Select(column => column.Name));
        int rows = 0;
        foreach (JsonElement row in document.RootElement.GetProperty(AtlasFile.ListOf(table)).EnumerateArray())
        {
            foreach (AtlasColumn column in columns)
            {
                Write(writer, row, column);
            }

            writer.EndRow();
            rows++;
        }

        return rows;
    }

    private static void Write(TableWriter writer, JsonElement row, AtlasColumn column)
    {
        if (column.Cell == AtlasCell.Interest)
        {
            writer.Cell(row.GetProperty("interests").GetProperty(column.Name).GetDouble());
            return;
        }

        writer.Cell(row.TryGetProperty(column.Name, out JsonElement value) ? TextOf(value) : "");
    }

    private static string TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => string.Join($"{Separator} ", value.EnumerateArray().Select(Joinable)),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => value.GetString()!,
    };

    private static string Joinable(JsonElement entry)
    {
        string text = entry.GetString()!;
        return text.Contains(Separator, StringComparison.Ordinal)
            ? throw new ArgumentException($"\"{text}\" holds a semicolon, which joins lists in a table.")
            : text;
    }
}
