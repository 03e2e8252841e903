using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.LiveDay;
using Diagnostics.Engine.Sessions;
using Diagnostics.Tests.Consent;
using Diagnostics.Tests.Rehearsals;
using Diagnostics.Tests.Storage;

namespace Diagnostics.Tests.LiveDay;

public sealed class DayBoardTests
{
    [Fact]
    public async Task A_class_is_counted_from_the_first_student_to_the_last_finish()
    {
        await using DayHouse day = await DayHouse.OpenAsync();
        TestHouse house = day.House;
        DayCount quiet = await day.CountAsync();
        Assert.Equal((1, 0, 0, 5, 0, 0), (quiet.Classes, quiet.On, quiet.Over, quiet.Expected, quiet.Joined, quiet.Finished));

        EnterOutcome.Entered entered = await house.EnterAsync(day.Room);
        await house.Engine.Entrance.DecideAsync(entered.SessionId, new StudentDecision(true, TestHouse.Shown, null), default);
        HelloReply hello = await new Pupil(house, entered.SessionId, 0).HelloAsync(null);
        DayCount gathered = await day.CountAsync();
        Assert.Equal((1, 5, 1, 1, 0), (gathered.On, gathered.ExpectedNow, gathered.JoinedNow, gathered.Waiting, gathered.Answering));

        await house.Engine.Board.SetLessonAsync(day.Room.Id, LessonState.Running, default);
        var first = new Pupil(house, entered.SessionId, hello.Epoch);
        await first.HelloAsync(first.Epoch);
        Pupil second = await house.PupilAsync(day.Room, 2, "second");
        await first.PutAsync(1, "1", "2");
        await second.PutAsync(1, "1");
        Assert.Equal((2, 0, 2, 0), Now(await day.CountAsync()));

        house.Engine.Sessions.Lost(second.SessionId, second.Epoch);
        Assert.Equal((1, 1, 2, 0), Now(await day.CountAsync()));
        await second.HelloAsync(second.Epoch, device: "second");
        Assert.Equal((2, 0, 2, 0), Now(await day.CountAsync()));

        await first.FinishAsync(2);
        Assert.Equal((1, 0, 2, 1), Now(await day.CountAsync()));
        house.Manual.Advance(TimeSpan.FromSeconds(15));
        Assert.Equal((0, 1, 2, 1), Now(await day.CountAsync()));

        await house.Engine.Board.SetLessonAsync(day.Room.Id, LessonState.Ended, default);
        DayCount over = await day.CountAsync();
        Assert.Equal((0, 1, 5, 2, 1, 0), (over.On, over.Over, over.Expected, over.Joined, over.Finished, over.Lost));
    }

    [Fact]
    public async Task A_taken_over_seat_is_one_student_and_a_restart_changes_no_count()
    {
        await using DayHouse day = await DayHouse.OpenAsync(running: true);
        TestHouse house = day.House;
        Pupil first = await house.PupilAsync(day.Room);
        Pupil second = await house.PupilAsync(day.Room, 2, "second");
        await first.PutAsync(1, "1");
        await second.PutAsync(1, "1");
        await second.FinishAsync(1);
        house.Manual.Advance(TimeSpan.FromSeconds(31));
        HelloReply moved = await first.HelloAsync(null, device: "other");
        Assert.Equal((1, 0, 2, 1), Now(await day.CountAsync()));

        await house.ReopenAsync();
        // Nobody was heard since the start: whoever was at work has lost the link until the device comes back.
        Assert.Equal((0, 1, 2, 1), Now(await day.CountAsync()));
        await first.HelloAsync(moved.Epoch, device: "other");
        Assert.Equal((1, 0, 2, 1), Now(await day.CountAsync()));
    }

