using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using Diagnostics.Engine.Instruments;
using Diagnostics.Scoring.Keys;

namespace Diagnostics.Tests.Instruments;

public sealed class InstrumentReaderTests
{
    [Fact]
    public void Every_answer_format_is_read()
    {
        ImmutableArray<Item> items = SampleInstrument.Instrument().Forms["full"].Items;
        Assert.Equal(8, items.Select(item => item.Format).Distinct().Count());
        AnswerFormat.Likert likert = Assert.IsType<AnswerFormat.Likert>(items[0].Format);
        Assert.Equal((1, 3, "Да"), (likert.First, likert.Labels.Length, likert.Labels[2].Russian));
        Assert.Equal(new AnswerFormat.NumberEntry(-10, 99.5m, 1), items[^1].Format);
        Assert.Equal("Yes", likert.Labels[2].In("en"));
        Assert.Equal("", items.Single(item => item.Id == "p1").Text.Russian);
        SvgElement picture = items.Single(item => item.Id == "c1").Options[0].Svg!;
        Assert.Equal(("svg", "circle", "4"), (picture.Tag, picture.Children[0].Tag, picture.Children[0].Attributes["r"]));
        Assert.Equal("quiet", Assert.Single(items[1].Tags));
        Item circle = items.Single(item => item.Id == "c1");
        Assert.Equal("rect", circle.Picture!.Children[0].Tag);
        Assert.Equal(("Один квадрат.", "Круг не имеет углов."), (circle.PictureText!.Russian, circle.Solution!.Russian));
    }

    [Theory]
    [InlineData("picture")]
    [InlineData("pictureText")]
    public void A_picture_and_its_words_belong_together(string lost)
    {
        InstrumentReading reading = SampleInstrument.Read(json => json["items"]![7]!.AsObject().Remove(lost));
        Assert.Equal("$.items[7]", Assert.Single(reading.Faults, fault => fault.Reason.Contains("belong together", StringComparison.Ordinal)).Path);
    }

    [Fact]
    public void A_form_s_key_counts_the_columns_of_the_form()
    {
        InstrumentForm form = SampleInstrument.Instrument().Forms["short"];
        Assert.Equal(["a1", "b1", "p1", "p2"], form.Key.Items.ToArray());
        Assert.Equal([new ItemKey.Rating(0, 1, 3, false), new ItemKey.Rating(1, 0, 10, true)], form.Key.Scales[0].Items.ToArray());
        Assert.Equal([2, 3], form.Key.Scales[2].Items.Select(key => key.Item));
        Assert.All(form.Key.Scales, scale => Assert.Equal(new MissingRule.Tolerate(2), scale.Missing));
    }

    [Fact]
    public void All_faults_are_found_at_once_and_each_says_where()
    {
        InstrumentReading reading = SampleInstrument.Read(json =>
        {
            json["version"] = "1.02.0";
            json["colour"] = "red";
            json["title"]!.AsObject().Remove("ru");
            json["scales"]![1]!["id"] = "one";
            json["formats"]!["wish"]!["labels"]![1]!["en"] = 7;
            json["items"]![3]!["format"] = "nowhere";
            json["items"]![4]!["options"]!.AsArray().RemoveAt(1);
            json["items"]![5]!["id"] = "p1";
            json["forms"]!["short"] = new JsonArray("b1", "a1");
            json["scoring"]!["keys"]![2]!["items"]![0]!["points"] = new JsonArray(1, 300);
            json["scoring"]!["missing"]!["blanks"] = 2.5;
            json.AsObject().Remove("status");
        });

        Assert.Null(reading.Instrument);
        string[] paths = [.. reading.Faults.Select(fault => fault.Path)];
        Assert.All(
            new[]
            {
                "$", "$.version", "$.colour", "$.title", "$.scales[1]", "$.formats.wish.labels[1].en", "$.items[3].format", "$.items[4]",
                "$.items[5]", "$.forms.short[1]", "$.scoring.keys[2].items[0].points[1]", "$.scoring.missing.blanks",
            },
            path => Assert.Contains(path, paths));
        Assert.Contains(reading.Faults, fault => fault is { Path: "$", Reason: "Property status is missing." });
    }

