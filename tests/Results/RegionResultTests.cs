using System.Globalization;
using System.Text.Json;
using Diagnostics.Engine;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Atlas;
using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Demand;
using Diagnostics.Engine.Recommendations;
using Diagnostics.Engine.Sessions;
using Diagnostics.Tests.Scoring;
using Diagnostics.Tests.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace Diagnostics.Tests.Results;

/// <summary>What the folder of a region does to the results a server opens.</summary>
public sealed class RegionResultTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Without_an_overlay_only_simulated_results_have_a_region_and_all_of_it_is_marked_as_an_example()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        string key = await FinishAsync(house);
        Recommendation real = (await house.Engine.Results.OpenAsync(key, default))!.Recommendation!;
        Assert.Equal(RecommendationState.Families, real.State);
        Assert.Null(real.Region);
        Assert.All(real.Professions, one => Assert.Null(one.Demand));
        await house.ExecuteAsync("UPDATE test_session SET simulated = 1");
        Recommendation simulated = (await house.Engine.Results.OpenAsync(key, default))!.Recommendation!;
        Assert.All(simulated.Region!.Places, place => Assert.StartsWith("Пример", place.Title, StringComparison.Ordinal));
        Assert.All(simulated.Professions, one => Assert.Null(one.Demand));
        Assert.Equal(real.ResultHash, simulated.ResultHash);
    }

    [Fact]
    public async Task A_servers_own_region_stands_beside_every_result_simulated_or_not()
    {
        using StringWriter demand = new(CultureInfo.InvariantCulture);
        await demand.WriteLineAsync("code,year,volume,source,region,date");
        foreach (Profession one in AtlasLibrary.LoadBuiltIn().Newest.Professions)
        {
            await demand.WriteLineAsync($"{one.Code},2030,120,Служба занятости,Заречье,2026-11-21");
        }

        _folder.Write("demand.csv", demand.ToString());
        _folder.Write("links.csv", "id,title,by,template,source,date\nportal,Портал,profession,https://example.org/{code},Служба,2026-11-21\n");
        await using TestHouse house = await TestHouse.OpenAsync(overlay: _folder.PathOf(""));
        string key = await FinishAsync(house);
        Recommendation real = await OpenAsync();
        Assert.NotEmpty(real.Professions);
        Assert.All(real.Professions, one => Assert.Equal(120, one.Demand?.Volume));
        Assert.Equal(real.Professions.Select(one => one.Code), real.Region!.Professions.Select(one => one.Code));
        Assert.Empty(real.Region.Places);
        await house.ExecuteAsync("UPDATE test_session SET simulated = 1");
        Assert.Empty((await OpenAsync()).Region!.Places);

        async Task<Recommendation> OpenAsync() => (await house.Engine.Results.OpenAsync(key, default))!.Recommendation!;
    }

    /// <summary>Demand stands beside fit: what a region brings changes no list, no order and no hash.</summary>
    [Fact]
    public async Task What_a_region_brings_on_its_page_stands_beside_results_at_once_and_changes_no_recommendation()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        string key = await FinishAsync(house);
        Recommendation before = await OpenAsync();
        OrgNode region = new(NodeKind.Region, (await house.Engine.Organisation.RegionsAsync(default))[0].Id);
        // The nearest profession is needed least, and one that is not shown most.
        DemandRow[] rows =
        [
            .. AtlasLibrary.LoadBuiltIn().Newest.Professions.Select((one, at) => new DemandRow(
                at + 2, one.Code, "", "2030", before.Professions.Any(shown => shown.Code == one.Code) ? "1" : "900000", "Служба", "", "2020-05-01")),
        ];
        Assert.Equal(DemandOutcome.Done, await house.Engine.Demand.ImportAsync(region, rows, 0, "tester", default));
        Recommendation after = await OpenAsync();
        Assert.All(after.Professions, one => Assert.Equal((1.0, 2030, "Край"), (one.Demand!.Volume, one.Demand.Year, one.Demand.Region)));
        Assert.Equal(before.ResultHash, after.ResultHash);
        Assert.Null(after.Region);
        Assert.Equal(JsonSerializer.Serialize(before), JsonSerializer.Serialize(after with { Professions = [.. after.Professions.Select(one => one with { Demand = null })] }));

        Assert.Equal(DemandOutcome.Done, await house.Engine.Demand.TakeBackAsync(region, 1, "tester", default));
        Assert.All((await OpenAsync()).Professions, one => Assert.Null(one.Demand));

        async Task<Recommendation> OpenAsync() => (await house.Engine.Results.OpenAsync(key, default))!.Recommendation!;
    }

    [Fact]
    public async Task A_fault_stops_the_start_and_every_fault_is_named()
    {
        _folder.Write("demand.csv", "code,year,volume,source,region,date\nnobody,2030,1,Служба,Край,2026-11-21\naccountant,2030,x,Служба,Край,2026-11-21\n");
        _folder.Write("links.csv", "id,title,by,template,source,date\nportal,Портал,profession,http://example.org/{code},Служба,2026-11-21\n");
        InvalidDataException refusal = await Assert.ThrowsAsync<InvalidDataException>(() => DiagnosticsEngine.OpenAsync(
            new EngineOptions { DataFolder = _folder.PathOf("data"), OverlayFolder = _folder.PathOf("") }, TimeProvider.System, NullLoggerFactory.Instance, default));
        Assert.Contains("demand.csv, line 2, column code", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("demand.csv, line 3, column volume", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("links.csv, line 2, column template", refusal.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder.PathOf("data")));
    }

    /// <summary>One student who answers all of the battery; the key of the result.</summary>
    private static async Task<string> FinishAsync(TestHouse house)
    {
        SchoolClass room = await house.ClassAsync(grade: 9, seats: 1);
        Pupil pupil = await house.PupilAsync(room);
        Battery battery = house.Engine.Batteries.For(9)!;
        long number = 1;
        foreach (AnswerEntry[] batch in new SimulatedStudent(battery, new Random(5)).Answers().Chunk(Session.MostAnswers))
        {
            Assert.Equal(PutStatus.Ok, (await house.Engine.Sessions.PutAsync(pupil.SessionId, new PutRequest(pupil.Epoch, number, batch), default)).Status);
            number += batch.Length;
        }

        return (await pupil.FinishAsync(number - 1)).ResultKey!;
    }
}
