using System.Collections.Immutable;
using System.Text;
using Diagnostics.Engine.Instruments.Words;

namespace Diagnostics.Engine.Instruments.Linting;

/// <summary>Texts that stand twice, miss a translation or are too long to be read in passing.</summary>
internal static class TextRules
{
    /// <summary>Longest statement to be rated or chosen at a glance; tasks and questions may be longer.</summary>
    internal const int LongestStatement = 12;

    internal const int LongestQuestion = 40;

    public static IEnumerable<LintFinding> Examine(Instrument instrument)
    {
        ImmutableArray<Item> items = instrument.Forms["full"].Items;
        return MissingTranslations(instrument)
            .Concat(TooLong(items))
            .Concat(Twice(items.Select((item, index) => ($"$.items[{index}]", WholeOf(item))), LintSeverity.Error))
            .Concat(items.SelectMany((item, index) => Twice(
                item.Options.Select((option, number) => ($"$.items[{index}].options[{number}]", Normalised(option.Text))),
                LintSeverity.Error)))
            .Concat(Twice(PairStatements(items), LintSeverity.Warning))
            .Concat(Twice(instrument.Scales.Select((scale, index) => ($"$.scales[{index}]", Normalised(scale.Title))), LintSeverity.Error))
            .Concat(LabelsTwice(items));
    }

    /// <summary>A text as an eye takes it in: letters and digits, no case, ё as е.</summary>
    internal static string Normalised(LocalText text)
    {
        StringBuilder letters = new();
        foreach (char c in text.Russian.Normalize(NormalizationForm.FormC).ToLowerInvariant())
        {
            if (char.IsLetterOrDigit(c))
            {
                letters.Append(c == 'ё' ? 'е' : c);
            }
            else if (letters.Length > 0 && letters[^1] != ' ')
            {
                letters.Append(' ');
            }
        }

        return letters.ToString().TrimEnd();
    }

    internal static int WordsOf(LocalText text) => Normalised(text).Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;

    private static IEnumerable<LintFinding> MissingTranslations(Instrument instrument) =>
        from text in InstrumentTexts.Of(instrument)
        from language in instrument.Languages
        where !text.Text.ByLanguage.ContainsKey(language)
        select new LintFinding(LintSeverity.Warning, "missing-translation", text.Path, $"The text has no translation into {language}.");

    private static IEnumerable<LintFinding> TooLong(ImmutableArray<Item> items)
    {
        for (int index = 0; index < items.Length; index++)
        {
            Item item = items[index];
            int longest = item.Format is AnswerFormat.Likert or AnswerFormat.Slider ? LongestStatement : LongestQuestion;
            if (WordsOf(item.Text) is var words && words > longest)
            {
                yield return TooLong($"$.items[{index}].text", words, longest);
            }

            for (int option = 0; option < item.Options.Length; option++)
            {
                if (item.Options[option].Svg is null && WordsOf(item.Options[option].Text) is var length && length > LongestStatement)
                {
                    yield return TooLong($"$.items[{index}].options[{option}]", length, LongestStatement);
                }
            }
        }
    }

    private static LintFinding TooLong(string path, int words, int longest) =>
        new(LintSeverity.Warning, "too-long", path, $"The text has {words} words; {longest} are read at a glance.");

    /// <summary>An item without its own text is what its options are; a common stem does not make two items the same.</summary>
    private static string WholeOf(Item item)
    {
        IEnumerable<string> options = item.Options.Select(option => Normalised(option.Text) + PictureOf(option.Svg));
        return string.Join('\n', options.Order(StringComparer.Ordinal).Prepend(Normalised(item.Text) + PictureOf(item.Picture)));
    }

    private static string PictureOf(SvgElement? picture) => picture is null ? "" : $" {Outline(picture)}";

    private static string Outline(SvgElement element)
    {
        string attributes = string.Join(' ', element.Attributes.Select(attribute => $"{attribute.Key}={attribute.Value}"));
        return $"<{element.Tag} {attributes}>{string.Concat(element.Children.Select(Outline))}</>";
    }

    private static IEnumerable<(string Path, string Text)> PairStatements(ImmutableArray<Item> items) =>
        from item in items.Select((item, index) => (Item: item, Index: index))
        where item.Item.Format is AnswerFormat.Pair
        from option in item.Item.Options
            .Select((option, number) => (Text: Normalised(option.Text), Number: number))
            .DistinctBy(option => option.Text)
        select ($"$.items[{item.Index}].options[{option.Number}]", option.Text);

    private static IEnumerable<LintFinding> LabelsTwice(ImmutableArray<Item> items) => items
        .Select((item, index) => (item.Format, Index: index))
        .DistinctBy(item => item.Format)
        .Where(item => item.Format is AnswerFormat.Likert)
        .SelectMany(item => Twice(
            ((AnswerFormat.Likert)item.Format).Labels
                .Select((label, number) => ($"$.items[{item.Index}].format.labels[{number}]", Normalised(label))),
            LintSeverity.Error));

    private static IEnumerable<LintFinding> Twice(IEnumerable<(string Path, string Text)> texts, LintSeverity severity)
    {
        Dictionary<string, string> seen = new(StringComparer.Ordinal);
        foreach ((string path, string text) in texts)
        {
            if (!seen.TryAdd(text, path))
            {
                yield return new(severity, "duplicate-text", path, $"The same text stands at {new FilePlace(seen[text])}.");
            }
        }
    }
}
