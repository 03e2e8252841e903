using System.Collections.Frozen;
using System.Text.Json;

namespace Diagnostics.Web;

/// <summary>The interface catalogue, the same file the client is built with, for the few pages the server writes itself.</summary>
internal static class Texts
{
    private static readonly Lazy<FrozenDictionary<string, string>> RussianCatalogue = new(() =>
        new[] { "texts.ru.json", "texts.parent.ru.json", "texts.ready.ru.json", "texts.leaflet.ru.json", "texts.paper.ru.json", "texts.summary.ru.json" }
            .SelectMany(Load).ToFrozenDictionary(StringComparer.Ordinal));

    /// <summary>The Russian text of a key with its {placeholders} filled in.</summary>
    public static string Russian(string key, params ReadOnlySpan<(string Name, string Value)> values)
    {
        string text = RussianCatalogue.Value[key];
        foreach ((string name, string value) in values)
        {
            text = text.Replace($"{{{name}}}", value, StringComparison.Ordinal);
        }

        return text;
    }

    private static Dictionary<string, string> Load(string resource)
    {
        using Stream stream = typeof(Texts).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"The catalogue {resource} is not in the assembly.");
        return JsonSerializer.Deserialize<Dictionary<string, string>>(stream)!;
    }
}
