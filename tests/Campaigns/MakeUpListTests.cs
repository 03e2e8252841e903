using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Consent;
using Diagnostics.Engine.Sessions;
using Diagnostics.Tests.Storage;

namespace Diagnostics.Tests.Campaigns;

/// <summary>Who has still to take part: every seat with its own story, in counts and one by one, after a restart as well.</summary>
public sealed class MakeUpListTests
{
    [Fact]
    public async Task Each_seat_is_told_by_how_far_it_came_and_who_finished_or_was_erased_is_not()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync(seats: 8, running: false, parents: false);
        await house.Engine.Consent.RecordAsync(room.Id, [1, 2, 3, 4, 7, 8], ConsentParty.Parent, true, "test", default);
        await house.Engine.Consent.RecordAsync(room.Id, [6], ConsentParty.Parent, false, "test", default);
        // 1 finishes, 2 stops half-way, 3 refuses, 4 entered and decided nothing, 5 waits for a parent, 6 has one against, 7 never comes, 8 is erased.
        Pupil waits = await house.PupilAsync(room, 5, "five");
        await house.EnterAsync(room, 4, "four");
        Assert.True(await house.Engine.Board.SetLessonAsync(room.Id, LessonState.Running, default));
        Pupil finishes = await house.PupilAsync(room, 1, "one");
        await finishes.PutAsync(1, "1", "2");
        await finishes.FinishAsync(2);
        Pupil stops = await house.PupilAsync(room, 2, "two");
        await stops.PutAsync(1, "1");
        EnterOutcome.Entered refuses = await house.EnterAsync(room, 3, "three");
        Assert.Equal(StudentDecided.Recorded, await house.Engine.Entrance.DecideAsync(refuses.SessionId, new StudentDecision(false, TestHouse.Shown, null), default));
        Pupil erased = await house.PupilAsync(room, 8, "eight");
        Assert.True(await house.Engine.Privacy.EraseAsync(erased.SessionId, "test", default));
        Assert.Equal(SessionState.Issued, (await waits.HelloAsync(waits.Epoch, device: "five")).State);

        await house.ReopenAsync();
        MakeUpSeats list = (await house.Engine.MakeUp.SeatsAsync(room.Id, default))!;
        Assert.Equal(
            [(2, MakeUpState.Unfinished), (3, MakeUpState.Refused), (5, MakeUpState.NotStarted), (6, MakeUpState.ParentRefused), (7, MakeUpState.NotCome)],
            list.Seats.Where(one => one.Seat != 4).Select(one => (one.Seat, one.State)));
        Assert.Equal((room.BoardLink, "8А", LessonState.Running), (list.BoardLink, list.ClassName, list.Lesson));
        MakeUpClass counts = Assert.Single(await house.Engine.MakeUp.ClassesAsync(new OrgNode(NodeKind.School, room.SchoolId), default));
        Assert.Equal((1, 2), (counts.Unfinished, counts.Refused));
        Assert.Equal(list.Seats.Count, counts.NotCome + counts.NotStarted + counts.Unfinished + counts.Refused);
        Assert.Null(await house.Engine.MakeUp.SeatsAsync("nowhere", default));
    }

    [Fact]
    public async Task What_was_noted_in_a_lesson_is_read_with_its_class_and_goes_with_the_student_it_tells_of()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync(seats: 3);
        SchoolClass quiet = await house.Engine.Organisation.AddClassAsync(room.SchoolId, 10, "Б", 1, 0, default);
        IrregularityLog log = house.Engine.Irregularities;
        Assert.True(await log.NoteAsync(room.Id, null, IrregularityKind.PowerCut, "test", default));
        Assert.True(await log.NoteAsync(room.Id, 2, IrregularityKind.Helped, "test", default));
        Assert.True(await log.NoteAsync(room.Id, 3, IrregularityKind.LeftEarly, "test", default));
        Assert.True(await log.WithdrawAsync(room.Id, 1, "test", default));
        Pupil erased = await house.PupilAsync(room, 3, "three");
        Assert.True(await house.Engine.Privacy.EraseAsync(erased.SessionId, "test", default));

        await house.ReopenAsync();
        Assert.Equal(
            [(null, IrregularityKind.PowerCut, false), (2, IrregularityKind.Helped, true)],
            (await house.Engine.MakeUp.SeatsAsync(room.Id, default))!.Irregularities.Select(one => (one.Seat, one.Kind, one.WithdrawnAtMs is null)));
        Assert.Empty((await house.Engine.MakeUp.SeatsAsync(quiet.Id, default))!.Irregularities);
        IReadOnlyList<MakeUpClass> classes = await house.Engine.MakeUp.ClassesAsync(new OrgNode(NodeKind.School, room.SchoolId), default);
        Assert.Equal([(room.Id, 1), (quiet.Id, 0)], classes.Select(one => (one.ClassId, one.Irregular)));
    }

    [Fact]
    public async Task A_spare_place_counts_once_somebody_sat_there_and_a_finished_class_is_empty()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync(seats: 1);
        SchoolClass spared = await house.Engine.Organisation.AddClassAsync(room.SchoolId, 10, "Б", 1, 2, default);
        Assert.Equal([(1, MakeUpState.NotCome)], (await house.Engine.MakeUp.SeatsAsync(spared.Id, default))!.Seats.Select(one => (one.Seat, one.State)));
        Assert.True(await house.Engine.Board.SetLessonAsync(spared.Id, LessonState.Running, default));
        await (await house.PupilAsync(spared, 3, "three")).PutAsync(1, "1");
        Assert.Equal(
            [(1, MakeUpState.NotCome), (3, MakeUpState.Unfinished)],
            (await house.Engine.MakeUp.SeatsAsync(spared.Id, default))!.Seats.Select(one => (one.Seat, one.State)));
        Pupil pupil = await house.PupilAsync(room);
        await pupil.PutAsync(1, "1");
        await pupil.FinishAsync(1);
        Assert.Empty((await house.Engine.MakeUp.SeatsAsync(room.Id, default))!.Seats);
        MakeUpClass done = (await house.Engine.MakeUp.ClassesAsync(OrgNode.Server, default)).Single(one => one.ClassId == room.Id);
        Assert.Equal((0, 0, 0, 0), (done.NotCome, done.NotStarted, done.Unfinished, done.Refused));
    }
}
