using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Atlas.Overlay;
using Diagnostics.Engine.Demand;
using Diagnostics.Engine.YearReports;

namespace Diagnostics.Tests.Storage;

/// <summary>Forecasts a region brings, on every store.</summary>
public abstract partial class StoreSuite
{
    private static DemandRow Needed(string code, int volume, string system = "okz", string year = "2030") => new(2, code, system, year, $"{volume}", "Служба", "", "2020-05-01");

    [StoreFact]
    public async Task A_forecast_is_written_as_a_version_that_can_be_taken_back()
    {
        await using TestHouse house = await OpenAsync();
        OrgNode region = new(NodeKind.Region, (await house.Engine.Organisation.AddRegionAsync("Край", default)).Id);
        DemandDesk desk = house.Engine.Demand;
        DemandRow[] first = [Needed("2411", 40), Needed("821", 10)], second = [Needed("2411", 41), Needed("finance", 5, "sector")];

        DemandLook look = (await desk.LookAsync(region, first, default))!;
        Assert.Equal((0, 2, 0), (look.Revision, look.New, look.FaultCount));
        Assert.Empty((await desk.ReadAsync(region, default))!.Forecasts);
        Assert.Equal(DemandOutcome.Done, await desk.ImportAsync(region, first, 0, "tester", default));
        // The reply was lost, and the same is sent again: nothing changes.
        Assert.Equal(DemandOutcome.Done, await desk.ImportAsync(region, first, 0, "tester", default));
        DemandPage page = (await desk.ReadAsync(region, default))!;
        Assert.Equal((1, 1, 50), (page.Revision, page.Standing, Assert.Single(page.Forecasts).Total));
        Assert.Equal((DemandAct.Imported, 2, 0, "tester"), Assert.Single(page.Versions) is var made ? (made.Act, made.Added, made.Changed, made.MadeBy) : default);

        Assert.Equal(DemandOutcome.Faulty, await desk.ImportAsync(region, [.. second, Needed("24110", 1)], 1, "tester", default));
        // A colleague looked before the first import.
        Assert.Equal(DemandOutcome.Changed, await desk.ImportAsync(region, second, 0, "colleague", default));
        Assert.Equal(DemandOutcome.Done, await desk.ImportAsync(region, second, 1, "colleague", default));
        page = (await desk.ReadAsync(region, default))!;
        Assert.Equal([(DemandCodes.Okz, 51L), (DemandCodes.Sector, 5L)], page.Forecasts.Select(one => (one.System, one.Total)));

        Assert.Equal(DemandOutcome.Invalid, await desk.TakeOutAsync(region, new ForecastKey(2030, DemandCodes.Direction, "Край"), 2, "tester", default));
        Assert.Equal(DemandOutcome.Changed, await desk.TakeOutAsync(region, new ForecastKey(2030, DemandCodes.Okz, "Край"), 1, "tester", default));
        Assert.Equal(DemandOutcome.Done, await desk.TakeOutAsync(region, new ForecastKey(2030, DemandCodes.Okz, "Край"), 2, "tester", default));
        page = (await desk.ReadAsync(region, default))!;
        Assert.Equal(DemandCodes.Sector, Assert.Single(page.Forecasts).System);
        Assert.Equal(("2030 okz Край", 2), (page.Versions[0].About, page.Versions[0].Removed));

        // Only the last can be taken back, and one after the other.
        Assert.Equal(DemandOutcome.Changed, await desk.TakeBackAsync(region, 2, "tester", default));
        Assert.Equal(DemandOutcome.Done, await desk.TakeBackAsync(region, 3, "tester", default));
        Assert.Equal(DemandOutcome.Changed, await desk.TakeBackAsync(region, 3, "tester", default));
        Assert.Equal([51L, 5L], (await desk.ReadAsync(region, default))!.Forecasts.Select(one => one.Total));
        Assert.Equal(DemandOutcome.Done, await desk.TakeBackAsync(region, 2, "tester", default));
        page = (await desk.ReadAsync(region, default))!;
        Assert.Equal((5, 1, 50), (page.Revision, page.Standing, Assert.Single(page.Forecasts).Total));
        Assert.Equal([true, true, false], page.Versions.Select(version => version.TakenBackAtMs is not null));
        Assert.Equal(DemandOutcome.Done, await desk.ImportAsync(region, second, 5, "tester", default));
        Assert.Equal((4, 4), ((await desk.ReadAsync(region, default))!.Standing, (await desk.ReadAsync(region, default))!.Versions.Length));
        Assert.Equal(
            (3, 1, 2),
            (await CountActsAsync("demandImported"), await CountActsAsync("demandTakenOut"), await CountActsAsync("demandTakenBack")));

        // After a start it stands as it stood, without being asked for.
        await house.ReopenAsync();
        Assert.Equal(51, house.Engine.DemandShelf.Of(region.Id).Sectors.Forecasts[0].Total);

        Task<long> CountActsAsync(string act) => house.CountAsync("SELECT COUNT(*) FROM audit_entry WHERE act = @act", new { act });
    }

