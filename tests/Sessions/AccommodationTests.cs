using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Privacy;
using Diagnostics.Engine.Sessions;
using Diagnostics.Tests.Storage;

namespace Diagnostics.Tests.Sessions;

/// <summary>Conditions of one student that change while a section runs: told to the page, kept over a restart, judged by, and nobody else's.</summary>
public sealed class AccommodationTests
{
    [Fact]
    public async Task A_begun_section_lasts_longer_for_the_one_it_was_changed_for()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync();
        Battery battery = house.Engine.Batteries.For(8)!;
        int step = battery.Steps.IndexOf(battery.Steps.First(one => one.Seconds is not null));
        (int item, int limit) = (battery.Steps[step].FirstItem, battery.Steps[step].Seconds!.Value * 1_000);
        Pupil pupil = await house.PupilAsync(room);
        Pupil neighbour = await house.PupilAsync(room, 2, "other");
        await pupil.PutTimedAsync(1, (battery.ItemCount + step, "start", 1_000));
        await neighbour.PutTimedAsync(1, (battery.ItemCount + step, "start", 1_000));
        List<SessionControl> told = [];
        house.Engine.Sessions.Control += told.Add;
        Assert.True(await house.Engine.Accommodations.SetAsync(room.Id, 1, Accommodation.Time150, "somebody", default));
        Assert.Equal([(ControlKind.Time, pupil.SessionId)], told.Select(control => (control.Kind, control.SessionId!)));
        await house.ReopenAsync();
        Assert.Equal(150, (await pupil.HelloAsync(pupil.Epoch)).TimePercent);
        Assert.Null((await neighbour.HelloAsync(neighbour.Epoch)).TimePercent);
        BoardView board = (await house.Engine.Board.ReadAsync(room.Id, default))!;
        Assert.Equal([Accommodation.Time150, Accommodation.None], board.Seats.Take(2).Select(seat => seat.Accommodation));

        house.Manual.Advance(TimeSpan.FromMilliseconds(limit * 1.4));
        await pupil.PutTimedAsync(2, (item, "0", 1_000 + (limit * 14 / 10)));
        await neighbour.PutTimedAsync(2, (item, "0", 1_000 + (limit * 14 / 10)));
        Assert.Equal([0, 0], await house.FlagsAsync(pupil.SessionId));
        Assert.Equal([0, 4], await house.FlagsAsync(neighbour.SessionId));

        Assert.True(await house.Engine.Accommodations.SetAsync(room.Id, 1, Accommodation.None, "somebody", default));
        await pupil.PutTimedAsync(3, (item + 1, "0", 1_000 + (limit * 14 / 10)));
        Assert.Equal([0, 0, 4], await house.FlagsAsync(pupil.SessionId));
        Assert.Equal(
            2, (await house.Engine.Audit.ReadAsync(Engine.Accounts.OrgNode.Server, long.MaxValue, default)).Count(line => line.Act == AuditAct.AccommodationChanged));
    }

    [Fact]
    public async Task Neither_a_seat_that_is_not_there_nor_a_finished_session_has_conditions_to_change()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync();
        Pupil pupil = await house.PupilAsync(room);
        Assert.False(await house.Engine.Accommodations.SetAsync(room.Id, 99, Accommodation.Time200, "somebody", default));
        Assert.Equal(PutStatus.Ok, (await pupil.FinishAsync(0)).Status);
        Assert.False(await house.Engine.Accommodations.SetAsync(room.Id, 1, Accommodation.Time200, "somebody", default));
    }
}
