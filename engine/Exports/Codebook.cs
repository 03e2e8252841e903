using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Diagnostics.Engine.Exports;

/// <summary>What the columns mean and how the rows were chosen, as JSON.</summary>
internal static class Codebook
{
    private const int FormatVersion = 1;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static void Write(ExportPlan plan, Stream output) => JsonSerializer.Serialize(output, Of(plan), Json);

    private static Book Of(ExportPlan plan) => new(FormatVersion, plan.Summary, plan.Order.LeastAlike, plan.Order.IsEverybody, [.. plan.Book.Columns.Select(Of)]);

    private static BookColumn Of(ExportColumn column) => new(
        column.Name, column.Label, column.Kind, column.Role, column.Values.IsEmpty ? null : column.Values, column.Skipped, column.NotGiven, column.Form?.Instrument, column.Form?.Version, column.Form?.Form,
        column.Item, column.Scale, column.Range?.Least, column.Range?.Most);

    /// <param name="Schema">Version of this format.</param>
    private sealed record Book(int Schema, ExportSummary Rows, int LeastAlike, bool IsEverybody, ImmutableArray<BookColumn> Columns);

    private sealed record BookColumn(
        string Name, string Label, ColumnKind Kind, ColumnRole Role, ImmutableArray<ValueLabel>? Values, int? Skipped, int? NotGiven, string? Instrument, string? Version, string? Form,
        string? Item, string? Scale, double? Least, double? Most);
}