    [StoreFact]
    public async Task A_row_of_another_source_leaves_the_first_and_both_are_taken_out_together()
    {
        await using TestHouse house = await OpenAsync();
        OrgNode region = new(NodeKind.Region, (await house.Engine.Organisation.AddRegionAsync("Край", default)).Id);
        DemandDesk desk = house.Engine.Demand;
        Assert.Equal(DemandOutcome.Done, await desk.ImportAsync(region, [Needed("2411", 40)], 0, "tester", default));
        Assert.Equal(DemandOutcome.Done, await desk.ImportAsync(region, [Needed("2411", 70) with { Source = "Союз", Date = "2020-06-01" }], 1, "tester", default));
        Assert.Equal((70, 2), Assert.Single((await desk.ReadAsync(region, default))!.Forecasts) is var both ? (both.Total, both.Imported) : default);
        Assert.Equal(DemandOutcome.Done, await desk.ImportAsync(region, [Needed("821", 1) with { Source = "Союз", Date = "2020-07-01" }], 2, "tester", default));
        await house.ReopenAsync();
        desk = house.Engine.Demand;
        Assert.Equal((41, 3), Assert.Single((await desk.ReadAsync(region, default))!.Forecasts) is var again ? (again.Total, again.Imported) : default);
        Assert.Equal(DemandOutcome.Done, await desk.TakeOutAsync(region, new ForecastKey(2030, DemandCodes.Okz, "Край"), 3, "tester", default));
        DemandPage page = (await desk.ReadAsync(region, default))!;
        Assert.Equal((0, 3), (page.Forecasts.Length, page.Versions[0].Removed));
    }

    [StoreFact]
    public async Task A_forecast_is_of_its_own_region_alone()
    {
        await using TestHouse house = await OpenAsync();
        OrgNode region = new(NodeKind.Region, (await house.Engine.Organisation.AddRegionAsync("Край", default)).Id);
        OrgNode municipality = new(NodeKind.Municipality, (await house.Engine.Organisation.AddMunicipalityAsync(region.Id, "Округ", default)).Id);
        OrgNode other = new(NodeKind.Region, (await house.Engine.Organisation.AddRegionAsync("Область", default)).Id);
        DemandDesk desk = house.Engine.Demand;
        DemandRow[] rows = [Needed("accountant", 40, "profession")];
        Assert.Equal(DemandOutcome.Done, await desk.ImportAsync(region, rows, 0, "tester", default));
        Assert.Equal(40, Assert.Single((await desk.ReadAsync(municipality, default))!.Forecasts).Total);
        Assert.Equal((0, 0, 0), (await desk.ReadAsync(other, default))! is var page ? (page.Forecasts.Length, page.Versions.Length, page.Revision) : default);
        Assert.Empty(house.Engine.DemandShelf.Of(other.Id).Professions);
        Assert.Equal(40, house.Engine.DemandShelf.Of(region.Id).Professions["accountant"].Volume);
        Assert.Equal(DemandOutcome.Changed, await desk.TakeBackAsync(other, 1, "tester", default));
        Assert.Equal(DemandOutcome.Done, await desk.ImportAsync(other, [Needed("accountant", 7, "profession")], 0, "tester", default));
        Assert.Equal(40, Assert.Single((await desk.ReadAsync(region, default))!.Forecasts).Total);

        Assert.Equal(DemandOutcome.Invalid, await desk.ImportAsync(municipality, rows, 1, "tester", default));
        Assert.Null(await desk.LookAsync(municipality, rows, default));
        Assert.Null(await desk.LookAsync(region, [], default));
        Assert.Null(await desk.LookAsync(region, [.. Enumerable.Repeat(rows[0], DemandDesk.MostRows + 1)], default));
        Assert.Null(await desk.ReadAsync(OrgNode.Server, default));
        Assert.Equal(DemandOutcome.Invalid, await desk.TakeOutAsync(municipality, new ForecastKey(2030, DemandCodes.Profession, "Край"), 1, "tester", default));
        Assert.Equal(DemandOutcome.Invalid, await desk.TakeBackAsync(municipality, 1, "tester", default));
    }

