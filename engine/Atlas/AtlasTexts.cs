using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Diagnostics.Engine.Instruments.Json;

namespace Diagnostics.Engine.Atlas;

/// <summary>Texts and lists of an atlas file; what is wrong goes on the fault list of the place.</summary>
internal static class AtlasTexts
{
    /// <summary>A text for people: not empty, no blanks around it, at most so many characters; "" after a fault.</summary>
    public static string Words(this JsonFields fields, string name, int most)
    {
        return fields[name] is { } place ? Words(place, most) : "";
    }

    public static string? MaybeWords(this JsonFields fields, string name, int most) =>
        fields[name] is { } place ? Words(place, most) : null;

    public static ImmutableArray<string> ListOf(this JsonFields fields, string name, int least, int most, Func<JsonPlace, string?> read)
    {
        ImmutableArray<string>.Builder list = ImmutableArray.CreateBuilder<string>();
        foreach (JsonPlace place in fields[name]?.Elements(least, most) ?? [])
        {
            if (read(place) is not { } value)
            {
                continue;
            }

            if (list.Contains(value))
            {
                place.Fault($"{Quoted.Of(value)} is there twice.");
            }

            list.Add(value);
        }

        return list.ToImmutable();
    }

    public static ImmutableArray<string> Sentences(this JsonFields fields, string name, int least, int most, int longest) =>
        fields.ListOf(name, least, most, place => Words(place, longest));

    public static ImmutableArray<string> OneOf(this JsonFields fields, string name, int least, int most, ImmutableArray<string> words) =>
        fields.ListOf(name, least, most, place => Word(place, words));

    public static ImmutableArray<string> Codes(this JsonFields fields, string name, int least, int most, Regex pattern, FormattableString wanted) =>
        fields.ListOf(name, least, most, place => place.Matching(pattern, wanted));

    public static ImmutableArray<string> Ids(this JsonFields fields, string name, int least, int most) =>
        fields.ListOf(name, least, most, place => place.Id());

    public static string? Word(JsonPlace place, ImmutableArray<string> words)
    {
        if (place.Text() is not { } text)
        {
            return null;
        }

        if (words.Contains(text))
        {
            return text;
        }

        place.Fault($"Expected one of {string.Join(", ", words)}, found {Quoted.Of(text)}.");
        return null;
    }

    private static string Words(JsonPlace place, int most)
    {
        if (place.Text() is not { } text)
        {
            return "";
        }

        if (text.Length == 0 || text.Length > most || text.Trim() != text || text.Any(char.IsControl))
        {
            place.Fault($"Expected a text of 1 to {most} characters without blanks around it or control characters.");
        }

        return text;
    }
}
