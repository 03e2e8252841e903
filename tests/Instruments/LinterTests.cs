using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Diagnostics.Engine.Instruments;
using Diagnostics.Engine.Instruments.Linting;
using Diagnostics.Scoring.BestWorst;

namespace Diagnostics.Tests.Instruments;

/// <summary>
/// The linter on the whole library, and its rules about keys, structure and translations with a guilty example each; the innocent one is
/// the built-in content. Rules about wording, answers and time have files beside this one.
/// </summary>
public sealed class LinterTests
{
    private static readonly InstrumentLibrary Library = InstrumentLibrary.LoadBuiltIn();

    [Fact]
    public void No_built_in_instrument_has_an_error() =>
        Assert.All(Library.All, instrument => Assert.DoesNotContain(
            InstrumentLinter.Examine(instrument), finding => finding.Severity == LintSeverity.Error));

    [Theory]
    [InlineData("riasec")]
    [InlineData("object-of-work")]
    public void Instruments_about_interests_have_no_warnings(string id) =>
        Assert.All(InstrumentLinter.Examine(Library.Newest(id)!), finding => Assert.Equal(LintSeverity.Info, finding.Severity));

    [Fact]
    public void An_item_that_feeds_no_scale_is_an_error_unless_that_is_meant()
    {
        Assert.DoesNotContain(Findings(_ => { }), finding => finding.Rule == "unscored-item");
        AssertFound(LintSeverity.Error, "unscored-item", "$.items[6]", json => json["scoring"]!["unscored"]!.AsArray().RemoveAt(0));
    }

    [Fact]
    public void An_option_without_points_is_an_error_in_a_pair()
    {
        Assert.DoesNotContain(Findings(_ => { }), finding => finding is { Rule: "unscored-option", Severity: LintSeverity.Error });
        AssertFound(LintSeverity.Error, "unscored-option", "$.items[4].options[1]", json => KeyOf(json, 3)["items"]!.AsArray().RemoveAt(0));
    }

    [Fact]
    public void An_option_without_points_is_a_warning_in_a_choice_and_nothing_where_answers_are_right_or_wrong()
    {
        AssertFound(LintSeverity.Warning, "unscored-option", "$.items[7].options[1]", _ => { });
        ImmutableArray<LintFinding> findings = Findings(json => json["scales"]![1]!["kind"] = "criterion");
        Assert.DoesNotContain(findings, finding => finding.Rule == "unscored-option");
    }

    [Fact]
    public void Scales_of_a_kind_with_different_numbers_of_items_are_a_warning()
    {
        AssertFound(LintSeverity.Warning, "unbalanced-scales", "$.scoring.keys", _ => { });
        ImmutableArray<LintFinding> even = Findings(json => EvenOut(json));
        Assert.DoesNotContain(even, finding => finding is { Rule: "unbalanced-scales", Path: "$.scoring.keys" });
    }

    [Fact]
    public void A_form_that_unbalances_scales_is_a_warning()
    {
        AssertFound(LintSeverity.Warning, "unbalanced-scales", "$.forms.short", json =>
        {
            EvenOut(json);
            json["forms"]!["short"] = new JsonArray("a1", "b1", "b2", "p1", "p2");
        });
    }

    [Fact]
    public void Ipsative_options_with_different_totals_are_an_error() =>
        AssertFound(LintSeverity.Error, "ipsative-sum", "$.items[4]", json => KeyOf(json, 2)["items"]![0]!["points"] = new JsonArray(2, 0));

    [Fact]
    public void Options_that_all_give_the_same_points_are_an_error() =>
        AssertFound(
            LintSeverity.Error, "unreachable-level", "$.items[7]",
            json => KeyOf(json, 1)["items"]![3]!["points"] = new JsonArray(1, 1));

    [Fact]
    public void Scores_that_no_answers_give_are_a_warning()
    {
        Assert.DoesNotContain(Findings(_ => { }), finding => finding.Rule == "unreachable-level");
        AssertFound(LintSeverity.Warning, "unreachable-level", "$.scoring.keys[2]", json =>
        {
            foreach (int scale in new[] { 2, 3 })
            {
                KeyOf(json, scale)["items"]![0]!["points"] = scale == 2 ? new JsonArray(3, 0) : new JsonArray(0, 3);
                KeyOf(json, scale)["items"]![1]!["points"] = scale == 2 ? new JsonArray(0, 3) : new JsonArray(3, 0);
            }
        });
    }

