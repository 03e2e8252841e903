using System.Security.Cryptography;
using System.Text.Json;
using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Instruments;

namespace Diagnostics.Tests.Instruments;

public sealed class PackageTests
{
    private static readonly HashSet<string> AllowedNames =
    [
        "battery", "version", "title", "variant", "steps", "id", "instruction", "minutes", "seconds", "tasks", "optional", "sitting", "first", "formats", "items", "adaptive", "order",
        "type", "labels", "least", "most", "exclusive", "min", "max", "decimals", "low", "high",
        "text", "format", "options", "svg", "svgText", "tag", "attributes", "children",
    ];

    private readonly BatteryLibrary _batteries = BatteryLibrary.LoadBuiltIn(InstrumentLibrary.LoadBuiltIn());

    [Fact]
    public void A_package_holds_nothing_but_texts_and_formats()
    {
        foreach (Battery battery in _batteries.All)
        {
            using JsonDocument package = JsonDocument.Parse(_batteries.PackageOf(battery).Json);
            Assert.All(NamesIn(package.RootElement), name => Assert.Contains(name, AllowedNames));
        }
    }

    [Fact]
    public void A_package_has_every_item_in_the_battery_s_order()
    {
        foreach (Battery battery in _batteries.All)
        {
            using JsonDocument package = JsonDocument.Parse(_batteries.PackageOf(battery).Json);
            JsonElement[] steps = [.. package.RootElement.GetProperty("steps").EnumerateArray()];
            Assert.Equal(battery.Steps.Select(step => step.FirstItem), steps.Select(step => step.GetProperty("first").GetInt32()));
            Assert.Equal(
                battery.Steps.SelectMany(step => step.Form.Items).Select(item => item.Text.Russian),
                steps.SelectMany(step => step.GetProperty("items").EnumerateArray()).Select(item => item.GetProperty("text").GetString()));
        }
    }

