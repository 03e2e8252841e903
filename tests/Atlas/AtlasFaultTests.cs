using System.Text;
using System.Text.Json.Nodes;
using Diagnostics.Engine.Atlas;
using Diagnostics.Tests.Instruments.Words;

namespace Diagnostics.Tests.Atlas;

/// <summary>Copies of the built-in atlas, each broken in one place: the fault names the place and the reason.</summary>
public sealed class AtlasFaultTests
{
    private static readonly string BuiltIn =
        File.ReadAllText(Path.Combine(Repository.Root, "engine", "Atlas", "Library", "2026", "atlas.json"));

    [Fact]
    public void An_unknown_direction() =>
        AssertFault(root => Profession(root, 0)["ways"]!.AsArray().Add("99.02.99"), "$.professions[0].ways", "There is no direction \"99.02.99\".");

    [Fact]
    public void A_direction_that_leads_nowhere() => AssertFault(
        root =>
        {
            JsonObject orphan = root["directions"]![0]!.DeepClone().AsObject();
            orphan["code"] = "99.02.99";
            root["directions"]!.AsArray().Add((JsonNode)orphan);
        },
        "$.directions[453]",
        "Direction 99.02.99 leads to no profession.");

    [Fact]
    public void A_title_that_is_there_twice() => AssertFault(
        root => Profession(root, 1)["title"] = "бухгалтЕр", "$.professions", "\"бухгалтер\" is there twice (title).");

    [Fact]
    public void A_code_that_is_there_twice() => AssertFault(
        root => Profession(root, 1)["code"] = "accountant", "$.professions", "\"accountant\" is there twice (code).");

    [Fact]
    public void An_unknown_sector() =>
        AssertFault(root => Profession(root, 2)["sector"] = "space", "$.professions[2].sector", "There is no sector \"space\".");

    [Fact]
    public void An_unknown_related_profession() => AssertFault(
        root => Profession(root, 0)["related"] = new JsonArray("nobody"), "$.professions[0].related", "There is no profession \"nobody\".");

    [Fact]
    public void A_profession_related_to_itself() => AssertFault(
        root => Profession(root, 0)["related"] = new JsonArray("accountant"),
        "$.professions[0].related",
        "Profession accountant is related to itself.");

    [Fact]
    public void An_interest_of_eight() => AssertFault(
        root => Profession(root, 0)["interests"]!["R"] = 8, "$.professions[0].interests.R", "Expected a number from 1 to 7.");

    [Fact]
    public void An_unknown_field() =>
        AssertFault(root => Profession(root, 0)["salary"] = 1, "$.professions[0].salary", "Unknown property");

    [Fact]
    public void A_verified_direction_that_no_source_confirms() => AssertFault(
        root => root["directions"]![0]!["verified"] = true,
        "$.directions[0].verified",
        "Direction 01.03.01 is called verified, but no source of it confirms.");

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{\"schema\":1}")]
    public void Broken_json_is_a_fault_and_never_an_exception(string text)
    {
        AtlasReading reading = AtlasReader.Read(Encoding.UTF8.GetBytes(text));
        Assert.Null(reading.Atlas);
        Assert.StartsWith("$", reading.Faults[0].Path, StringComparison.Ordinal);
    }

    [Fact]
    public void The_unbroken_copy_has_no_fault() => Assert.NotNull(AtlasReader.Read(Encoding.UTF8.GetBytes(BuiltIn)).Atlas);

    private static JsonObject Profession(JsonNode root, int index) => root["professions"]![index]!.AsObject();

    private static void AssertFault(Action<JsonNode> breakIt, string path, string reason)
    {
        JsonNode root = JsonNode.Parse(BuiltIn)!;
        breakIt(root);
        byte[] bytes = Encoding.UTF8.GetBytes(root.ToJsonString());
        AtlasReading reading = AtlasReader.Read(bytes);
        PlainRussian.Assert(bytes, reading.Faults);
        Assert.Null(reading.Atlas);
        Assert.Contains(reading.Faults, fault => fault.Path == path && fault.Reason.StartsWith(reason, StringComparison.Ordinal));
    }
}
