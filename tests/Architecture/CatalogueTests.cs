using System.Text.Json;
using System.Text.RegularExpressions;

namespace Diagnostics.Tests.Architecture;

public sealed partial class CatalogueTests
{
    private static readonly string TextFolder = Path.Combine(Repository.Root, "web", "client", "shared", "text");

    [Fact]
    public void Every_text_stands_in_russian_and_in_english()
    {
        Dictionary<string, string> russian = Read("ru.json");
        Dictionary<string, string> english = Read("en.json");
        Assert.Empty(russian.Keys.Except(english.Keys));
        Assert.Empty(english.Keys.Except(russian.Keys));
        Assert.NotEmpty(russian);
    }

    [Fact]
    public void Both_languages_name_the_same_placeholders()
    {
        Dictionary<string, string> english = Read("en.json");
        string[] different = [.. Read("ru.json").Where(pair => !Names(pair.Value).SetEquals(Names(english[pair.Key]))).Select(pair => pair.Key)];
        Assert.Empty(different);
    }

    [Fact]
    public void No_text_is_empty_or_left_in_the_other_language()
    {
        Assert.DoesNotContain(Read("ru.json"), pair => string.IsNullOrWhiteSpace(pair.Value));
        Assert.DoesNotContain(Read("en.json"), pair => string.IsNullOrWhiteSpace(pair.Value) || CyrillicWord().IsMatch(pair.Value));
    }

    [Fact]
    public void No_component_carries_words_of_its_own()
    {
        string[] spoken = [.. Directory.EnumerateFiles(Path.Combine(Repository.Root, "web", "client"), "*.svelte", SearchOption.AllDirectories)
            .Where(file => !file.Contains("node_modules", StringComparison.Ordinal))
            .Where(file => CyrillicWord().IsMatch(Comment().Replace(File.ReadAllText(file), "")))];
        Assert.Empty(spoken);
    }

    [Fact]
    public void Migrations_have_the_same_names_for_every_store()
    {
        ILookup<string, string> byStore = Rooms.Engine.GetManifestResourceNames()
            .Where(name => name.StartsWith("migrations/", StringComparison.Ordinal))
            .Select(name => name.Split('/')).ToLookup(parts => parts[1], parts => parts[2]);
        Assert.Equal(["postgres", "sqlite", "sqlserver"], byStore.Select(group => group.Key).Order());
        Assert.All(byStore, store => Assert.Equal(byStore["sqlite"].Order(), store.Order()));
    }

    /// <summary>The texts everybody loads, those of the staff's pages and those of the result page, which share no key.</summary>
    private static Dictionary<string, string> Read(string file) =>
        ReadOne(file).Concat(ReadOne($"staff.{file}")).Concat(ReadOne($"result.{file}")).ToDictionary();

    private static Dictionary<string, string> ReadOne(string file) =>
        JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(Path.Combine(TextFolder, file)))!;

    private static HashSet<string> Names(string text) => [.. Placeholder().Matches(text).Select(match => match.Value)];

    [GeneratedRegex(@"\{[a-z][A-Za-z]*\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex("[а-яё]{3,}", RegexOptions.IgnoreCase)]
    private static partial Regex CyrillicWord();

    [GeneratedRegex("<!--.*?-->|/\\*.*?\\*/|//[^\n]*", RegexOptions.Singleline)]
    private static partial Regex Comment();
}