    [Fact]
    public void A_choice_of_all_options_is_an_error() => AssertFound(LintSeverity.Error, "unreachable-level", "$.items[8]", json =>
    {
        JsonObject some = json["formats"]!["some"]!.AsObject();
        some.Remove("exclusive");
        (some["least"], some["most"]) = (4, 4);
    });

    [Fact]
    public void Prorating_an_ipsative_scale_is_a_warning() => AssertFound(
        LintSeverity.Warning,
        "missing-rule",
        "$.scoring.missing",
        json => json["scoring"]!["missing"] = JsonNode.Parse("""{ "rule": "prorate", "share": 0.75 }"""));

    [Fact]
    public void A_text_that_stands_twice_is_an_error_whatever_its_case_dots_and_yo()
    {
        AssertFound(LintSeverity.Error, "duplicate-text", "$.items[1]", json => json["items"]![1]!["text"]!["ru"] = "петь  «пёсни»!");
        AssertFound(
            LintSeverity.Error, "duplicate-text", "$.items[9].options[2]",
            json => json["items"]![9]!["options"]![2]!["text"]!["ru"] = "утро");
        AssertFound(LintSeverity.Error, "duplicate-text", "$.scales[1]", json => json["scales"]![1]!["title"]!["ru"] = "Первая");
        AssertFound(
            LintSeverity.Error, "duplicate-text", "$.items[0].format.labels[2]",
            json => json["formats"]!["wish"]!["labels"]![2]!["ru"] = "нет");
    }

    [Fact]
    public void A_statement_in_two_pairs_is_a_warning_and_a_common_stem_is_none()
    {
        AssertFound(
            LintSeverity.Warning, "duplicate-text", "$.items[5].options[0]",
            json => json["items"]![5]!["options"]![0]!["text"]!["ru"] = "Направо");
        ImmutableArray<LintFinding> findings = Findings(json =>
        {
            json["items"]![4]!["text"] = JsonNode.Parse("""{ "ru": "Куда?", "en": "Where to?" }""");
            json["items"]![5]!["text"] = JsonNode.Parse("""{ "ru": "Куда?", "en": "Where to?" }""");
        });
        Assert.DoesNotContain(findings, finding => finding.Rule == "duplicate-text");
    }

    [Fact]
    public void A_missing_translation_is_a_warning_at_its_text()
    {
        Assert.DoesNotContain(Findings(_ => { }), finding => finding.Rule == "missing-translation");
        AssertFound(
            LintSeverity.Warning, "missing-translation", "$.items[0].text",
            json => json["items"]![0]!["text"]!.AsObject().Remove("en"));
        AssertFound(
            LintSeverity.Warning, "missing-translation", "$.items[2].format.low",
            json => json["formats"]!["scale"]!["low"]!.AsObject().Remove("en"));
    }

    [Fact]
    public void A_long_statement_is_a_warning()
    {
        const string twelve = "раз два три четыре пять шесть семь восемь девять десять одиннадцать двенадцать";
        Assert.DoesNotContain(Findings(json => json["items"]![0]!["text"]!["ru"] = twelve), finding => finding.Rule == "too-long");
        AssertFound(
            LintSeverity.Warning, "too-long", "$.items[0].text",
            json => json["items"]![0]!["text"]!["ru"] = twelve + " тринадцать");
    }

    [Fact]
    public void Both_statements_of_a_pair_for_one_scale_are_an_error() =>
        AssertFound(LintSeverity.Error, "pair-structure", "$.items[4]", json =>
    {
        KeyOf(json, 2)["items"]![0]!["points"] = new JsonArray(1, 1);
        KeyOf(json, 3)["items"]!.AsArray().RemoveAt(0);
    });

    [Fact]
    public void A_scale_that_mostly_stands_first_is_a_warning() =>
        AssertFound(LintSeverity.Warning, "pair-structure", "$.scoring.keys", json =>
    {
        KeyOf(json, 2)["items"]![1]!["points"] = new JsonArray(1, 0);
        KeyOf(json, 3)["items"]![1]!["points"] = new JsonArray(0, 1);
    });

