using System.Collections.Immutable;
using System.Text.Json;
using Diagnostics.Engine.Instruments.Json;

namespace Diagnostics.Engine.Instruments;

/// <summary>Reads texts in the languages a file declares. Russian must be there; a missing translation is the linter's business.</summary>
internal sealed class LocalTextReader(ImmutableArray<string> languages)
{
    internal const int Longest = 2_000;

    public LocalText? Read(JsonPlace place)
    {
        ImmutableSortedDictionary<string, string>.Builder texts =
            ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        bool russian = false;
        foreach ((string language, JsonPlace entry) in place.Entries(0, 16))
        {
            russian |= language == "ru";
            if (!JsonPatterns.Language().IsMatch(language))
            {
                entry.Fault($"A text's property is a language of two lower-case letters, e.g. ru.");
            }
            else if (!languages.Contains(language))
            {
                entry.Fault($"Language {language} is not among the document's languages.");
            }
            else if (Plain(entry) is { } text)
            {
                texts[language] = text;
            }
        }

        if (!russian && place.Element.ValueKind == JsonValueKind.Object)
        {
            place.Fault($"The Russian text (ru) is missing.");
        }

        return texts.ContainsKey("ru") ? new LocalText(texts.ToImmutable()) : null;
    }

    /// <summary>A text in one language: not empty, not too long, no control characters, no blanks around it.</summary>
    internal static string? Plain(JsonPlace place)
    {
        if (place.Text() is not { } text)
        {
            return null;
        }

        int length = text.EnumerateRunes().Count();
        if (length is 0 or > Longest)
        {
            place.Fault($"A text has 1 to {Longest} characters, this one {length}.");
            return null;
        }

        if (text.Any(char.IsControl))
        {
            place.Fault($"A text holds no control characters.");
            return null;
        }

        if (IsBlank(text[0]) || IsBlank(text[^1]))
        {
            place.Fault($"A text does not begin or end with a blank.");
            return null;
        }

        return text;
    }

    private static bool IsBlank(char c) => char.IsWhiteSpace(c) || c == '\uFEFF';
}
