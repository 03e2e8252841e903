using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Indicators;
using Diagnostics.Engine.Keeping;
using Diagnostics.Engine.Monitoring;
using Diagnostics.Engine.Privacy;
using Diagnostics.Engine.Reviews;
using Diagnostics.Engine.Roster;
using Diagnostics.Engine.Sessions;
using Diagnostics.Tests.Consent;
using Diagnostics.Tests.Roster;
using Diagnostics.Tests.Sittings;
using Diagnostics.Tests.Storage;
using Diagnostics.Tests.Years;

namespace Diagnostics.Tests.Campaigns;

/// <summary>A region opens the campaign of the next year, and what two years of it do to each other: nothing is written past the product's own doors.</summary>
public sealed class NextCampaignTests
{
    [Fact]
    public async Task The_next_year_takes_over_the_settings_and_is_opened_once()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        await house.ClassAsync();
        CampaignView first = Assert.Single(await house.Engine.Campaigns.ListAsync(OrgNode.Server, default));
        CampaignSettings wanted = first.Settings with { Values = false, KeepYears = 6, ParentsDecide = [8], OperatorName = "Центр", OperatorAddress = "Улица, 5" };
        Assert.Null(await house.Engine.Campaigns.ChangeAsync(first.RegionId, first.Id, wanted, first.Stamp, "region-keeper", default));

