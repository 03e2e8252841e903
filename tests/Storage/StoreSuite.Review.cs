using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Keeping;
using Diagnostics.Engine.Results;
using Diagnostics.Engine.Reviews;
using Diagnostics.Engine.Storage;
using Diagnostics.Tests.Reviews;
using Microsoft.Extensions.Logging.Abstractions;

namespace Diagnostics.Tests.Storage;

/// <summary>The queue of reviews on every store.</summary>
public abstract partial class StoreSuite
{
    private const int Rooms = 250;

    [StoreFact]
    public async Task A_finish_brings_its_reasons_a_talk_is_noted_and_the_queue_tells_both()
    {
        await using TestHouse house = await OpenAsync();
        SchoolClass room = await house.ClassAsync();
        Pupil pupil = await house.PupilAsync(room);
        await pupil.PutAsync(1, [.. Enumerable.Repeat("2", 49)]);
        await pupil.FinishAsync(49);
        OrgNode school = new(NodeKind.School, room.SchoolId);
        QueueRow row = Assert.Single((await house.Engine.Queue.ReadAsync(school, QueueWish.All, default)).Rows);
        Assert.Equal((room.Id, 1, null), (row.ClassId, row.Seat, row.Talk));
        Assert.NotEmpty(row.Needs);
        Assert.True(await house.Engine.Talks.NoteAsync(room.Id, 1, isHeld: true, "psychologist", default));
        Assert.True(await house.Engine.Talks.NoteAsync(room.Id, 1, isHeld: true, "colleague", default));
        QueuePage page = await house.Engine.Queue.ReadAsync(school, new QueueWish { State = QueueState.Talked }, default);
        Assert.Equal(new HeldTalk(house.Manual.NowMs, "psychologist"), Assert.Single(page.Rows).Talk);
        Assert.True(await house.Engine.Talks.NoteAsync(room.Id, 1, isHeld: false, "psychologist", default));

        await house.ExecuteAsync("UPDATE review_need SET rule_version = '0', evidence = '[]'");
        Assert.Equal([room.Id], await house.Engine.Needs.DueClassesAsync(default));
        Assert.Equal(1, await house.Engine.Needs.RemakeAsync(room.Id, default));
        QueueRow again = Assert.Single((await house.Engine.Queue.ReadAsync(school, new QueueWish { State = QueueState.NeedsTalk }, default)).Rows);
        Assert.Equal(row.Needs.Select(need => need.Reason), again.Needs.Select(need => need.Reason));
        await house.Engine.Privacy.EraseAsync(pupil.SessionId, "keeper", default);
        Assert.Equal(0, await house.CountAsync("SELECT COUNT(*) FROM review_need"));
    }

    [StoreFact]
    public async Task Sessions_of_one_student_are_one_row_and_a_talk_with_one_is_a_talk_with_the_student()
    {
        await using TestHouse house = await OpenAsync();
        SchoolClass room = await house.ClassAsync(grade: 9);
        foreach (int seat in new[] { 1, 2, 3 })
        {
            Pupil pupil = await house.PupilAsync(room, seat, $"d{seat}");
            await pupil.PutAsync(1, [.. Enumerable.Repeat("2", 49)]);
            await pupil.FinishAsync(49);
        }

        await house.ExecuteAsync("UPDATE seat SET person = 'p' WHERE class_id = @Id AND number <= 2", new { room.Id });
        OrgNode school = new(NodeKind.School, room.SchoolId);
        QueuePage page = await house.Engine.Queue.ReadAsync(school, QueueWish.All, default);
        Assert.Equal((2, 2), (page.Total, page.Counts.All));
        Assert.Equal(2, Assert.Single(page.Rows.Single(row => row.Seat == 1).Others).Seat);
        house.Manual.Advance(TimeSpan.FromMinutes(1));
        Assert.True(await house.Engine.Talks.NoteAsync(room.Id, 2, isHeld: true, "psychologist", default));
        Assert.True(Assert.Single((await house.Engine.Queue.ReadAsync(school, new QueueWish { State = QueueState.Talked }, default)).Rows).IsTalked);
        Assert.Equal("psychologist", (await house.Engine.Protocols.ReadAsync(room.Id, 1, "psychologist", default))!.Talk!.By);
        Assert.True(await house.Engine.Talks.NoteAsync(room.Id, 1, isHeld: false, "psychologist", default));
        Assert.Equal(0, await house.CountAsync("SELECT COUNT(*) FROM talk"));
    }

