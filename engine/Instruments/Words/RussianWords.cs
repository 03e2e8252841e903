using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Diagnostics.Engine.Russian;

namespace Diagnostics.Engine.Instruments.Words;

/// <summary>
/// The Russian of what the readers and the linter say: data, embedded. Sentences by their English template, each a
/// <see cref="RussianPhrase"/> whose places have the template's numbers in any order; advice by the linter's rule. Immutable.
/// </summary>
internal sealed class RussianWords
{
    public static readonly RussianWords BuiltIn = new(Read("words/faults.ru.json"), Read("words/advice.ru.json"));

    private readonly FrozenDictionary<string, string> _sentences;
    private readonly FrozenDictionary<string, string> _advice;

    private RussianWords(FrozenDictionary<string, string> sentences, FrozenDictionary<string, string> advice) =>
        (_sentences, _advice) = (sentences, advice);

    /// <summary>The English templates that have a Russian sentence.</summary>
    public ImmutableArray<string> Templates => _sentences.Keys;

    /// <summary>The rules that have advice.</summary>
    public ImmutableArray<string> Rules => _advice.Keys;

    /// <summary>The Russian sentence of a template with its places open, or null.</summary>
    public string? Sentence(string template) => _sentences.GetValueOrDefault(template);

    public string? Advice(string rule) => _advice.GetValueOrDefault(rule);

    /// <param name="words">The wording.</param>
    /// <param name="values">Its values as Russian writes them.</param>
    public string Of(Wording words, ImmutableArray<object> values) => Sentence(words.Template) is { } sentence
        ? RussianPhrase.Fill(sentence, place => values[int.Parse(place, CultureInfo.InvariantCulture)])
        : words.English;

    /// <exception cref="InvalidDataException">The file is not an object of strings.</exception>
    public static FrozenDictionary<string, string> Read(string file) =>
        (JsonSerializer.Deserialize<Dictionary<string, string>>(EmbeddedFiles.Under(file).Single().Content)
            ?? throw new InvalidDataException($"{file} is null.")).ToFrozenDictionary(StringComparer.Ordinal);
}
