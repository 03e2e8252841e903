using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Consent;
using Diagnostics.Engine.Paper;
using Diagnostics.Engine.Privacy;
using Diagnostics.Engine.Sessions;
using Diagnostics.Tests.Keeping;
using Diagnostics.Tests.Storage;
using Diagnostics.Web.Commands;

namespace Diagnostics.Tests.Paper;

/// <summary>What becomes of a keyed form: it waits, is compared, asked about, merged once, or refused with nothing written.</summary>
public sealed class PaperDeskTests : KeptStore
{
    private const string Waiting = "SELECT COUNT(*) FROM paper_entry";
    private const string Rows = "SELECT COUNT(*) FROM answer_log";
    private const string First = "keying-1";
    private const string Second = "keying-2";

    [Fact]
    public async Task Two_equal_keyings_finish_a_session_that_was_never_on_a_screen()
    {
        await using (TestHouse house = await TestHouse.OpenAsync(folder: Live))
        {
            SchoolClass room = await house.ClassAsync(running: false);
            string id = await IdAsync(house, room);
            string[] answers = Fill(house);
            Assert.IsType<PaperOutcome.Waits>(await PutAsync(house, id, First, answers));
            Assert.IsType<PaperOutcome.Waits>(await PutAsync(house, id, First, answers));
            Assert.Equal((1, 0), (await house.CountAsync(Waiting), await house.CountAsync(Rows)));
            Assert.False((await house.Engine.Paper.LookAsync(id, "another", default)).Look!.Waiting!.IsOwn);

            Assert.Equal(new PaperOutcome.Merged(answers.Length), await PutAsync(house, id, Second, answers));
            Assert.Equal((0, answers.Length), (await house.CountAsync(Waiting), await house.CountAsync(Rows)));
            Assert.All(await house.FlagsAsync(id), flags => Assert.Equal(8, flags));
            HeldData held = (await house.Engine.Privacy.ExportAsync(id, "test", default))!;
            ConsentEntry agreed = held.Decisions.Single(one => one.Party == ConsentParty.Student);
            Assert.Equal((ConsentDecision.Agreed, "consent-3-timed", ConsentWay.Paper, "one"), (agreed.Decision, agreed.TextVersion, agreed.Way, agreed.RecordedBy));
            Assert.Equal(("finished", answers[7]), (held.State, held.Answers[7].Value));
            Assert.Equal(["paperKeyed", "paperMerged"], held.Deeds.Select(deed => deed.Act).Where(act => act.StartsWith("paper", StringComparison.Ordinal)));
            Assert.DoesNotContain("1000", await house.TextAsync("SELECT answer_times FROM finished_session"), StringComparison.Ordinal);
            string sections = await house.TextAsync("SELECT section_times FROM finished_session");
            Assert.Contains("\"byDevice\":0,\"afterLimit\":0,\"onPaper\":", sections, StringComparison.Ordinal);
            Assert.Equal(new PaperOutcome.Refused(PaperFault.Finished), await PutAsync(house, id, Second, answers));
        }

        // The packed answers are still what the log gives: their times are known to nobody.
        Assert.True(await DbAsync("verify", "--data", Live) == ExitCode.Success, Output.ToString());
    }

