using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Diagnostics.Engine.Instruments.Json;

namespace Diagnostics.Engine.Instruments.Words;

/// <summary>
/// A place of a content file as a methodologist reads it: «задание q07, вариант 2, текст». What has an id is called by it, anything else
/// by its number from 1. The words stand in <c>places.ru.json</c>: <c>name</c> is a property, <c>name[]</c> one of its elements or
/// entries, <c>name+</c> the property on the way to a deeper place, <c>parent.name</c> where another word is meant; an empty word is passed
/// over. Pure.
/// </summary>
public static class PathWords
{
    private const string Whole = "$";

    private static readonly FrozenDictionary<string, string> Words = RussianWords.Read("words/places.ru.json");

    /// <summary>Properties that tell one element of a list from the others.</summary>
    private static readonly ImmutableArray<string> Ids = ["id", "item", "scale", "instrument", "code"];

    /// <param name="path">A JSON path as readers and linter give it.</param>
    /// <param name="document">The file's root; null when it cannot be opened, then elements are called by their numbers.</param>
    /// <returns>The place in Russian, the widest part first; the path itself when it is none.</returns>
    public static string Of(string path, JsonElement? document)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (JsonPathStep.Of(path) is not { } steps)
        {
            return path;
        }

        List<string> said = [];
        JsonElement? here = document;
        string inside = "";
        for (int place = 0; place < steps.Length; place++)
        {
            JsonPathStep step = steps[place];
            JsonElement? next = step.In(here);
            bool isElement = step.Name is null || Words.ContainsKey($"{inside}[]");
            bool isNamedByItsElement = !isElement && place + 1 < steps.Length && Words.ContainsKey($"{step.Name}[]");
            string word = isElement ? $"{WordOfElement(inside)} {LabelOf(step, here, next)}".TrimStart()
                : isNamedByItsElement ? ""
                : (place + 1 < steps.Length ? Words.GetValueOrDefault($"{step.Name}+") : null) ?? WordOf(inside, step.Name!) ?? Unknown(step.Name!);
            if (word.Length > 0)
            {
                said.Add(word);
            }

            inside = isElement ? $"{inside}[]" : step.Name!;
            here = next;
        }

        return said.Count == 0 ? Words[Whole] : string.Join(", ", said);
    }

    /// <summary>What a property is; null for one that no format has.</summary>
    /// <param name="parent">The property or shape it stands in.</param>
    /// <param name="name">Its name.</param>
    internal static string? WordOf(string parent, string name) =>
        Words.GetValueOrDefault($"{parent}.{name}") ?? Words.GetValueOrDefault(name);

    private static string WordOfElement(string inside) => Words.GetValueOrDefault($"{inside}[]") ?? Words["element"];

    /// <summary>A language is known by its form; another name is quoted.</summary>
    private static string Unknown(string name) => JsonPatterns.Language().IsMatch(name)
        ? string.Format(CultureInfo.InvariantCulture, Words["language"], name)
        : string.Format(CultureInfo.InvariantCulture, Words["unknown"], Quoted.Of(name));

    private static string LabelOf(JsonPathStep step, JsonElement? list, JsonElement? element)
    {
        if (step.Name is { } name)
        {
            return name;
        }

        string number = (step.Index + 1).ToString(CultureInfo.InvariantCulture);
        return IdOf(element) is not { } id ? number
            : list!.Value.EnumerateArray().Count(other => IdOf(other) == id) > 1 ? $"{id} (№ {number})"
            : id;
    }

    private static string? IdOf(JsonElement? element) => element switch
    {
        { ValueKind: JsonValueKind.String } text => IdIn(text),
        { ValueKind: JsonValueKind.Object } named => Ids
            .Select(name => named.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? IdIn(value) : null)
            .FirstOrDefault(id => id is not null),
        _ => null,
    };

    /// <summary>Anything else is what the fault may be about, not a name to call it by.</summary>
    private static string? IdIn(JsonElement text)
    {
        try
        {
            return text.GetString() is { Length: > 0 and <= 64 } id && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.') ? id : null;
        }
        catch (InvalidOperationException)
        {
            // Not valid Unicode, which its own fault says.
            return null;
        }
    }
}
