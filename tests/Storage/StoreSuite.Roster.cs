using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Roster;
using Diagnostics.Tests.Roster;

namespace Diagnostics.Tests.Storage;

public abstract partial class StoreSuite
{
    [StoreFact]
    public async Task Classes_are_imported_grown_and_found_again_by_number_and_name()
    {
        await using TestHouse house = await OpenAsync();
        using RosterFiles files = new();
        OrgNode region = await house.RegionAsync();
        string file = files.Text("Муниципалитет;Код школы;Школа;Тип местности;Класс;Пол;Особые условия\nОкруг;10;Школа;село;8А;м;1,5\nОкруг;10;Школа;село;8А;ж;\nРайон;;Лицей;;10 физмат;м;\n");
        (RosterPlan plan, RosterDone done) = await house.ImportAsync(region, file);
        Assert.Equal((0, new RosterDone(2, 0, 3)), (plan.FaultCount, done));
        (RosterPlan again, RosterDone nothing) = await house.ImportAsync(region, file);
        Assert.Equal(("0 0 2 0 0", new RosterDone(0, 0, 0)), (RosterHouse.Changes(again), nothing));
        (RosterPlan grown, _) = await house.ImportAsync(region, files.Text("Код школы;Класс;Число учеников\n10;8А;7\n"));
        Assert.Equal("0 1 0 0 0", RosterHouse.Changes(grown));
        Assert.Equal(7, await house.CountAsync("SELECT COUNT(*) FROM seat t JOIN school_class c ON c.id = t.class_id WHERE c.grade = 8 AND t.spare = 0"));
        Assert.Equal(1, await house.CountAsync("SELECT COUNT(*) FROM test_session WHERE accommodation = 'time150'"));
        Assert.NotNull(await house.Engine.Roster.RememberedAsync(region, ["Код школы", "Класс", "Число учеников"], default));
        using var memory = new MemoryStream();
        await house.Engine.OneRoster.WriteAsync(region, RosterHouse.Actor, memory, default);
        Assert.Equal("0 0 2 0 0", RosterHouse.Changes(await house.PlanAsync(region, files.Bytes(memory.ToArray()))));
        Assert.Empty(Faults(house));
    }
}
