using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Tests.Rehearsals;

namespace Diagnostics.Tests.Doors;

/// <summary>Reports of rehearsals are everybody's to read, and each region's to take away that brought them.</summary>
public sealed class ReportDoors(RunningServer server) : IClassFixture<RunningServer>
{
    [Fact]
    public async Task A_region_takes_away_its_own_report_and_no_other()
    {
        using HttpClient one = await KeeperAsync(), other = await KeeperAsync(), keeper = await server.StaffAsync(StaffRole.Operator);
        DateTimeOffset now = server.Clock.GetUtcNow();
        string first = await KeptAsync(one, SampleReport.Of(25, now.AddMinutes(-1), minutes: 1)), second = await KeptAsync(one, SampleReport.Of(25, now.AddMinutes(-2), minutes: 1));
        string ofRun = (await server.Engine.RehearsalReports.KeepAsync(SampleReport.Of(25, now.AddMinutes(-3), minutes: 1), keeper: null, default)).Id!;
        Assert.Equal(new Dictionary<string, bool> { [first] = true, [second] = true, [ofRun] = false }, await ListAsync(one));
        Assert.Equal(new Dictionary<string, bool> { [first] = false, [second] = false, [ofRun] = false }, await ListAsync(other));
        Assert.Equal(new Dictionary<string, bool> { [first] = true, [second] = true, [ofRun] = true }, await ListAsync(keeper));

        Assert.Equal(HttpStatusCode.Forbidden, await DropAsync(other, first));
        Assert.Equal(HttpStatusCode.Forbidden, await DropAsync(one, ofRun));
        Assert.Equal(HttpStatusCode.NoContent, await DropAsync(one, first));
        Assert.Equal(HttpStatusCode.NotFound, await DropAsync(one, first));
        Assert.Equal(HttpStatusCode.NoContent, await DropAsync(keeper, second));
        Assert.Equal(HttpStatusCode.NoContent, await DropAsync(keeper, ofRun));

        async Task<Dictionary<string, bool>> ListAsync(HttpClient reader) =>
            (await reader.GetFromJsonAsync<JsonElement>("/api/waves/reports")).EnumerateArray().ToDictionary(report => report.GetProperty("id").GetString()!, report => report.GetProperty("mayDrop").GetBoolean());
    }

    private async Task<HttpClient> KeeperAsync()
    {
        Region region = await server.Engine.Organisation.AddRegionAsync($"Край {Guid.NewGuid():N}", default);
        return await server.StaffAsync(StaffRole.Region, new OrgNode(NodeKind.Region, region.Id));
    }

    private static async Task<string> KeptAsync(HttpClient keeper, string text)
    {
        using HttpResponseMessage reply = await keeper.PostAsJsonAsync("/api/waves/reports", new { text });
        return (await reply.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
    }

    private static async Task<HttpStatusCode> DropAsync(HttpClient keeper, string report)
    {
        using HttpResponseMessage reply = await keeper.PostAsJsonAsync("/api/waves/reports/drop", new { report });
        return reply.StatusCode;
    }
}
