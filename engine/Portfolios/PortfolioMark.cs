using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Diagnostics.Engine.Portfolios;

/// <summary>The heart of a statement, for the QR code on paper: a JSON array, because names of members would take as much room as what they name.</summary>
/// <param name="Text">The statement as it is signed: its print ties paper and file together.</param>
internal sealed record PortfolioMark(PortfolioStatement Of, string Text)
{
    public const string Word = "portfolio-mark";
    private const string High = "high";

    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>["portfolio-mark", version, region, year, grade, finished, released or "", simulated, [leading interests], [first values], print].</summary>
    public string ToJson() => JsonSerializer.Serialize<object[]>(
        [Word, PortfolioStatement.Format, Of.Region, Of.Year, Of.Grade, Of.FinishedAt, Of.ReleasedAt ?? "", Of.Simulated, Leading(), Values(), PrintOf(Text)], Json);

    /// <summary>The first sixteen hex digits of SHA-256 of the text: for eyes that compare paper with file.</summary>
    public static string PrintOf(string text) => Sha256Hex.Of(text)[..16];

    private ImmutableArray<string> Leading() =>
        [.. Of.Sections.Where(section => section.Scales.Any(scale => scale.Score is not null)).SelectMany(section => section.Scales).Where(scale => scale.Leads).Select(scale => scale.Title)];

    private ImmutableArray<string> Values() =>
        [.. Of.Sections.SelectMany(section => section.Scales).Where(scale => scale.Tier == High).Select(scale => scale.Title)];
}
