using System.Text;
using System.Text.Json.Nodes;
using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Instruments;

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
    public void A_battery_says_its_form_and_why_one_would_choose_it(string code, BatteryVariant variant)
    {
        Battery battery = Read(json => (json["variant"], json["note"]) = (code, new JsonObject { ["ru"] = "Для кого" })).Battery!;
        Assert.Equal((variant, "Для кого"), (battery.Variant, battery.Note!.Russian));
        Assert.Equal(BatteryVariant.Standard, Read(_ => { }).Battery!.Variant);
    }

    [Fact]
    public void A_form_outside_the_closed_list_is_a_fault() =>
        Assert.Equal("$.variant", Assert.Single(Read(json => json["variant"] = "Simple").Faults).Path);

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
        return BatteryReader.Read(Encoding.UTF8.GetBytes(json.ToJsonString()), Library);
    }
}