        int year = first.Year + 1;
        NextCampaign told = (await house.Engine.NextCampaign.LookAsync(first.RegionId, default)).Next!;
        Assert.Equal((first.Year, year, 1, 1), (told.NewestYear, told.Year, told.Classes, told.Running));
        Assert.Equal(CampaignFault.Changed, await house.Engine.NextCampaign.OpenAsync(first.RegionId, year + 1, "region-keeper", default));
        Assert.Equal(CampaignFault.Unknown, await house.Engine.NextCampaign.OpenAsync("elsewhere", year, "region-keeper", default));
        Assert.Equal((null, CampaignFault.Unknown), await house.Engine.NextCampaign.LookAsync("elsewhere", default));
        CampaignFault?[] pressed = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => house.Engine.NextCampaign.OpenAsync(first.RegionId, year, "region-keeper", default)));
        Assert.All(pressed, Assert.Null);

        IReadOnlyList<CampaignView> both = await house.Engine.Campaigns.ListAsync(OrgNode.Server, default);
        Assert.Equal([year, first.Year], both.Select(one => one.Year));
        Assert.Equal((told.OpensAtMs, told.ClosesAtMs), (both[0].Settings.OpensAtMs, both[0].Settings.ClosesAtMs));
        Assert.Equal(new DateTimeOffset(year, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds(), told.OpensAtMs);
        Assert.Equivalent(wanted with { OpensAtMs = told.OpensAtMs, ClosesAtMs = told.ClosesAtMs }, both[0].Settings, strict: true);
        AuditLine line = Assert.Single(await house.Engine.Audit.ReadAsync(OrgNode.Server, long.MaxValue, default), one => one.Act == AuditAct.CampaignOpened);
        Assert.Equal(("region", first.RegionId, "region-keeper", $"{year}"), (line.ObjectKind, line.ObjectId, line.Actor, line.Detail));
    }

    [Fact]
    public async Task A_campaign_nobody_uses_yet_is_followed_by_none()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        string region = (await house.RegionAsync()).Id;
        int year = house.Manual.GetUtcNow().Year;
        Assert.Equal((null, CampaignFault.Early), await house.Engine.NextCampaign.LookAsync(region, default));
        Assert.Equal(CampaignFault.Early, await house.Engine.NextCampaign.OpenAsync(region, year + 1, "x", default));

        // A year that was left out is not made up for, and one that is further off than the next is not opened.
        house.Manual.Advance(TimeSpan.FromDays(800));
        int later = house.Manual.GetUtcNow().Year;
        Assert.Equal(later, (await house.Engine.NextCampaign.LookAsync(region, default)).Next!.Year);
        Assert.Null(await house.Engine.NextCampaign.OpenAsync(region, later, "x", default));
        Assert.Equal(CampaignFault.Early, await house.Engine.NextCampaign.OpenAsync(region, later + 1, "x", default));
    }

    /// <summary>The same file twice, a year apart; lessons, sittings, queue, consents, figures and the ties between years.</summary>
    [Fact]
    public async Task Two_years_of_a_region_go_through_the_products_doors_alone()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        using var files = new RosterFiles();
        string file = files.Text("Муниципалитет;Школа;Класс;Пол\n" + string.Concat(Enumerable.Repeat("Округ;Школа № 1;9А;м\n", 3)) + "Округ;Школа № 1;10Б;ж\n");
        OrgNode region = await house.RegionAsync();
        await house.ImportAsync(region, file);
        Lesson[] lessons = [.. await house.Engine.Lessons.ReadAsync(region, default)];
        OrgNode school = new(NodeKind.School, lessons[0].SchoolId);
        SchoolClass earlier = await OfAsync(house, school, 9);
        await BeginAsync(house, earlier);
        await house.FinishAsync(earlier, 1, "R");
        await house.Engine.Readings.RunAsync(new AskedReading(region.Id, "tester"), default);
        int year = (await house.Engine.Indicators.ReadAsync(region, default))!.Year!.Value;

        Assert.Null(await house.Engine.NextCampaign.OpenAsync(region.Id, year + 1, "region-keeper", default));
        // Until a school has a class of the new year, it goes on with the old one: its lessons, its queue, sittings of its classes.
        Assert.Equal(lessons.Select(one => one.ClassId), (await house.Engine.Lessons.ReadAsync(region, default)).Select(one => one.ClassId));
        await house.MakeAsync(earlier, house.Order(earlier) with { Instruments = [SittingHouse.Values] });
        Assert.Equal([earlier.Id], (await house.Engine.Queue.ReadAsync(school, QueueWish.All, default)).Rows.Select(row => row.ClassId));
        Assert.Equal(year, (await house.Engine.Indicators.ReadAsync(region, default))!.Year);

        (RosterPlan plan, RosterDone done) = await house.ImportAsync(region, file);
        Assert.Equal(("2 0 0 0 0", 2), (RosterHouse.Changes(plan), done.Made));
        Assert.Equal("0 0 2 0 0", RosterHouse.Changes(await house.PlanAsync(region, file)));
        SchoolClass now = await OfAsync(house, school, 9);
        Assert.NotEqual(earlier.Id, now.Id);
        Assert.Equal(2, (await house.Engine.Organisation.ClassesAsync(school.Id, default)).Count);
        Assert.DoesNotContain(earlier.Id, (await house.Engine.Lessons.ReadAsync(region, default)).Select(one => one.ClassId));
        int[] years = [.. (await house.Engine.Consent.ClassesAsync(school, default)).Select(one => one.Year)];
        Assert.Equal((year + 1, year), (years[0], years[^1]));

        // Last year's class goes on where it is: its codes open it, and it is finished there.
        Assert.NotEqual(await house.CodeAsync(earlier, 2), await house.CodeAsync(now, 2));
        await house.FinishAsync(earlier, 2, "R");
        await BeginAsync(house, now);
        await house.FinishAsync(now, 1, "A");
        Assert.Equal([now.Id], (await house.Engine.Queue.ReadAsync(school, QueueWish.All, default)).Rows.Select(row => row.ClassId));
        Assert.Equal(1, (await house.LinkAsync(now, YearHouse.Pair(now, 1, earlier, 2))).Linked);
        Assert.Equal(year, Assert.Single((await house.Engine.Protocols.ReadAsync(now.Id, 1, YearHouse.Actor, default))!.Others).Year);

        await house.Engine.Readings.RunAsync(new AskedReading(region.Id, "tester"), default);
        IndicatorPage page = (await house.Engine.Indicators.ReadAsync(region, default))!;
        Assert.Equal((year + 1, year), (page.Year, page.Before!.Year));
        Assert.Empty(new StoreVerifier(house.Engine.Batteries)
            .Verify(house.Engine.Store.Dialect, house.Engine.Keys.Audit.ToArray(), new Progress<double>(), default).Faults);
    }

    private static async Task<SchoolClass> OfAsync(TestHouse house, OrgNode school, int grade) =>
        (await house.Engine.Organisation.ClassesAsync(school.Id, default)).Single(room => room.Grade == grade);

    private static async Task BeginAsync(TestHouse house, SchoolClass room)
    {
        await ParentsOnPaper.AgreeAsync(house.Engine, room.Id);
        Assert.True(await house.Engine.Board.SetLessonAsync(room.Id, LessonState.Running, default));
    }
}
