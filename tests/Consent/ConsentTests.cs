using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Consent;
using Diagnostics.Engine.Privacy;
using Diagnostics.Engine.Results;
using Diagnostics.Engine.Sessions;
using Diagnostics.Tests.Storage;

namespace Diagnostics.Tests.Consent;

/// <summary>Who must agree before a session starts, what stops it, and what the registry keeps of it.</summary>
public sealed class ConsentTests
{
    [Theory]
    [InlineData(8, SessionState.Issued, ParentWord.Awaited)]
    [InlineData(9, SessionState.Issued, ParentWord.Awaited)]
    [InlineData(10, SessionState.InProgress, ParentWord.None)]
    public async Task A_parent_is_waited_for_in_the_grades_of_the_rules(int grade, SessionState state, ParentWord word)
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync(grade, parents: false);
        Pupil pupil = await house.PupilAsync(room);
        HelloReply hello = await pupil.HelloAsync(pupil.Epoch);
        Assert.Equal((state, word), (hello.State, hello.Parent));
        Assert.Equal(state == SessionState.Issued ? PutStatus.Closed : PutStatus.Ok, (await pupil.PutAsync(1, "1")).Status);
    }

    [Fact]
    public async Task A_waiting_student_starts_the_moment_the_parent_agrees_and_is_told()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync(parents: false);
        Pupil pupil = await house.PupilAsync(room);
        Assert.Equal((SeatState.ParentAwaited, 5), await SeatAsync(house, room));
        List<SessionControl> told = [];
        house.Engine.Sessions.Control += told.Add;
        Assert.True(await house.Engine.Parents.DecideAsync(await LinkAsync(house, room), true, ConsentTexts.OfParents, default));
        Assert.Equal((ControlKind.Consent, pupil.SessionId), (told[^1].Kind, told[^1].SessionId));
        Assert.Equal((SeatState.Answering, 4), await SeatAsync(house, room));
        Assert.Equal(PutStatus.Ok, (await pupil.PutAsync(1, "1")).Status);
    }

    [Fact]
    public async Task A_parent_who_refuses_keeps_a_session_from_starting_in_any_grade()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync(11);
        string link = await LinkAsync(house, room);
        Assert.True(await house.Engine.Parents.DecideAsync(link, false, ConsentTexts.OfParents, default));
        Pupil pupil = await house.PupilAsync(room);
        HelloReply hello = await pupil.HelloAsync(pupil.Epoch);
        Assert.Equal((SessionState.Issued, ParentWord.Against), (hello.State, hello.Parent));
        Assert.Equal(SeatState.ParentRefused, (await SeatAsync(house, room)).State);
    }

    [Fact]
    public async Task A_withdrawal_stops_the_answers_and_closes_the_result_until_a_parent_agrees_again()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync();
        string link = await LinkAsync(house, room);
        Pupil running = await house.PupilAsync(room);
        Assert.Equal(PutStatus.Ok, (await running.PutAsync(1, "1", "2")).Status);
        Assert.True(await house.Engine.Parents.DecideAsync(link, false, ConsentTexts.OfParents, default));
        Assert.Equal(PutStatus.Closed, (await running.PutAsync(3, "1")).Status);
        Assert.Equal(PutStatus.Closed, (await running.FinishAsync(2)).Status);
        await house.ReopenAsync();
        Assert.Equal(PutStatus.Closed, (await running.PutAsync(3, "1")).Status);
        Assert.True(await house.Engine.Parents.DecideAsync(link, true, ConsentTexts.OfParents, default));
        FinishReply finish = await running.FinishAsync(2);
        Assert.NotNull(await house.Engine.Results.OpenAsync(finish.ResultKey!, default));
        Assert.True(await house.Engine.Parents.DecideAsync(link, false, ConsentTexts.OfParents, default));
        Assert.Null(await house.Engine.Results.OpenAsync(finish.ResultKey!, default));
        Assert.IsType<SolutionsOutcome.Unknown>(await house.Engine.Results.SolutionsAsync(finish.ResultKey!, default));
        Assert.True(await house.Engine.Results.IsWithdrawnAsync(finish.ResultKey!, default));
        Assert.Equal(1, await house.Engine.Consent.RecordAsync(room.Id, [1], ConsentParty.Parent, true, ParentsOnPaper.Keeper, default));
        Assert.NotNull(await house.Engine.Results.OpenAsync(finish.ResultKey!, default));
        Assert.False(await house.Engine.Results.IsWithdrawnAsync(finish.ResultKey!, default));
    }

    [Fact]
    public async Task The_registry_keeps_every_decision_once_and_calls_a_refusal_after_an_agreement_a_withdrawal()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync(parents: false);
        string link = await LinkAsync(house, room);
        foreach (bool agrees in new[] { false, false, true, true, false, false })
        {
            Assert.True(await house.Engine.Parents.DecideAsync(link, agrees, ConsentTexts.OfParents, default));
        }

        ConsentSeat seat = (await house.Engine.Consent.RoomAsync(room.Id, default))!.Seats[0];
        Assert.Equal([ConsentDecision.Refused, ConsentDecision.Agreed, ConsentDecision.Withdrawn], seat.History.Select(line => line.Decision));
        Assert.All(seat.History, line => Assert.Equal((ConsentWay.Link, ConsentTexts.OfParents), (line.Way, line.TextVersion)));
        Assert.Equal(ConsentDecision.Withdrawn, seat.Parent);
    }

    [Fact]
    public async Task One_link_cannot_fill_the_registry_and_can_still_say_no()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync(parents: false);
        string link = await LinkAsync(house, room);
        bool taken = true;
        for (int turn = 0; turn < ConsentRegistry.MostEntries && taken; turn++)
        {
            taken = await house.Engine.Parents.DecideAsync(link, true, ConsentTexts.OfParents, default);
            Assert.True(await house.Engine.Parents.DecideAsync(link, false, ConsentTexts.OfParents, default));
        }

        Assert.False(taken);
        Assert.InRange(await house.CountAsync("SELECT COUNT(*) FROM consent_entry"), ConsentRegistry.MostEntries, ConsentRegistry.MostEntries + 1);
        Assert.Equal(ConsentDecision.Withdrawn, (await house.Engine.Consent.RoomAsync(room.Id, default))!.Seats[0].Parent);
    }

    [Fact]
    public async Task Words_that_were_never_shown_are_refused_and_those_that_were_can_be_read_again()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync();
        EnterOutcome.Entered entered = await house.EnterAsync(room);
        foreach (string unknown in new[] { "", "1", "parent-1", "paper", "consent-3-TIMED" })
        {
            await Assert.ThrowsAsync<ArgumentException>(() => house.Engine.Entrance.DecideAsync(entered.SessionId, new StudentDecision(true, unknown, null), default));
        }

        Assert.All(["parent-1", "parent-2", "consent-2-timed"], earlier => Assert.Contains(earlier, house.Engine.ConsentTexts.Versions));
        Assert.Contains(ConsentTexts.OfParents, house.Engine.ConsentTexts.Versions);
        Assert.All(house.Engine.ConsentTexts.Versions, version => Assert.NotEqual("", house.Engine.ConsentTexts.Find(version)!.Title));
    }

    [Fact]
    public async Task A_parent_reads_whose_data_they_are_and_the_very_day_they_are_erased_from()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync();
        string link = await LinkAsync(house, room);
        ParentView.Seen before = Assert.IsType<ParentView.Seen>(await house.Engine.Parents.LookAsync(link, default));
        Assert.Equal(("", ""), (before.OperatorName, before.OperatorAddress));
        CampaignView campaign = (await house.Engine.Campaigns.ListAsync(OrgNode.Server, default)).Single();
        CampaignSettings wanted = campaign.Settings with { KeepYears = 5, OperatorName = " Центр «Компас» ", OperatorAddress = "город Ясный, улица Садовая, 5" };
        Assert.Null(await house.Engine.Campaigns.ChangeAsync(campaign.RegionId, campaign.Id, wanted, campaign.Stamp, "region-keeper", default));
        ParentView.Seen after = Assert.IsType<ParentView.Seen>(await house.Engine.Parents.LookAsync(link, default));
        Assert.Equal(("Центр «Компас»", "город Ясный, улица Садовая, 5"), (after.OperatorName, after.OperatorAddress));
        KeptCampaign kept = (await house.Engine.Retention.ReadAsync(default)).Single();
        Assert.Equal(kept.EraseFromMs, after.EraseFromMs);
        Assert.True(after.EraseFromMs > before.EraseFromMs);
    }

    [Fact]
    public async Task A_rule_changed_while_the_server_runs_holds_for_the_next_start()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync(parents: false);
        Pupil pupil = await house.PupilAsync(room);
        await house.ExecuteAsync("UPDATE campaign SET consent_settings = '{\"parentsDecide\":[]}'");
        house.Manual.Advance(TimeSpan.FromSeconds(31));
        Assert.Equal(SessionState.InProgress, (await pupil.HelloAsync(pupil.Epoch)).State);
        await house.ExecuteAsync("UPDATE campaign SET consent_settings = '{}'");
        Pupil next = await house.PupilAsync(room, seat: 2, device: "second");
        Assert.Equal(SessionState.Issued, (await next.HelloAsync(next.Epoch, device: "second")).State);
    }

    [Fact]
    public async Task A_new_link_closes_the_old_one_and_no_link_opens_another_seat()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync(parents: false);
        string old = await LinkAsync(house, room);
        Assert.Equal(old, await LinkAsync(house, room));
        Assert.True(await house.Engine.ParentSheets.ReissueAsync(room.Id, 1, "keeper", default));
        Assert.Null(await house.Engine.Parents.LookAsync(old, default));
        Assert.False(await house.Engine.Parents.DecideAsync(old, true, ConsentTexts.OfParents, default));
        string fresh = await LinkAsync(house, room);
        Assert.Equal(1, Assert.IsType<ParentView.Seen>(await house.Engine.Parents.LookAsync(fresh.ToLowerInvariant(), default)).Seat);
        Assert.Equal(2, Assert.IsType<ParentView.Seen>(await house.Engine.Parents.LookAsync(await LinkAsync(house, room, 2), default)).Seat);
        Assert.Null(await house.Engine.Parents.LookAsync(await house.CodeAsync(room), default));
        Assert.False(await house.Engine.ParentSheets.ReissueAsync(room.Id, 99, "keeper", default));
    }

    [Fact]
    public async Task A_request_is_open_once_and_closed_by_the_school_or_taken_back()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync();
        string link = await LinkAsync(house, room);
        Assert.True(await house.Engine.Parents.AskAsync(link, ParentRequestKind.Meeting, default));
        Assert.True(await house.Engine.Parents.AskAsync(link, ParentRequestKind.Meeting, default));
        OpenRequest open = Assert.Single((await house.Engine.Consent.RoomAsync(room.Id, default))!.Seats[0].Requests);
        Assert.Equal(1, (await house.Engine.Consent.ClassesAsync(OrgNode.Server, default)).Single().Requests);
        Assert.False(await house.Engine.Consent.EraseAsync(room.Id, open.Id, "keeper", default));
        Assert.False(await house.Engine.Consent.CloseAsync("elsewhere", open.Id, "keeper", default));
        Assert.True(await house.Engine.Consent.CloseAsync(room.Id, open.Id, "keeper", default));
        Assert.False(await house.Engine.Consent.CloseAsync(room.Id, open.Id, "keeper", default));
        Assert.NotNull(Assert.IsType<ParentView.Seen>(await house.Engine.Parents.LookAsync(link, default)).Asked.Single().ClosedAtMs);
        Assert.True(await house.Engine.Parents.AskAsync(link, ParentRequestKind.Deletion, default));
        Assert.True(await house.Engine.Parents.RecallAsync(link, ParentRequestKind.Deletion, default));
        Assert.False(await house.Engine.Parents.RecallAsync(link, ParentRequestKind.Deletion, default));
        Assert.Equal(0, (await house.Engine.Consent.ClassesAsync(OrgNode.Server, default)).Single().Requests);
        Assert.Equal(
            [AuditAct.RequestRecalled, AuditAct.DeletionAsked, AuditAct.RequestClosed, AuditAct.MeetingAsked],
            (await house.Engine.Audit.ReadAsync(OrgNode.Server, long.MaxValue, default)).Take(4).Select(line => line.Act));
    }

    [Fact]
    public async Task Erasing_takes_decisions_and_requests_and_the_link_says_so()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync();
        string link = await LinkAsync(house, room);
        Pupil pupil = await house.PupilAsync(room);
        await pupil.PutAsync(1, "1");
        Assert.True(await house.Engine.Parents.AskAsync(link, ParentRequestKind.Deletion, default));
        HeldData held = (await house.Engine.Privacy.ExportAsync(pupil.SessionId, "keeper", default))!;
        Assert.Equal([ConsentParty.Parent, ConsentParty.Student], held.Decisions.Select(entry => entry.Party));
        Assert.Single(held.Requests);
        string request = (await house.Engine.Consent.RoomAsync(room.Id, default))!.Seats[0].Requests[0].Id;
        Assert.True(await house.Engine.Consent.EraseAsync(room.Id, request, "keeper", default));
        Assert.IsType<ParentView.Gone>(await house.Engine.Parents.LookAsync(link, default));
        Assert.False(await house.Engine.Parents.DecideAsync(link, true, ConsentTexts.OfParents, default));
        Assert.False(await house.Engine.Parents.AskAsync(link, ParentRequestKind.Meeting, default));
        Assert.Equal(0, await house.Engine.Consent.RecordAsync(room.Id, [1], ConsentParty.Parent, true, "keeper", default));
        Assert.Equal(0, await house.CountAsync("SELECT COUNT(*) FROM consent_entry WHERE session_id = @SessionId", new { pupil.SessionId }));
        Assert.Equal(0, await house.CountAsync("SELECT COUNT(*) FROM parent_request"));
        Assert.Equal(0, await house.CountAsync("SELECT COUNT(*) FROM audit_entry WHERE object_id = @SessionId", new { pupil.SessionId }));
    }

    [Fact]
    public async Task Verification_finds_a_state_that_is_not_the_registrys()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync();
        Pupil pupil = await house.PupilAsync(room);
        Assert.Empty(Verify(house));
        await house.ExecuteAsync("UPDATE test_session SET parent_consent = 0 WHERE id = @SessionId", new { pupil.SessionId });
        Assert.Equal(["the parent's decision is not the registry's last one"], Verify(house));
        await house.ExecuteAsync("DELETE FROM consent_entry WHERE session_id = @SessionId AND party = 'parent'", new { pupil.SessionId });
        Assert.Contains("recorded decisions are missing", Verify(house));
    }

    private static IEnumerable<string> Verify(TestHouse house) =>
        new Engine.Keeping.StoreVerifier(house.Engine.Batteries)
            .Verify(new Engine.EngineOptions { DataFolder = house.Folder }, new Progress<double>(), default).Faults.Select(fault => fault.Reason);

    private static async Task<string> LinkAsync(TestHouse house, SchoolClass room, int seat = 1) =>
        (await house.Engine.ParentSheets.PrintAsync(room.Id, "keeper", default))!.Cards[seat - 1].Link;

    private static async Task<(SeatState State, int Missing)> SeatAsync(TestHouse house, SchoolClass room) =>
        await house.Engine.Board.ReadAsync(room.Id, default) is { } view ? (view.Seats[0].State, view.ConsentMissing) : default;
}
