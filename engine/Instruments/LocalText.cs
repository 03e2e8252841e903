using System.Collections.Immutable;

namespace Diagnostics.Engine.Instruments;

/// <summary>A text in one or more languages (two-letter codes); Russian is always there.</summary>
public sealed record LocalText(ImmutableSortedDictionary<string, string> ByLanguage)
{
    /// <summary>The empty text: an item whose options say everything.</summary>
    public static readonly LocalText Empty = new(ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal).Add("ru", ""));

    public string Russian => ByLanguage["ru"];

    public string In(string language) => ByLanguage.TryGetValue(language, out string? text) ? text : Russian;
}
