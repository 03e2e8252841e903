using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Privacy;
using Diagnostics.Engine.Sessions;
using Diagnostics.Tests.Storage;

namespace Diagnostics.Tests.Sessions;

/// <summary>One seat is paused, ended and opened again while its class goes on: told to its page alone, kept over a restart, judged by.</summary>
public sealed class SeatStepTests
{
    [Fact]
    public async Task A_paused_seat_loses_no_time_and_its_neighbour_gains_none_over_a_restart()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync();
        Battery battery = house.Engine.Batteries.For(8)!;
        int step = battery.Steps.IndexOf(battery.Steps.First(one => one.Seconds is not null));
        (int item, int limit) = (battery.Steps[step].FirstItem, battery.Steps[step].Seconds!.Value * 1_000);
        Pupil away = await house.PupilAsync(room);
        Pupil here = await house.PupilAsync(room, 2, "other");
        foreach (Pupil pupil in new[] { away, here })
        {
            Assert.Equal(PutStatus.Ok, (await pupil.PutTimedAsync(1, (battery.ItemCount + step, "start", 1_000))).Status);
        }

        house.Manual.Advance(TimeSpan.FromSeconds(10));
        Assert.True(await house.Engine.Seats.By("somebody").SetAsync(room.Id, 1, LessonState.Paused, default));
        house.Manual.Advance(TimeSpan.FromSeconds(60));
        await house.ReopenAsync();

        // The class pauses and goes on while the seat stands: the minute both stood is given back once, and the seat still stands.
        Assert.True(await house.Engine.Board.SetLessonAsync(room.Id, LessonState.Paused, default));
        house.Manual.Advance(TimeSpan.FromSeconds(60));
        Assert.True(await house.Engine.Board.SetLessonAsync(room.Id, LessonState.Running, default));
        house.Manual.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal((LessonState.Paused, LessonState.Paused), (await RunAsync(away), (await SeatAsync(house, room, 1)).Halt));
        Assert.Equal((LessonState.Running, null), (await RunAsync(here), (await SeatAsync(house, room, 2)).Halt));
        Assert.True(await house.Engine.Seats.SetAsync(room.Id, 1, LessonState.Running, default));

