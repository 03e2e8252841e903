using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.FrozenNorms;
using Diagnostics.Engine.Indicators;
using Diagnostics.Engine.Instruments;
using Diagnostics.Engine.Monitoring;
using Diagnostics.Engine.Results;
using Diagnostics.Tests.ItemModels;
using Diagnostics.Tests.Monitoring;
using Diagnostics.Web.Access;

namespace Diagnostics.Tests.Doors;

/// <summary>Norms and items through the door: who reads how much, and that nothing is frozen by somebody else's browser.</summary>
public sealed class FigureStories(RunningServer server) : IClassFixture<RunningServer>
{
    [Fact]
    public async Task A_region_reads_its_own_figures_and_a_municipality_its_own_among_them()
    {
        (Region region, Municipality own, BatteryStep step, string hash) = await RegionAsync();
        string form = $"?instrument={step.Instrument.Id}&version={step.Instrument.Version}&form={step.Form.Id}";
        var frozen = (FreezeOutcome.Done)await server.Engine.NormVersions.FreezeAsync(region.Id, NormCrowd.KeyOf(step), hash, "test", default);
        using HttpClient whole = await server.StaffAsync(StaffRole.Region, new OrgNode(NodeKind.Region, region.Id));
        using HttpClient part = await server.StaffAsync(StaffRole.Municipality, new OrgNode(NodeKind.Municipality, own.Id));
        using HttpClient author = await server.StaffAsync(StaffRole.Methodologist, new OrgNode(NodeKind.Region, region.Id));
        Assert.Equal([own.Name, "Другой округ"], await MunicipalitiesAsync(whole, form));
        Assert.Equal([own.Name], await MunicipalitiesAsync(part, form));
        Assert.Equal(JsonValueKind.Null, (await part.GetFromJsonAsync<JsonElement>($"/api/figures/norms/versions/{frozen.Id}")).GetProperty("byGroup").ValueKind);
        JsonElement files = await whole.GetFromJsonAsync<JsonElement>($"/api/figures/norms/versions/{frozen.Id}");
        Assert.Equal((true, JsonValueKind.String), (files.GetProperty("holds").GetBoolean(), files.GetProperty("byGroup").ValueKind));

        // Texts and right answers are for whoever looks after the content.
        Assert.NotEmpty((await author.GetFromJsonAsync<JsonElement>($"/api/figures/items{form}")).GetProperty("words").EnumerateArray());
        Assert.Empty((await whole.GetFromJsonAsync<JsonElement>($"/api/figures/items{form}")).GetProperty("words").EnumerateArray());

        (Region other, _, _, _) = await RegionAsync();
        using HttpClient neighbour = await server.StaffAsync(StaffRole.Methodologist, new OrgNode(NodeKind.Region, other.Id));
        using HttpResponseMessage foreign = await neighbour.GetAsync(new Uri($"/api/figures/norms/versions/{frozen.Id}", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, foreign.StatusCode);
        Assert.Empty((await neighbour.GetFromJsonAsync<JsonElement>("/api/figures/norms/versions")).EnumerateArray());
    }

    [Fact]
    public async Task Forms_are_linked_within_the_own_region_and_by_no_neighbour()
    {
        (Region region, _, BatteryStep step, _) = await RegionAsync();
        Instrument instrument = step.Instrument;
        FormReading full = Modelled(instrument, "full", seed: 1);
        await NormCrowd.KeepAsync(
            server.Engine, region.Id,
            new RegionReading(1_200, 1_200, false, new Dictionary<StandingReason, long>(), 0, 0, 0, [full, Modelled(instrument, "short48", seed: 2)], ToldFigures.None("", "", "")));
        using HttpClient author = await server.StaffAsync(StaffRole.Methodologist, new OrgNode(NodeKind.Region, region.Id));
        JsonElement models = await author.GetFromJsonAsync<JsonElement>($"/api/figures/models?instrument={instrument.Id}&version={instrument.Version}&form=full");
        JsonElement scale = models.GetProperty("scales")[0];
        Assert.Equal(("graded", "c", "focal"), (
            scale.GetProperty("calibration").GetProperty("model").GetString(),
            scale.GetProperty("comparisons")[0].GetProperty("items")[3].GetProperty("class").GetString(),
            scale.GetProperty("comparisons")[0].GetProperty("items")[3].GetProperty("direction").GetString()));

        JsonElement[] banks = [.. (await author.GetFromJsonAsync<JsonElement>("/api/figures/banks")).EnumerateArray()];
        Assert.Equal(["Слова и выводы", "Числа", "Фигуры и механизмы"], banks.Select(bank => bank.GetProperty("title").GetString()));
        Assert.All(banks, bank => Assert.Equal(["adaptive", "fixed", "fixed", "bestFixed"], bank.GetProperty("precision").GetProperty("forms").EnumerateArray().Select(form => form.GetProperty("form").GetString())));

        JsonElement[] forms = [.. (await author.GetFromJsonAsync<JsonElement>("/api/figures/linkable")).EnumerateArray()];
        Assert.Equal(["full", "short48"], forms.Select(form => form.GetProperty("form").GetProperty("key").GetProperty("form").GetString()));
        int year = forms[0].GetProperty("form").GetProperty("year").GetInt32();
        string query = $"/api/figures/link?instrument={instrument.Id}&fromYear={year}&fromVersion={instrument.Version}&fromForm=short48&toYear={year}&toVersion={instrument.Version}&toForm=";
        JsonElement link = (await author.GetFromJsonAsync<JsonElement>($"{query}full")).GetProperty("scales")[0];
        Assert.Equal((8, "groups", JsonValueKind.Null), (link.GetProperty("common").GetInt32(), link.GetProperty("use").GetString(), link.GetProperty("refusal").ValueKind));
        string[] left = [.. link.GetProperty("items").EnumerateArray().Take(2).Select(item => item.GetProperty("item").GetString()!)];
        JsonElement without = (await author.GetFromJsonAsync<JsonElement>($"{query}full&without={left[0]}&without={left[1]}")).GetProperty("scales")[0];
        Assert.Equal((6, 8), (without.GetProperty("common").GetInt32(), without.GetProperty("items").GetArrayLength()));
        Assert.Equal(left, without.GetProperty("leftOut").EnumerateArray().Select(item => item.GetString()));
        Assert.Equal(HttpStatusCode.NoContent, await StatusAsync(author, $"{query}short48"));

        (Region other, _, _, _) = await RegionAsync();
        using HttpClient neighbour = await server.StaffAsync(StaffRole.Methodologist, new OrgNode(NodeKind.Region, other.Id));
        Assert.Equal(HttpStatusCode.NoContent, await StatusAsync(neighbour, $"{query}full"));
    }

    private static FormReading Modelled(Instrument instrument, string form, int seed) => new(instrument, form, 1_200, [], [], [])
    {
        Models = PlantedCrowd.Models(instrument.Forms[form], PlantedCrowd.Sample(instrument.Forms[form], 600, planted: 3, shift: 1.2, seed)),
    };

    private static async Task<HttpStatusCode> StatusAsync(HttpClient caller, string path)
    {
        using HttpResponseMessage reply = await caller.GetAsync(new Uri(path, UriKind.Relative));
        return reply.StatusCode;
    }

    [Fact]
    public async Task Freezing_asks_for_the_own_password_and_for_the_reading_that_was_looked_at()
    {
        (Region region, _, BatteryStep step, string hash) = await RegionAsync();
        using HttpClient author = await server.StaffAsync(StaffRole.Methodologist, new OrgNode(NodeKind.Region, region.Id));
        object Order(string reading, string password) => new
        {
            instrument = step.Instrument.Id,
            version = step.Instrument.Version,
            form = step.Form.Id,
            reading,
            proof = new { password },
        };

        Assert.Equal((HttpStatusCode.BadRequest, "password-wrong"), await FreezeAsync(author, Order(hash, "wrong")));
        await GivePasswordAsync(author);
        Assert.Equal((HttpStatusCode.Conflict, "norms-changed"), await FreezeAsync(author, Order("another", RunningServer.Password)));
        Assert.Equal((HttpStatusCode.OK, ""), await FreezeAsync(author, Order(hash, RunningServer.Password)));
        Assert.Equal(1, (await author.GetFromJsonAsync<JsonElement>("/api/figures/norms/versions")).EnumerateArray().Single().GetProperty("number").GetInt64());
    }

    [Fact]
    public async Task Figures_are_made_when_somebody_asks()
    {
        (Region region, _, _, string before) = await RegionAsync();
        using HttpClient author = await server.StaffAsync(StaffRole.Methodologist, new OrgNode(NodeKind.Region, region.Id));
        using HttpResponseMessage asked = await author.PostAsJsonAsync("/api/figures/reading", new { });
        asked.EnsureSuccessStatusCode();
        for (int look = 0; look < 200; look++)
        {
            JsonElement head = await author.GetFromJsonAsync<JsonElement>("/api/figures/reading");
            if (head.GetProperty("progress").GetProperty("share").ValueKind == JsonValueKind.Null)
            {
                Assert.False(head.GetProperty("progress").GetProperty("hasFailed").GetBoolean());
                Assert.NotEqual(before, head.GetProperty("reading").GetProperty("hash").GetString());
                return;
            }

            await Task.Delay(50);
        }

        Assert.Fail("The figures were not made.");
    }

    private async Task GivePasswordAsync(HttpClient author)
    {
        string id = (await author.GetFromJsonAsync<JsonElement>("/api/staff/me")).GetProperty("id").GetString()!;
        string hash = await new StaffPasswords().HashAsync(RunningServer.Password, default);
        await server.Engine.Writer.RunAsync(null, scope => scope.Execute("UPDATE account SET password_hash = @hash WHERE id = @id", new { id, hash }), default);
    }

    private async Task<(Region Region, Municipality Own, BatteryStep Step, string Hash)> RegionAsync()
    {
        Region region = await server.Engine.Organisation.AddRegionAsync($"Край {Guid.NewGuid():N}", default);
        Municipality own = await server.Engine.Organisation.AddMunicipalityAsync(region.Id, "Свой округ", default);
        School school = await server.Engine.Organisation.AddSchoolAsync(own.Id, $"Школа {Guid.NewGuid():N}", Settlement.City, default);
        await server.Engine.Organisation.AddClassAsync(school.Id, 10, "А", 2, 0, default);
        BatteryStep step = NormCrowd.Interests(server.Engine, 10);
        RegionReading reading = NormCrowd.Reading(step, false, (10, "female", own.Name, 60), (10, "male", own.Name, 50), (10, "female", "Другой округ", 70), (10, "male", "Другой округ", 40));
        return (region, own, step, await NormCrowd.KeepAsync(server.Engine, region.Id, reading));
    }

    private static async Task<string[]> MunicipalitiesAsync(HttpClient caller, string form) =>
    [
        .. (await caller.GetFromJsonAsync<JsonElement>($"/api/figures/norms{form}")).GetProperty("groupings").EnumerateArray()
            .Single(one => one.GetProperty("by").GetArrayLength() == 3).GetProperty("rows").EnumerateArray()
            .Select(row => row.GetProperty("group")[2].GetString()!).Distinct().OrderByDescending(name => name, StringComparer.Ordinal),
    ];

    private static async Task<(HttpStatusCode Status, string Code)> FreezeAsync(HttpClient caller, object order)
    {
        using HttpResponseMessage reply = await caller.PostAsJsonAsync("/api/figures/norms/freeze", order);
        JsonElement told = await reply.Content.ReadFromJsonAsync<JsonElement>();
        return (reply.StatusCode, told.TryGetProperty("code", out JsonElement code) ? code.GetString()! : "");
    }
}
