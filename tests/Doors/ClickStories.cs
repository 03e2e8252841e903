using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Sessions;
using Diagnostics.Tests.Clicks;
using Diagnostics.Tests.EndToEnd;

namespace Diagnostics.Tests.Doors;

/// <summary>A click through its door: counted for whoever holds a result's key and for links of the server alone, and told to the region from the next day on.</summary>
public sealed class ClickStories(RunningServer server) : IClassFixture<RunningServer>
{
    [Fact]
    public async Task A_click_is_counted_by_the_key_and_read_by_the_region()
    {
        CodeSheet sheet = await server.MakeClassAsync(grade: 8, seats: 6);
        await server.Engine.Board.SetLessonAsync(sheet.Class.Id, LessonState.Running, default);
        List<string> keys = [];
        for (int seat = 1; seat <= 5; seat++)
        {
            keys.Add(await server.FinishAsync(sheet, seat, "R", "I"));
        }

        await server.Engine.Writer.RunAsync(null, scope => scope.Execute("UPDATE test_session SET simulated = 1 WHERE class_id = @Id", new { sheet.Class.Id }), default);
        using HttpClient browser = server.Client();
        foreach (string key in keys)
        {
            Assert.Equal((HttpStatusCode.NoContent, ""), await ClickAsync(browser, key, ClickCountTests.Links[0]));
        }

        Assert.Equal((HttpStatusCode.NotFound, "link-unknown"), await ClickAsync(browser, keys[0], "https://elsewhere.example/"));
        Assert.Equal((HttpStatusCode.NotFound, "link-unknown"), await ClickAsync(browser, keys[0], null));
        Assert.Equal((HttpStatusCode.NotFound, "result-unknown"), await ClickAsync(browser, "ABCD-EFGH-JKLM", ClickCountTests.Links[0]));
        Assert.Equal((HttpStatusCode.NotFound, "result-unknown"), await ClickAsync(browser, null, null));

        // As if it had been yesterday.
        await server.Engine.Clicks.WriteAsync(default);
        await server.Engine.Writer.RunAsync(null, scope => scope.Execute("UPDATE link_click SET day = day - 1"), default);
        OrgPath path = (await server.Engine.Paths.FindAsync(new OrgNode(NodeKind.School, sheet.School.Id), default))!;
        using HttpClient region = await server.StaffAsync(StaffRole.Region, new OrgNode(NodeKind.Region, path.RegionId!));
        using HttpClient municipality = await server.StaffAsync(StaffRole.Municipality, new OrgNode(NodeKind.Municipality, path.MunicipalityId!));
        JsonElement whole = await region.GetFromJsonAsync<JsonElement>("/api/links"), own = await municipality.GetFromJsonAsync<JsonElement>("/api/links");
        Assert.Equal((5, 5), (whole.GetProperty("links")[0].GetProperty("clicks").GetInt64(), own.GetProperty("links")[0].GetProperty("clicks").GetInt64()));
        Assert.Contains(own.GetProperty("under").EnumerateArray(), one => one.GetProperty("id").GetString() == sheet.School.Id);

        // The region's own staff, of another region: nothing of this one.
        Region other = await server.Engine.Organisation.AddRegionAsync("Другой край", default);
        using HttpClient neighbour = await server.StaffAsync(StaffRole.Region, new OrgNode(NodeKind.Region, other.Id));
        Assert.Empty((await neighbour.GetFromJsonAsync<JsonElement>("/api/links")).GetProperty("links").EnumerateArray());
        using HttpResponseMessage foreign = await neighbour.GetAsync(new Uri($"/api/links/municipalities/{path.MunicipalityId}", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, foreign.StatusCode);
    }

    private static async Task<(HttpStatusCode Status, string Code)> ClickAsync(HttpClient browser, string? key, string? link)
    {
        using HttpResponseMessage reply = await browser.PostAsJsonAsync("/api/result/click", new { key, link });
        string told = await reply.Content.ReadAsStringAsync();
        return (reply.StatusCode, told.Length == 0 ? "" : JsonDocument.Parse(told).RootElement.GetProperty("code").GetString()!);
    }
}
