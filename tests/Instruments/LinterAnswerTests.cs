using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Diagnostics.Engine.Instruments.Linting;

namespace Diagnostics.Tests.Instruments;

/// <summary>What the linter says about the length and place of options and the order of items.</summary>
public sealed class LinterAnswerTests
{
    [Fact]
    public void An_option_much_longer_than_the_others_is_a_warning()
    {
        Assert.Contains(
            (LintSeverity.Warning, "option-length", "$.items[4].options[1]"),
            Found(json => json["items"]![4]!["options"]![1]!["text"]!["ru"] = "Направо до самого старого дуба"));
        Assert.DoesNotContain(
            Found(json => json["items"]![4]!["options"]![1]!["text"]!["ru"] = "Направо до старого дуба"),
            finding => finding.Rule == "option-length");
    }

    [Fact]
    public void The_name_of_a_picture_may_be_long() => Assert.DoesNotContain(
        Found(json => json["items"]![7]!["options"]![0]!["text"]!["ru"] = "зелёный круг в самой середине поля без рамки"),
        finding => finding.Rule == "option-length");

    [Fact]
    public void Right_answers_that_are_mostly_the_longest_are_a_warning()
    {
        int[] right = [0, 2, 1, 0, 2, 1];
        Assert.Contains(
            (LintSeverity.Warning, "option-length", "$.scoring.keys"),
            Found(Tasks(right, 3, (task, option) => option == right[task] ? "это верно" : "нет")));
        Assert.DoesNotContain(
            Found(Tasks(right, 3, (task, option) => option == right[task] && task > 2 ? "это верно" : "нет")),
            finding => finding.Rule == "option-length");
    }

    [Theory]
    [InlineData(3, "0 0 1 0 2 0 1 0 0")]
    [InlineData(3, "0 1 0 1 0 1 0 1 0 1")]
    [InlineData(4, "0 1 2 3 3 3 3 1")]
    [InlineData(2, "0 0 1 0 0 0 1 0 0 0")]
    [InlineData(2, "0 1 0 1 1 1 1 1 1 0 0 0")]
    public void Right_answers_that_their_place_gives_away_are_a_warning(int options, string right) =>
        Assert.Contains((LintSeverity.Warning, "key-position", "$.scoring.keys"), Found(Tasks(Parse(right), options)));

    [Theory]
    [InlineData(3, "0 0 1 2 2 1 0 2 1")]
    [InlineData(3, "0 1 0 1 0 1")]
    [InlineData(4, "0 1 2 3 3 3 1 2")]
    [InlineData(2, "0 0 1 0 0 1 1 1 1 0")]
    [InlineData(3, "0 0 0 1")]
    public void Right_answers_at_changing_places_have_no_finding(int options, string right) =>
        Assert.DoesNotContain(Found(Tasks(Parse(right), options)), finding => finding.Rule == "key-position");

    [Fact]
    public void Answers_without_a_right_one_have_no_place_to_balance() => Assert.DoesNotContain(
        Found(json =>
        {
            Tasks(Parse("0 0 0 0 0 0 0 0 0"), 3)(json);
            json["scales"]![0]!["kind"] = "normative";
        }),
        finding => finding.Rule == "key-position");

    [Theory]
    [InlineData("0 0 0 1 1 0 1 1", true)]
    [InlineData("0 0 1 2 0 1 0 1 2 2 1 2", false)]
    [InlineData("0 1 0 1 0 2 1 2 1 2 2 1 2 1", true)]
    [InlineData("0 1 0 1 1 0 1 0", false)]
    [InlineData("0 0 0 1 1 1", false)]
    [InlineData("0 0 0 0 0 0 0 0", false)]
    public void A_scale_that_stands_together_or_at_one_end_is_a_warning(string scales, bool guilty) => Assert.Equal(
        guilty, Found(Ratings(Parse(scales))).Contains((LintSeverity.Warning, "position-effect", "$.scoring.keys")));

    private static int[] Parse(string numbers) =>
        [.. numbers.Split(' ').Select(number => int.Parse(number, CultureInfo.InvariantCulture))];

    private static ImmutableArray<(LintSeverity Severity, string Rule, string Path)> Found(Action<JsonNode> spoil) =>
        [.. SampleInstrument.Examine(spoil).Select(finding => (finding.Severity, finding.Rule, finding.Path))];

    /// <summary>Only tasks of one scale; the right places are given.</summary>
    private static Action<JsonNode> Tasks(int[] right, int options, Func<int, int, string>? text = null) => json =>
    {
        StringBuilder items = new();
        StringBuilder keys = new();
        for (int task = 0; task < right.Length; task++)
        {
            string listed = string.Join(", ", Enumerable.Range(0, options).Select(option =>
                $$"""{ "text": { "ru": "{{text?.Invoke(task, option) ?? "ответ"}} {{option}}", "en": "{{option}}" } }"""));
            string points = string.Join(", ", Enumerable.Range(0, options).Select(option => option == right[task] ? 1 : 0));
            items.Append(CultureInfo.InvariantCulture, $$""", { "id": "t{{task}}", "format": "one", "options": [{{listed}}] }""");
            keys.Append(CultureInfo.InvariantCulture, $$""", { "item": "t{{task}}", "points": [{{points}}] }""");
        }

        Fill(json, ["one"], ["criterion"], items.ToString(), [keys.ToString()]);
    };

    /// <summary>Only rated statements; the scale of each is given.</summary>
    private static Action<JsonNode> Ratings(int[] scales) => json =>
    {
        string items = string.Concat(scales.Select((_, item) =>
            $$""", { "id": "r{{item}}", "format": "wish", "text": { "ru": "Дело {{item}}", "en": "{{item}}" } }"""));
        int[] all = [.. scales.Distinct().Order()];
        Fill(
            json,
            ["wish"],
            [.. all.Select(_ => "normative")],
            items,
            [.. all.Select(scale => string.Concat(scales.Select((of, item) => of == scale ? $$""", { "item": "r{{item}}" }""" : "")))]);
    };

    private static void Fill(JsonNode json, string[] formats, string[] kinds, string items, string[] keys)
    {
        json["formats"] = new JsonObject(formats.Select(format => KeyValuePair.Create(format, json["formats"]![format]?.DeepClone())));
        json["scales"] = JsonNode.Parse($"[{string.Join(", ", kinds.Select((kind, scale) =>
            $$"""
            { "id": "s{{scale}}", "kind": "{{kind}}", "title": { "ru": "Шкала {{scale}}", "en": "{{scale}}" },
              "meaning": { "ru": "О ней.", "en": "About it." } }
            """))}]");
        json["items"] = JsonNode.Parse($"[{items[1..]}]");
        json["forms"] = new JsonObject();
        json["scoring"]!["unscored"] = new JsonArray();
        json["scoring"]!["keys"] = JsonNode.Parse(
            $"[{string.Join(", ", keys.Select((key, scale) => $$"""{ "scale": "s{{scale}}", "items": [{{key[1..]}}] }"""))}]");
    }
}