    [Theory]
    [InlineData("$.schema", "2")]
    [InlineData("$.id", "\"Sample\"")]
    [InlineData("$.id", "\"sample\\n\"")]
    [InlineData("$.languages", "[\"en\"]")]
    [InlineData("$.languages[1]", "\"ru\"")]
    [InlineData("$.status", "\"done\"")]
    [InlineData("$.title.ru", "\"\"")]
    [InlineData("$.title.ru", "\" x\"")]
    [InlineData("$.title.ru", "\"a\\u0000b\"")]
    [InlineData("$.title.ru", "\"\\ud800\"")]
    [InlineData("$.title.ru", "null")]
    [InlineData("$.scales[0].kind", "\"relative\"")]
    [InlineData("$.scales", "{}")]
    [InlineData("$.formats.wish", "{\"type\":\"stars\"}")]
    [InlineData("$.formats.wish.labels", "[{\"ru\":\"Одна\"}]")]
    [InlineData("$.formats.wish.first", "11")]
    [InlineData("$.formats.some", "{\"type\":\"multipleChoice\",\"least\":3,\"most\":2}")]
    [InlineData("$.formats.some.exclusive", "[]")]
    [InlineData("$.formats.some.exclusive", "[20]", "$.formats.some.exclusive[0]")]
    [InlineData("$.formats.some.exclusive", "[3,1]")]
    [InlineData("$.formats.some.exclusive", "[1,1]")]
    [InlineData("$.formats.some.exclusive", "[4]", "$.items[8]")]
    [InlineData("$.formats.some.least", "2", "$.formats.some.exclusive")]
    [InlineData("$.formats.count", "{\"type\":\"number\",\"min\":2,\"max\":2,\"decimals\":0}")]
    [InlineData("$.items[0].tags", "[\"A\"]", "$.items[0].tags[0]")]
    [InlineData("$.items[0].options", "[]", null)]
    [InlineData("$.forms.short[1]", "\"a1\"")]
    [InlineData("$.forms.short", "[\"a1\",\"b1\"]")]
    [InlineData("$.forms", "{\"full\":[\"a1\"]}", "$.forms.full")]
    [InlineData("$.scoring.keys[0].scale", "\"nine\"")]
    [InlineData("$.scoring.keys[0].scale", "\"two\"", "$.scoring.keys[1].scale")]
    [InlineData("$.scoring.keys[0].items[0].item", "\"zz\"")]
    [InlineData("$.scoring.keys[0].items[0].item", "\"w1\"", "$.scoring.keys[0].items[0]")]
    [InlineData("$.scoring.keys[0].items[0].item", "\"m1\"")]
    [InlineData("$.scoring.keys[0].items[0]", "{\"item\":\"w1\",\"option\":4}", "$.scoring.keys[0].items[0].option")]
    [InlineData("$.scoring.keys[0].items[0]", "{\"item\":\"w1\",\"option\":0}", "$.scoring.keys[0]")]
    [InlineData("$.scoring.keys[0].items[1].item", "\"a1\"", "$.scoring.keys[0].items[1]")]
    [InlineData("$.scoring.keys[2].items[0].points", "[1]")]
    [InlineData("$.scoring.missing", "{\"rule\":\"prorate\",\"share\":0}", "$.scoring.missing.share")]
    [InlineData("$.scoring.unscored[0]", "\"a1\"")]
    public void A_wrong_value_is_refused_where_it_stands(string path, string value, string? faultAt = "")
    {
        string json = SampleInstrument.Json().ToJsonString();
        InstrumentReading reading = SampleInstrument.Read(Encoding.UTF8.GetBytes(Replace(JsonNode.Parse(json)!, path, value)));
        if (faultAt is null)
        {
            Assert.Empty(reading.Faults);
            return;
        }

        Assert.Null(reading.Instrument);
        Assert.Contains(faultAt.Length > 0 ? faultAt : path, reading.Faults.Select(fault => fault.Path));
    }

    [Theory]
    [InlineData("""{ "tag": "script" }""", "tag")]
    [InlineData("""{ "tag": "svg" }""", "tag")]
    [InlineData("""{ "tag": "g", "attributes": { "style": "x" } }""", "attributes.style")]
    [InlineData("""{ "tag": "g", "attributes": { "href": "#a" } }""", "attributes.href")]
    [InlineData("""{ "tag": "rect", "attributes": { "fill": "url(#a)" } }""", "attributes.fill")]
    [InlineData("""{ "tag": "rect", "attributes": { "x": 1 } }""", "attributes.x")]
    public void A_shape_that_could_act_or_load_is_refused(string shape, string at)
    {
        InstrumentReading reading = SampleInstrument.Read(json =>
            json["items"]![7]!["options"]![0]!["svg"]!["children"] = new JsonArray(JsonNode.Parse(shape)));
        Assert.Contains($"$.items[7].options[0].svg.children[0].{at}", reading.Faults.Select(fault => fault.Path));
    }

