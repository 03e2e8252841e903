using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Diagnostics.Engine.Instruments;

namespace Diagnostics.Engine.YearReports;

/// <summary>The words a report is drafted in: data. <c>{n}</c> is replaced, <c>{n:one|few|many}</c> takes the form that goes with the number. Immutable.</summary>
internal sealed partial class Phrases
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
        return Placeholder().Replace(_all[key], match =>
        {
            object value = given[match.Groups["name"].Value];
            return match.Groups["forms"] is { Success: true } forms ? forms.Value.Split('|')[RussianNumber.PluralOf((long)value)] : Written(value);
        });
    }

    private static string Written(object value) => value is long number ? RussianNumber.Whole(number) : Convert.ToString(value, CultureInfo.InvariantCulture)!;

    [GeneratedRegex(@"\{(?<name>[a-zA-Z]+)(?::(?<forms>[^}]*))?\}")]
    private static partial Regex Placeholder();
}
