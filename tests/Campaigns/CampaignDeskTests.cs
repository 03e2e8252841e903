using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Privacy;
using Diagnostics.Engine.Results;
using Diagnostics.Tests.Storage;

namespace Diagnostics.Tests.Campaigns;

/// <summary>What a region may set about its campaign, what it is told before, and what a change does.</summary>
public sealed class CampaignDeskTests
{
    private const long Day = 24L * 60 * 60 * 1000;

    [Fact]
    public async Task Settings_are_read_changed_and_read_again_and_each_part_is_written_down()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        await house.ClassAsync();
        CampaignView campaign = await OneAsync(house);
        CampaignSettings wanted = campaign.Settings with { OpensAtMs = campaign.Settings.OpensAtMs + Day, Values = false, ParentsDecide = [9, 8, 8, 10], OperatorName = "Центр", OperatorAddress = "Улица, 5" };
        Assert.Null(await ChangeAsync(house, campaign, wanted));
        CampaignView changed = await OneAsync(house);
        Assert.Equal((wanted.OpensAtMs, false, true), (changed.Settings.OpensAtMs, changed.Settings.Values, changed.Settings.Interests));
        Assert.Equal([8, 9, 10], changed.Settings.ParentsDecide);
        IReadOnlyList<AuditLine> log = await house.Engine.Audit.ReadAsync(OrgNode.Server, long.MaxValue, default);
        Assert.Equal(["consent", "operator", "show", "window"], log.Where(line => line.Act == AuditAct.CampaignChanged).Select(line => line.Detail));
        Assert.All(log.Where(line => line.Act == AuditAct.CampaignChanged), line => Assert.Equal("region-keeper", line.Actor));
    }

    [Fact]
    public async Task What_somebody_else_changed_meanwhile_is_not_overwritten()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        await house.ClassAsync();
        CampaignView campaign = await OneAsync(house);
        Assert.Null(await ChangeAsync(house, campaign, campaign.Settings with { KeepYears = 5 }));
        Assert.Equal(CampaignFault.Changed, await ChangeAsync(house, campaign, campaign.Settings with { KeepYears = 6 }));
        Assert.Equal(5, (await OneAsync(house)).Settings.KeepYears);
        Assert.Equal(CampaignFault.Unknown, await house.Engine.Campaigns.ChangeAsync("elsewhere", campaign.Id, campaign.Settings, campaign.Stamp, "x", default));
    }

    [Fact]
    public async Task Settings_that_cannot_be_are_refused_with_their_reason()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        await house.ClassAsync();
        CampaignView campaign = await OneAsync(house);
        CampaignSettings now = campaign.Settings;
        (CampaignSettings Wanted, CampaignFault Fault)[] cases =
        [
            (now with { ClosesAtMs = now.OpensAtMs }, CampaignFault.WindowEmpty),
            (now with { ClosesAtMs = now.OpensAtMs + (800 * Day) }, CampaignFault.WindowLong),
            (now with { OpensAtMs = 0 }, CampaignFault.WindowUnlikely),
            (now with { ClosesAtMs = long.MaxValue }, CampaignFault.WindowUnlikely),
            (now with { KeepYears = 0 }, CampaignFault.Years),
            (now with { KeepYears = 11 }, CampaignFault.Years),
            (now with { ParentsDecide = [12] }, CampaignFault.Grades),
            (now with { ParentsDecide = null! }, CampaignFault.Grades),
            (now with { OperatorName = new string('а', CampaignSettings.LongestOperator + 1), OperatorAddress = "Улица, 5" }, CampaignFault.Operator),
            (now with { OperatorName = "Центр", OperatorAddress = "Улица\n5" }, CampaignFault.Operator),
            (now with { OperatorName = "Центр" }, CampaignFault.OperatorHalf),
            (now with { OperatorAddress = "Улица, 5" }, CampaignFault.OperatorHalf),
        ];
        foreach ((CampaignSettings wanted, CampaignFault fault) in cases)
        {
            Assert.Equal(fault, await ChangeAsync(house, campaign, wanted));
        }

        Assert.Equal(campaign.Stamp, (await OneAsync(house)).Stamp);
    }

    [Fact]
    public async Task A_shorter_time_of_keeping_names_what_is_due_and_erases_nothing_for_thirty_days()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync(grade: 10, parents: false);
        Pupil pupil = await house.PupilAsync(room);
        await pupil.PutAsync(1, "1", "2");
        string key = (await pupil.FinishAsync(2)).ResultKey!;
        CampaignView campaign = await OneAsync(house);
        house.Manual.Advance(TimeSpan.FromMilliseconds(campaign.Settings.ClosesAtMs + (500 * Day) - house.Manual.NowMs));
        CampaignSettings wanted = campaign.Settings with { KeepYears = 1 };
        CampaignEffect told = (await house.Engine.Campaigns.LookAsync(campaign.RegionId, campaign.Id, wanted, default))!;
        Assert.Equal((1, house.Manual.NowMs + (30 * Day)), (told.Due, told.EraseFromMs));
        Assert.Equal(0, (await house.Engine.Campaigns.LookAsync(campaign.RegionId, campaign.Id, campaign.Settings with { KeepYears = 5 }, default))!.Due);
        Assert.Null(await ChangeAsync(house, campaign, wanted));
        house.Manual.Advance(TimeSpan.FromDays(30) - TimeSpan.FromMilliseconds(1));
        Assert.Equal(0, await house.Engine.Retention.EraseClassAsync(room.Id, AuditEntry.System, default));
        Assert.NotNull(await house.Engine.Results.OpenAsync(key, default));
        house.Manual.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(1, await house.Engine.Retention.EraseClassAsync(room.Id, AuditEntry.System, default));
        Assert.Null(await house.Engine.Results.OpenAsync(key, default));
    }

    [Fact]
    public async Task A_longer_time_of_keeping_set_within_the_notice_saves_what_was_due()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync();
        await house.PupilAsync(room);
        CampaignView campaign = await OneAsync(house);
        house.Manual.Advance(TimeSpan.FromMilliseconds(campaign.Settings.ClosesAtMs + (500 * Day) - house.Manual.NowMs));
        Assert.Null(await ChangeAsync(house, campaign, campaign.Settings with { KeepYears = 1 }));
        house.Manual.Advance(TimeSpan.FromDays(10));
        CampaignView shorter = await OneAsync(house);
        Assert.Null(await ChangeAsync(house, shorter, shorter.Settings with { KeepYears = 4 }));
        house.Manual.Advance(TimeSpan.FromDays(60));
        Assert.Empty(await house.Engine.Retention.DueClassesAsync(default));
    }

    [Fact]
    public async Task What_is_shown_at_once_changes_the_preliminary_page_and_not_a_released_one()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync();
        string[] keys = new string[2];
        for (int seat = 1; seat <= 2; seat++)
        {
            Pupil pupil = await house.PupilAsync(room, seat, $"device{seat}");
            await pupil.PutAsync(1, "1", "2");
            keys[seat - 1] = (await pupil.FinishAsync(2)).ResultKey!;
        }

        await house.Engine.Releases.ReleaseAsync(room.Id, 2, "psychologist", default);
        CampaignView campaign = await OneAsync(house);
        CampaignSettings wanted = campaign.Settings with { Interests = false, ParentsDecide = [9] };
        CampaignEffect told = (await house.Engine.Campaigns.LookAsync(campaign.RegionId, campaign.Id, wanted, default))!;
        Assert.Equal((1, 3, (bool?)null), (told.Preliminary, told.NotStarted, told.SolutionsOpen));
        Assert.Null(await ChangeAsync(house, campaign, wanted));
        StudentResult preliminary = (await house.Engine.Results.OpenAsync(keys[0], default))!;
        StudentResult released = (await house.Engine.Results.OpenAsync(keys[1], default))!;
        Assert.DoesNotContain(preliminary.Sections, section => section.InstrumentId.StartsWith("riasec", StringComparison.Ordinal));
        Assert.Contains(released.Sections, section => section.InstrumentId.StartsWith("riasec", StringComparison.Ordinal));
        CampaignView after = await OneAsync(house);
        CampaignEffect over = (await house.Engine.Campaigns.LookAsync(
            after.RegionId, after.Id, after.Settings with { ClosesAtMs = house.Manual.NowMs }, default))!;
        Assert.True(over.SolutionsOpen);
    }

    private static async Task<CampaignView> OneAsync(TestHouse house) => Assert.Single(await house.Engine.Campaigns.ListAsync(OrgNode.Server, default));

    private static Task<CampaignFault?> ChangeAsync(TestHouse house, CampaignView campaign, CampaignSettings wanted) =>
        house.Engine.Campaigns.ChangeAsync(campaign.RegionId, campaign.Id, wanted, campaign.Stamp, "region-keeper", default);
}
