using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Diagnostics.Engine.Indicators;

namespace Diagnostics.Engine.YearReports;

/// <summary>A report as it is read: on the page, on paper and in files.</summary>
/// <param name="MadeAtMs">When the pass was made that it rests on.</param>
/// <param name="DataHash">SHA-256 of the canonical text of its <see cref="ReportData"/>.</param>
/// <param name="Removed">Null where people took nothing away.</param>
public sealed record ReportDocument(string Title, string Place, int Year, bool IsSimulated, long MadeAtMs, string DataHash, ImmutableArray<ReportSection> Sections, ReportRemoved? Removed = null);

/// <summary>How much of what the rules wrote people took away.</summary>
/// <param name="Paragraphs">In sections that stayed.</param>
public sealed record ReportRemoved(int Paragraphs, int Sections);

/// <param name="IsLeftOut">Kept for whoever writes the report, and not in what is frozen.</param>
public sealed record ReportSection(string Id, string Title, ImmutableArray<ReportParagraph> Paragraphs, ImmutableArray<ReportTable> Tables, bool IsLeftOut = false);

/// <param name="Drafted">What the rules wrote, where somebody wrote over it.</param>
/// <param name="IsOverOlder">It was written over another text than the rules write now.</param>
public sealed record ReportParagraph(string Id, ParagraphOrigin Origin, ImmutableArray<ReportSentence> Sentences, string? Drafted = null, bool IsOverOlder = false)
{
    [JsonIgnore]
    public string Text => string.Join(' ', Sentences.Select(sentence => sentence.Text));
}

[JsonConverter(typeof(JsonStringEnumConverter<ParagraphOrigin>))]
public enum ParagraphOrigin
{
    /// <summary>By the rules, from the numbers.</summary>
    [JsonStringEnumMemberName("drafted")]
    Drafted,

    /// <summary>By people, over what the rules wrote.</summary>
    [JsonStringEnumMemberName("edited")]
    Edited,

    /// <summary>By people, besides.</summary>
    [JsonStringEnumMemberName("own")]
    Own,
}

/// <param name="Figures">What it rests on.</param>
public sealed record ReportSentence(string Text, ImmutableArray<SeenFigure> Figures);

/// <summary>A figure by its full name.</summary>
/// <param name="Figure">Null where it is not told, or there is none.</param>
public sealed record SeenFigure(string Label, ToldFigure? Figure);

/// <param name="Lead">What its figures are of.</param>
/// <param name="Columns">Behind the first, which names the rows.</param>
public sealed record ReportTable(string Title, string Lead, ImmutableArray<string> Columns, ImmutableArray<ReportRow> Rows);

/// <param name="Cells">By column.</param>
public sealed record ReportRow(string Title, ImmutableArray<ReportCell> Cells);

/// <summary>Words, or a figure; neither where a figure is not told or there is none.</summary>
public sealed record ReportCell(string? Text, ToldFigure? Figure);
