using System.Collections.Frozen;
using System.Text.Json;
using Diagnostics.Engine.Instruments;
using Diagnostics.Engine.Russian;

namespace Diagnostics.Engine.YearReports;

/// <summary>The words a report is drafted in: data, each a <see cref="RussianPhrase"/>. Immutable.</summary>
internal sealed class Phrases
{
    private const string File = "phrases.json";
    private readonly FrozenDictionary<string, string> _all;

    private Phrases(FrozenDictionary<string, string> all) => _all = all;

    public static Phrases LoadBuiltIn()
    {
        (string name, byte[] json) = EmbeddedFiles.Under(File).Single();
        return new Phrases((JsonSerializer.Deserialize<Dictionary<string, string>>(json) ?? throw new InvalidDataException($"{name} is null.")).ToFrozenDictionary(StringComparer.Ordinal));
    }

    public IEnumerable<string> Keys => _all.Keys;

    public bool Has(string key) => _all.ContainsKey(key);

    /// <exception cref="KeyNotFoundException">There is no such phrase, or a value it names is missing.</exception>
    public string Say(string key, params (string Name, object Value)[] values)
    {
        Dictionary<string, object> given = values.ToDictionary(one => one.Name, one => one.Value, StringComparer.Ordinal);
        return RussianPhrase.Fill(_all[key], name => given[name]);
    }
}
