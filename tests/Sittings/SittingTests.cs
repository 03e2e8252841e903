using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Privacy;
using Diagnostics.Engine.Results;
using Diagnostics.Engine.Sessions;
using Diagnostics.Engine.Sittings;
using Diagnostics.Engine.Storage;
using Diagnostics.Tests.Consent;
using Diagnostics.Tests.Storage;
using Diagnostics.Tests.Years;

namespace Diagnostics.Tests.Sittings;

public sealed class SittingTests
{
    [Fact]
    public async Task A_look_says_what_would_be_made_and_makes_nothing()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync(grade: 9);
        await (await house.PupilAsync(room)).PutAsync(1, "1");
        SittingOrder order = house.Order(room) with { Instruments = [SittingHouse.Words, SittingHouse.Interests] };
        SittingLook look = await house.LookAsync(room, order);
        Assert.Equal(("9А · Интересы", 9, 5, true), (look.Name, look.Grade, look.Seats, look.ParentsDecide));
        Assert.Empty(look.Faults);
        Assert.Equal([("riasec", 4, null, false, 1), ("aptitude-verbal", 5, 300, true, 1)], look.Sections.Select(one => (one.Instrument, one.Minutes, one.Seconds, one.HasTasks, one.Repeated)));
        Assert.Equal(9, look.Minutes);
        Assert.True(look.SlowMinutes > look.Minutes);
        Assert.Equal((1L, 0L), (await house.CountAsync("SELECT COUNT(*) FROM school_class"), await house.CountAsync("SELECT COUNT(*) FROM seat WHERE person IS NOT NULL")));
    }

    [Fact]
    public async Task What_cannot_be_made_is_told_with_its_reason()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync(grade: 9);
        School other = await house.Engine.Organisation.AddSchoolAsync(
            (await house.Engine.Organisation.MunicipalitiesAsync((await house.Engine.Organisation.RegionsAsync(default))[0].Id, default))[0].Id, "Соседняя", Settlement.City, default);
        SchoolClass foreign = await house.Engine.Organisation.AddClassAsync(other.Id, 9, "А", 2, 0, default);
        SittingOrder order = house.Order(room);
        await FaultAsync(order with { Who = new SittingWho.OfClass(foreign.Id, null) }, SittingFaultKind.ClassUnknown);
        await FaultAsync(order with { Who = new SittingWho.OfClass(room.Id, []) }, SittingFaultKind.SeatsUnknown);
        await FaultAsync(order with { Who = new SittingWho.OfClass(room.Id, [1, 6]) }, SittingFaultKind.SeatsUnknown);
        await FaultAsync(order with { Who = new SittingWho.Group(9, 0) }, SittingFaultKind.GroupInvalid);
        await FaultAsync(order with { Who = new SittingWho.Group(9, 41) }, SittingFaultKind.GroupInvalid);
        await FaultAsync(order with { Who = new SittingWho.Group(1, 4) }, SittingFaultKind.GroupInvalid);
        await FaultAsync(order with { Instruments = [] }, SittingFaultKind.InstrumentsInvalid);
        await FaultAsync(order with { Instruments = [SittingHouse.Values, SittingHouse.Values] }, SittingFaultKind.InstrumentsInvalid);
        await FaultAsync(order with { Instruments = [new InstrumentChoice("riasec", "full")] }, SittingFaultKind.InstrumentNotOffered);
        await FaultAsync(order with { Instruments = [new InstrumentChoice("parents-mirror", "full")] }, SittingFaultKind.InstrumentNotOffered);
        await FaultAsync(order with { Title = "  " }, SittingFaultKind.TitleInvalid);
        await FaultAsync(order with { Title = new string('а', 37) }, SittingFaultKind.TitleInvalid);
        await FaultAsync(order with { EndsAtMs = house.In(0) }, SittingFaultKind.EndInvalid);
        await FaultAsync(order with { EndsAtMs = house.In(367) }, SittingFaultKind.EndInvalid);
        await house.MakeAsync(room, order);
        await FaultAsync(order, SittingFaultKind.TitleTaken);
        Assert.Null(await house.Engine.Sittings.MakeAsync("nowhere", order, "x", default));
        Assert.Equal(1, await house.CountAsync("SELECT COUNT(*) FROM school_class WHERE kind = 'sitting'"));

        async Task FaultAsync(SittingOrder wrong, SittingFaultKind kind)
        {
            Assert.Equal([kind], (await house.LookAsync(room, wrong)).Kinds());
            MadeSitting made = (await house.Engine.Sittings.MakeAsync(room.SchoolId, wrong, "x", default))!;
            Assert.Equal((null, kind), (made.ClassId, made.Look.Faults[0].Kind));
        }
    }

    [Fact]
    public async Task Tasks_whose_solutions_are_open_to_a_student_are_not_given_to_them_again()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync(grade: 9);
        await (await house.PupilAsync(room, 2)).PutAsync(1, "1");
        SittingOrder order = house.Order(room) with { Instruments = [SittingHouse.Values, SittingHouse.Words] };
        Assert.Empty((await house.LookAsync(room, order)).Faults);
        Assert.Equal([SittingFaultKind.EndsAfterWindow], (await house.LookAsync(room, order with { EndsAtMs = house.In(360) })).Kinds());

        // The campaign of that session is over, the one of the sitting is the next year's.
        SchoolClass next = await house.MakeAsync(room, order with { Title = "До", Instruments = [SittingHouse.Values] });
        long now = house.In(0);
        await house.ExecuteAsync(YearHouse.NextCampaign);
        await house.Engine.Organisation.AddClassAsync(room.SchoolId, 10, "А", 1, 0, default);
        await house.ExecuteAsync("UPDATE school_class SET campaign_id = 'next' WHERE id = @Id", new { next.Id });
        await house.ExecuteAsync("UPDATE campaign SET opens_at = 0, closes_at = @now WHERE id <> 'next'", new { now });
        order = order with { Who = new SittingWho.OfClass(next.Id, null), Title = "После" };
        Assert.Equal([new SittingFault(SittingFaultKind.SolutionsOpen, "aptitude-verbal", 1)], (await house.LookAsync(next, order)).Faults);
        Assert.Empty((await house.LookAsync(next, order with { Who = new SittingWho.OfClass(next.Id, [1, 3]) })).Faults);
        Assert.Equal([1], (await house.LookAsync(next, order with { Instruments = [SittingHouse.Values] })).Sections.Select(one => one.Repeated));

        // With its own window over nobody is given tasks: who finishes first could tell the others.
        await house.ExecuteAsync("UPDATE campaign SET opens_at = 0, closes_at = @now", new { now });
        Assert.Equal([new SittingFault(SittingFaultKind.SolutionsOpen, "aptitude-verbal", 3)], (await house.LookAsync(next, order with { Who = new SittingWho.Group(9, 3) })).Faults);
    }

    [Fact]
    public async Task Chosen_seats_keep_their_numbers_and_a_group_is_tied_to_nobody()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync(grade: 10);
        SittingOrder order = house.Order(room) with { Instruments = [new InstrumentChoice("plans", "full")] };
        SchoolClass two = await house.MakeAsync(room, order with { Who = new SittingWho.OfClass(room.Id, [4, 2]) });
        Assert.Equal([2, 4], (await house.Engine.Cards.ReadAsync(two.Id, default))!.Cards.Select(card => card.Seat));
        SchoolClass group = await house.MakeAsync(room, order with { Who = new SittingWho.Group(11, 3), Title = "Кружок" });
        Assert.Equal("11 · Кружок", group.Name);
        Assert.Equal(0, await house.CountAsync("SELECT COUNT(*) FROM seat WHERE class_id = @Id AND person IS NOT NULL", new { group.Id }));

        // One of those who were chosen, once more: the tie is the one they have, and the name is the class's.
        SchoolClass again = await house.MakeAsync(room, order with { Who = new SittingWho.OfClass(two.Id, [4]), Title = "Ещё раз" });
        Assert.Equal("10А · Ещё раз", again.Name);
        Assert.Equal(3, await house.CountAsync("SELECT COUNT(*) FROM seat WHERE person = (SELECT person FROM seat WHERE class_id = @Id)", new { again.Id }));
        Assert.Equal("11 · Кружок · Ещё", (await house.LookAsync(room, order with { Who = new SittingWho.OfClass(group.Id, null), Title = "Ещё" })).Name);
    }

    [Fact]
    public async Task A_sitting_is_no_part_of_the_day()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync(grade: 10);
        SchoolClass sitting = await house.MakeAsync(room, house.Order(room) with { Instruments = [new InstrumentChoice("plans", "full")] });
        Assert.Equal([room.Id], (await house.Engine.Lessons.ReadAsync(room.School(), default)).Select(one => one.ClassId));
        Assert.Equal([room.Id], (await house.Engine.MakeUp.ClassesAsync(room.School(), default)).Select(one => one.ClassId));
        Assert.Null(await house.Engine.MakeUp.SeatsAsync(sitting.Id, default));
        Assert.Equal([room.Id], (await house.Engine.Readiness.ClassesAsync(room.School(), default)).Select(one => one.ClassId));
        Assert.Equal([room.Id], (await house.Engine.Organisation.ClassesAsync(room.SchoolId, default)).Select(one => one.Id));

        // Its results and consents are worked on as a class's, and its board is a class's board.
        Assert.Contains(await house.Engine.ReleaseBoard.ClassesAsync(room.SchoolId, default), one => one.Id == sitting.Id);
        Assert.Equal((LessonState.Lobby, "10А · Интересы"), ((await house.Engine.Board.ReadAsync(sitting.Id, default))!.Run, (await house.Engine.Board.ReadAsync(sitting.Id, default))!.ClassName));
        Assert.True(await house.Engine.Board.SetLessonAsync(sitting.Id, LessonState.Running, default));
    }

    /// <summary>A sitting that is made when the next campaign is open, and the school has no lessons in it yet, belongs to the old one and hides nothing of it.</summary>
    [Fact]
    public async Task A_sitting_before_the_lessons_of_the_new_year_hides_no_lesson_of_the_old_one()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync(grade: 10);
        await house.ExecuteAsync(YearHouse.NextCampaign);
        await house.MakeAsync(room, house.Order(room) with { Who = new SittingWho.Group(10, 2), Instruments = [new InstrumentChoice("plans", "full")] });
        Assert.Equal([room.Id], (await house.Engine.Lessons.ReadAsync(room.School(), default)).Select(one => one.ClassId));
        Assert.Equal([room.Id], (await house.Engine.MakeUp.ClassesAsync(room.School(), default)).Select(one => one.ClassId));
        Assert.Equal([room.Id], (await house.Engine.Readiness.ClassesAsync(room.School(), default)).Select(one => one.ClassId));
    }

    [Fact]
    public async Task At_home_there_is_no_lobby_and_whether_an_adult_is_near_is_kept()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync(grade: 10);
        SchoolClass home = await house.MakeAsync(room, house.Order(room) with { Place = SittingPlace.Home, Instruments = [new InstrumentChoice("plans", "full")] });
        EnterOutcome.Entered entered = await house.EnterAsync(home);
        Assert.Equal((await house.OneAsync(home)).EndsAtMs, entered.Place.AtHomeUntilMs);
        await house.Engine.Entrance.DecideAsync(entered.SessionId, new StudentDecision(true, TestHouse.Shown, null) { ParentPresent = true }, default);
        HelloReply hello = await house.Engine.Sessions.HelloAsync(entered.SessionId, new HelloRequest(null, "device", 0, 0), default);
        Assert.Equal((LessonState.Running, SessionState.InProgress), (hello.Run, hello.State));
        Assert.Equal(1, await house.CountAsync("SELECT parent_present FROM test_session WHERE id = @SessionId", new { entered.SessionId }));

        // What is said after the start changes nothing of how it began.
        await house.Engine.Entrance.DecideAsync(entered.SessionId, new StudentDecision(true, TestHouse.Shown, hello.Epoch) { ParentPresent = false }, default);
        Assert.Equal(1, await house.CountAsync("SELECT parent_present FROM test_session WHERE id = @SessionId", new { entered.SessionId }));

        // In class nobody is asked, and what is sent all the same is not kept.
        EnterOutcome.Entered inClass = await house.EnterAsync(room);
        Assert.Null(inClass.Place.AtHomeUntilMs);
        await house.Engine.Board.SetLessonAsync(room.Id, LessonState.Ended, default);
        await house.Engine.Entrance.DecideAsync(inClass.SessionId, new StudentDecision(true, TestHouse.Shown, null) { ParentPresent = true }, default);
        Assert.Equal(0, await house.CountAsync("SELECT COUNT(*) FROM test_session WHERE class_id = @Id AND parent_present IS NOT NULL", new { room.Id }));
    }

    [Fact]
    public async Task At_its_end_codes_open_nothing_and_what_arrives_of_those_who_were_in_is_late()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync(grade: 10);
        SchoolClass home = await house.MakeAsync(room, house.Order(room) with { Place = SittingPlace.Home, Instruments = [new InstrumentChoice("plans", "full")], EndsAtMs = house.In(1) });
        Pupil pupil = await house.PupilAsync(home);
        Assert.Equal(PutStatus.Ok, (await pupil.PutAsync(1, "")).Status);
        house.Manual.Advance(TimeSpan.FromHours(25));
        Assert.IsType<EnterOutcome.Over>(await house.Engine.Entrance.EnterAsync(await house.CodeAsync(home, 2), "other", default));
        Assert.Equal(LessonState.Ended, (await pupil.HelloAsync(pupil.Epoch)).Run);
        Assert.Equal(PutStatus.Ok, (await pupil.PutAsync(2, "")).Status);
        Assert.Equal([(long)AnswerRemarks.None, (long)AnswerRemarks.Late], await house.FlagsAsync(pupil.SessionId));
        Assert.Equal(LessonState.Ended, (await house.Engine.Board.ReadAsync(home.Id, default))!.Run);
        Assert.False(await house.Engine.Board.SetLessonAsync(home.Id, LessonState.Paused, default));
        Assert.True(await house.Engine.Board.SetLessonAsync(home.Id, LessonState.Ended, default));
        Assert.False(await house.Engine.Board.SetLessonAsync(home.Id, LessonState.Running, default));
        Assert.Equal(PutStatus.Ok, (await pupil.FinishAsync(2)).Status);
    }

    [Fact]
    public async Task A_closed_sitting_keeps_what_was_answered_and_a_lesson_is_not_closed()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync(grade: 10);
        SchoolClass home = await house.MakeAsync(room, house.Order(room) with { Place = SittingPlace.Home, Instruments = [new InstrumentChoice("plans", "full")] });
        Pupil pupil = await house.PupilAsync(home);
        await pupil.PutAsync(1, "");
        Assert.False(await house.Engine.Sittings.CloseAsync(room.Id, "x", default));
        Assert.False(await house.Engine.Sittings.CloseAsync("nowhere", "x", default));
        Assert.True(await house.Engine.Sittings.CloseAsync(home.Id, "x", default));
        Assert.True(await house.Engine.Sittings.CloseAsync(home.Id, "x", default));
        Assert.Equal(
            (1L, 4L, 1L),
            (await house.CountAsync("SELECT COUNT(*) FROM test_session WHERE class_id = @Id AND state = 'expired'", new { home.Id }),
                await house.CountAsync("SELECT COUNT(*) FROM test_session WHERE class_id = @Id AND state = 'issued'", new { home.Id }), await pupil.RowsAsync()));
        Assert.Equal("expired", (await house.Engine.Privacy.ExportAsync(pupil.SessionId, "x", default))!.State);
        Assert.Equal(
            [AuditAct.DataExported, AuditAct.SittingClosed, AuditAct.SittingMade],
            (await house.Engine.Audit.ReadAsync(room.School(), long.MaxValue, default)).Select(line => line.Act).Take(3));
        Assert.True(await house.Engine.Privacy.EraseAsync(pupil.SessionId, "x", default));
        Assert.Equal(0, await pupil.RowsAsync());
    }

    [Fact]
    public async Task Parents_are_asked_anew_and_the_result_has_the_sections_that_were_taken()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync(grade: 9);
        SchoolClass sitting = await house.MakeAsync(room, house.Order(room) with { Instruments = [SittingHouse.Values, SittingHouse.Words] });
        Assert.True(await house.Engine.Board.SetLessonAsync(sitting.Id, LessonState.Running, default));
        Pupil pupil = await house.PupilAsync(sitting);
        Assert.Equal((SessionState.Issued, ParentWord.Awaited), ((await pupil.HelloAsync(pupil.Epoch)).State, (await pupil.HelloAsync(pupil.Epoch)).Parent));
        await ParentsOnPaper.AgreeAsync(house.Engine, sitting.Id);
        await pupil.HelloAsync(pupil.Epoch);
        await pupil.PutItemsAsync(1, (0, "1>2"), (1, "1>2"));
        string key = (await pupil.FinishAsync(2)).ResultKey!;
        StudentResult result = (await house.Engine.Results.OpenAsync(key, default))!;
        Assert.Equal(["work-values-7"], result.Sections.Select(section => section.InstrumentId));
        Assert.Null(result.Recommendation);
        Assert.Equal(1, await house.Engine.Releases.ReleaseAsync(sitting.Id, 1, "x", default));
        Assert.Equal(["work-values-7", "aptitude-verbal"], (await house.Engine.Results.OpenAsync(key, default))!.Sections.Select(section => section.InstrumentId));
    }
}
