using Diagnostics.Engine.Consent;
using Diagnostics.Engine.Results;
using Diagnostics.Engine.Reviews;
using Diagnostics.Tests.Consent;

namespace Diagnostics.Tests.Reviews;

/// <summary>Signing many at once: who is never among them, how many have to be opened, and that all of it is signed or nothing.</summary>
public sealed class BatchDeskTests
{
    private static readonly ReviewTexts Words = new("Посмотри список ниже.", "Посмотрите список вместе.", null, null);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(3, 3)]
    [InlineData(4, 3)]
    [InlineData(9, 3)]
    [InlineData(10, 4)]
    [InlineData(25, 5)]
    [InlineData(26, 6)]
    public void Of_so_many_so_many_are_opened(int sessions, int needed) => Assert.Equal(needed, BatchDesk.SampleOf(sessions));

    [Fact]
    public void Cutting_a_batch_up_never_needs_less()
    {
        foreach (int whole in Enumerable.Range(2, 40))
        {
            Assert.All(Enumerable.Range(1, whole - 1), part => Assert.True(BatchDesk.SampleOf(part) + BatchDesk.SampleOf(whole - part) >= BatchDesk.SampleOf(whole)));
        }
    }

    [Fact]
    public async Task Ordinary_ones_are_signed_as_computed_when_enough_of_them_were_opened()
    {
        await using ReviewHouse house = await ReviewHouse.OpenAsync(students: 5);
        BatchLook look = await LookAsync(house);
        Assert.Equal((5, 0, 3, 0), (look.Ready.Length, look.Refused.Length, look.Needed, look.Opened));
        Assert.IsType<BatchOutcome.SampleUnread>(await SignAsync(house, look));
        await house.StateAsync(1);
        await house.StateAsync(2);
        await house.Engine.Reviews.ReadAsync(house.Room.Id, 3, house.Teacher.Id, default);
        Assert.Equal(2, (await LookAsync(house)).Opened);
        Assert.IsType<BatchOutcome.SampleUnread>(await SignAsync(house, look));
        await house.StateAsync(4);
        look = await LookAsync(house);
        Assert.Equal([1, 2, 4], look.Ready.Where(one => one.IsOpened).Select(one => one.Seat));
        Assert.Equal(5, Assert.IsType<BatchOutcome.Done>(await SignAsync(house, look)).Number);
        StudentResult result = await house.ResultAsync(5);
        Assert.Equal((Words.Student, 0), (result.Conclusion!.Text, result.Conclusion.Chosen.Count));
        Assert.NotEmpty(result.Recommendation!.Tiers);
        Assert.DoesNotContain(Words.Parent!, await house.StudentJsonAsync(5), StringComparison.Ordinal);
        Assert.Equal(5, await house.House.CountAsync("SELECT COUNT(*) FROM audit_entry WHERE act = 'reviewSigned' AND detail = 'together'"));
        Assert.True(house.Verify().IsSound, string.Join("; ", house.Verify().Faults));
        Assert.All((await LookAsync(house)).Refused, one => Assert.Equal(BatchObstacle.AlreadySigned, one.Why));
        Assert.IsType<BatchOutcome.Changed>(await SignAsync(house, look));
    }

    [Fact]
    public async Task Whoever_needs_more_than_a_glance_is_in_no_batch_and_is_told_by_seat()
    {
        await using ReviewHouse house = await ReviewHouse.OpenAsync(students: 9);
        await SetNeedAsync(house, 2, NeedReason.Unreliable);
        await SetNeedAsync(house, 3, NeedReason.AskedForTalk);
        await house.House.ExecuteAsync("UPDATE review_need SET rule_version = '0' WHERE session_id = (SELECT x.id FROM test_session x JOIN seat t ON t.id = x.seat_id WHERE t.number = 4)");
        Assert.True(await house.DraftAsync(await house.StateAsync(5), 1, 5));
        await house.SignedAsync(ReviewHouse.OrderOf(await house.StateAsync(6)), 6);
        await house.Engine.Releases.ReleaseAsync(house.Room.Id, 7, "psychologist", default);
        await house.Engine.Releases.WithdrawAsync(house.Room.Id, 7, WithdrawalReason.Unreliable, "psychologist", default);
        await house.Engine.Consent.RecordAsync(house.Room.Id, [8], ConsentParty.Parent, false, ParentsOnPaper.Keeper, default);
        ParentCard card = (await house.Engine.ParentSheets.PrintAsync(house.Room.Id, "keeper", default))!.Cards[8];
        Assert.True(await house.Engine.Parents.AskAsync(card.Link, ParentRequestKind.Meeting, default));
        BatchLook look = await house.Engine.Batches.LookAsync(house.Room.Id, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 1], house.Psychologist.Id, default);
        Assert.Equal([1], look.Ready.Select(one => one.Seat));
        Assert.Equal(
            [
                (2, BatchObstacle.Needs), (3, BatchObstacle.Needs), (4, BatchObstacle.Waiting), (5, BatchObstacle.Drafted), (6, BatchObstacle.AlreadySigned),
                (7, BatchObstacle.Withdrawn), (8, BatchObstacle.Unknown), (9, BatchObstacle.Needs), (10, BatchObstacle.Unknown),
            ],
            look.Refused.Select(one => (one.Seat, one.Why)));
        await house.StateAsync(1);
        await house.StateAsync(2);
        foreach (int seat in new[] { 2, 3, 4, 5, 6, 7, 8, 9, 10 })
        {
            Assert.IsType<BatchOutcome.Changed>(await house.Engine.Batches.SignAsync(
                house.Room.Id, new BatchOrder([1, seat], look.Stamp, Words), house.Psychologist, default));
        }

        Assert.Equal(1, await house.House.CountAsync("SELECT COUNT(*) FROM review"));
        Assert.IsType<BatchOutcome.Done>(await house.Engine.Batches.SignAsync(house.Room.Id, new BatchOrder([1], look.Stamp, Words), house.Psychologist, default));
    }

    [Fact]
    public async Task What_was_looked_at_and_is_another_protocol_now_is_not_signed_and_neither_are_its_neighbours()
    {
        await using ReviewHouse house = await ReviewHouse.OpenAsync(students: 2);
        await house.StateAsync(1);
        await house.StateAsync(2);
        BatchLook look = await LookAsync(house);
        await house.House.ExecuteAsync("UPDATE finished_session SET section_times = '[]' WHERE session_id = (SELECT MAX(session_id) FROM finished_session)");
        Assert.IsType<BatchOutcome.Changed>(await SignAsync(house, look));
        Assert.Equal(0, await house.House.CountAsync("SELECT COUNT(*) FROM review"));
        Assert.IsType<BatchOutcome.Done>(await SignAsync(house, await LookAsync(house)));
    }

    [Fact]
    public async Task An_opening_counts_for_a_fortnight()
    {
        await using ReviewHouse house = await ReviewHouse.OpenAsync(students: 1);
        await house.StateAsync();
        house.House.Manual.Advance(BatchDesk.Lately);
        Assert.Equal(1, (await LookAsync(house)).Opened);
        house.House.Manual.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(0, (await LookAsync(house)).Opened);
    }

    [Fact]
    public async Task Where_nothing_is_recommended_there_is_nothing_to_accept_and_texts_are_looked_at_first()
    {
        await using ReviewHouse house = await ReviewHouse.OpenAsync(students: 1);
        BatchLook look = await LookAsync(house);
        BatchOrder order = new([1], look.Stamp, Words with { Student = "" });
        Assert.Equal(SignRefusal.Texts, Assert.IsType<BatchOutcome.Refused>(await house.Engine.Batches.SignAsync(house.Room.Id, order, house.Psychologist, default)).Why);
        order = order with { Texts = Words with { Teacher = "Слова", TeacherId = "nobody" } };
        Assert.Equal(SignRefusal.Teacher, Assert.IsType<BatchOutcome.Refused>(await house.Engine.Batches.SignAsync(house.Room.Id, order, house.Psychologist, default)).Why);
        await (await house.House.PupilAsync(house.Room, 2, "device2")).FinishAsync(0);
        Assert.Equal(new RefusedSeat(2, BatchObstacle.NoList), Assert.Single((await LookAsync(house)).Refused));
    }

    private static Task<BatchLook> LookAsync(ReviewHouse house) => house.Engine.Batches.LookAsync(house.Room.Id, null, house.Psychologist.Id, default);

    private static Task<BatchOutcome> SignAsync(ReviewHouse house, BatchLook look) =>
        house.Engine.Batches.SignAsync(house.Room.Id, new BatchOrder([.. look.Ready.Select(one => one.Seat)], look.Stamp, Words), house.Psychologist, default);

    private static Task SetNeedAsync(ReviewHouse house, int seat, NeedReason reason) => house.House.ExecuteAsync(
        "UPDATE review_need SET reasons = @bits WHERE session_id = (SELECT x.id FROM test_session x JOIN seat t ON t.id = x.seat_id WHERE t.number = @seat)",
        new { bits = (long)reason, seat });
}
