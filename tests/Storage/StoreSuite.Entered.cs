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
}
