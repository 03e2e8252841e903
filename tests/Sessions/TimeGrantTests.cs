using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Privacy;
using Diagnostics.Engine.Sessions;
using Diagnostics.Tests.Storage;

namespace Diagnostics.Tests.Sessions;

/// <summary>Time that a teacher adds while a class works: for all or for one, told to the pages, kept over a restart, judged by.</summary>
public sealed class TimeGrantTests
{
    private const int Minute = 60_000;

    [Fact]
    public async Task Added_time_lengthens_what_was_begun_for_one_or_for_all_and_survives_a_restart()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync();
        (int step, int item, int limit) = Timed(house);
        Pupil pupil = await house.PupilAsync(room);
        Pupil neighbour = await house.PupilAsync(room, 2, "other");
        await BeginAsync(house, pupil, step);
        await BeginAsync(house, neighbour, step);
        house.Manual.Advance(TimeSpan.FromSeconds(30));
        List<SessionControl> told = [];
        house.Engine.Sessions.Control += told.Add;
        Assert.True(await house.Engine.Board.By("somebody").GiveTimeAsync(room.Id, null, 2, default));
        Assert.True(await house.Engine.Board.GiveTimeAsync(room.Id, 1, 5, default));
        Assert.Equal([(ControlKind.Time, null), (ControlKind.Time, pupil.SessionId)], told.Select(control => (control.Kind, control.SessionId)));

        await house.ReopenAsync();
        Assert.Equal([new SectionElapsed(step, 30_000) { GivenMs = 7 * Minute }], (await pupil.HelloAsync(pupil.Epoch)).Sections);
        Assert.Equal([new SectionElapsed(step, 30_000) { GivenMs = 2 * Minute }], (await neighbour.HelloAsync(neighbour.Epoch)).Sections);
        BoardView board = (await house.Engine.Board.ReadAsync(room.Id, default))!;
        Assert.Equal((true, 2, 7, 2), (board.IsTimed, board.GivenMinutes, board.Seats[0].GivenMinutes, board.Seats[1].GivenMinutes));

        // Three minutes behind the limit: in time for the one, late for the other.
        house.Manual.Advance(TimeSpan.FromMilliseconds(limit - 30_000 + (3 * Minute)));
        await pupil.PutTimedAsync(2, (item, "0", 1_000 + limit + (3 * Minute)));
        await neighbour.PutTimedAsync(2, (item, "0", 1_000 + limit + (3 * Minute)));
        Assert.Equal([0, 0], await house.FlagsAsync(pupil.SessionId));
        Assert.Equal([0, 4], await house.FlagsAsync(neighbour.SessionId));
        Assert.Equal(
            2, (await house.Engine.Audit.ReadAsync(Engine.Accounts.OrgNode.Server, long.MaxValue, default)).Count(line => line.Act == AuditAct.TimeGiven));
    }

    [Fact]
    public async Task A_section_begun_after_the_minutes_were_added_has_its_own_limit()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync();
        (int step, _, _) = Timed(house);
        Pupil pupil = await house.PupilAsync(room);
        Assert.True(await house.Engine.Board.GiveTimeAsync(room.Id, null, 5, default));
        house.Manual.Advance(TimeSpan.FromSeconds(1));
        await BeginAsync(house, pupil, step);
        Assert.Equal([new SectionElapsed(step, 0)], (await pupil.HelloAsync(pupil.Epoch)).Sections);
    }

    [Theory]
    [InlineData(null, 0)]
    [InlineData(null, -5)]
    [InlineData(null, 31)]
    [InlineData(99, 5)]
    public async Task What_cannot_be_added_is_refused(int? seat, int minutes)
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync();
        Assert.False(await house.Engine.Board.GiveTimeAsync(room.Id, seat, minutes, default));
        Assert.Equal(0, await house.CountAsync("SELECT COUNT(*) FROM time_grant"));
    }

    [Theory]
    [InlineData(LessonState.Lobby, false)]
    [InlineData(LessonState.Paused, true)]
    [InlineData(LessonState.Ended, false)]
    public async Task Time_is_added_while_a_lesson_is_on(LessonState lesson, bool isAdded)
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync(running: lesson != LessonState.Lobby);
        if (lesson != LessonState.Lobby)
        {
            await house.Engine.Board.SetLessonAsync(room.Id, lesson, default);
        }

        Assert.Equal(isAdded, await house.Engine.Board.GiveTimeAsync(room.Id, 1, 5, default));
    }

    private static (int Step, int Item, int LimitMs) Timed(TestHouse house)
    {
        Battery battery = house.Engine.Batteries.For(8)!;
        int step = battery.Steps.IndexOf(battery.Steps.First(one => one.Seconds is not null));
        return (step, battery.Steps[step].FirstItem, battery.Steps[step].Seconds!.Value * 1_000);
    }

    private static async Task BeginAsync(TestHouse house, Pupil pupil, int step) =>
        Assert.Equal(PutStatus.Ok, (await pupil.PutTimedAsync(1, (house.Engine.Batteries.For(8)!.ItemCount + step, "start", 1_000))).Status);
}