        house.Manual.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal([new SectionElapsed(step, 15_000)], (await away.HelloAsync(away.Epoch)).Sections);
        Assert.Equal([new SectionElapsed(step, 135_000)], (await here.HelloAsync(here.Epoch)).Sections);
        house.Manual.Advance(TimeSpan.FromMilliseconds(limit - 15_000));
        await away.PutTimedAsync(2, (item, "0", 1_000 + limit + 180_000));
        await here.PutTimedAsync(2, (item, "0", 1_000 + limit + 180_000));
        Assert.Equal([0, 0], await house.FlagsAsync(away.SessionId));
        Assert.Equal([0, 4], await house.FlagsAsync(here.SessionId));
        AuditLine[] told = [.. (await house.Engine.Audit.ReadAsync(OrgNode.Server, long.MaxValue, default)).Where(line => line.Detail.EndsWith("one seat", StringComparison.Ordinal))];
        Assert.Equal(["running, one seat", "paused, one seat"], told.Select(line => line.Detail));
    }

    [Fact]
    public async Task What_is_told_goes_to_the_seat_and_a_step_of_the_class_does_not_open_it()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync();
        Pupil away = await house.PupilAsync(room);
        Pupil here = await house.PupilAsync(room, 2, "other");
        List<SessionControl> told = [];
        house.Engine.Sessions.Control += told.Add;
        Assert.True(await house.Engine.Seats.SetAsync(room.Id, 1, LessonState.Paused, default));
        SessionControl only = Assert.Single(told);
        Assert.Equal((ControlKind.Lesson, away.SessionId, LessonState.Paused), (only.Kind, only.SessionId, only.Run!.Value));
        await house.Engine.Board.SetLessonAsync(room.Id, LessonState.Paused, default);
        told.Clear();
        await house.Engine.Board.SetLessonAsync(room.Id, LessonState.Running, default);
        Assert.DoesNotContain(told, control => control.SessionId is null);
        Assert.Equal(LessonState.Paused, told.Single(control => control.SessionId == away.SessionId).Run);
        Assert.Equal(LessonState.Running, told.Single(control => control.SessionId == here.SessionId).Run);
        told.Clear();
        Assert.True(await house.Engine.Seats.SetAsync(room.Id, 1, LessonState.Running, default));
        await house.Engine.Board.SetLessonAsync(room.Id, LessonState.Ended, default);
        Assert.Equal([away.SessionId, null], told.Select(control => control.SessionId));
    }

    [Fact]
    public async Task Answers_of_a_paused_seat_are_taken_and_those_of_an_ended_one_are_late()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync();
        Pupil pupil = await house.PupilAsync(room);
        Pupil neighbour = await house.PupilAsync(room, 2, "other");
        await house.Engine.Seats.SetAsync(room.Id, 1, LessonState.Paused, default);
        Assert.Equal(PutStatus.Ok, (await pupil.PutAsync(1, "1")).Status);
        Assert.True(await house.Engine.Seats.SetAsync(room.Id, 1, LessonState.Ended, default));
        Assert.Equal((LessonState.Ended, LessonState.Ended), (await RunAsync(pupil), (await SeatAsync(house, room, 1)).Halt));
        house.Manual.Advance(TimeSpan.FromSeconds(1));
        await house.ReopenAsync();
        Assert.Equal(PutStatus.Ok, (await pupil.PutAsync(2, "1")).Status);
        await neighbour.PutAsync(1, "1");
        Assert.True(await house.Engine.Seats.SetAsync(room.Id, 1, LessonState.Running, default));
        Assert.Equal(LessonState.Running, await RunAsync(pupil));
        Assert.Equal(PutStatus.Ok, (await pupil.PutAsync(3, "1")).Status);
        Assert.Equal([0, 1, 0], await house.FlagsAsync(pupil.SessionId));
        Assert.Equal([0], await house.FlagsAsync(neighbour.SessionId));

        await house.Engine.Seats.SetAsync(room.Id, 1, LessonState.Ended, default);
        Assert.Equal(PutStatus.Ok, (await pupil.FinishAsync(3)).Status);
        Assert.False(await house.Engine.Seats.SetAsync(room.Id, 1, LessonState.Running, default));
        Assert.Equal((SeatState.Finished, null), await SeatAsync(house, room, 1) is var seat ? (seat.State, seat.Halt) : default);
    }

    [Theory]
    [InlineData(LessonState.Lobby, 1, LessonState.Paused)]
    [InlineData(LessonState.Ended, 1, LessonState.Ended)]
    [InlineData(LessonState.Running, 99, LessonState.Paused)]
    [InlineData(LessonState.Running, 1, LessonState.Lobby)]
    public async Task A_step_that_makes_no_sense_is_refused(LessonState lesson, int seat, LessonState run)
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync(running: lesson != LessonState.Lobby);
        if (lesson == LessonState.Ended)
        {
            await house.Engine.Board.SetLessonAsync(room.Id, lesson, default);
        }

        Assert.False(await house.Engine.Seats.SetAsync(room.Id, seat, run, default));
        Assert.Equal(0, await house.CountAsync("SELECT COUNT(*) FROM seat_halt"));
    }

    [Fact]
    public async Task An_ended_seat_is_opened_before_it_is_paused_and_the_same_step_twice_is_one()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync();
        await house.PupilAsync(room);
        Assert.True(await house.Engine.Seats.SetAsync(room.Id, 1, LessonState.Ended, default));
        Assert.True(await house.Engine.Seats.SetAsync(room.Id, 1, LessonState.Ended, default));
        Assert.False(await house.Engine.Seats.SetAsync(room.Id, 1, LessonState.Paused, default));
        Assert.Equal(1, await house.CountAsync("SELECT COUNT(*) FROM seat_halt"));

        // After the class's end a seat may still be let go on: the next opening of the lesson is its opening too.
        await house.Engine.Board.SetLessonAsync(room.Id, LessonState.Ended, default);
        Assert.True(await house.Engine.Seats.SetAsync(room.Id, 1, LessonState.Running, default));
        Assert.Null((await SeatAsync(house, room, 1)).Halt);
    }

    private static async Task<LessonState> RunAsync(Pupil pupil) =>
        (await pupil.House.Engine.Sessions.HelloAsync(pupil.SessionId, new HelloRequest(pupil.Epoch, "device", 0, 0), default)).Run;

    private static async Task<BoardSeat> SeatAsync(TestHouse house, SchoolClass room, int seat) =>
        (await house.Engine.Board.ReadAsync(room.Id, default))!.Seats[seat - 1];
}
