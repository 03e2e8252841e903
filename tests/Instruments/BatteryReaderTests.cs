using System.Text;
using System.Text.Json.Nodes;
using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Instruments;
using Diagnostics.Tests.Instruments.Words;

namespace Diagnostics.Tests.Instruments;

public sealed class BatteryReaderTests
{
    private static readonly InstrumentLibrary Library = InstrumentLibrary.LoadBuiltIn();

    [Fact]
    public void Steps_follow_each_other_without_a_gap()
    {
        Battery battery = Read(_ => { }).Battery!;
        Assert.Equal([0, 20], battery.Steps.Select(step => step.FirstItem));
        Assert.Equal(68, battery.ItemCount);
        Assert.Equal([5, 6], battery.Grades.ToArray());
    }

    [Fact]
    public void All_faults_are_found_at_once_and_each_says_where()
    {
        BatteryReading reading = Read(json =>
        {
            json["id"] = "";
            json["norms"] = 1;
            json["title"] = new JsonObject { ["en"] = "Sample" };
            json["grades"] = new JsonArray(5, 5, 12);
            json["steps"]![0]!["minutes"] = 0;
            json["steps"]![1]!["form"] = "short47";
            json["steps"]!.AsArray().Add(
                JsonNode.Parse("""{ "instrument": "riasec", "version": "9.9.9", "form": "full", "minutes": 1 }"""));
        });
        Assert.Null(reading.Battery);
        Assert.Equal(
            ["$.grades[1]", "$.grades[2]", "$.id", "$.norms", "$.steps[0].minutes", "$.steps[1].form", "$.steps[2]", "$.title"],
            reading.Faults.Select(fault => fault.Path).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_step_has_a_time_limit_where_it_says_so()
    {
        Battery battery = Read(json => json["steps"]![1]!["seconds"] = 240).Battery!;
        Assert.Equal([null, 240], battery.Steps.Select(step => step.Seconds));
    }

    [Theory]
    [InlineData("29")]
    [InlineData("3601")]
    [InlineData("60.5")]
    [InlineData("null")]
    [InlineData("\"60\"")]
    public void A_time_limit_is_a_whole_number_of_seconds_up_to_an_hour(string seconds)
    {
        BatteryReading reading = Read(json => json["steps"]![0]!.AsObject().Add("seconds", JsonNode.Parse(seconds)));
        Assert.Equal("$.steps[0].seconds", Assert.Single(reading.Faults).Path);
    }

    [Fact]
    public void A_step_is_for_everyone_and_in_the_first_sitting_unless_it_says_otherwise()
    {
        Battery battery = Read(json =>
        {
            json["steps"]![0]!["optional"] = true;
            json["steps"]!.AsArray().Add(Step("plans", ("sitting", 2)));
        }).Battery!;
        Assert.Equal([(true, 1), (false, 1), (false, 2)], battery.Steps.Select(step => (step.Optional, step.Sitting)));
        Assert.Equal(2, battery.Sittings);
    }

    [Theory]
    [InlineData(2, 2, 2, "$.steps[0]")]
    [InlineData(1, 3, 3, "$.steps[1]")]
    [InlineData(1, 2, 1, "$.steps[2]")]
    public void Sittings_begin_with_the_first_and_never_fall_or_leave_one_out(int first, int second, int third, string fault)
    {
        BatteryReading reading = Read(json =>
        {
            (json["steps"]![0]!["sitting"], json["steps"]![1]!["sitting"]) = (first, second);
            json["steps"]!.AsArray().Add(Step("plans", ("sitting", third)));
        });
        Assert.Equal(fault, Assert.Single(reading.Faults).Path);
    }

    [Fact]
    public void A_sitting_of_which_everything_may_be_left_out_is_a_fault()
    {
        BatteryReading last = Read(json => json["steps"]!.AsArray().Add(Step("plans", ("sitting", 2), ("optional", true))));
        Assert.Equal(("$.steps", "Sitting 2 has no step that everyone takes."), (Assert.Single(last.Faults).Path, last.Faults[0].Reason));
        BatteryReading only = Read(json =>
        {
            json["steps"]!.AsArray().RemoveAt(1);
            json["steps"]![0]!["optional"] = true;
        });
        Assert.Equal("$.steps", Assert.Single(only.Faults).Path);
    }

    [Theory]
    [InlineData("optional", "\"yes\"")]
    [InlineData("optional", "1")]
    [InlineData("optional", "null")]
    [InlineData("sitting", "0")]
    [InlineData("sitting", "9")]
    [InlineData("sitting", "1.5")]
    [InlineData("sitting", "\"1\"")]
    public void Optional_is_true_or_false_and_a_sitting_is_a_number_from_one_to_eight(string name, string value)
    {
        BatteryReading reading = Read(json => json["steps"]![1]!.AsObject().Add(name, JsonNode.Parse(value)));
        Assert.Equal($"$.steps[1].{name}", Assert.Single(reading.Faults).Path);
    }

    [Fact]
    public void A_battery_says_what_its_form_does_without()
    {
        Battery battery = Read(json => json["leftOut"] = JsonNode.Parse("""[{ "title": { "ru": "Фигуры" }, "text": { "ru": "Не проводится." } }]""")).Battery!;
        Assert.Equal([("Фигуры", "Не проводится.")], battery.LeftOut.Select(section => (section.Title.Russian, section.Text.Russian)));
        Assert.Empty(Read(_ => { }).Battery!.LeftOut);
    }

    [Theory]
    [InlineData("[]", "$.leftOut")]
    [InlineData("""[{ "title": { "ru": "Фигуры" } }]""", "$.leftOut[0]")]
    [InlineData("""[{ "title": { "en": "Figures" }, "text": { "ru": "Нет." } }]""", "$.leftOut[0].title")]
    [InlineData("""[{ "title": { "ru": "Фигуры" }, "text": { "ru": "Нет." }, "why": 1 }]""", "$.leftOut[0].why")]
    public void What_is_left_out_has_a_title_and_a_text(string json, string fault) =>
        Assert.Equal(fault, Assert.Single(Read(root => root["leftOut"] = JsonNode.Parse(json)).Faults).Path);

    [Fact]
    public void Tasks_of_a_bank_are_chosen_by_the_answers_where_the_step_says_so()
    {
        Battery battery = Read(json => json["steps"]![1] = Bank("""{ "most": 12, "least": 6, "error": 0.45 }""")).Battery!;
        Assert.Null(battery.Steps[0].Adaptive);
        Assert.Equal((12, 6, 0.45), (battery.Steps[1].Adaptive!.Limits.Most, battery.Steps[1].Adaptive!.Limits.Least, battery.Steps[1].Adaptive!.Limits.StandardError));
        Assert.Equal(12, battery.Steps[1].Length);
        Assert.True(BatteryTime.Of(battery.Steps[1]).MedianMinutes is > 3 and < 15, "a part of the bank takes a part of its time");
    }

    [Theory]
    [InlineData("""{ }""", "$.steps[1].adaptive")]
    [InlineData("""{ "most": 0 }""", "$.steps[1].adaptive.most")]
    [InlineData("""{ "most": 41 }""", "$.steps[1].adaptive.most")]
    [InlineData("""{ "most": 12, "least": 13 }""", "$.steps[1].adaptive")]
    [InlineData("""{ "most": 12, "error": 1.5 }""", "$.steps[1].adaptive.error")]
    [InlineData("""{ "most": 12, "error": "0.4" }""", "$.steps[1].adaptive.error")]
    [InlineData("""{ "most": 12, "start": 1 }""", "$.steps[1].adaptive.start")]
    [InlineData("true", "$.steps[1].adaptive")]
    public void What_cannot_be_of_an_adaptive_section_is_a_fault(string adaptive, string fault) =>
        Assert.Equal(fault, Assert.Single(Read(json => json["steps"]![1] = Bank(adaptive)).Faults).Path);

    [Theory]
    [InlineData("riasec", "1.0.0", "full")]
    [InlineData("aptitude-numerical-bank", "1.0.0", "fixed20")]
    public void Only_a_whole_bank_can_be_adaptive(string id, string version, string form)
    {
        BatteryReading reading = Read(json => json["steps"]![1] = JsonNode.Parse(
            $$"""{ "instrument": "{{id}}", "version": "{{version}}", "form": "{{form}}", "minutes": 5, "adaptive": { "most": 12 } }"""));
        Assert.Contains("is no whole bank of tasks", Assert.Single(reading.Faults).Reason, StringComparison.Ordinal);
    }

    private static JsonNode Bank(string adaptive) => JsonNode.Parse(
        $$"""{ "instrument": "aptitude-verbal-bank", "version": "1.0.0", "form": "full", "minutes": 8, "adaptive": {{adaptive}} }""")!;

    [Fact]
    public void An_instrument_stands_in_a_battery_once()
    {
        BatteryReading reading = Read(json => json["steps"]![1] = json["steps"]![0]!.DeepClone());
        Assert.Equal("$.steps[1]", Assert.Single(reading.Faults).Path);
    }

    [Theory]
    [InlineData("standard", BatteryVariant.Standard)]
    [InlineData("untimed", BatteryVariant.Untimed)]
    [InlineData("simple", BatteryVariant.Simple)]
    [InlineData("pictogram", BatteryVariant.Pictogram)]
    [InlineData("twolessons", BatteryVariant.TwoLessons)]
    [InlineData("reader", BatteryVariant.Reader)]
    public void A_battery_says_its_form_and_why_one_would_choose_it(string code, BatteryVariant variant)
    {
        Battery battery = Read(json => (json["variant"], json["note"]) = (code, new JsonObject { ["ru"] = "Для кого" })).Battery!;
        Assert.Equal((variant, "Для кого"), (battery.Variant, battery.Note!.Russian));
        Assert.Equal(BatteryVariant.Standard, Read(_ => { }).Battery!.Variant);
    }

    [Fact]
    public void A_form_outside_the_closed_list_is_a_fault() =>
        Assert.Equal("$.variant", Assert.Single(Read(json => json["variant"] = "Simple").Faults).Path);

    private static JsonObject Step(string instrument, params (string Name, JsonNode Value)[] more)
    {
        JsonObject step = new() { ["instrument"] = instrument, ["version"] = "1.0.0", ["form"] = "full", ["minutes"] = 4 };
        foreach ((string name, JsonNode value) in more)
        {
            step[name] = value;
        }

        return step;
    }

    private static BatteryReading Read(Action<JsonNode> spoil)
    {
        JsonNode json = JsonNode.Parse(
            """
            {
              "schema": 1, "id": "sample", "version": "1.0.0", "title": { "ru": "Пример" }, "grades": [6, 5],
              "steps": [
                { "instrument": "object-of-work", "version": "1.0.0", "form": "full", "minutes": 5 },
                { "instrument": "riasec", "version": "1.0.0", "form": "short48", "minutes": 7 }
              ]
            }
            """)!;
        spoil(json);
        byte[] bytes = Encoding.UTF8.GetBytes(json.ToJsonString());
        BatteryReading reading = BatteryReader.Read(bytes, Library);
        PlainRussian.Assert(bytes, reading.Faults, [.. Library.All.SelectMany(one => one.Forms.Keys)]);
        return reading;
    }
}
