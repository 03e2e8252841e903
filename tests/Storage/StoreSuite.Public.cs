using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Clicks;
using Diagnostics.Engine.Keeping;
using Diagnostics.Engine.Rehearsals;
using Diagnostics.Engine.Summaries;
using Diagnostics.Tests.Clicks;
using Diagnostics.Tests.Summaries;

namespace Diagnostics.Tests.Storage;

/// <summary>What a school publishes, and clicks that are counted, on every store.</summary>
public abstract partial class StoreSuite
{
    [StoreFact]
    public async Task A_summary_is_published_taken_back_and_keeps_its_address()
    {
        await using TestHouse house = await OpenAsync();
        SchoolClass room = await house.ClassAsync();
        SummaryDesk summaries = house.Engine.Summaries;
        await ToldSchool.KeepAsync(house.Engine, room.SchoolId);
        string stamp = (await summaries.ReadAsync(room.SchoolId, default)).Stamp!;
        Assert.False(await summaries.WithdrawAsync(room.SchoolId, "tester", default));
        Assert.True(await summaries.PublishAsync(room.SchoolId, stamp, "tester", default));
        PublicSummary told = (await summaries.ReadAsync(room.SchoolId, default)).Public!;
        Assert.Equal(("tester", stamp), (told.By, told.Stamp));
        Assert.NotNull(await summaries.OpenAsync(told.Link, default));
        Assert.Null(await summaries.OpenAsync(told.Link[..^1], default));
        Assert.Empty(VerifyNorms(house));

        Assert.True(await summaries.WithdrawAsync(room.SchoolId, "tester", default));
        Assert.Null(await summaries.OpenAsync(told.Link, default));
        Assert.Null((await summaries.ReadAsync(room.SchoolId, default)).Public);
        Assert.True(await summaries.PublishAsync(room.SchoolId, stamp, "tester", default));
        Assert.Equal(told.Link, (await summaries.ReadAsync(room.SchoolId, default)).Public!.Link);
        Assert.Equal((2, 1), (await DeedsAsync("summaryPublished"), await DeedsAsync("summaryWithdrawn")));

        await house.ExecuteAsync("UPDATE school_summary SET year = year + 1");
        Assert.Contains(room.SchoolId, Assert.Single(VerifyNorms(house)).Reason, StringComparison.Ordinal);

        async Task<long> DeedsAsync(string act) =>
            await house.CountAsync("SELECT COUNT(*) FROM audit_entry WHERE act = @act AND object_id = @SchoolId", new { act, room.SchoolId });
    }

    [StoreFact]
    public async Task Clicks_of_two_writings_are_one_row_and_told_from_the_next_day_on()
    {
        await using TestHouse house = await OpenAsync();
        (SchoolClass room, string[] keys) = await ClickCountTests.FinishedAsync(house, 5);
        foreach (string key in keys)
        {
            Assert.Equal(ClickOutcome.Counted, await house.Engine.Clicks.CountAsync(key, ClickCountTests.Links[0], default));
            await house.Engine.Clicks.WriteAsync(default);
        }

        Assert.Equal((1, 5), (await house.CountAsync("SELECT COUNT(*) FROM link_click"), await house.CountAsync("SELECT clicks FROM link_click")));
        house.Manual.Advance(TimeSpan.FromDays(1));
        OrgPath path = (await house.Engine.Paths.FindAsync(new OrgNode(NodeKind.School, room.SchoolId), default))!;
        ClickPage page = (await house.Engine.ClickFigures.ReadAsync(new OrgNode(NodeKind.Region, path.RegionId!), default))!;
        Assert.Equal(5, Assert.Single(page.Links).Clicks);
    }

    [StoreFact]
    public async Task A_rehearsal_ends_with_what_it_published_and_counted()
    {
        await using TestHouse house = await OpenAsync();
        RehearsedClass room = (await house.Engine.Rehearsals.OpenAsync(new RehearsalSize(1, 2), replace: false, default))[0];
        await house.ExecuteAsync("INSERT INTO school_summary (school_id, link, year, published_at, published_by) SELECT school_id, 'a', 2026, 1, 'tester' FROM school_class WHERE id = @Id", new { room.Id });
        await house.ExecuteAsync("INSERT INTO link_click (campaign_id, school_id, link, day, clicks) SELECT campaign_id, school_id, 'a', 1, 1 FROM school_class WHERE id = @Id", new { room.Id });
        await house.ExecuteAsync(
            "INSERT INTO demand_version (region_id, number, act, about, added, changed, removed, made_by, made_at, demand) SELECT g.region_id, 1, 'imported', '', 0, 0, 0, 'tester', 1, 'none' FROM campaign g JOIN school_class c ON c.campaign_id = g.id WHERE c.id = @Id",
            new { room.Id });
        Assert.True(await house.Engine.Rehearsals.CloseAsync(default));
        Assert.Equal(0, await house.CountAsync("SELECT COUNT(*) FROM demand_version"));
        Assert.Equal((0, 0), (await house.CountAsync("SELECT COUNT(*) FROM school_summary"), await house.CountAsync("SELECT COUNT(*) FROM link_click")));
        Assert.DoesNotContain(VerifyNorms(house), fault => fault.Kind == StoreFaultKind.Norms);
    }
}