    /// <summary>It is all that is held on the seat, and has no end of its own.</summary>
    [Fact]
    public async Task A_first_keying_that_never_got_its_second_is_kept_as_long_as_its_campaign_and_goes_with_it()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync(grade: 10, running: false, parents: false);
        string id = await IdAsync(house, room);
        Assert.IsType<PaperOutcome.Waits>(await PutAsync(house, id, First, PaperFill.Of(house.Engine.Batteries.For(10, BatteryVariant.Standard)!)));
        KeptCampaign kept = Assert.Single(await house.Engine.Retention.ReadAsync(default));
        Assert.Equal(1, kept.Sessions);
        house.Manual.Advance(TimeSpan.FromMilliseconds(kept.EraseFromMs - house.Manual.NowMs - 1));
        Assert.Equal(0, await house.Engine.Retention.EraseClassAsync(room.Id, AuditEntry.System, default));
        Assert.Equal(1, await house.CountAsync(Waiting));
        house.Manual.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(1, await house.Engine.Retention.EraseClassAsync(room.Id, AuditEntry.System, default));
        Assert.Equal(0, await house.CountAsync(Waiting));
    }

    [Fact]
    public async Task What_two_keyings_say_differently_is_merged_only_after_the_paper_was_looked_at()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        string id = await IdAsync(house, await house.ClassAsync());
        string[] first = Fill(house);
        string[] second = [.. first];
        (second[4], second[20]) = ("", "3");
        await PutAsync(house, id, First, first);
        var differs = Assert.IsType<PaperOutcome.Differs>(await PutAsync(house, id, Second, second));
        Assert.Equal([new PaperDifference(4, first[4]), new PaperDifference(20, first[20])], differs.Items);
        Assert.Equal(0, await house.CountAsync(Rows));

        // One of them settled is not enough; the paper says what neither keying has.
        second[20] = "4";
        differs = Assert.IsType<PaperOutcome.Differs>(await house.Engine.Paper.PutAsync(id, new PaperKeying(Second, true, second) { Settled = [20] }, "two", default));
        Assert.Equal(4, Assert.Single(differs.Items).Item);
        second[4] = first[4];
        Assert.IsType<PaperOutcome.Merged>(await house.Engine.Paper.PutAsync(id, new PaperKeying(Second, true, second) { Settled = [4, 20] }, "two", default));
        HeldData held = (await house.Engine.Privacy.ExportAsync(id, "test", default))!;
        Assert.Equal((first[4], "4"), (held.Answers[4].Value, held.Answers[20].Value));
    }

    [Theory]
    [InlineData(false, "2")]
    [InlineData(true, "1")]
    public async Task Paper_fills_what_the_screen_left_open_and_replaces_only_what_was_decided(bool fromPaper, string counts)
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        Pupil pupil = await house.PupilAsync(await house.ClassAsync());
        await pupil.PutAsync(1, "1", "2", "");
        string[] answers = Fill(house);
        (answers[0], answers[1], answers[2]) = ("1", "1", "1");
        Assert.Equal(new PaperOutcome.Refused(PaperFault.Held), await VerifiedAsync(house, pupil.SessionId, answers));
        house.Manual.Advance(TimeSpan.FromSeconds(31));
        Assert.Equal([1], Assert.IsType<PaperOutcome.Contradicts>(await VerifiedAsync(house, pupil.SessionId, answers)).Items);
        Assert.Equal(3, await pupil.RowsAsync());

        var seen = new PaperKeying(First, true, answers) { IsVerified = true, Seen = [1], FromPaper = fromPaper ? [1] : [] };
        Assert.Equal(new PaperOutcome.Merged(answers.Length - (fromPaper ? 1 : 2)), await house.Engine.Paper.PutAsync(pupil.SessionId, seen, "one", default));
        HeldData held = (await house.Engine.Privacy.ExportAsync(pupil.SessionId, "test", default))!;
        Assert.Equal(["1", counts, "1"], Enumerable.Range(0, 3).Select(item => held.Answers.Last(one => one.Item == item).Value));
        Assert.Equal(Enumerable.Range(0, 3).Select(_ => 0L), (await house.FlagsAsync(pupil.SessionId)).Take(3));

        // The screen that comes back is told that the session went on elsewhere, and no key.
        Assert.Equal(PutStatus.Superseded, (await pupil.PutAsync(4, "1")).Status);
        Assert.Null((await pupil.FinishAsync(3)).ResultKey);
    }

    [Fact]
    public async Task Made_up_answers_tell_nothing_more_of_the_screen_than_the_first_keying_did()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        Pupil pupil = await house.PupilAsync(await house.ClassAsync());
        await pupil.PutAsync(1, "1", "2", "3");
        house.Manual.Advance(TimeSpan.FromSeconds(31));
        string[] answers = Fill(house);
        (answers[0], answers[1], answers[2]) = ("1", "1", "1");
        Assert.Equal([1, 2], Assert.IsType<PaperOutcome.Contradicts>(await VerifiedAsync(house, pupil.SessionId, answers)).Items);
        (answers[0], answers[1], answers[2]) = ("0", "2", "3");
        Assert.Equal([1, 2], Assert.IsType<PaperOutcome.Contradicts>(await VerifiedAsync(house, pupil.SessionId, answers)).Items);
        var guess = new PaperKeying(Second, true, answers) { IsVerified = true, Settled = [0, 1, 2] };
        Assert.Equal([1, 2], Assert.IsType<PaperOutcome.Contradicts>(await house.Engine.Paper.PutAsync(pupil.SessionId, guess, "two", default)).Items);
        HeldData held = (await house.Engine.Privacy.ExportAsync(pupil.SessionId, "test", default))!;
        Assert.Equal(4, held.Deeds.Count(deed => deed.Act == "paperKeyed"));
    }

    [Fact]
    public async Task One_person_alone_does_not_undo_an_agreement_that_was_given_on_a_screen()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        Pupil pupil = await house.PupilAsync(await house.ClassAsync());
        await pupil.PutAsync(1, "1");
        house.Manual.Advance(TimeSpan.FromSeconds(31));
        var alone = new PaperKeying(First, false, []) { IsVerified = true };
        Assert.IsType<PaperOutcome.Waits>(await house.Engine.Paper.PutAsync(pupil.SessionId, alone, "one", default));
        Assert.IsType<PaperOutcome.Waits>(await house.Engine.Paper.PutAsync(pupil.SessionId, alone, "one", default));
        Assert.IsType<PaperOutcome.Declined>(await house.Engine.Paper.PutAsync(pupil.SessionId, new PaperKeying(Second, false, []), "two", default));
    }

    [Fact]
    public async Task Without_a_cross_an_item_is_passed_over_only_before_a_later_one_of_its_section()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        string id = await IdAsync(house, await house.ClassAsync());
        Battery battery = BatteryOf(house);
        BatteryStep timed = battery.Steps.First(step => step.Seconds is not null);
        string[] answers = new string[battery.ItemCount];
        Array.Fill(answers, "");
        answers[timed.FirstItem + 2] = "0";
        Assert.Equal(new PaperOutcome.Merged(1), await VerifiedAsync(house, id, answers));
        HeldData held = (await house.Engine.Privacy.ExportAsync(id, "test", default))!;
        Assert.Equal([(timed.FirstItem, ""), (timed.FirstItem + 1, ""), (timed.FirstItem + 2, "0")], held.Answers.Select(one => (one.Item, one.Value)));
    }

    [Fact]
    public async Task An_erasure_in_between_leaves_nothing_and_takes_nothing_more()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        string id = await IdAsync(house, await house.ClassAsync());
        await PutAsync(house, id, First, Fill(house));
        Assert.True(await house.Engine.Privacy.EraseAsync(id, "test", default));
        Assert.Equal(0, await house.CountAsync(Waiting));
        Assert.Equal(new PaperOutcome.Refused(PaperFault.Unknown), await PutAsync(house, id, Second, Fill(house)));
        Assert.Equal((0, 0), (await house.CountAsync(Waiting), await house.CountAsync(Rows)));
    }

    /// <summary>The store knows of it, this node's memory does not yet: the moment between looking at a session and writing about it.</summary>
    [Theory]
    [InlineData("2", "paperMerged")]
    [InlineData("1", "paperKeyed")]
    public async Task A_keying_that_meets_an_erasure_writes_the_session_into_no_log(string second, string act)
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        string id = await IdAsync(house, await house.ClassAsync());
        string[] answers = [.. Fill(house)];
        answers[4] = "2";
        await PutAsync(house, id, First, answers);
        await house.ExecuteAsync("UPDATE test_session SET state = 'expired' WHERE id = @id", new { id });
        long before = await house.CountAsync("SELECT COUNT(*) FROM audit_entry");
        answers[4] = second;
        Assert.Equal(new PaperOutcome.Refused(PaperFault.Closed), await PutAsync(house, id, Second, answers));
        Assert.Equal((before, 0), (await house.CountAsync("SELECT COUNT(*) FROM audit_entry"), await house.CountAsync(Rows)));
        await house.ExecuteAsync("UPDATE test_session SET state = 'issued' WHERE id = @id", new { id });
        await PutAsync(house, id, Second, answers);
        Assert.Equal(act, await house.TextAsync("SELECT act FROM audit_entry WHERE act IN ('paperKeyed', 'paperMerged') ORDER BY number DESC LIMIT 1"));
    }

    /// <summary>A rule that was switched on a moment ago, which the store knows and this node does not yet.</summary>
    [Fact]
    public async Task A_merge_that_is_refused_stands_in_no_log()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        string id = await IdAsync(house, await house.ClassAsync(grade: 10, parents: false));
        string[] answers = PaperFill.Of(house.Engine.Batteries.For(10, BatteryVariant.Standard)!);
        Assert.IsType<PaperOutcome.Waits>(await PutAsync(house, id, First, answers));
        await house.ExecuteAsync("UPDATE campaign SET consent_settings = @rules", new { rules = new ConsentSettings { ParentsDecide = [10] }.ToJson() });
        Assert.Equal(new PaperOutcome.Refused(PaperFault.Closed), await PutAsync(house, id, Second, answers));
        Assert.Equal((0, 0), (await house.CountAsync("SELECT COUNT(*) FROM audit_entry WHERE act = 'paperMerged'"), await house.CountAsync(Rows)));
    }

    [Fact]
    public async Task A_refusal_on_paper_is_recorded_when_both_keyings_say_so_and_keeps_no_answer()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync();
        string id = await IdAsync(house, room);
        Assert.IsType<PaperOutcome.Waits>(await PutAsync(house, id, First, []));
        var differs = Assert.IsType<PaperOutcome.Differs>(await PutAsync(house, id, Second, Fill(house)));
        Assert.Equal((true, false), (differs.AgreesDiffers, differs.FirstAgrees));
        Assert.IsType<PaperOutcome.Declined>(await PutAsync(house, id, Second, []));
        Assert.Equal((0, 0), (await house.CountAsync(Waiting), await house.CountAsync(Rows)));
        Assert.Equal(ConsentDecision.Refused, (await house.Engine.Consent.RoomAsync(room.Id, default))!.Seats[0].Student);
        Assert.Equal(new PaperOutcome.Refused(PaperFault.Declined), await PutAsync(house, id, First, Fill(house)));
    }

    [Fact]
    public async Task A_withdrawal_takes_the_keying_that_waits_away()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync();
        string id = await IdAsync(house, room);
        await PutAsync(house, id, First, Fill(house));
        await house.Engine.Consent.RecordAsync(room.Id, [1], ConsentParty.Parent, false, "test", default);
        Assert.Equal(0, await house.CountAsync(Waiting));
        Assert.Equal(new PaperOutcome.Refused(PaperFault.ParentAgainst), await PutAsync(house, id, Second, Fill(house)));
    }

    [Fact]
    public async Task What_cannot_be_taken_is_refused_and_nothing_of_it_is_written()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync();
        string id = await IdAsync(house, room);
        string[] answers = Fill(house);
        Assert.Equal(new PaperOutcome.Refused(PaperFault.Unknown), await PutAsync(house, "0000000000000", First, answers));
        Assert.Equal(new PaperOutcome.Refused(PaperFault.Invalid), await PutAsync(house, id, First, [.. answers[1..], "77"]));
        Assert.Equal(new PaperOutcome.Refused(PaperFault.Invalid), await PutAsync(house, id, First, answers[1..]));
        Assert.Equal(new PaperOutcome.Refused(PaperFault.ConsentMissing), await house.Engine.Paper.PutAsync(id, new PaperKeying(First, null, answers), "one", default));
        await house.PupilAsync(room, seat: 2);
        house.Manual.Advance(TimeSpan.FromSeconds(31));
        Assert.IsType<PaperOutcome.Waits>(await house.Engine.Paper.PutAsync(await IdAsync(house, room, 2), new PaperKeying(First, null, answers), "one", default));
        SchoolClass young = await house.ClassAsync(parents: false);
        Assert.Equal(new PaperOutcome.Refused(PaperFault.ParentAwaited), await PutAsync(house, await IdAsync(house, young), First, answers));
        Assert.True(await house.Engine.Board.SetLessonAsync(room.Id, LessonState.Ended, default));
        house.Manual.Advance(TimeSpan.FromDays(7) + TimeSpan.FromSeconds(1));
        Assert.Equal(new PaperOutcome.Refused(PaperFault.Late), await PutAsync(house, id, First, answers));
        Assert.Equal((1, 0), (await house.CountAsync(Waiting), await house.CountAsync(Rows)));
    }

    /// <summary>Without answers it is a refusal.</summary>
    private static Task<PaperOutcome> PutAsync(TestHouse house, string id, string keying, string[] answers) =>
        house.Engine.Paper.PutAsync(id, new PaperKeying(keying, answers.Length > 0, answers), "one", default);

    private static Task<PaperOutcome> VerifiedAsync(TestHouse house, string id, string[] answers) =>
        house.Engine.Paper.PutAsync(id, new PaperKeying(First, true, answers) { IsVerified = true }, "one", default);

    private static async Task<string> IdAsync(TestHouse house, SchoolClass room, int seat = 1) =>
        (await house.Engine.Privacy.FindAsync(await house.CodeAsync(room, seat), default))!.SessionId;

    private static Battery BatteryOf(TestHouse house) => house.Engine.Batteries.For(8, BatteryVariant.Standard)!;

    private static string[] Fill(TestHouse house) => PaperFill.Of(BatteryOf(house));
}
