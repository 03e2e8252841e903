using System.Globalization;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.EnteredFigures;

namespace Diagnostics.Tests.Storage;

public abstract partial class StoreSuite
{
    [StoreFact]
    public async Task Figures_of_schools_are_written_changed_and_summed()
    {
        await using TestHouse house = await OpenAsync();
        SchoolClass room = await house.ClassAsync();
        OrgNode school = new(NodeKind.School, room.SchoolId);
        EnteredRow row = new(1, room.SchoolId, null, null, null, "graduates-study", "09.03.01", "2", "Отчёт", "2026-05-31");
        EnteredOrder Order(string value) => new(2026, [row with { Value = value }], MayRemove: true);
        foreach ((string value, EnteredChange change) in new[] { ("2", EnteredChange.New), ("4", EnteredChange.Unchanged), ("25", EnteredChange.Changed), ("25", EnteredChange.Unchanged) })
        {
            Assert.Equal(change, Assert.Single((await house.Engine.Entered.WriteAsync(school, Order(value), "somebody", default))!.Value).Change);
        }

        EnteredPage page = (await house.Engine.Entered.ReadAsync(school, null, null, default))!;
        Assert.Equal((2026, new EnteredSum("graduates-study", "09.03.01", 1, 25, 25)), (page.Year, Assert.Single(page.Sums)));
        await house.Engine.Entered.WriteAsync(school, Order(""), "somebody", default);
        Assert.Empty((await house.Engine.Entered.ReadAsync(school, 2026, null, default))!.Figures);
    }

    /// <summary>In the Far East a day begins while the server's clock still says the one before.</summary>
    [StoreFact]
    public async Task A_source_may_be_of_the_day_that_has_begun_anywhere_and_of_no_later_one()
    {
        await using TestHouse house = await OpenAsync();
        SchoolClass room = await house.ClassAsync();
        OrgNode school = new(NodeKind.School, room.SchoolId), region = new(NodeKind.Region, (await house.Engine.Organisation.RegionsAsync(default))[0].Id);
        DateOnly tomorrow = DateOnly.FromDateTime(house.Clock.GetUtcNow().UtcDateTime).AddDays(1);
        Assert.Equal((EnteredFault.Date, 1), await FaultsAsync(tomorrow));
        // At ten hours of UTC the next day begins where days begin.
        house.Manual.Advance(TimeSpan.FromHours(10) - house.Clock.GetUtcNow().TimeOfDay);
        Assert.Equal(((EnteredFault?)null, 0), await FaultsAsync(tomorrow));
        Assert.Equal((EnteredFault.Date, 1), await FaultsAsync(tomorrow.AddDays(1)));

        async Task<(EnteredFault? Entered, int Demand)> FaultsAsync(DateOnly day)
        {
            string date = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            EnteredRow row = new(1, room.SchoolId, null, null, null, "graduates-study", "09.03.01", "25", "Отчёт", date);
            return (
                Assert.Single((await house.Engine.Entered.LookAsync(school, new EnteredOrder(2026, [row], MayRemove: true), default))!.Value).Fault,
                (await house.Engine.Demand.LookAsync(region, [Needed("2411", 40) with { Date = date }], default))!.FaultCount);
        }
    }
}
