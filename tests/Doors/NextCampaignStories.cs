using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Campaigns;

namespace Diagnostics.Tests.Doors;

/// <summary>The next year's campaign through the door: the own region's alone, looked at before, opened once.</summary>
public sealed class NextCampaignStories : IAsyncLifetime
{
    private readonly RunningServer _server = new() { Demo = false };

    public Task InitializeAsync() => _server.InitializeAsync();

    public Task DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task A_region_opens_its_next_campaign_and_nobody_anothers()
    {
        OrgTree tree = _server.Engine.Organisation;
        Region region = await tree.AddRegionAsync("Край", default), other = await tree.AddRegionAsync("Другой край", default);
        School school = await tree.AddSchoolAsync((await tree.AddMunicipalityAsync(region.Id, "Округ", default)).Id, "Школа", Settlement.City, default);
        string path = $"/api/staff/campaigns/{region.Id}/next";
        using HttpClient keeper = await _server.StaffAsync(StaffRole.Region, new OrgNode(NodeKind.Region, region.Id));
        using HttpClient neighbour = await _server.StaffAsync(StaffRole.Region, new OrgNode(NodeKind.Region, other.Id));
        using HttpResponseMessage early = await keeper.GetAsync(path);
        Assert.Equal((HttpStatusCode.Conflict, "campaign-early"), (early.StatusCode, (await early.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString()));

        await tree.AddClassAsync(school.Id, 9, "А", 2, 0, default);
        int year = (await keeper.GetFromJsonAsync<JsonElement>(path)).GetProperty("year").GetInt32();
        using HttpResponseMessage foreign = await neighbour.PostAsJsonAsync(path, new { year });
        Assert.Contains(foreign.StatusCode, new[] { HttpStatusCode.Forbidden, HttpStatusCode.NotFound });
        using HttpResponseMessage wrong = await keeper.PostAsJsonAsync(path, new { year = year + 1 });
        Assert.Equal(HttpStatusCode.Conflict, wrong.StatusCode);
        foreach (int _ in new[] { 1, 2 })
        {
            using HttpResponseMessage opened = await keeper.PostAsJsonAsync(path, new { year });
            Assert.Equal(HttpStatusCode.NoContent, opened.StatusCode);
        }

        JsonElement[] all = [.. (await keeper.GetFromJsonAsync<JsonElement>("/api/staff/campaigns")).EnumerateArray()];
        Assert.Equal([year, year - 1], all.Select(one => one.GetProperty("year").GetInt32()));
        Assert.Single((await neighbour.GetFromJsonAsync<JsonElement>("/api/staff/campaigns")).EnumerateArray());
    }
}