    [Theory]
    [InlineData("""{ "tag": "g", "attributes": { "viewBox": "0 0 1 1" } }""", "tag")]
    [InlineData("""{ "tag": "svg", "attributes": {} }""", "attributes")]
    [InlineData("""{ "tag": "svg", "attributes": { "viewBox": "0 0 1 1", "onload": "alert(1)" } }""", "attributes.onload")]
    public void A_picture_s_outermost_element_is_svg_with_a_view_box_alone(string svg, string at)
    {
        InstrumentReading reading = SampleInstrument.Read(json => json["items"]![7]!["options"]![0]!["svg"] = JsonNode.Parse(svg));
        Assert.Contains($"$.items[7].options[0].svg.{at}", reading.Faults.Select(fault => fault.Path));
    }

    [Fact]
    public void A_picture_has_bounds_in_size_and_depth()
    {
        JsonNode deep = JsonNode.Parse("""{ "tag": "g" }""")!;
        for (int level = 0; level < SvgReader.Deepest; level++)
        {
            deep = new JsonObject { ["tag"] = "g", ["children"] = new JsonArray(deep) };
        }

        JsonArray wide = [.. Enumerable.Range(0, SvgReader.MostElements).Select(_ => JsonNode.Parse("""{ "tag": "g" }"""))];
        foreach (JsonArray children in new[] { new JsonArray(deep), wide })
        {
            InstrumentReading reading = SampleInstrument.Read(json => json["items"]![7]!["options"]![0]!["svg"]!["children"] = children);
            Assert.Null(reading.Instrument);
        }
    }

    [Fact]
    public void A_property_that_stands_twice_is_a_fault_at_any_level()
    {
        string json = SampleInstrument.Json().ToJsonString()
            .Replace("\"id\":\"a1\"", "\"id\":\"a1\",\"id\":\"a1\"", StringComparison.Ordinal)
            .Replace("\"status\":\"pilot\"", "\"status\":\"pilot\",\"\\u0073tatus\":\"pilot\"", StringComparison.Ordinal);
        InstrumentReading reading = SampleInstrument.Read(Encoding.UTF8.GetBytes(json));
        Assert.Equal(["$.status", "$.items[0].id"], reading.Faults.Select(fault => fault.Path));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{} {}")]
    [InlineData("{\"\\ud800\": 1}")]
    [InlineData("{\"a\": 1, // comment\n}")]
    public void What_is_no_instrument_at_all_is_a_fault(string json)
    {
        InstrumentReading reading = SampleInstrument.Read(Encoding.UTF8.GetBytes(json));
        Assert.Null(reading.Instrument);
        Assert.NotEmpty(reading.Faults);
    }

    [Fact]
    public void A_nest_of_brackets_and_a_huge_file_are_faults()
    {
        Assert.Single(SampleInstrument.Read(Encoding.UTF8.GetBytes(new string('[', 100_000))).Faults);
        Assert.Single(SampleInstrument.Read(new byte[3_000_000]).Faults);
    }

    [Fact]
    public void A_byte_order_mark_is_forgiven()
    {
        byte[] json = Encoding.UTF8.GetBytes(SampleInstrument.Json().ToJsonString());
        Assert.Empty(SampleInstrument.Read((byte[])[0xEF, 0xBB, 0xBF, .. json]).Faults);
    }

    [Fact]
    public void A_pilot_without_a_note_is_refused()
    {
        InstrumentReading reading = SampleInstrument.Read(json => json.AsObject().Remove("note"));
        Assert.Equal("$", Assert.Single(reading.Faults).Path);
    }

    private static string Replace(JsonNode root, string path, string value)
    {
        const string placeholder = "\"@@@\"";
        string[] steps = path[2..].Replace("[", ".[", StringComparison.Ordinal).Split('.');
        JsonNode parent = steps[..^1].Aggregate(root, (node, step) => step[0] == '[' ? node[int.Parse(step[1..^1], null)]! : node[step]!);
        if (steps[^1][0] == '[')
        {
            parent[int.Parse(steps[^1][1..^1], null)] = "@@@";
        }
        else
        {
            parent[steps[^1]] = "@@@";
        }

        return root.ToJsonString().Replace(placeholder, value, StringComparison.Ordinal);
    }
}
