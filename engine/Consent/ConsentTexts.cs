using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;

namespace Diagnostics.Engine.Consent;

/// <summary>
/// The words people read before they decide, by version. A version that was once shown never changes: new words are a new file, so that
/// what somebody agreed to can be read again.
/// </summary>
public sealed class ConsentTexts
{
    /// <summary>What a parent is shown now.</summary>
    public const string OfParents = "parent-4";

    /// <summary>The words stand on the paper, which the school keeps.</summary>
    public const string OfPaper = "paper";

    private const string Folder = "consent/";
    private const string StudentReader = "student";
    private readonly FrozenDictionary<string, ConsentText> _texts;

    private ConsentTexts(IEnumerable<ConsentText> texts) => _texts = texts.ToFrozenDictionary(text => text.Version, StringComparer.Ordinal);

    public IEnumerable<string> Versions => _texts.Keys;

    /// <exception cref="InvalidDataException">A built-in file's name is not its version.</exception>
    public static ConsentTexts LoadBuiltIn()
    {
        Assembly assembly = typeof(ConsentTexts).Assembly;
        return new ConsentTexts(assembly.GetManifestResourceNames().Where(name => name.StartsWith(Folder, StringComparison.Ordinal)).Select(name =>
        {
            using Stream file = assembly.GetManifestResourceStream(name)!;
            ConsentText text = JsonSerializer.Deserialize<ConsentText>(file, JsonSerializerOptions.Web)!;
            return name == $"{Folder}{text.Version}.json" ? text : throw new InvalidDataException($"{name} says it is {text.Version}.");
        }));
    }

    /// <summary>Null when no such words were ever shown.</summary>
    public ConsentText? Find(string? version) => version is null ? null : _texts.GetValueOrDefault(version);

    /// <summary>Whether a student was shown this.</summary>
    public bool IsForStudents(string? version) => Find(version) is { Reader: StudentReader };
}

/// <param name="Reader">student, parent or paper.</param>
/// <param name="Points">One thought each; {n} and its plural forms are filled in by the page.</param>
/// <param name="Sittings">With students: stands in place of the third point where the lesson is spread over several.</param>
/// <param name="Sections">With parents: {operator} and {address} are whose data they are, {date} the day they are erased from; before parent-2 {year} was the year of that day.</param>
public sealed record ConsentText(
    string Version, string Reader, string Title, IReadOnlyList<string> Points, string? Sittings, IReadOnlyList<ConsentSection>? Sections);

/// <param name="Unnamed">Stand in place of the paragraphs where no operator of the data is set.</param>
public sealed record ConsentSection(string Title, IReadOnlyList<string> Paragraphs, IReadOnlyList<string>? Unnamed = null);
