using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Privacy;
using Diagnostics.Engine.Sessions;
using Diagnostics.Engine.Slips;
using Diagnostics.Tests.Storage;

namespace Diagnostics.Tests.Slips;

/// <summary>What becomes of a slip: taken like a put, once, or set aside, or refused with nothing written.</summary>
public sealed class SlipDeskTests
{
    private const string Orphans = "SELECT COUNT(*) FROM orphan_answer";
    private const string Deeds = "SELECT COUNT(*) FROM audit_entry WHERE act = 'slipTaken'";

    [Fact]
    public async Task A_slip_is_taken_like_a_put_finishes_the_session_and_counts_once()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        Pupil pupil = await house.PupilAsync(await house.ClassAsync());
        await pupil.PutAsync(1, "1", "2");

        // More than one batch, and two answers the server has already.
        string slip = Make(house, pupil, 1, Answers(120), finishes: true);
        Assert.Equal(new SlipOutcome.Taken("8А", 1, 118, Finished: true), await house.Engine.Slips.TakeAsync(slip, default));
        Assert.Equal(120, await pupil.RowsAsync());
        Assert.Equal(new SlipOutcome.Already("8А", 1, Finished: true), await house.Engine.Slips.TakeAsync(slip, default));
        Assert.Equal((120, 1), (await pupil.RowsAsync(), await house.CountAsync(Deeds)));