    [Fact]
    public async Task Who_answers_now_is_told_beside_whom_a_rehearsal_held()
    {
        await using DayHouse day = await DayHouse.OpenAsync(running: true);
        await day.BeatAsync();
        Assert.Null(day.Read(null).Rehearsed);
        DateTimeOffset at = day.House.Clock.GetUtcNow();
        Assert.Null((await day.House.Engine.RehearsalReports.KeepAsync(SampleReport.Of(100, at), keeper: null, default)).Fault);
        Assert.Null((await day.House.Engine.RehearsalReports.KeepAsync(SampleReport.Of(200, at, minutes: 1), keeper: null, default)).Fault);
        Pupil pupil = await day.House.PupilAsync(day.Room);
        await pupil.PutAsync(1, "1");

        // With the next reading of the roster.
        day.House.Manual.Advance(TimeSpan.FromMinutes(5));
        await day.BeatAsync();
        await pupil.PutAsync(2, "2");
        await day.BeatAsync();
        DayRehearsed told = new(1, 100, at.ToUnixTimeMilliseconds());
        Assert.Equal(told, day.Read(null).Rehearsed);
        Assert.Equal(told, day.House.Engine.Day.Read(new OrgNode(NodeKind.Municipality, day.Municipality), null)!.Rehearsed);
    }

    [Fact]
    public async Task Whoever_has_no_right_to_start_is_not_expected()
    {
        await using DayHouse day = await DayHouse.OpenAsync(parents: false);
        Assert.Equal(0, (await day.CountAsync()).Expected);
        await ParentsOnPaper.AgreeAsync(day.House.Engine, day.Room.Id);
        day.House.Manual.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(5, (await day.CountAsync()).Expected);
    }

    [Fact]
    public async Task A_class_that_was_made_meanwhile_comes_with_its_first_student()
    {
        await using DayHouse day = await DayHouse.OpenAsync();
        await day.CountAsync();
        SchoolClass added = await day.House.Engine.Organisation.AddClassAsync(day.Room.SchoolId, 10, "Б", 3, 0, default);
        await day.House.Engine.Board.SetLessonAsync(added.Id, LessonState.Running, default);
        await day.House.PupilAsync(added);
        day.House.Manual.Advance(TimeSpan.FromSeconds(20));
        await day.CountAsync();
        DayCount count = await day.CountAsync();
        Assert.Equal((2, 1, 8, 1), (count.Classes, count.On, count.Expected, count.JoinedNow));
        Assert.Equal(["8А", "10Б"], day.House.Engine.Day.ReadSchool(day.Room.SchoolId).Classes.Select(room => room.Name));
    }

    [Fact]
    public async Task What_changed_since_put_over_what_was_known_is_the_whole()
    {
        await using DayHouse day = await DayHouse.OpenAsync(running: true);
        School other = await day.House.Engine.Organisation.AddSchoolAsync(day.Municipality, "Ещё школа", Settlement.Village, default);
        SchoolClass neighbour = await day.House.Engine.Organisation.AddClassAsync(other.Id, 10, "А", 4, 0, default);
        await day.House.Engine.Board.SetLessonAsync(neighbour.Id, LessonState.Running, default);
        await day.BeatAsync();
        DayView known = day.Read(null);
        Dictionary<string, DaySchool> kept = known.Schools.ToDictionary(school => school.Id);
        Assert.True(known.IsWhole);
        Pupil pupil = await day.House.PupilAsync(day.Room);
        string revision = known.Revision;
        foreach (Func<Task> step in new Func<Task>[]
        {
            () => pupil.PutAsync(1, "1"),
            () => Task.CompletedTask,
            () => day.House.PupilAsync(neighbour),
            () => pupil.FinishAsync(1),
        })
        {
            await step();
            await day.BeatAsync();
            DayView changed = day.Read(revision);
            Assert.False(changed.IsWhole);
            Assert.True(changed.Schools.Count < 2);
            foreach (DaySchool school in changed.Schools)
            {
                kept[school.Id] = school;
            }

            DayView whole = day.Read(null);
            Assert.Equal(whole.Schools.OrderBy(school => school.Id), kept.Values.OrderBy(school => school.Id));
            Assert.Equal((whole.Total, whole.Total), (changed.Total, DayCount.Sum(kept.Values.Select(school => school.Count))));
            revision = changed.Revision;
        }

        Assert.True(day.Read("another-3").IsWhole);
        Assert.True(day.Read("nonsense").IsWhole);
        await day.House.ReopenAsync();
        await day.BeatAsync();
        Assert.True(day.Read(revision).IsWhole);
    }

