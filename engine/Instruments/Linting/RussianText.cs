using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Diagnostics.Engine.Instruments.Linting;

/// <summary>A Russian text taken apart by its punctuation: sentences, clauses, words, syllables. No dictionary, no morphology.</summary>
internal static partial class RussianText
{
    /// <summary>Parts between full stops, question and exclamation marks and line breaks; parts without a word are left out.</summary>
    public static ImmutableArray<string> SentencesOf(string text) => [.. SentenceEnd().Split(text).Where(part => Word().IsMatch(part))];

    /// <summary>Words of each part of a sentence between commas, colons, dashes and brackets.</summary>
    public static ImmutableArray<ImmutableArray<string>> ClausesOf(string sentence) =>
        [.. ClauseEnd().Split(sentence).Select(WordsOf).Where(words => !words.IsEmpty)];

    /// <summary>Cyrillic words, a hyphen within counts as a letter; lower case, ё as е. Numbers and signs are no words.</summary>
    public static ImmutableArray<string> WordsOf(string text) =>
        [.. Word().Matches(text).Select(word => word.Value.ToLowerInvariant().Replace('ё', 'е'))];

    /// <summary>A Russian word has as many syllables as vowel letters; «в», «к», «с» have none.</summary>
    public static int SyllablesOf(string word) => word.Count(letter => "аеёиоуыэюя".Contains(letter, StringComparison.Ordinal));

    [GeneratedRegex(@"[.!?…\n]+")]
    private static partial Regex SentenceEnd();

    [GeneratedRegex(@"[,;:()""«»„“]+|\s[-–—]+\s")]
    private static partial Regex ClauseEnd();

    [GeneratedRegex(@"\p{IsCyrillic}+(?:-\p{IsCyrillic}+)*")]
    private static partial Regex Word();
}