    [StoreFact]
    public async Task A_profile_and_how_it_was_answered_are_read_wherever_they_stand()
    {
        await using TestHouse house = await OpenAsync();
        SchoolClass room = await house.ClassAsync(grade: 9);
        Pupil pupil = await house.PupilAsync(room);
        Pupil neighbour = await house.PupilAsync(room, 2, "neighbour");
        await pupil.PutTimedAsync(1, (0, "1", 1_000), (1, "2", 4_000));
        await neighbour.PutAsync(1, "3");
        await pupil.PutTimedAsync(3, (0, "0", 9_000));
        await pupil.FinishAsync(3);
        ProtocolView view = (await house.Engine.Protocols.ReadAsync(room.Id, 1, "psychologist", default))!;
        Assert.Equal((room.Id, 1, 2, false), (view.ClassId, view.Seat, view.Taken.Answered, view.Taken.IsSitting));
        AnswerPath path = (await house.Engine.AnswerPaths.ReadAsync(room.Id, 1, "psychologist", default))!;
        Assert.Equal([(0, PathAct.Answered, null), (1, PathAct.Answered, 3_000L), (0, PathAct.Changed, 5_000L)], path.Entries.Select(one => (one.Question, one.Act, one.TookMs)));
        Assert.Null(await house.Engine.Protocols.ReadAsync(room.Id, 2, "psychologist", default));
        Assert.Equal(2, await house.CountAsync("SELECT COUNT(*) FROM audit_entry WHERE act IN ('profileRead', 'answerPathRead')"));
    }

    [StoreFact]
    public async Task A_decision_is_drafted_signed_replaced_and_others_are_signed_together()
    {
        await using ReviewHouse house = await ReviewHouse.OpenAsync(students: 3, opened: await OpenAsync());
        Assert.True(await house.DraftAsync(await house.StateAsync(), 1));
        Assert.True(await house.DraftAsync(await house.StateAsync(), 2));
        await house.SignedAsync();
        ReviewOrder order = ReviewHouse.OrderOf(await house.StateAsync());
        await house.SignedAsync(order with { Texts = order.Texts with { Parent = "Слова", Teacher = "Просьба", TeacherId = house.Teacher.Id } });
        ReviewState state = await house.StateAsync();
        Assert.Equal([WithdrawalReason.Replaced, null], state.Versions.Select(one => one.Release.Reason));
        Assert.Equal(house.Teacher.Name, state.Versions[1].TeacherName);
        Assert.Equal(2, (await house.ResultAsync()).Conclusion!.Version);
        Assert.NotNull(await house.Engine.Reviews.ComputedAsync(house.Room.Id, 1, 2, house.Psychologist.Id, default));
        string key = Assert.Single(await house.Engine.ParentTexts.GiveAsync(house.Room.Id, 0, "psychologist", default)).Key;
        Assert.Equal("Слова", Assert.IsType<ParentTextOutcome.Opened>(await house.Engine.ParentTexts.OpenAsync(key, default)).Text.Text);
        Assert.Single(await house.Engine.Addressed.ListAsync(house.Teacher, default));
        Assert.Equal("Просьба", (await house.Engine.Addressed.OpenAsync(house.Room.Id, 1, house.Teacher.Id, default))!.Text);
        await house.Engine.Releases.ReissueKeyAsync(house.Room.Id, 1, "psychologist", default);
        Assert.IsType<ParentTextOutcome.Unknown>(await house.Engine.ParentTexts.OpenAsync(key, default));
        await house.StateAsync(2);
        await house.StateAsync(3);
        BatchLook look = await house.Engine.Batches.LookAsync(house.Room.Id, null, house.Psychologist.Id, default);
        Assert.Equal([2, 3], look.Ready.Select(one => one.Seat));
        Assert.Equal((BatchObstacle.AlreadySigned, 2), (Assert.Single(look.Refused).Why, look.Opened));
        Assert.IsType<BatchOutcome.Done>(await house.Engine.Batches.SignAsync(
            house.Room.Id, new BatchOrder([2, 3], look.Stamp, order.Texts), house.Psychologist, default));
        Assert.Equal(0, await house.Engine.Releases.ReleaseAsync(house.Room.Id, 0, "psychologist", default));
        StoreReport report = new StoreVerifier(house.Engine.Batteries).Verify(house.Engine.Store.Dialect, auditKey: null, new Progress<double>(), default);
        Assert.Equal((4, 0), (report.Reviews, report.Faults.Count(fault => fault.Kind is StoreFaultKind.Review or StoreFaultKind.Release or StoreFaultKind.Reference)));
    }