    [Fact]
    public async Task Lost_links_a_lesson_without_students_and_waiting_answers_are_incidents_with_a_beginning()
    {
        await using DayHouse day = await DayHouse.OpenAsync();
        await day.BeatAsync();
        await day.House.Engine.Board.SetLessonAsync(day.Room.Id, LessonState.Running, default);
        await day.BeatAsync();
        long begun = day.House.Manual.NowMs;
        day.House.Manual.Advance(TimeSpan.FromMinutes(3) - DayBoard.Beat);
        await day.BeatAsync();
        Assert.Empty(day.Read(null).Troubles);
        day.House.Manual.Advance(DayBoard.Beat);
        await day.BeatAsync();
        DayTrouble nobody = Assert.Single(day.Read(null).Troubles);
        Assert.Equal((TroubleKind.NobodyAnswers, "8А"), (nobody.Kind, nobody.ClassName));
        day.House.Manual.Advance(TimeSpan.FromMinutes(1));
        await day.BeatAsync();
        Assert.Equal(nobody.SinceMs, Assert.Single(day.Read(null).Troubles).SinceMs);
        Assert.True(nobody.SinceMs <= begun);

        Pupil[] pupils = await Task.WhenAll(Enumerable.Range(1, 5).Select(seat => day.House.PupilAsync(day.Room, seat, $"device {seat}")));
        await day.BeatAsync();
        Assert.Empty(day.Read(null).Troubles);
        foreach (Pupil pupil in pupils.Take(3))
        {
            day.House.Engine.Sessions.Lost(pupil.SessionId, pupil.Epoch);
        }

        await day.BeatAsync();
        DayTrouble lost = Assert.Single(day.Read(null).Troubles);
        Assert.Equal((TroubleKind.LinksLost, 3, 5), (lost.Kind, lost.Number, lost.Of));
        Assert.Equal(1, Assert.Single(day.Read(null).Schools).Troubles);

        await pupils[0].HelloAsync(pupils[0].Epoch, device: "device 1");
        PutRequest waiting = new(pupils[4].Epoch, 1, [new AnswerEntry(0, "1", 1)]) { Unsent = 25 };
        Assert.Equal(PutStatus.Ok, (await day.House.Engine.Sessions.PutAsync(pupils[4].SessionId, waiting, default)).Status);
        await day.BeatAsync();
        DayTrouble unsent = Assert.Single(day.Read(null).Troubles);
        Assert.Equal((TroubleKind.UnsentGrow, 25), (unsent.Kind, unsent.Number));
    }

    [Fact]
    public async Task A_lesson_that_was_left_open_is_not_on()
    {
        await using DayHouse day = await DayHouse.OpenAsync(running: true);
        Pupil pupil = await day.House.PupilAsync(day.Room);
        await pupil.PutAsync(1, "1");
        Assert.Equal(1, (await day.CountAsync()).On);
        day.House.Manual.Advance(TimeSpan.FromHours(5));
        DayCount later = await day.CountAsync();
        Assert.Equal((0, 0, 1), (later.On, later.Lost, later.Joined));
    }

    [Fact]
    public async Task A_lesson_that_was_left_open_is_no_incident_while_another_class_is_on()
    {
        await using DayHouse day = await DayHouse.OpenAsync();
        SchoolClass later = await day.House.Engine.Organisation.AddClassAsync(day.Room.SchoolId, 10, "Б", 3, 0, default);
        await day.BeatAsync();
        await day.House.Engine.Board.SetLessonAsync(day.Room.Id, LessonState.Running, default);
        await day.House.PupilAsync(day.Room);
        await day.BeatAsync();
        day.House.Manual.Advance(TimeSpan.FromHours(5));
        await day.House.Engine.Board.SetLessonAsync(later.Id, LessonState.Running, default);
        await day.House.PupilAsync(later);
        Assert.Equal(1, (await day.CountAsync()).On);
        Assert.Empty(day.Read(null).Troubles);
    }

