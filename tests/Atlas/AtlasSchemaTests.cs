using System.Collections.Immutable;
using System.Text.Json;
using System.Text.RegularExpressions;
using Diagnostics.Engine.Atlas;
using Diagnostics.Engine.Instruments.Json;

namespace Diagnostics.Tests.Atlas;

/// <summary>The published schema and the reader say the same.</summary>
public sealed class AtlasSchemaTests
{
    private static readonly JsonElement Defs = Load();

    [Fact]
    public void Every_object_of_the_reader_is_in_the_schema_with_the_same_properties()
    {
        foreach (JsonShape shape in AtlasShapes.All)
        {
            JsonElement def = Defs.GetProperty(shape.Name);
            Assert.Equal(shape.Required.Order(), def.GetProperty("required").EnumerateArray().Select(name => name.GetString()!).Order());
            Assert.Equal(
                shape.Required.Concat(shape.Optional).Order(),
                def.GetProperty("properties").EnumerateObject().Select(property => property.Name).Order());
            Assert.Equal(JsonValueKind.False, def.GetProperty("additionalProperties").ValueKind);
        }

        Assert.Equal(
            AtlasShapes.All.Select(shape => shape.Name).Order(),
            Defs.EnumerateObject().Where(def => def.Value.TryGetProperty("additionalProperties", out _)).Select(def => def.Name).Order());
    }

    [Fact]
    public void Patterns_are_the_same_in_both()
    {
        Dictionary<string, Regex> patterns = new()
        {
            ["soc"] = AtlasPatterns.Soc(),
            ["okz"] = AtlasPatterns.Okz(),
            ["directionCode"] = AtlasPatterns.Direction(),
            ["group"] = AtlasPatterns.Group(),
            ["date"] = AtlasPatterns.Date(),
            ["template"] = AtlasPatterns.Template(),
            ["id"] = JsonPatterns.Id(),
            ["version"] = JsonPatterns.Version(),
        };
        Assert.All(patterns, pattern => Assert.Equal(
            Defs.GetProperty(pattern.Key).GetProperty("pattern").GetString()![..^1], pattern.Value.ToString()[..^2]));
    }

    [Fact]
    public void Word_lists_are_the_same_in_both()
    {
        Dictionary<string, ImmutableArray<string>> words = new()
        {
            ["object"] = AtlasWords.Objects,
            ["aptitude"] = AtlasWords.Aptitudes,
            ["value"] = AtlasWords.Values,
            ["subject"] = AtlasWords.Subjects,
            ["linkCode"] = AtlasWords.LinkCodes,
        };
        Assert.All(words, list => Assert.Equal(
            list.Value, Defs.GetProperty(list.Key).GetProperty("enum").EnumerateArray().Select(word => word.GetString()!)));
        Assert.Equal(
            words.Keys.Order(),
            Defs.EnumerateObject().Where(def => def.Value.TryGetProperty("enum", out _)).Select(def => def.Name).Order());
    }

    [Fact]
    public void Everything_in_the_schema_is_described() =>
        Assert.All(Defs.EnumerateObject(), def => Assert.True(def.Value.TryGetProperty("description", out _), def.Name));

    private static JsonElement Load()
    {
        string path = Path.Combine(Repository.Root, "engine", "Atlas", "atlas.schema.json");
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
        return document.RootElement.GetProperty("$defs").Clone();
    }
}
