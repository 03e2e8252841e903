using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Results;
using Diagnostics.Engine.Reviews;
using Diagnostics.Engine.Years;
using Diagnostics.Tests.Sittings;
using Diagnostics.Tests.Years;

namespace Diagnostics.Tests.Storage;

public abstract partial class StoreSuite
{
    [StoreFact]
    public async Task The_next_campaign_is_opened_once_and_takes_the_new_classes()
    {
        await using TestHouse house = await OpenAsync();
        SchoolClass room = await house.ClassAsync(grade: 10);
        CampaignView first = Assert.Single(await house.Engine.Campaigns.ListAsync(OrgNode.Server, default));
        int year = (await house.Engine.NextCampaign.LookAsync(first.RegionId, default)).Next!.Year;
        Assert.All(await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => house.Engine.NextCampaign.OpenAsync(first.RegionId, year, YearHouse.Actor, default))), Assert.Null);
        Assert.Equal([year, first.Year], (await house.Engine.Campaigns.ListAsync(OrgNode.Server, default)).Select(one => one.Year));
        Assert.Equal(CampaignFault.Early, await house.Engine.NextCampaign.OpenAsync(first.RegionId, year + 1, YearHouse.Actor, default));
        await house.MakeAsync(room, house.Order(room) with { Instruments = [SittingHouse.Values] });
        SchoolClass now = await house.Engine.Organisation.AddClassAsync(room.SchoolId, 10, "А", 2, 0, default);
        Assert.Equal([now.Id], (await house.Engine.Organisation.ClassesAsync(room.SchoolId, default)).Select(one => one.Id));
        Assert.Equal([year, first.Year, first.Year], (await house.Engine.Consent.ClassesAsync(room.School(), default)).Select(one => one.Year));
        Assert.Empty(Faults(house));
    }

    [StoreFact]
    public async Task Two_years_are_linked_read_side_by_side_and_taken_apart()
    {
        await using TestHouse house = await OpenAsync();
        (SchoolClass earlier, SchoolClass now) = await house.TwoYearsAsync();
        await house.FinishAsync(earlier, 2, "R");
        await house.FinishAsync(now, 1, "A");
        Assert.Equal([YearWords.Agreed, YearWords.None], (await house.Engine.Years.ReadAsync(now.SchoolId, default))!.Classes[0].Seats.Take(2).Select(seat => seat.Words));
        Assert.Equal(1, (await house.LinkAsync(now, YearHouse.Pair(now, 1, earlier, 2))).Linked);
        ProtocolView view = (await house.Engine.Protocols.ReadAsync(now.Id, 1, YearHouse.Actor, default))!;
        Assert.Equal(2, Assert.Single(view.Others).Beside.Single().Scales.Count(scale => scale.Change is CommonChange.Up or CommonChange.Down));
        Assert.Contains(view.Needs!.Value, need => need.Reason == NeedReason.Changed);
        foreach ((SchoolClass room, int seat) in new[] { (earlier, 2), (now, 1) })
        {
            await house.Engine.Releases.ReleaseAsync(room.Id, seat, YearHouse.Actor, default);
        }

        string key = (await house.Engine.Releases.ReissueKeyAsync(now.Id, 1, YearHouse.Actor, default))!;
        Assert.Equal("9А", Assert.Single((await house.Engine.Results.YearsAsync(key, default))!).ClassName);
        Assert.Empty(Faults(house));
        Assert.Equal(1, await house.Engine.Years.UnlinkAsync(now.SchoolId, [new YearPlace(now.Id, 1)], YearHouse.Actor, default));
        Assert.Empty((await house.Engine.Results.YearsAsync(key, default))!);
        Assert.Equal(0, await house.CountAsync("SELECT COUNT(*) FROM seat WHERE person IS NOT NULL"));
        Assert.Empty(Faults(house));
    }
}
