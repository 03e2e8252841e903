using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Privacy;
using Diagnostics.Engine.Rehearsals;
using Diagnostics.Engine.Waves;
using Diagnostics.Tests.Rehearsals;
using Diagnostics.Tests.Waves;

namespace Diagnostics.Tests.Storage;

/// <summary>Kept reports of rehearsals and the waves whose capacity is from them, on every store.</summary>
public abstract partial class StoreSuite
{
    [StoreFact]
    public async Task A_report_is_kept_once_and_a_waves_capacity_is_measured_by_it()
    {
        await using TestHouse house = await OpenAsync();
        WaveHouse waves = await WaveHouse.InAsync(house);
        KeptReports reports = house.Engine.RehearsalReports;
        Account keeper = waves.Keeper;
        DateTimeOffset day = house.Clock.GetUtcNow();
        Assert.Empty(await reports.ReadAsync(default));
        Assert.Equal(new ReportFault("", ReportFlaw.NoReport), (await reports.KeepAsync("{}}", keeper, default)).Fault);

        string file = SampleReport.Of(1_000, day.AddDays(-2));
        string id = (await reports.KeepAsync(file, keeper, default)).Id!;
        Assert.Equal(id, (await reports.KeepAsync(file, keeper, default)).Id);
        Assert.Null((await reports.KeepAsync(SampleReport.Of(100, day.AddDays(-1)), keeper: null, default)).Fault);
        Assert.Equal([(100, ReportOrigin.Run, 80), (1_000, ReportOrigin.Region, 800)], (await reports.ReadAsync(default)).Select(one => (one.Facts.Students, one.Origin, one.Spared)));

        // A number from a report names one that tells something, and a number of one's own names none.
        WaveSettings own = waves.Wave("Первая", 900, 3, 20);
        foreach (WaveSettings bad in new[] { own with { Source = CapacitySource.Rehearsal }, own with { Report = id }, Of("none") })
        {
            Assert.Equal(WaveFault.Report, (await house.Engine.Waves.SaveAsync(waves.RegionId, null, bad, 0, WaveHouse.Actor, default)).Fault);
        }

        string wave = await waves.SavedAsync(own);
        Assert.Equal(new MeasuredSlot(800, day.AddDays(-2).ToUnixTimeMilliseconds()), (await waves.PageAsync()).Waves[0].Measured);
        await waves.SavedAsync(Of(id), wave);
        WaveView told = (await waves.PageAsync()).Waves[0];
        Assert.Equal((CapacitySource.Rehearsal, id, 800), (told.Settings.Source, told.Settings.Report, told.Measured!.Students));
        Assert.Equal(DropReport.InUse, await reports.DropAsync(id, keeper, default));

        // A later run with as few failed: the wave is told so, keeps its number when it is saved, and no other takes it.
        Assert.Null((await reports.KeepAsync(SampleReport.Of(500, day, reason: "1 calls failed"), waves.Operator, default)).Fault);
        Assert.Null((await waves.PageAsync()).Waves[0].Measured);
        await waves.SavedAsync(Of(id) with { AtOnce = 2 }, wave);
        Assert.Equal(WaveFault.Report, (await house.Engine.Waves.SaveAsync(
            waves.RegionId, null, waves.Wave("Вторая", 1, 1, 25) with { Source = CapacitySource.Rehearsal, Report = id }, 0, WaveHouse.Actor, default)).Fault);
        await waves.SavedAsync(own, wave);
        Assert.Equal(80, (await waves.PageAsync()).Waves[0].Measured!.Students);
        Assert.Equal(DropReport.Done, await reports.DropAsync(id, keeper, default));
        Assert.Equal(DropReport.Unknown, await reports.DropAsync(id, keeper, default));
        Assert.Equal(2, (await reports.ReadAsync(default)).Length);
        AuditAct[] acts = [.. (await house.Engine.Audit.ReadAsync(waves.Region, long.MaxValue, default)).Select(line => line.Act)];
        Assert.Equal((1, 1), (acts.Count(act => act == AuditAct.RehearsalReportKept), acts.Count(act => act == AuditAct.RehearsalReportDropped)));
        Assert.Empty(Faults(house));

        WaveSettings Of(string report) => own with { Source = CapacitySource.Rehearsal, Report = report };
    }

