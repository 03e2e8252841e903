using System.Collections.Immutable;
using System.Text.Json;
using Diagnostics.Engine.Instruments.Json;
using Diagnostics.Engine.Instruments.Linting;

namespace Diagnostics.Engine.Instruments.Words;

/// <summary>A finding as a page tells it, in Russian.</summary>
/// <param name="Finding">What it was made of.</param>
/// <param name="Place">The place in words.</param>
/// <param name="Severity">How serious it is, in a word.</param>
/// <param name="Message">What was noticed.</param>
/// <param name="Advice">What to do about it; null when there is nothing to do: a fault says so itself.</param>
public sealed record ToldFinding(LintFinding Finding, string Place, string Severity, string Message, string? Advice)
{
    /// <param name="json">The file the findings are about; it need not be valid.</param>
    /// <param name="findings">The findings, e.g. of <see cref="Content.ContentCheck"/>.</param>
    public static ImmutableArray<ToldFinding> Of(ReadOnlyMemory<byte> json, IEnumerable<LintFinding> findings)
    {
        using JsonDocument? document = JsonFile.Open(json, new FaultList(), int.MaxValue);
        JsonElement? root = document?.RootElement;
        return
        [
            .. findings.Select(finding => new ToldFinding(
                finding,
                PathWords.Of(finding.Path, root),
                finding.Severity.Called().Russian(),
                finding.Words.Russian(root),
                RussianWords.BuiltIn.Advice(finding.Rule))),
        ];
    }
}
