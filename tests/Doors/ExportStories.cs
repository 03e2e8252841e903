using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Synthesis;
using Diagnostics.Tests.Exports;
using Diagnostics.Web.Access;

namespace Diagnostics.Tests.Doors;

/// <summary>Answers for research through the door: the own region's alone, with the own password, told in the log.</summary>
public sealed class ExportStories : IAsyncLifetime
{
    private readonly RunningServer _server = new() { Demo = false };

    public async Task InitializeAsync()
    {
        await _server.InitializeAsync();
        await _server.Engine.SynthesizeAsync(SyntheticPlan.Of(new SyntheticSize(Municipalities: 1, Schools: 2, Classes: 8, Students: 200, Seed: 4)), new Progress<double>(), default);
    }

    public Task DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task A_methodologist_takes_the_own_regions_file_and_nobody_anothers()
    {
        string region = (await _server.Engine.Organisation.RegionsAsync(default))[0].Id;
        Region other = await _server.Engine.Organisation.AddRegionAsync("Другой край", default);
        using HttpClient author = await _server.StaffAsync(StaffRole.Methodologist, new OrgNode(NodeKind.Region, region));
        using HttpClient neighbour = await _server.StaffAsync(StaffRole.Methodologist, new OrgNode(NodeKind.Region, other.Id));
        string hash = await new StaffPasswords().HashAsync(RunningServer.Password, default);
        await _server.Engine.Writer.RunAsync(null, scope => scope.Execute("UPDATE account SET password_hash = @hash", new { hash }), default);
        Assert.Empty((await neighbour.GetFromJsonAsync<JsonElement>("/api/exports")).EnumerateArray());
        JsonElement campaign = (await author.GetFromJsonAsync<JsonElement>("/api/exports")).EnumerateArray().Single();
        object order = OrderOf(campaign.GetProperty("id").GetString()!, 5);

        using HttpResponseMessage plan = await author.PostAsJsonAsync("/api/exports/plan", order);
        JsonElement summary = await plan.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal((HttpStatusCode.OK, "none"), (plan.StatusCode, summary.GetProperty("told").GetProperty("place").GetString()));
        using HttpResponseMessage small = await author.PostAsJsonAsync("/api/exports/plan", OrderOf(campaign.GetProperty("id").GetString()!, 4));
        Assert.Equal(HttpStatusCode.BadRequest, small.StatusCode);
        using HttpResponseMessage foreign = await neighbour.PostAsJsonAsync("/api/exports/plan", order);
        Assert.Equal(HttpStatusCode.NotFound, foreign.StatusCode);
        using HttpResponseMessage stolen = await FileAsync(neighbour, order, RunningServer.Password);
        Assert.Equal(HttpStatusCode.NotFound, stolen.StatusCode);

        using HttpResponseMessage unproved = await FileAsync(author, order, "wrong");
        Assert.Equal(HttpStatusCode.BadRequest, unproved.StatusCode);
        using HttpResponseMessage given = await FileAsync(author, order, RunningServer.Password);
        Assert.Equal(HttpStatusCode.OK, given.StatusCode);
        int rows = summary.GetProperty("rows").GetInt32();
        Assert.Equal($"{rows}", given.Headers.GetValues("X-Rows").Single());
        Dictionary<string, string> parts = ExportHouse.PartsOf(await given.Content.ReadAsByteArrayAsync());
        Assert.Equal(rows + 1, parts["data.csv"].Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        using HttpResponseMessage again = await FileAsync(author, order, RunningServer.Password);
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Assert.Equal(2, (await _server.Engine.Store.QueryAsync<long>("SELECT COUNT(*) FROM audit_entry WHERE act = 'answersExported'", null, default)).Single());
    }

    private static object OrderOf(string campaign, int leastAlike) => new
    {
        campaign,
        instruments = Array.Empty<string>(),
        grade = true,
        sex = true,
        settlement = false,
        place = "none",
        items = true,
        scores = true,
        times = false,
        everybody = true,
        leastAlike,
    };

    private static Task<HttpResponseMessage> FileAsync(HttpClient caller, object order, string password) =>
        caller.PostAsJsonAsync("/api/exports/file", new { order, format = "csv", proof = new { password } });
}
