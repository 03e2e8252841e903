using System.Runtime.CompilerServices;
using System.Text.Json;
using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Instruments;
using Diagnostics.Engine.Instruments.Json;
using Diagnostics.Engine.Readings;

namespace Diagnostics.Tests.Instruments;

/// <summary>The published schemas and the readers say the same; the client's tests check the files themselves with a validator.</summary>
public sealed class SchemaTests
{
    private static readonly JsonElement Instrument = Load("engine/Instruments/instrument.schema.json");
    private static readonly JsonElement Battery = Load("engine/Batteries/battery.schema.json");
    private static readonly JsonElement Readings = Load("engine/Readings/readings.schema.json");

    [Fact]
    public void Every_object_of_the_instrument_reader_is_in_the_schema_with_the_same_properties()
    {
        Assert.All(InstrumentShapes.All, shape => AssertSame(shape, Instrument));
        Assert.Equal(InstrumentShapes.All.Select(shape => shape.Name).Order(), ClosedObjects(Instrument));
    }

    [Fact]
    public void Every_object_of_the_battery_reader_is_in_the_schema_with_the_same_properties()
    {
        AssertSame(BatteryReader.Shape, Battery);
        AssertSame(BatteryReader.LeftOutShape, Battery);
        AssertSame(BatteryStepReader.Shape, Battery);
        AssertSame(BatteryStepReader.AdaptiveShape, Battery);
        Assert.Equal(["adaptive", "battery", "leftOut", "step"], ClosedObjects(Battery));
    }

    [Fact]
    public void Every_object_of_the_readings_reader_is_in_the_schema_with_the_same_properties()
    {
        Assert.All(ReadingShapes.All, shape => AssertSame(shape, Readings));
        Assert.Equal(ReadingShapes.All.Select(shape => shape.Name).Order(), ClosedObjects(Readings));
        JsonElement rules = Readings.GetProperty("$defs").GetProperty("readings").GetProperty("properties").GetProperty("rule");
        Assert.Equal(
            Enum.GetValues<LevelRule>().Select(ReadingReader.NameOf),
            rules.GetProperty("enum").EnumerateArray().Select(rule => rule.GetString()));
    }

    [Fact]
    public void A_picture_has_the_same_elements_and_attributes_in_both()
    {
        JsonElement properties = Instrument.GetProperty("$defs").GetProperty("svgShape").GetProperty("properties");
        Assert.Equal(SvgReader.Tags, properties.GetProperty("tag").GetProperty("enum").EnumerateArray().Select(tag => tag.GetString()));
        Assert.All(properties.GetProperty("attributes").GetProperty("properties").EnumerateObject(), attribute =>
        {
            string pattern = attribute.Value.GetProperty("pattern").GetString()!;
            Assert.Equal(pattern[..^1], SvgReader.PatternOf(attribute.Name)!.ToString()[..^2]);
        });
        string[] dangerous = ["style", "class", "id", "xlink:href", "onclick", "filter", "mask"];
        Assert.All(dangerous, name => Assert.Null(SvgReader.PatternOf(name)));
    }

    [Fact]
    public void Patterns_of_names_are_the_same_in_both()
    {
        foreach (JsonElement schema in new[] { Instrument, Battery, Readings })
        {
            JsonElement defs = schema.GetProperty("$defs");
            Assert.Equal(PatternAt(defs, "id"), JsonPatterns.Id().ToString()[..^2]);
            Assert.Equal(PatternAt(defs, "name"), JsonPatterns.Name().ToString()[..^2]);
            Assert.Equal(PatternAt(defs, "version"), JsonPatterns.Version().ToString()[..^2]);
        }
    }

    [Fact]
    public void The_forms_of_a_battery_are_the_same_in_both()
    {
        JsonElement variant = Battery.GetProperty("$defs").GetProperty("battery").GetProperty("properties").GetProperty("variant");
        Assert.Equal(BatteryReader.Variants, variant.GetProperty("enum").EnumerateArray().Select(code => code.GetString()!));
    }

    [Fact]
    public void Every_object_of_the_schemas_is_described()
    {
        foreach (JsonElement schema in new[] { Instrument, Battery, Readings })
        {
            Assert.All(
                schema.GetProperty("$defs").EnumerateObject(),
                def => Assert.True(def.Value.TryGetProperty("description", out _), def.Name));
        }
    }

    private static void AssertSame(JsonShape shape, JsonElement schema)
    {
        JsonElement def = schema.GetProperty("$defs").GetProperty(shape.Name);
        Assert.Equal(shape.Required.Order(), def.GetProperty("required").EnumerateArray().Select(name => name.GetString()!).Order());
        Assert.Equal(
            shape.Required.Concat(shape.Optional).Order(),
            def.GetProperty("properties").EnumerateObject().Select(property => property.Name).Order());
    }

    private static IEnumerable<string> ClosedObjects(JsonElement schema) => schema.GetProperty("$defs").EnumerateObject()
        .Where(def => def.Value.TryGetProperty("additionalProperties", out JsonElement closed) && closed.ValueKind == JsonValueKind.False)
        .Select(def => def.Name).Order();

    private static string PatternAt(JsonElement defs, string name) => defs.GetProperty(name).GetProperty("pattern").GetString()![..^1];

    private static JsonElement Load(string path, [CallerFilePath] string here = "")
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Path.GetDirectoryName(here)!, "../..", path)));
        return document.RootElement.Clone();
    }
}