    [StoreFact]
    public async Task A_damaged_version_shows_nothing_and_is_taken_back()
    {
        await using TestHouse house = await OpenAsync();
        OrgNode region = new(NodeKind.Region, (await house.Engine.Organisation.AddRegionAsync("Край", default)).Id);
        await house.Engine.Demand.ImportAsync(region, [Needed("2411", 40)], 0, "tester", default);
        await house.Engine.Demand.ImportAsync(region, [Needed("821", 10)], 1, "tester", default);
        await house.ExecuteAsync("UPDATE demand_version SET demand = 'none' WHERE number = 2");
        await house.ReopenAsync();
        DemandDesk desk = house.Engine.Demand;
        DemandPage page = (await desk.ReadAsync(region, default))!;
        Assert.Equal((true, 0), (page.IsDamaged, page.Forecasts.Length));
        Assert.Equal(DemandOutcome.Damaged, await desk.ImportAsync(region, [Needed("325", 1)], 2, "tester", default));
        Assert.Equal(DemandOutcome.Damaged, await desk.TakeOutAsync(region, new ForecastKey(2030, DemandCodes.Okz, "Край"), 2, "tester", default));
        Assert.Equal(DemandOutcome.Done, await desk.TakeBackAsync(region, 2, "tester", default));
        Assert.Equal(40, Assert.Single((await desk.ReadAsync(region, default))!.Forecasts).Total);
    }

    /// <summary>What was frozen before there was a forecast opens and holds as before, letter by letter; what is frozen after has the forecast in its data.</summary>
    [StoreFact]
    public async Task A_report_has_the_forecast_from_its_import_on_and_an_older_edition_stays()
    {
        await using TestHouse house = await OpenAsync();
        (Engine.Campaigns.SchoolClass room, _, string id) = await FinishedAsync(house);
        OrgNode region = new(NodeKind.Region, id);
        ReportDesk reports = house.Engine.YearReports;
        await KeepAsync(house.Engine, room.Grade, id, 40);
        ReportPage page = (await reports.ReadAsync(region, null, default))!;
        Assert.DoesNotContain(page.Report!.Sections, section => section.Id == "demand");
        string before = (await reports.FreezeAsync(region, null, page.Stamp!, 0, "tester", default)).Id!;
        ReportFile frozen = (await reports.OpenAsync(region, before, default))!.File!;
        Assert.DoesNotContain("\"demand\"", frozen.Data, StringComparison.Ordinal);

        Assert.Equal(DemandOutcome.Done, await house.Engine.Demand.ImportAsync(region, [Needed("2411", 40), Needed("821", 10)], 0, "tester", default));
        page = (await reports.ReadAsync(region, null, default))!;
        Assert.Contains(page.Report!.Sections, section => section.Id == "demand");
        Assert.Equal(ReportOutcome.Done, (await reports.FreezeAsync(region, null, page.Stamp!, 0, "tester", default)).Outcome);
        Edition old = (await reports.OpenAsync(region, before, default))!, newer = (await reports.OpenAsync(region, (await reports.ReadAsync(region, null, default))!.Editions[0].Id, default))!;
        Assert.Equal((true, frozen), (old.Holds, old.File));
        Assert.True(newer.Holds);
        Assert.Equal(50, CanonicalJson.Read<ReportData>(newer.File!.Data).Demand!.Total);
        Assert.Null(CanonicalJson.Read<ReportData>(frozen.Data).Demand);
        Assert.NotNull(frozen.Check(null));
        Assert.DoesNotContain(VerifyNorms(house), fault => fault.Kind == Engine.Keeping.StoreFaultKind.Report);
    }
}
