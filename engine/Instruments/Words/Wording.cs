using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Diagnostics.Engine.Instruments.Words;

/// <summary>
/// What is told the author of a file, in both languages: an English template and the values in its places. The rule that finds a fault
/// writes the English sentence; the Russian one stands under its template in <c>faults.ru.json</c>. Immutable; equal when the English is.
/// </summary>
/// <remarks>
/// A value that is itself a <see cref="FormattableString"/> is a wording of its own, several are a list with commas, so words inside a
/// sentence are translated as the sentence is. Other strings stand for what has no language: names of the file, quoted text.
/// </remarks>
public sealed class Wording : ITold, IEquatable<Wording>
{
    private readonly ImmutableArray<object> _values;

    public Wording(FormattableString words)
    {
        ArgumentNullException.ThrowIfNull(words);
        Template = words.Format;
        _values = [.. words.GetArguments().Select(Kept)];
        English = string.Format(CultureInfo.InvariantCulture, Template, [.. _values.Select(value => value is ITold told ? told.English : value)]);
    }

    /// <summary>The English sentence with numbered places, as <see cref="FormattableString.Format"/> has it.</summary>
    public string Template { get; }

    public string English { get; }

    object ITold.English => English;

    /// <summary>The Russian sentence; the English one where the catalogue has none, which a test forbids.</summary>
    /// <param name="document">The file it is about, by which places are named; without it they are named by their numbers.</param>
    public string Russian(JsonElement? document = null) => RussianWords.BuiltIn.Of(
        this, [.. _values.Select(value => value is ITold told ? told.Russian(document) : value)]);

    object ITold.Russian(JsonElement? document) => Russian(document);

    public bool Equals(Wording? other) => other is not null && English == other.English;

    public override bool Equals(object? obj) => Equals(obj as Wording);

    public override int GetHashCode() => English.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => English;

    private static object Kept(object? value) => value switch
    {
        null => "",
        FormattableString words => new Wording(words),
        IEnumerable<FormattableString> words => new WordList([.. words.Select(one => new Wording(one))]),
        byte or int or uint => Convert.ToInt64(value, CultureInfo.InvariantCulture),
        _ => value,
    };

    private sealed record WordList(ImmutableArray<Wording> Words) : ITold
    {
        public object English => string.Join(", ", Words.Select(one => one.English));

        public object Russian(JsonElement? document) => string.Join(", ", Words.Select(one => one.Russian(document)));
    }
}