        // The device comes back: all it holds is known, and it is told its key.
        Assert.Equal(PutStatus.Ok, (await pupil.PutAsync(1, "1", "2", "1")).Status);
        Assert.NotNull((await pupil.FinishAsync(120)).ResultKey);
    }

    /// <summary>The store knows of it, this node's memory does not yet: the moment between looking at a session and writing about it.</summary>
    [Fact]
    public async Task A_slip_that_meets_an_erasure_writes_the_session_into_no_log()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        Pupil pupil = await house.PupilAsync(await house.ClassAsync());
        await house.ExecuteAsync("UPDATE test_session SET state = 'expired' WHERE id = @SessionId", new { pupil.SessionId });
        Assert.Equal(new SlipOutcome.Refused(SlipFault.Closed), await TakeAsync(house, pupil, 1, Answers(3)));
        Assert.Equal((0, 0), (await house.CountAsync(Deeds), await pupil.RowsAsync()));
    }

    [Fact]
    public async Task Without_a_finish_mark_the_session_goes_on_and_a_later_slip_adds_to_it()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        Pupil pupil = await house.PupilAsync(await house.ClassAsync());
        Assert.Equal(new SlipOutcome.Taken("8А", 1, 3, Finished: false), await TakeAsync(house, pupil, 1, Answers(3)));
        Assert.Equal(new SlipOutcome.Taken("8А", 1, 2, Finished: false), await TakeAsync(house, pupil, 1, Answers(5)));
        Assert.Equal(new SlipOutcome.Taken("8А", 1, 0, Finished: true), await TakeAsync(house, pupil, 6, [], finishes: true));
        Assert.Equal(5, await pupil.RowsAsync());
    }

    [Fact]
    public async Task It_outlives_a_restart_of_the_server()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        Pupil pupil = await house.PupilAsync(await house.ClassAsync());
        string slip = Make(house, pupil, 1, Answers(4), finishes: true);
        await house.ReopenAsync();
        Assert.IsType<SlipOutcome.Taken>(await house.Engine.Slips.TakeAsync(slip, default));
    }

    [Fact]
    public async Task A_superseded_devices_slip_is_kept_beside_the_log_and_finishes_nothing()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        Pupil pupil = await house.PupilAsync(await house.ClassAsync());
        string slip = Make(house, pupil, 1, Answers(3), finishes: true);
        house.Manual.Advance(TimeSpan.FromSeconds(31));
        Assert.True((await pupil.HelloAsync(null, device: "other")).Epoch > pupil.Epoch);
        Assert.Equal(new SlipOutcome.SetAside("8А", 1, 3), await house.Engine.Slips.TakeAsync(slip, default));
        Assert.Equal(new SlipOutcome.Already("8А", 1, Finished: false), await house.Engine.Slips.TakeAsync(slip, default));
        Assert.Equal((0, 3, 1), (await pupil.RowsAsync(), await house.CountAsync(Orphans), await house.CountAsync(Deeds)));
    }

    [Fact]
    public async Task What_finds_no_room_beside_the_log_is_refused_whole_not_dropped()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        Pupil pupil = await house.PupilAsync(await house.ClassAsync());
        string slip = Make(house, pupil, 1, [.. Enumerable.Range(0, SessionDesk.MostOrphans + 1).Select(number => new AnswerEntry(0, "1", number))]);
        house.Manual.Advance(TimeSpan.FromSeconds(31));
        await pupil.HelloAsync(null, device: "other");
        Assert.Equal(new SlipOutcome.Refused(SlipFault.Full), await house.Engine.Slips.TakeAsync(slip, default));
        Assert.Equal((0, 0), (await house.CountAsync(Orphans), await house.CountAsync(Deeds)));
    }

    [Fact]
    public async Task It_is_taken_in_the_late_window_marked_late_and_not_after_it()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync();
        Pupil pupil = await house.PupilAsync(room);
        Pupil other = await house.PupilAsync(room, seat: 2, device: "second");
        Assert.True(await house.Engine.Board.SetLessonAsync(room.Id, LessonState.Ended, default));
        house.Manual.Advance(TimeSpan.FromDays(7) - TimeSpan.FromSeconds(1));
        Assert.IsType<SlipOutcome.Taken>(await TakeAsync(house, pupil, 1, Answers(3)));
        Assert.All(await house.FlagsAsync(pupil.SessionId), flags => Assert.Equal(1, flags & 1));
        house.Manual.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(new SlipOutcome.Refused(SlipFault.Late), await TakeAsync(house, other, 1, Answers(3)));
        Assert.Equal(0, await other.RowsAsync());
    }

    [Fact]
    public async Task A_link_that_broke_between_the_bell_and_the_first_answer_costs_nothing()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync(running: false);
        Pupil pupil = await house.PupilAsync(room);
        Assert.Equal(new SlipOutcome.Refused(SlipFault.Closed), await TakeAsync(house, pupil, 1, Answers(3)));
        Assert.True(await house.Engine.Board.SetLessonAsync(room.Id, LessonState.Running, default));
        Assert.True(await house.Engine.Board.SetLessonAsync(room.Id, LessonState.Ended, default));
        Assert.Equal(new SlipOutcome.Taken("8А", 1, 3, Finished: true), await TakeAsync(house, pupil, 1, Answers(3), finishes: true));
    }

    [Fact]
    public async Task What_is_refused_or_set_aside_starts_no_session()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync(running: false);
        Pupil pupil = await house.PupilAsync(room);
        Assert.True(await house.Engine.Board.SetLessonAsync(room.Id, LessonState.Running, default));
        Assert.Equal(new SlipOutcome.Refused(SlipFault.Gap), await TakeAsync(house, pupil, 2, Answers(3)));
        Assert.Equal(new SlipOutcome.Refused(SlipFault.Invalid), await TakeAsync(house, pupil, 1, [new(0, "77", 1)]));
        Assert.Equal(new SlipOutcome.SetAside("8А", 1, 3), await TakeAsync(house, pupil with { Epoch = pupil.Epoch + 1 }, 1, Answers(3)));
        Assert.Equal("issued", await house.TextAsync("SELECT state FROM test_session WHERE epoch > 0"));
        Assert.Equal(new SlipOutcome.Taken("8А", 1, 3, Finished: false), await TakeAsync(house, pupil, 1, Answers(3)));
        Assert.Equal("inProgress", await house.TextAsync("SELECT state FROM test_session WHERE epoch > 0"));
    }

    [Fact]
    public async Task A_slip_tells_nobody_whether_the_sessions_epoch_is_above_or_below_its_own()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        Pupil pupil = await house.PupilAsync(await house.ClassAsync());
        await pupil.PutAsync(1, "1", "2");
        foreach (Pupil guess in new[] { pupil with { Epoch = pupil.Epoch - 1 }, pupil with { Epoch = pupil.Epoch + 1 } })
        {
            Assert.Equal(new SlipOutcome.Already("8А", 1, Finished: false), await TakeAsync(house, guess, 20_000, [], finishes: true));
            Assert.Equal(new SlipOutcome.Already("8А", 1, Finished: false), await TakeAsync(house, guess, 1, [], finishes: true));
            Assert.Equal(new SlipOutcome.SetAside("8А", 1, 3), await TakeAsync(house, guess, 1, Answers(3), finishes: true));
        }

        Assert.Equal((2, 6), (await pupil.RowsAsync(), await house.CountAsync(Orphans)));
    }

    [Fact]
    public async Task What_does_not_fit_is_refused_and_nothing_of_it_is_written()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        Pupil pupil = await house.PupilAsync(await house.ClassAsync());
        Assert.Equal(new SlipOutcome.Refused(SlipFault.Gap), await TakeAsync(house, pupil, 2, Answers(3)));

        // The guilty entry is the last of the second batch.
        Assert.Equal(new SlipOutcome.Refused(SlipFault.Invalid), await TakeAsync(house, pupil, 1, [.. Answers(99), new(0, "77", 1)]));
        SlipPass stranger = house.Engine.Slips.PassOf("0000000000000");
        Assert.Equal(
            new SlipOutcome.Refused(SlipFault.Unknown), await house.Engine.Slips.TakeAsync(SlipMaker.Make(stranger, 1, 1, Answers(3)), default));
        Assert.Equal(StudentDecided.Recorded, await house.Engine.Entrance.DecideAsync(pupil.SessionId, new StudentDecision(false, TestHouse.Shown, pupil.Epoch), default));
        Assert.Equal(new SlipOutcome.Refused(SlipFault.Closed), await TakeAsync(house, pupil, 1, Answers(3)));
        Assert.Equal((0, 0), (await pupil.RowsAsync(), await house.CountAsync(Deeds)));
    }

    [Fact]
    public async Task Handing_a_slip_in_is_no_sign_of_life_of_the_device_and_stands_in_the_log_of_deeds()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync();
        Pupil pupil = await house.PupilAsync(room);
        house.Manual.Advance(TimeSpan.FromSeconds(31));
        await TakeAsync(house, pupil, 1, Answers(3));
        Assert.IsType<EnterOutcome.Entered>(await house.Engine.Entrance.EnterAsync(await house.CodeAsync(room), "other", default));
        Assert.Equal(AuditEntry.Slip, await house.TextAsync("SELECT actor FROM audit_entry WHERE act = 'slipTaken'"));
    }

    private static AnswerEntry[] Answers(int count) => [.. Enumerable.Range(0, count).Select(at => new AnswerEntry(at % 40, "1", at * 1_000))];

    private static string Make(TestHouse house, Pupil pupil, long first, AnswerEntry[] answers, bool finishes = false) =>
        SlipMaker.Make(house.Engine.Slips.PassOf(pupil.SessionId), pupil.Epoch, first, answers, finishes);

    private static Task<SlipOutcome> TakeAsync(TestHouse house, Pupil pupil, long first, AnswerEntry[] answers, bool finishes = false) =>
        house.Engine.Slips.TakeAsync(Make(house, pupil, first, answers, finishes), default);
}