    [Fact]
    public async Task A_spare_place_is_expected_once_somebody_sits_down_there()
    {
        await using DayHouse day = await DayHouse.OpenAsync();
        SchoolClass room = await day.House.Engine.Organisation.AddClassAsync(day.Room.SchoolId, 10, "Б", 2, 2, default);
        Assert.Equal(7, (await day.CountAsync()).Expected);
        await day.House.Engine.Board.SetLessonAsync(room.Id, LessonState.Running, default);
        Pupil spare = await day.House.PupilAsync(room, 3);
        await spare.PutAsync(1, "1");
        await spare.FinishAsync(1);
        day.House.Manual.Advance(TimeSpan.FromMinutes(5));
        DayCount count = await day.CountAsync();
        Assert.Equal((8, 1, 1), (count.Expected, count.Joined, count.Finished));
        await day.House.ReopenAsync();
        DayCount again = await day.CountAsync();
        Assert.Equal((8, 1, 1), (again.Expected, again.Joined, again.Finished));
    }

    [Fact]
    public async Task A_lesson_that_ran_already_when_it_was_first_seen_is_on_where_nobody_ever_answered_in_it()
    {
        await using DayHouse day = await DayHouse.OpenAsync(running: true);
        Assert.Equal((1, 5, 0), await NowAsync());
        day.House.Manual.Advance(TimeSpan.FromMinutes(3));
        await day.BeatAsync();
        Assert.Equal(TroubleKind.NobodyAnswers, Assert.Single(day.Read(null).Troubles).Kind);

        async Task<(int On, int Expected, int Joined)> NowAsync()
        {
            DayCount count = await day.CountAsync();
            return (count.On, count.ExpectedNow, count.JoinedNow);
        }
    }

    [Fact]
    public async Task The_last_hour_stands_by_minute()
    {
        await using DayHouse day = await DayHouse.OpenAsync(running: true);
        await day.BeatAsync();
        Pupil pupil = await day.House.PupilAsync(day.Room);
        await day.BeatAsync();
        day.House.Manual.Advance(TimeSpan.FromMinutes(1));
        await pupil.PutAsync(1, "1");
        await pupil.FinishAsync(1);
        await day.BeatAsync();
        Assert.Equal([(1, 0), (1, 1)], day.Read(null).Trend.Select(minute => (minute.Joined, minute.Finished)));
        for (int minute = 0; minute < 70; minute++)
        {
            day.House.Manual.Advance(TimeSpan.FromMinutes(1));
            await day.BeatAsync();
        }

        IReadOnlyList<DayMinute> hour = day.Read(null).Trend;
        Assert.Equal(60, hour.Count);
        Assert.Equal(59, hour[^1].Minute - hour[0].Minute);
    }

    private static (int Answering, int Lost, int JoinedNow, int FinishedNow) Now(DayCount count) => (count.Answering, count.Lost, count.JoinedNow, count.FinishedNow);
}

/// <summary>A region with one class, and its day as the coordinator reads it.</summary>
internal sealed class DayHouse(TestHouse house, SchoolClass room, OrgPath path) : IAsyncDisposable
{
    public TestHouse House => house;

    public SchoolClass Room => room;

    public string Municipality => path.MunicipalityId!;

    public OrgNode Region => new(NodeKind.Region, path.RegionId!);

    public static async Task<DayHouse> OpenAsync(bool running = false, bool parents = true)
    {
        TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync(running: running, parents: parents);
        return new DayHouse(house, room, (await house.Engine.Paths.FindAsync(new OrgNode(NodeKind.Class, room.Id), default))!);
    }

    public Task BeatAsync() => house.Engine.Day.BeatAsync(isStarved: false, default);

    public DayView Read(string? since) => house.Engine.Day.Read(Region, since)!;

    public async Task<DayCount> CountAsync()
    {
        await BeatAsync();
        DayView view = Read(null);
        Assert.Equal(view.Total, view.Municipalities.Single().Count);
        Assert.Equal(view.Total, house.Engine.Day.Read(new OrgNode(NodeKind.Municipality, Municipality), null)!.Total);
        return view.Total;
    }

    public ValueTask DisposeAsync() => house.DisposeAsync();
}
