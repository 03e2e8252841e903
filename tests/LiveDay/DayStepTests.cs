using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.LiveDay;
using Diagnostics.Engine.Privacy;
using Diagnostics.Engine.Sessions;
using Diagnostics.Tests.Storage;

namespace Diagnostics.Tests.LiveDay;

public sealed class DayStepTests
{
    private static readonly StepOrder Pause = new(DayStep.Pause, 0, "press one", null);

    [Fact]
    public async Task Lessons_of_a_place_stand_still_and_go_on_and_those_elsewhere_do_not()
    {
        await using DayHouse day = await DayHouse.OpenAsync(running: true);
        TestHouse house = day.House;
        SchoolClass lobby = await house.Engine.Organisation.AddClassAsync(day.Room.SchoolId, 10, "Б", 2, 0, default);
        Municipality other = await house.Engine.Organisation.AddMunicipalityAsync(day.Region.Id, "Другой округ", default);
        School far = await house.Engine.Organisation.AddSchoolAsync(other.Id, "Дальняя", Settlement.Village, default);
        SchoolClass there = await house.Engine.Organisation.AddClassAsync(far.Id, 10, "В", 2, 0, default);
        await house.Engine.Board.SetLessonAsync(there.Id, LessonState.Running, default);
        OrgNode municipality = new(NodeKind.Municipality, day.Municipality);

        StepPortion paused = (await house.Engine.DaySteps.TakeAsync(municipality, Pause, "region", default))!;
        Assert.Equal((1, 0, null), (paused.Done, paused.Missed.Count, paused.Next));
        Assert.Equal([LessonState.Paused, LessonState.Lobby, LessonState.Running], await RunsAsync());
        // Where it is done already, it is done.
        Assert.Equal(1, (await house.Engine.DaySteps.TakeAsync(municipality, Pause, "region", default))!.Done);
        Assert.Equal(2, (await house.Engine.DaySteps.TakeAsync(day.Region, Pause with { Step = DayStep.Resume }, "region", default))!.Done);
        Assert.Equal([LessonState.Running, LessonState.Lobby, LessonState.Running], await RunsAsync());
        Assert.Equal(2, (await house.Engine.Audit.ReadAsync(municipality, long.MaxValue, default)).Count(line => line.Act == AuditAct.LessonChanged && line.Actor == "region"));

        async Task<LessonState[]> RunsAsync()
        {
            List<LessonState> runs = [];
            foreach (SchoolClass room in new[] { day.Room, lobby, there })
            {
                runs.Add((await house.Engine.Board.ReadAsync(room.Id, default))!.Run);
            }

            return [.. runs];
        }
    }

    [Fact]
    public async Task A_lesson_that_was_ended_since_it_was_read_is_not_gone_on_with()
    {
        await using DayHouse day = await DayHouse.OpenAsync(running: true);
        ClassBoard board = day.House.Engine.Board;
        await board.SetLessonAsync(day.Room.Id, LessonState.Ended, default);
        Assert.False(await board.SetLessonAsync(day.Room.Id, LessonState.Running, default, LessonState.Paused));
        Assert.Equal(LessonState.Ended, (await board.ReadAsync(day.Room.Id, default))!.Run);
        Assert.True(await board.SetLessonAsync(day.Room.Id, LessonState.Running, default));
    }

    [Fact]
    public async Task Minutes_of_one_press_are_added_once_and_those_of_another_again()
    {
        await using DayHouse day = await DayHouse.OpenAsync(running: true);
        StepOrder order = new(DayStep.Extend, 5, "press one", null);
        await day.House.Engine.DaySteps.TakeAsync(day.Region, order, "region", default);
        Assert.Equal(1, (await day.House.Engine.DaySteps.TakeAsync(day.Region, order, "region", default))!.Done);
        Assert.Equal(5, await MinutesAsync());
        await day.House.Engine.DaySteps.TakeAsync(day.Region, order with { Press = "press two" }, "region", default);
        Assert.Equal(10, await MinutesAsync());
        foreach (StepOrder invalid in new[] { order with { Minutes = 0 }, order with { Minutes = 31 }, order with { Press = null }, order with { Press = "short" } })
        {
            Assert.Null(await day.House.Engine.DaySteps.TakeAsync(day.Region, invalid, "region", default));
        }

        Assert.Equal(10, await MinutesAsync());

        async Task<int> MinutesAsync() => (await day.House.Engine.Board.ReadAsync(day.Room.Id, default))!.GivenMinutes;
    }

    [Fact]
    public async Task Many_classes_come_in_portions_each_once()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass first = await house.ClassAsync(grade: 10, seats: 1);
        OrgPath path = (await house.Engine.Paths.FindAsync(new OrgNode(NodeKind.Class, first.Id), default))!;
        for (int number = 0; number < DaySteps.Portion; number++)
        {
            SchoolClass room = await house.Engine.Organisation.AddClassAsync(
                first.SchoolId, 8 + (number / 28), ((char)('Б' + (number % 28))).ToString(), 1, 0, default);
            await house.Engine.Board.SetLessonAsync(room.Id, LessonState.Running, default);
        }

        OrgNode school = new(NodeKind.School, path.SchoolId!);
        StepPortion portion = (await house.Engine.DaySteps.TakeAsync(school, Pause, "region", default))!;
        Assert.Equal(DaySteps.Portion, portion.Done);
        StepPortion rest = (await house.Engine.DaySteps.TakeAsync(school, Pause with { After = portion.Next }, "region", default))!;
        Assert.Equal((1, null), (rest.Done, rest.Next));
        Assert.Equal(0, await house.CountAsync("SELECT COUNT(*) FROM school_class WHERE lesson = 'running'"));
    }
}