    [StoreFact]
    public async Task A_page_of_ten_thousand_takes_three_statements_wherever_it_is()
    {
        await using TestHouse house = await OpenAsync();
        SchoolClass like = await house.ClassAsync(parents: false);
        await LongQueue.FillAsync(house.Engine, like, Rooms);
        OrgNode school = new(NodeKind.School, like.SchoolId);
        using var counted = new CountedReaders(house.Engine.Store.Dialect);
        using var store = new Database(counted, house.Store, house.Clock, NullLogger<Database>.Instance, house.Engine.Writer.Meter);
        var queue = new ReviewBoard(store);
        QueuePage first = await queue.ReadAsync(school, QueueWish.All, default);
        Assert.Equal(3, counted.Statements);
        Assert.Equal((Rooms * LongQueue.SeatsOfRoom, Rooms * LongQueue.SeatsOfRoom, ReviewBoard.PageSize), (first.Counts.All, first.Total, first.Rows.Length));
        Assert.Equal((Rooms * 10) + LongQueue.SeatsOfRoom - 10, first.Counts.NeedsTalk);
        Assert.All(first.Rows, row => Assert.Equal(NeedReason.AskedForTalk, row.Needs[0].Reason));

        // The first class is undecided as a whole: there it tells nobody apart, and comes after all that does.
        Assert.True(first.Classes.Single(one => one.ClassId == "r000").Rates.Single(rate => rate.Reason == NeedReason.Undecided).IsUseless);
        QueuePage asked = await queue.ReadAsync(school, new QueueWish { Reason = NeedReason.AskedForTalk, From = 1_240 }, default);
        Assert.Equal((Rooms * 5, 10), (asked.Total, asked.Rows.Length));
        QueuePage last = await queue.ReadAsync(school, new QueueWish { State = QueueState.NeedsTalk, Talks = 3_000, From = 2_500 }, default);
        Assert.Equal(["r000"], last.Rows.Select(row => row.ClassId).Distinct());
        Assert.Equal(9, counted.Statements);
        Assert.Equal((0, 11), ((await queue.ReadAsync(school, new QueueWish { From = 10_000 }, default)).Rows.Length, counted.Statements));

        // Forty sessions of one student are one row; the fifty-first session of a page takes a statement more.
        await house.ExecuteAsync("UPDATE seat SET person = 'p' WHERE class_id = 'r001'");
        QueuePage tied = await queue.ReadAsync(school, QueueWish.All, default);
        Assert.Equal((first.Total - LongQueue.SeatsOfRoom + 1, 15), (tied.Total, counted.Statements));
        Assert.Equal(LongQueue.SeatsOfRoom - 1, tied.Rows.Single(row => row.ClassId == "r001").Others.Length);
    }
}
