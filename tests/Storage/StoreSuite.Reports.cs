using Diagnostics.Engine.Accounts;
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
        Assert.Equal([(100, ReportOrigin.Run, 80), (1_000, ReportOrigin.File, 800)], (await reports.ReadAsync(default)).Select(one => (one.Facts.Students, one.Origin, one.Spared)));

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
        Assert.Null((await reports.KeepAsync(SampleReport.Of(500, day, reason: "1 calls failed"), keeper, default)).Fault);
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
        Assert.Equal((2, 1), (acts.Count(act => act == AuditAct.RehearsalReportKept), acts.Count(act => act == AuditAct.RehearsalReportDropped)));
        Assert.Empty(Faults(house));

        WaveSettings Of(string report) => own with { Source = CapacitySource.Rehearsal, Report = report };
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
