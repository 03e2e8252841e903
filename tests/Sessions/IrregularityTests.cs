using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Sessions;
using Diagnostics.Tests.Storage;

namespace Diagnostics.Tests.Sessions;

/// <summary>What went wrong in a lesson: noted for the class or a seat of it, withdrawn and never rewritten, bounded.</summary>
public sealed class IrregularityTests
{
    [Fact]
    public async Task What_is_noted_stays_in_its_order_and_a_mistake_is_withdrawn_once()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync();
        IrregularityLog log = house.Engine.Irregularities;
        long began = house.Manual.GetUtcNow().ToUnixTimeMilliseconds();
        Assert.True(await log.NoteAsync(room.Id, null, IrregularityKind.PowerCut, "somebody", default));
        house.Manual.Advance(TimeSpan.FromMinutes(1));
        Assert.True(await log.NoteAsync(room.Id, 2, IrregularityKind.LeftEarly, "somebody", default));
        Assert.True(await log.WithdrawAsync(room.Id, 1, "somebody", default));
        Assert.False(await log.WithdrawAsync(room.Id, 1, "somebody", default));
        Assert.False(await log.WithdrawAsync(room.Id, 3, "somebody", default));
        await house.ReopenAsync();
        Assert.Equal(
            [
                new Irregularity(1, null, IrregularityKind.PowerCut, began, began + 60_000),
                new Irregularity(2, 2, IrregularityKind.LeftEarly, began + 60_000, null),
            ],
            await house.Engine.Irregularities.ReadAsync(room.Id, default));
    }

    [Fact]
    public async Task Neither_a_seat_nor_a_class_that_is_not_there_has_entries_and_a_class_has_no_more_than_it_needs()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync();
        IrregularityLog log = house.Engine.Irregularities;
        Assert.False(await log.NoteAsync(room.Id, 99, IrregularityKind.Other, "somebody", default));
        Assert.False(await log.NoteAsync("nowhere", null, IrregularityKind.Other, "somebody", default));
        for (int entry = 0; entry < IrregularityLog.Most; entry++)
        {
            Assert.True(await log.NoteAsync(room.Id, 1, IrregularityKind.Other, "somebody", default));
        }

        Assert.False(await log.NoteAsync(room.Id, 1, IrregularityKind.Other, "somebody", default));
        Assert.Equal(IrregularityLog.Most, (await log.ReadAsync(room.Id, default)).Count);
    }
}