    [StoreFact]
    public async Task A_region_takes_nothing_away_from_what_others_brought()
    {
        await using TestHouse house = await OpenAsync();
        WaveHouse waves = await WaveHouse.InAsync(house);
        KeptReports reports = house.Engine.RehearsalReports;
        DateTimeOffset now = house.Clock.GetUtcNow();
        Account keeper = waves.Keeper;
        Region other = await house.Engine.Organisation.AddRegionAsync("Область", default);
        Account elsewhere = keeper with { Id = "elsewhere", Node = new OrgNode(NodeKind.Region, other.Id) };
        string ofRun = await KeptAsync(SampleReport.Of(1_000, now.AddDays(-3)), null);
        string ofOperator = await KeptAsync(SampleReport.Of(500, now.AddDays(-2)), waves.Operator);
        string failed = SampleReport.Of(25, now, reason: "1 calls failed");
        string ofRegion = await KeptAsync(failed, elsewhere);
        Assert.Equal(ReportFlaw.Range, (await reports.KeepAsync(SampleReport.Of(25, now.AddSeconds(1)), elsewhere, default)).Fault!.Flaw);

        // One region's failure refutes nobody, and nobody's report is another region's to take away.
        Assert.Equal([(ReportOrigin.Region, 0), (ReportOrigin.Operator, 500), (ReportOrigin.Run, 1_000)], (await reports.ReadAsync(default)).Select(one => (one.Origin, one.StandsFor)));
        foreach ((Account reader, string[] own) in new[] { (keeper, Array.Empty<string>()), (elsewhere, [ofRegion]), (waves.Operator, [ofRegion, ofOperator, ofRun]) })
        {
            Assert.Equal(own, (await reports.ReadAsync(reader, default)).Where(one => one.MayDrop).Select(one => one.Id));
        }

        foreach (string id in new[] { ofRun, ofOperator, ofRegion })
        {
            Assert.Equal(DropReport.NotOwn, await reports.DropAsync(id, keeper, default));
        }

        Assert.Equal(DropReport.NotOwn, await reports.DropAsync(ofRun, elsewhere, default));
        Assert.Equal(DropReport.NotOwn, await reports.DropAsync(ofRun, elsewhere with { Node = new OrgNode(NodeKind.Municipality, waves.MunicipalityId) }, default));

        // The run brings the same file: what it says counts, also where the region was first.
        Assert.Equal(ofRegion, await KeptAsync(failed, null));
        Assert.Equal([(ReportOrigin.Run, 0), (ReportOrigin.Operator, 0), (ReportOrigin.Run, 0)], (await reports.ReadAsync(default)).Select(one => (one.Origin, one.StandsFor)));
        Assert.Equal(ofRegion, await KeptAsync(failed, elsewhere));
        Assert.Equal(DropReport.NotOwn, await reports.DropAsync(ofRegion, elsewhere, default));
        Assert.Equal(DropReport.Done, await reports.DropAsync(ofRegion, waves.Operator, default));
        Assert.Equal([500, 1_000], (await reports.ReadAsync(default)).Select(one => one.StandsFor));
        Assert.Empty(Faults(house));

        async Task<string> KeptAsync(string report, Account? by) => (await reports.KeepAsync(report, by, default)).Id!;
    }

    [StoreFact]
    public async Task No_more_reports_are_kept_than_a_page_shows()
    {
        await using TestHouse house = await OpenAsync();
        WaveHouse waves = await WaveHouse.InAsync(house);
        for (int number = 0; number < KeptReports.Most; number++)
        {
            await house.ExecuteAsync(
                "INSERT INTO rehearsal_report (id, hash, origin, kept_at, facts) VALUES (@id, @id, 'file', 1, @facts)", new { id = $"r{number:000}", facts = "{}" });
        }

        Assert.Equal(ReportFlaw.Full, (await house.Engine.RehearsalReports.KeepAsync(SampleReport.Of(100, house.Clock.GetUtcNow()), waves.Keeper, default)).Fault!.Flaw);
    }
}
