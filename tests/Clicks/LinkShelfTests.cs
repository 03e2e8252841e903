using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Clicks;
using Diagnostics.Tests.Storage;

namespace Diagnostics.Tests.Clicks;

/// <summary>What was counted once is kept for whoever looks next, and never longer than it is told.</summary>
public sealed class LinkShelfTests
{
    [Fact]
    public async Task What_was_counted_is_kept_until_it_is_counted_anew()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        (SchoolClass room, OrgPath path) = await PlaceAsync(house);
        await ClickedAsync(house, room, 7);
        Assert.Equal(7, await TotalAsync(house, path));

        // Written late: an hour later it is told.
        await house.ExecuteAsync("UPDATE link_click SET clicks = 9");
        Assert.Equal(7, await TotalAsync(house, path));
        await house.Engine.ClickFigures.RenewAsync(default);
        Assert.Equal(9, await TotalAsync(house, path));

        // Nobody counts anew: whoever looks does.
        await house.ExecuteAsync("UPDATE link_click SET clicks = 11");
        house.Manual.Advance(TimeSpan.FromMinutes(119));
        Assert.Equal(9, await TotalAsync(house, path));
        house.Manual.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(11, await TotalAsync(house, path));
    }

    [Fact]
    public async Task Another_school_and_another_day_are_counted_at_once()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        (SchoolClass room, OrgPath path) = await PlaceAsync(house);
        await ClickedAsync(house, room, 7);
        ClickPage before = await PageAsync(house, path);
        School school = await house.Engine.Organisation.AddSchoolAsync(path.MunicipalityId!, "Новая школа", Settlement.City, default);
        ClickPage page = (await house.Engine.ClickFigures.ReadAsync(new OrgNode(NodeKind.Municipality, path.MunicipalityId!), default))!;
        Assert.Contains(page.Under, one => one.Id == school.Id);
        Assert.All(page.Links, link => Assert.Equal(page.Under.Length, link.Under.Length));

        await house.ExecuteAsync("UPDATE link_click SET clicks = 8");
        house.Manual.Advance(TimeSpan.FromDays(1));
        ClickPage after = await PageAsync(house, path);
        Assert.Equal((8, before.UntilMs + (24 * 60 * 60 * 1_000)), (Assert.Single(after.Links).Clicks, after.UntilMs));
    }

    private static async Task<(SchoolClass Room, OrgPath Path)> PlaceAsync(TestHouse house)
    {
        SchoolClass room = await house.ClassAsync();
        return (room, (await house.Engine.Paths.FindAsync(new OrgNode(NodeKind.School, room.SchoolId), default))!);
    }

    private static Task ClickedAsync(TestHouse house, SchoolClass room, int clicks) => house.ExecuteAsync(
        "INSERT INTO link_click (campaign_id, school_id, link, day, clicks) SELECT campaign_id, school_id, 'link-a', 1, @clicks FROM school_class WHERE id = @Id", new { room.Id, clicks });

    private static async Task<ClickPage> PageAsync(TestHouse house, OrgPath path) => (await house.Engine.ClickFigures.ReadAsync(new OrgNode(NodeKind.Region, path.RegionId!), default))!;

    private static async Task<long?> TotalAsync(TestHouse house, OrgPath path) => Assert.Single((await PageAsync(house, path)).Links).Clicks;
}
