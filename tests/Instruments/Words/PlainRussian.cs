using System.Collections.Frozen;
using System.Text;
using System.Text.RegularExpressions;
using Diagnostics.Engine.Atlas;
using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Instruments;
using Diagnostics.Engine.Instruments.Linting;
using Diagnostics.Engine.Instruments.Words;
using Diagnostics.Engine.Norms;
using Diagnostics.Engine.Readings;

namespace Diagnostics.Tests.Instruments.Words;

/// <summary>Holds what is told of a file to being Russian: a Latin word is a name of the file or of its format, or the catalogue wrote it.</summary>
internal static partial class PlainRussian
{
    /// <summary>Names of the formats, and the Latin the catalogue itself writes beside a Russian word («апробация» (pilot)).</summary>
    private static readonly FrozenSet<string> Known = InstrumentShapes.All.Concat(ReadingShapes.All).Concat(AtlasShapes.All).Concat(NormShapes.All)
        .Concat([BatteryReader.Shape, BatteryReader.LeftOutShape, BatteryStepReader.Shape, BatteryStepReader.AdaptiveShape])
        .SelectMany(shape => shape.Required.Concat(shape.Optional).Append(shape.Name))
        .Concat(SvgReader.Tags).Concat(BatteryReader.Variants).Concat(InstrumentReader.ResultParts.Keys)
        .Concat(Enum.GetValues<LevelRule>().Select(ReadingReader.NameOf))
        .Concat(RussianWords.BuiltIn.Templates.SelectMany(template => WordsIn(RussianWords.BuiltIn.Sentence(template)!)))
        .Append("full")
        .ToFrozenSet(StringComparer.Ordinal);

    public static void Assert(ReadOnlyMemory<byte> json, IEnumerable<InstrumentFault> faults, params string[] names) =>
        Assert(json, faults.Select(fault => new LintFinding(LintSeverity.Error, "fault", fault.Path, fault.Words)), names);

    /// <param name="json">The file.</param>
    /// <param name="findings">What is told of it.</param>
    /// <param name="names">Names of other files that may be told, e.g. a battery's instruments.</param>
    public static void Assert(ReadOnlyMemory<byte> json, IEnumerable<LintFinding> findings, params string[] names)
    {
        FrozenSet<string> own = WordsIn(Encoding.UTF8.GetString(json.Span)).Concat(names.SelectMany(WordsIn)).ToFrozenSet(StringComparer.Ordinal);
        foreach (ToldFinding told in ToldFinding.Of(json, findings))
        {
            foreach (string text in new[] { told.Message, told.Place, told.Severity, told.Advice ?? "нет" })
            {
                Xunit.Assert.Matches(@"\p{IsCyrillic}", text);
                string unquoted = Quoted().Replace(text, "");
                Xunit.Assert.DoesNotMatch(@"\{\d+[:}]", unquoted);
                string[] foreign = [.. WordsIn(unquoted).Where(word => !Known.Contains(word) && !own.Contains(word))];
                Xunit.Assert.True(foreign.Length == 0, $"{told.Finding.Message} → {text}: {string.Join(", ", foreign)}");
            }
        }
    }

    public static IEnumerable<string> WordsIn(string text) => LatinWord().Matches(Placed().Replace(text, "")).Select(match => match.Value);

    [GeneratedRegex("[A-Za-z][A-Za-z0-9_*-]+")]
    private static partial Regex LatinWord();

    /// <summary>Foreign text as <see cref="Engine.Instruments.Json.Quoted"/> shows it.</summary>
    [GeneratedRegex("\"(?:[^\"\\\\]|\\\\.)*\"")]
    private static partial Regex Quoted();

    /// <summary>Forms of a phrase hold Russian only; their place is no word.</summary>
    [GeneratedRegex(@"\{\d[^}]*\}")]
    private static partial Regex Placed();
}
