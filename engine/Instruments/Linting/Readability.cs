using System.Collections.Immutable;

namespace Diagnostics.Engine.Instruments.Linting;

/// <summary>
/// Flesch–Kincaid grade in its Russian adaptation, 0.5·(words per sentence) + 8.4·(syllables per word) − 15.59: Oborneva, I. V. (2006),
/// dissertation, Moscow. The dissertation was not opened; the coefficients are cited from secondary sources that agree on them.
/// </summary>
/// <remarks>
/// Made for connected text. A single statement of four words is decided by one long word, so the grade is taken over a whole text; even
/// then lists of infinitives score high by their word length alone, and other published formulas differ by several grades. It compares
/// wordings; it does not say who can read them.
/// </remarks>
/// <param name="Words">Number of words.</param>
/// <param name="Sentences">Number of sentences; each statement is one, with or without a full stop.</param>
/// <param name="Syllables">Number of vowel letters.</param>
internal readonly record struct Readability(int Words, int Sentences, int Syllables)
{
    /// <summary>School grade; NaN for a text without words.</summary>
    public double Grade => (0.5 * WordsPerSentence) + (8.4 * SyllablesPerWord) - 15.59;

    public double WordsPerSentence => (double)Words / Sentences;

    public double SyllablesPerWord => (double)Syllables / Words;

    public static Readability Of(params IEnumerable<string> texts)
    {
        ImmutableArray<string> sentences = [.. texts.SelectMany(text => RussianText.SentencesOf(text))];
        ImmutableArray<string> words = [.. sentences.SelectMany(sentence => RussianText.WordsOf(sentence))];
        return new(words.Length, sentences.Length, words.Sum(RussianText.SyllablesOf));
    }
}