    [Fact]
    public void A_package_is_found_by_its_hash_and_is_the_same_every_time()
    {
        BatteryLibrary again = BatteryLibrary.LoadBuiltIn(InstrumentLibrary.LoadBuiltIn());
        foreach (Battery battery in _batteries.All)
        {
            BatteryPackage package = _batteries.PackageOf(battery);
            Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(package.Json.Span)), package.Hash);
            Assert.Same(package, _batteries.FindPackage(package.Hash));
            Assert.Equal(package.Hash, again.PackageOf(again.Get(battery.Id, battery.Version)).Hash);
        }

        Assert.Null(_batteries.FindPackage(new string('0', 64)));
    }

    [Fact]
    public void A_package_describes_every_format_and_draws_pictures_as_trees()
    {
        Instrument sample = SampleInstrument.Instrument();
        InstrumentForm form = sample.Forms["full"];
        Battery battery = new("sample", "1.0.0", sample.Title, [8], [new BatteryStep(sample, form, 5, 0)]);
        using JsonDocument package = JsonDocument.Parse(PackageWriter.Render(battery).Json);
        JsonElement step = package.RootElement.GetProperty("steps")[0];
        Assert.All(NamesIn(package.RootElement), name => Assert.Contains(name, AllowedNames));
        Assert.Equal(
            """
            [{"type":"likert","first":1,"labels":["Нет","Не знаю","Да"]},{"type":"slider","low":"Мало","high":"Много"},{"type":"pair"},
            {"type":"bestWorst"},{"type":"singleChoice"},{"type":"multipleChoice","least":1,"most":2,"exclusive":[3]},{"type":"ranking"},
            {"type":"number","min":-10,"max":99.5,"decimals":1}]
            """.ReplaceLineEndings(""),
            step.GetProperty("formats").GetRawText());
        Assert.Equal(
            """
            {"text":"Где круг?","format":4,"svg":{"tag":"svg","attributes":{"viewBox":"0 0 10 10"},"children":[{"tag":"rect",
            "attributes":{"height":"8","width":"8","x":"1","y":"1"},"children":[]}]},"svgText":"Один квадрат.",
            "options":[{"text":"круг","svg":{"tag":"svg","attributes":{"viewBox":"0 0 10 10"},
            "children":[{"tag":"circle","attributes":{"cx":"5","cy":"5","fill":"#0a0","r":"4"},"children":[]}]}},{"text":"квадрат"}]}
            """.ReplaceLineEndings(""),
            step.GetProperty("items")[7].GetRawText());
    }

    [Theory]
    [InlineData(null)]
    [InlineData(240)]
    public void A_package_names_a_time_limit_only_where_there_is_one(int? seconds)
    {
        Instrument sample = SampleInstrument.Instrument();
        Battery battery = new("sample", "1.0.0", sample.Title, [8], [new BatteryStep(sample, sample.Forms["full"], 5, 0, seconds)]);
        using JsonDocument package = JsonDocument.Parse(PackageWriter.Render(battery).Json);
        JsonElement step = package.RootElement.GetProperty("steps")[0];
        Assert.Equal(seconds, step.TryGetProperty("seconds", out JsonElement limit) ? limit.GetInt32() : null);
    }

    [Theory]
    [InlineData(false, 1, "")]
    [InlineData(true, 1, "\"optional\":true,")]
    [InlineData(false, 2, "\"sitting\":2,")]
    [InlineData(true, 3, "\"optional\":true,\"sitting\":3,")]
    public void A_package_names_what_is_optional_and_later_sittings_and_nothing_else(bool optional, int sitting, string expected)
    {
        Instrument sample = SampleInstrument.Instrument();
        BatteryStep step = new(sample, sample.Forms["full"], 5, 0) { Optional = optional, Sitting = sitting };
        LeftOutSection leftOut = new(sample.Title, sample.Title);
        Battery battery = new("sample", "1.0.0", sample.Title, [8], [step]) { LeftOut = [leftOut], Note = sample.Title };
        string json = System.Text.Encoding.UTF8.GetString(PackageWriter.Render(battery).Json.Span);
        Assert.Contains($"\"minutes\":5,{expected}\"first\":0,", json, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("lesson-8-9", "1.1.0", null, "")]
    [InlineData("lesson-untimed-8-9", "1.1.0", null, "aptitude-verbal-untimed aptitude-numerical-untimed aptitude-spatial-untimed")]
    [InlineData("lesson-simple", "1.2.0", "simple", "")]
    [InlineData("lesson-pictogram", "1.2.0", "pictogram", "")]
    public void A_package_names_a_form_that_looks_different_and_tasks_that_no_limit_gives_away(string id, string version, string? variant, string tasks)
    {
        using JsonDocument package = JsonDocument.Parse(_batteries.PackageOf(_batteries.Get(id, version)).Json);
        Assert.Equal(variant, package.RootElement.TryGetProperty("variant", out JsonElement named) ? named.GetString() : null);
        Assert.Equal(tasks, string.Join(' ', package.RootElement.GetProperty("steps").EnumerateArray()
            .Where(step => step.TryGetProperty("tasks", out JsonElement has) && has.GetBoolean())
            .Select(step => step.GetProperty("id").GetString())));
    }

    [Theory]
    [InlineData("lesson-10-11", "1.1.0", "2e06a2440e26a9db72c364bb0f6676449ca3d9d2e")]
    [InlineData("lesson-8-9", "1.1.0", "3a52b8048baa3469a77702442244d609d4a717bd6")]
    [InlineData("lesson-untimed-8-9", "1.0.0", "45038042b4bf41496498663bb5d68031fd4688707")]
    public void The_package_of_a_published_battery_keeps_its_bytes(string id, string version, string hash) =>
        Assert.StartsWith(hash, _batteries.PackageOf(_batteries.Get(id, version)).Hash, StringComparison.Ordinal);

    [Fact]
    public void No_solution_and_no_key_is_in_any_package()
    {
        InstrumentForm[] forms = [.. InstrumentLibrary.LoadBuiltIn().All.Append(SampleInstrument.Instrument())
            .SelectMany(one => one.Forms.Values)];
        Assert.Contains(forms, form => form.Items.Any(item => item.Solution is not null));
        foreach (InstrumentForm form in forms)
        {
            using JsonDocument package = JsonDocument.Parse(PackageWriter.Render(BatteryOf(form)).Json);
            string all = string.Join('\n', TextsIn(package.RootElement));
            Assert.All(NamesIn(package.RootElement), name => Assert.Contains(name, AllowedNames));
            Assert.All(
                form.Items.Where(item => item.Solution is not null),
                item => Assert.DoesNotContain(item.Solution!.Russian, all, StringComparison.Ordinal));
            Assert.All(
                form.Items.SelectMany(item => item.Tags).Append("scoring").Append("solution").Where(word => word.Length > 3),
                word => Assert.DoesNotContain(word, all, StringComparison.Ordinal));
        }

        static Battery BatteryOf(InstrumentForm form)
        {
            Instrument sample = SampleInstrument.Instrument();
            return new("any", "1.0.0", sample.Title, [8], [new BatteryStep(sample, form, 5, 0)]);
        }
    }

    private static IEnumerable<string> TextsIn(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(property => TextsIn(property.Value).Prepend(property.Name)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(TextsIn),
        JsonValueKind.String => [element.GetString()!],
        _ => [],
    };

    private static IEnumerable<string> NamesIn(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject()
            .SelectMany(property => property.Name == "attributes" ? [property.Name] : NamesIn(property.Value).Prepend(property.Name)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(NamesIn),
        _ => [],
    };
}
