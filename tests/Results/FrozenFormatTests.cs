using System.Text.Json.Nodes;
using Diagnostics.Engine.Results;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Tests.Results;

/// <summary>
/// What was frozen once must be read for as long as results are kept. The samples are releases as they stood in a store, of simulated
/// students; they never change. A property that is renamed or dropped fails here; new ones may come.
/// </summary>
public sealed class FrozenFormatTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "Results", "Frozen");

    public static TheoryData<string> Samples() =>
        [.. Directory.EnumerateFiles(Folder, "*.txt").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Samples))]
    public void A_release_of_an_earlier_program_is_read_and_loses_nothing(string sample)
    {
        string json = PackedText.Unpack(File.ReadAllText(Path.Combine(Folder, sample)).Trim());
        StudentResult read = FrozenResult.FromJson(json);
        Assert.NotNull(read.ReleasedAtMs);
        Assert.NotNull(read.Reliability);
        Assert.NotEmpty(read.Sections);
        Assert.NotEmpty(read.Recommendation!.Tiers);
        string[] lost = [.. Lost(JsonNode.Parse(json), JsonNode.Parse(FrozenResult.ToJson(read)), "")];
        Assert.True(lost.Length == 0, $"{sample} lost {string.Join(", ", lost)}");
    }

    [Fact]
    public void There_is_a_sample_of_the_format_that_is_written_today() => Assert.NotEmpty(Samples());

    /// <summary>Paths of what stands in the sample and does not come back, or comes back as something else.</summary>
    private static IEnumerable<string> Lost(JsonNode? was, JsonNode? now, string path) => (was, now) switch
    {
        (JsonObject before, JsonObject after) => before.SelectMany(one => Lost(one.Value, after[one.Key], $"{path}/{one.Key}")),
        (JsonArray before, JsonArray after) when before.Count == after.Count => before.SelectMany((one, at) => Lost(one, after[at], $"{path}/{at}")),
        _ => JsonNode.DeepEquals(was, now) ? [] : [path],
    };
}