    [Fact]
    public void Types_that_meet_unequally_often_are_a_warning() =>
        AssertFound(LintSeverity.Warning, "pair-structure", "$.scoring.keys", json =>
    {
        json["scales"]!.AsArray().Add(JsonNode.Parse(
            """
            { "id": "up", "kind": "ipsative",
              "title": { "ru": "Верх", "en": "Up" }, "meaning": { "ru": "О верхе.", "en": "About up." } }
            """));
        json["items"]!.AsArray().Insert(0, JsonNode.Parse(
            """
            { "id": "p3", "format": "closer", "options": [
              { "text": { "ru": "Вверх", "en": "Upwards" } }, { "text": { "ru": "Вбок", "en": "Sideways" } } ] }
            """));
        KeyOf(json, 2)["items"]!.AsArray().Add(JsonNode.Parse("""{ "item": "p3", "points": [0, 1] }"""));
        json["scoring"]!["keys"]!.AsArray().Add(JsonNode.Parse("""{ "scale": "up", "items": [{ "item": "p3", "points": [1, 0] }] }"""));
        json["forms"] = new JsonObject();
    });

    [Fact]
    public void Best_worst_sets_of_a_balanced_design_have_no_finding()
    {
        Assert.DoesNotContain(Findings(json => AddValues(json)), finding => finding.Rule == "best-worst-structure");
        Assert.DoesNotContain(Findings(_ => { }), finding => finding.Rule == "best-worst-structure");
    }

    [Fact]
    public void An_option_of_a_best_worst_set_for_no_scale_or_for_two_is_an_error()
    {
        AssertFound(LintSeverity.Error, "best-worst-structure", "$.items[13].options[3]", json =>
        {
            AddValues(json);
            json["scoring"]!["keys"]!.AsArray()[^1]!["items"]!.AsArray().RemoveAt(0);
        });
        AssertFound(LintSeverity.Error, "best-worst-structure", "$.items[13].options[0]", json =>
        {
            AddValues(json);
            json["scoring"]!["keys"]!.AsArray()[^1]!["items"]![0]!["option"] = 0;
        });
    }

    [Fact]
    public void Values_that_appear_or_meet_unequally_often_are_a_warning() =>
        AssertFound(LintSeverity.Warning, "best-worst-structure", "$.forms.short", json =>
    {
        AddValues(json);
        json["forms"]!["short"] = new JsonArray("a1", "b1", "p1", "p2", "w1", "w2", "w3", "w4");
    });

    private static ImmutableArray<LintFinding> Findings(Action<JsonNode> spoil) => SampleInstrument.Examine(spoil);

    private static void AssertFound(LintSeverity severity, string rule, string path, Action<JsonNode> spoil) =>
        Assert.Contains((severity, rule, path), Findings(spoil).Select(finding => (finding.Severity, finding.Rule, finding.Path)));

    private static JsonNode KeyOf(JsonNode json, int scale) => json["scoring"]!["keys"]![scale]!;

    /// <summary>Seven scales of values, in the sets w1 to w7 of the design for seven values.</summary>
    private static void AddValues(JsonNode json)
    {
        BestWorstDesign design = BestWorstDesign.SevenValues;
        json["forms"] = new JsonObject();
        json["scoring"]!["unscored"]!.AsArray().RemoveAt(0);
        for (int set = 1; set < design.Sets.Length; set++)
        {
            JsonNode item = json["items"]![6]!.DeepClone();
            item["id"] = $"w{set + 1}";
            json["items"]!.AsArray().Add(item);
        }

        for (int value = 0; value < design.Values; value++)
        {
            json["scales"]!.AsArray().Add(JsonNode.Parse(
                $$"""
                { "id": "v{{value}}", "kind": "ipsative",
                  "title": { "ru": "Ценность {{value}}", "en": "Value {{value}}" }, "meaning": { "ru": "О ней.", "en": "About it." } }
                """));
            JsonArray items = new([.. Enumerable.Range(0, design.Sets.Length).Where(set => design.Sets[set].Contains(value)).Select(set =>
                JsonNode.Parse($$"""{ "item": "w{{set + 1}}", "option": {{design.Sets[set].IndexOf(value)}} }"""))]);
            json["scoring"]!["keys"]!.AsArray().Add(new JsonObject { ["scale"] = $"v{value}", ["items"] = items });
        }
    }

    /// <summary>Gives both normative scales one rating of three points and one of eleven.</summary>
    private static void EvenOut(JsonNode json)
    {
        KeyOf(json, 1)["items"] = JsonNode.Parse("""[{ "item": "b2" }, { "item": "a2" }]""");
        json["scoring"]!["unscored"]!.AsArray().Add("c1");
        json["forms"]!["short"] = new JsonArray("a1", "a2", "b1", "b2", "p1", "p2");
    }
}
