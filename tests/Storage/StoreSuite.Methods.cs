using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Methods;
using Diagnostics.Tests.Methods;
using Diagnostics.Tests.Reviews;

namespace Diagnostics.Tests.Storage;

/// <summary>Methods on paper on every store.</summary>
public abstract partial class StoreSuite
{
    [StoreFact]
    public async Task A_method_is_keyed_twice_brought_from_a_table_read_and_dropped()
    {
        await using ReviewHouse house = await ReviewHouse.OpenAsync(opened: await OpenAsync());
        string method = await house.MethodAsync();
        MethodRoom room = Assert.Single(await house.Engine.Methods.RoomsAsync(house.Room.SchoolId, default));
        Assert.Equal((house.Room.Id, house.Room.Grade, ClassKind.Lesson), (room.ClassId, room.Grade, room.Kind));
        Assert.Equal(house.House.Clock.GetUtcNow().AddMonths(-8).Year, room.SchoolYear);
        Assert.Equal(KeyingKind.Waits, (await house.KeyAsync(method, "a", [4, 0, 3])).Kind);
        Assert.Equal(KeyingKind.Kept, (await house.KeyAsync(method, "b", [4, 0, 3])).Kind);
        Assert.Equal(RowOutcome.Added, await house.ImportAsync(method, [1, 1, null]));
        Assert.Equal(RowOutcome.Unchanged, await house.ImportAsync(method, [1, 1, null]));
        Assert.Equal(["2025", "2026-11-01"], (await house.StudentAsync())!.Select(sheet => sheet.HeldOn));
        Assert.Equal(2, (await house.ClassAsync(method)).Sheets.Length);
        Assert.Equal((2L, 0L), (await house.Engine.Methods.ReadAsync(house.Room.SchoolId, default)).Select(view => (view.Sheets, view.Waiting)).Single());
        Assert.False(await house.Engine.Methods.DropAsync(house.Room.SchoolId, method, 1, "p", default));
        Assert.Equal(2, (await house.Engine.Methods.MakeAsync(house.Room.SchoolId, method, "Опросник", MethodHouse.Key, MissingAnswers.Prorated, "p", default))!.Value.Version);
        Assert.True(await house.Engine.Methods.DropAsync(house.Room.SchoolId, method, 2, "p", default));
        MethodMapping mapping = new(new Dictionary<string, string> { [new string('a', 64)] = "1" }, new Dictionary<string, int>());
        Assert.True(await house.Engine.Methods.RememberAsync(house.Room.SchoolId, method, mapping, "p", default));
        Assert.True(await house.Engine.Methods.RememberAsync(house.Room.SchoolId, method, mapping, "p", default));
        Assert.Single((await house.Engine.Methods.MappingAsync(house.Room.SchoolId, method, default)).Columns);
        Assert.True(await house.DropAsync(method, "2025"));
    }
}
