using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Consent;
using Diagnostics.Engine.Privacy;
using Diagnostics.Engine.Reviews;
using Diagnostics.Tests.Consent;
using Diagnostics.Tests.Storage;

namespace Diagnostics.Tests.Reviews;

/// <summary>A place's queue: its order with what changes after the finish, its counts and filters, and the talks that were held.</summary>
public sealed class ReviewBoardTests
{
    [Fact]
    public async Task The_queue_tells_who_comes_first_why_and_what_is_left()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await RoomAsync(house, NeedReason.None, NeedReason.Flat, NeedReason.Unreliable, NeedReason.AskedForTalk | NeedReason.Flat);
        OrgNode school = new(NodeKind.School, room.SchoolId);
        QueuePage page = await house.Engine.Queue.ReadAsync(school, QueueWish.All, default);
        Assert.Equal([4, 3, 2, 1], page.Rows.Select(row => row.Seat));
        Assert.Equal(
            ["AskedForTalk() Flat(seat4)", "Unreliable(seat3)", "Flat(seat2)", ""],
            page.Rows.Select(row => string.Join(' ', row.Needs.Select(need => $"{need.Reason}({string.Join(' ', need.Evidence)})"))));
        Assert.Equal(new QueueCounts(All: 4, NeedsTalk: 3, Talked: 0, Released: 0, Ordinary: 1, Waiting: 0), page.Counts);
        Assert.Equal((2, 2), page.Reasons.Where(one => one.Reason == NeedReason.Flat).Select(one => (one.All, one.Left)).Single());
        QueueClass counted = Assert.Single(page.Classes);
        Assert.Equal((room.Id, "Школа", 9, 4), (counted.ClassId, counted.SchoolName, counted.Grade, counted.Finished));
        Assert.Equal([NeedReason.AskedForTalk, NeedReason.Unreliable, NeedReason.Flat], counted.Rates.Select(rate => rate.Reason));
    }

    [Fact]
    public async Task A_release_a_parents_request_and_a_talk_are_joined_as_they_stand()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await RoomAsync(house, NeedReason.Unreliable, NeedReason.Flat, NeedReason.None);
        OrgNode school = new(NodeKind.School, room.SchoolId);
        ParentCard card = (await house.Engine.ParentSheets.PrintAsync(room.Id, "keeper", default))!.Cards[2];
        Assert.True(await house.Engine.Parents.AskAsync(card.Link, ParentRequestKind.Meeting, default));
        await house.Engine.Releases.ReleaseAsync(room.Id, 2, "psychologist", default);
        QueuePage page = await house.Engine.Queue.ReadAsync(school, QueueWish.All, default);
        Assert.Equal([3, 1, 2], page.Rows.Select(row => row.Seat));
        Assert.Equal(NeedReason.ParentAsked, Assert.Single(page.Rows[0].Needs).Reason);
        Assert.Equal([null, null, house.Manual.NowMs], page.Rows.Select(row => row.ReleasedAtMs));
        Assert.Equal(new QueueCounts(All: 3, NeedsTalk: 3, Talked: 0, Released: 1, Ordinary: 0, Waiting: 0), page.Counts);

        // Talked with, the student stays in the queue and is left no more; a parent who asks after the talk puts them back.
        house.Manual.Advance(TimeSpan.FromHours(1));
        Assert.True(await house.Engine.Talks.NoteAsync(room.Id, 3, isHeld: true, "psychologist", default));
        page = await house.Engine.Queue.ReadAsync(school, QueueWish.All, default);
        Assert.Equal((2, 1), (page.Counts.NeedsTalk, page.Counts.Talked));
        Assert.Equal(new HeldTalk(house.Manual.NowMs, "psychologist"), page.Rows.Single(row => row.Seat == 3).Talk);
        house.Manual.Advance(TimeSpan.FromHours(1));
        Assert.True(await house.Engine.Parents.RecallAsync(card.Link, ParentRequestKind.Meeting, default));
        Assert.Equal([1, 2, 3], (await house.Engine.Queue.ReadAsync(school, QueueWish.All, default)).Rows.Select(row => row.Seat));
        Assert.True(await house.Engine.Parents.AskAsync(card.Link, ParentRequestKind.Meeting, default));
        Assert.Equal((3, 0), await CountsAsync(house, school));
    }

    [Fact]
    public async Task A_talk_is_noted_once_taken_back_once_and_stands_in_the_log()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await RoomAsync(house, NeedReason.Flat);
        OrgNode school = new(NodeKind.School, room.SchoolId);
        Assert.False(await house.Engine.Talks.NoteAsync(room.Id, 2, isHeld: true, "psychologist", default));
        Assert.True(await house.Engine.Talks.NoteAsync(room.Id, 1, isHeld: true, "first", default));
        Assert.True(await house.Engine.Talks.NoteAsync(room.Id, 1, isHeld: true, "second", default));
        Assert.Equal("first", (await house.Engine.Queue.ReadAsync(school, QueueWish.All, default)).Rows[0].Talk!.By);
        Assert.Equal((0, 1), await CountsAsync(house, school));
        Assert.True(await house.Engine.Talks.NoteAsync(room.Id, 1, isHeld: false, "second", default));
        Assert.True(await house.Engine.Talks.NoteAsync(room.Id, 1, isHeld: false, "second", default));
        Assert.Equal((1, 0), await CountsAsync(house, school));
        Assert.Equal(
            [(AuditAct.TalkTakenBack, "second"), (AuditAct.TalkHeld, "first")],
            (await house.Engine.Audit.ReadAsync(school, long.MaxValue, default)).Take(2).Select(line => (line.Act, line.Actor)));
    }

    [Fact]
    public async Task Filters_and_room_for_so_many_talks_take_the_most_needed_of_those_who_are_left()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await RoomAsync(house, NeedReason.Flat, NeedReason.Gap, NeedReason.Unreliable, NeedReason.AskedForTalk, NeedReason.None);
        await house.Engine.Talks.NoteAsync(room.Id, 4, isHeld: true, "psychologist", default);
        await house.Engine.Releases.ReleaseAsync(room.Id, 5, "psychologist", default);
        await AssertAsync(QueueWish.All, 4, 3, 2, 1, 5);
        await AssertAsync(new QueueWish { Talks = 2 }, 3, 2);
        await AssertAsync(new QueueWish { Talks = 0 });
        await AssertAsync(new QueueWish { Talks = 99 }, 3, 2, 1);
        await AssertAsync(new QueueWish { State = QueueState.Talked }, 4);
        await AssertAsync(new QueueWish { State = QueueState.Ordinary }, 5);
        await AssertAsync(new QueueWish { State = QueueState.Released }, 5);
        await AssertAsync(new QueueWish { State = QueueState.NeedsTalk, Grade = 9 }, 3, 2, 1);
        await AssertAsync(new QueueWish { Reason = NeedReason.Gap }, 2);
        await AssertAsync(new QueueWish { Grade = 10 });
        await AssertAsync(new QueueWish { Seat = 2, ClassId = room.Id }, 2);
        await AssertAsync(new QueueWish { ClassId = "elsewhere" });
        await AssertTotalAsync(new QueueWish { ClassId = room.Id, From = 3 }, [1, 5], total: 5);
        await AssertTotalAsync(new QueueWish { From = 5 }, [], total: 5);

        Task AssertAsync(QueueWish wish, params int[] seats) => AssertTotalAsync(wish, seats, seats.Length);
        async Task AssertTotalAsync(QueueWish wish, int[] seats, int total)
        {
            QueuePage page = await house.Engine.Queue.ReadAsync(new OrgNode(NodeKind.School, room.SchoolId), wish, default);
            Assert.Equal(seats, page.Rows.Select(row => row.Seat));
            Assert.Equal((total, 5), (page.Total, page.Counts.All));
        }
    }

    [Fact]
    public async Task Nobody_is_in_it_who_withdrew_was_erased_or_belongs_elsewhere_and_what_is_not_known_yet_is_counted()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await RoomAsync(house, NeedReason.Flat, NeedReason.Flat, NeedReason.Flat, NeedReason.Flat);
        SchoolClass other = await RoomAsync(house, NeedReason.Unreliable);
        await house.Engine.Consent.RecordAsync(room.Id, [1], ConsentParty.Parent, false, ParentsOnPaper.Keeper, default);
        HeldSession erased = (await house.Engine.Privacy.FindAsync(await house.CodeAsync(room, 2), default))!;
        await house.Engine.Privacy.EraseAsync(erased.SessionId, "keeper", default);
        HeldSession unknown = (await house.Engine.Privacy.FindAsync(await house.CodeAsync(room, 3), default))!;
        await house.ExecuteAsync("DELETE FROM review_need WHERE session_id = @SessionId", new { unknown.SessionId });
        QueuePage page = await house.Engine.Queue.ReadAsync(new OrgNode(NodeKind.School, room.SchoolId), QueueWish.All, default);
        Assert.Equal(4, Assert.Single(page.Rows).Seat);
        Assert.Equal((1, 1), (page.Counts.All, page.Counts.Waiting));
        Assert.False(await house.Engine.Talks.NoteAsync(room.Id, 1, isHeld: true, "psychologist", default));
        Assert.False(await house.Engine.Talks.NoteAsync(room.Id, 2, isHeld: true, "psychologist", default));
        Assert.Equal([other.Id, room.Id], (await house.Engine.Queue.ReadAsync(OrgNode.Server, QueueWish.All, default)).Rows.Select(row => row.ClassId));
    }

    [Fact]
    public async Task Last_years_students_are_not_in_this_years_queue()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await RoomAsync(house, NeedReason.Flat);
        OrgNode school = new(NodeKind.School, room.SchoolId);
        await house.ExecuteAsync(
            """
            INSERT INTO campaign (id, region_id, year, opens_at, closes_at, show_settings) SELECT 'next', region_id, year + 1, opens_at, closes_at, show_settings FROM campaign;
            INSERT INTO school_class (id, school_id, campaign_id, grade, letter, board_link, pin_revision, battery_id, battery_version, package_hash, lesson)
            SELECT 'next', school_id, 'next', 10, letter, 'next', 1, battery_id, battery_version, package_hash, 'lobby' FROM school_class
            """);
        Assert.Empty((await house.Engine.Queue.ReadAsync(school, QueueWish.All, default)).Rows);
    }

    [Fact]
    public async Task Two_sessions_of_one_student_are_one_row_with_one_talk_and_each_keeps_its_reasons()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass lesson = await RoomAsync(house, NeedReason.Flat, NeedReason.None, NeedReason.Gap);
        SchoolClass sitting = await RoomAsync(house, NeedReason.Unreliable, NeedReason.None);
        await house.ExecuteAsync(
            "UPDATE school_class SET school_id = @SchoolId, letter = 'А · Интересы', campaign_id = (SELECT l.campaign_id FROM school_class l WHERE l.id = @like) WHERE id = @Id",
            new { lesson.SchoolId, like = lesson.Id, sitting.Id });
        await house.ExecuteAsync("UPDATE seat SET person = 'p' WHERE number = 1");
        OrgNode school = new(NodeKind.School, lesson.SchoolId);
        QueuePage page = await house.Engine.Queue.ReadAsync(school, QueueWish.All, default);
        Assert.Equal((4, 4, 2), (page.Counts.All, page.Total, page.Counts.NeedsTalk));
        QueueRow row = page.Rows[0];
        QueueOther other = Assert.Single(row.Others);
        Assert.Equal((sitting.Id, NeedReason.Unreliable, lesson.Id, NeedReason.Flat), (row.ClassId, row.Needs[0].Reason, other.ClassId, other.Needs[0].Reason));
        Assert.Equal([3, 2], page.Classes.Select(one => one.Finished).OrderDescending());

        // Asked for by a class, the session there leads; its reasons are all of the student's.
        QueueRow there = Assert.Single((await house.Engine.Queue.ReadAsync(school, new QueueWish { ClassId = lesson.Id, Reason = NeedReason.Unreliable }, default)).Rows);
        Assert.Equal((lesson.Id, sitting.Id), (there.ClassId, Assert.Single(there.Others).ClassId));

        house.Manual.Advance(TimeSpan.FromHours(1));
        Assert.True(await house.Engine.Talks.NoteAsync(lesson.Id, 1, isHeld: true, "first", default));
        Assert.True(await house.Engine.Talks.NoteAsync(sitting.Id, 1, isHeld: true, "second", default));
        row = (await house.Engine.Queue.ReadAsync(school, new QueueWish { State = QueueState.Talked }, default)).Rows[0];
        Assert.Equal(("first", true, 1L), (row.Talk!.By, row.IsTalked, await house.CountAsync("SELECT COUNT(*) FROM talk")));
        Assert.Equal(("first", true), await TalkAsync());

        // What finished after it puts the student back, and a newer talk can be noted.
        await house.ExecuteAsync("UPDATE test_session SET finished_at = @now WHERE class_id = @Id AND state = 'finished'", new { now = house.Manual.NowMs + 1, sitting.Id });
        Assert.Equal((2, 0), await CountsAsync(house, school));
        Assert.Equal(("first", false), await TalkAsync());
        house.Manual.Advance(TimeSpan.FromHours(1));
        Assert.True(await house.Engine.Talks.NoteAsync(lesson.Id, 1, isHeld: true, "second", default));
        Assert.Equal(("second", true), await TalkAsync());
        Assert.Equal((1, 1), await CountsAsync(house, school));
        Assert.True(await house.Engine.Talks.NoteAsync(sitting.Id, 1, isHeld: false, "second", default));
        Assert.Equal((2, 0), await CountsAsync(house, school));

        // Who withdrew one of them is there with the other alone.
        await house.Engine.Consent.RecordAsync(sitting.Id, [1], ConsentParty.Parent, false, ParentsOnPaper.Keeper, default);
        await house.Engine.Needs.RemakeAsync(lesson.Id, default);
        row = (await house.Engine.Queue.ReadAsync(school, new QueueWish { ClassId = lesson.Id, Seat = 1 }, default)).Rows[0];
        Assert.Empty(row.Others);

        async Task<(string? By, bool IsTalked)> TalkAsync() =>
            await house.Engine.Protocols.ReadAsync(sitting.Id, 1, "p", default) is { } view ? (view.Talk?.By, view.IsTalked) : default;
    }

    private static async Task<(int NeedsTalk, int Talked)> CountsAsync(TestHouse house, OrgNode place) =>
        (await house.Engine.Queue.ReadAsync(place, QueueWish.All, default)).Counts is var counts ? (counts.NeedsTalk, counts.Talked) : default;

    /// <summary>A class whose seats have finished, with these reasons instead of their own; the evidence names the seat.</summary>
    private static async Task<SchoolClass> RoomAsync(TestHouse house, params NeedReason[] reasons)
    {
        SchoolClass room = await house.ClassAsync(grade: 9);
        foreach ((NeedReason wanted, int seat) in reasons.Select((wanted, place) => (wanted, place + 1)))
        {
            Pupil pupil = await house.PupilAsync(room, seat, $"device{seat}");
            await pupil.PutAsync(1, "1");
            await pupil.FinishAsync(1);
            var needs = Enum.GetValues<NeedReason>().Where(one => one != NeedReason.None && wanted.HasFlag(one))
                .Select(one => new Need(one, one == NeedReason.AskedForTalk ? [] : [$"seat{seat}"]));
            await house.ExecuteAsync(
                "UPDATE review_need SET reasons = @Reasons, evidence = @Evidence WHERE session_id = @SessionId", NeedRow.Of(pupil.SessionId, [.. needs]));
        }

        return room;
    }
}
