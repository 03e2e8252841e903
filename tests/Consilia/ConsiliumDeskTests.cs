using System.Collections.Immutable;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Consilia;
using Diagnostics.Engine.Names;
using Diagnostics.Engine.Privacy;
using Diagnostics.Tests.Reviews;

namespace Diagnostics.Tests.Consilia;

/// <summary>A consilium: whose writing wins, that a closed one never changes, what of it goes with what, and that a store that was touched is found.</summary>
public sealed class ConsiliumDeskTests
{
    [Fact]
    public async Task It_is_written_by_revision_closed_once_and_the_next_one_has_the_next_number()
    {
        await using ReviewHouse house = await ReviewHouse.OpenAsync();
        Assert.Empty((await house.ConsiliaAsync()).All);
        await house.ConsiliumAsync(ConsiliumOutcome.Done, 1, 1, Plans.Agreed(house));
        await house.ConsiliumAsync(ConsiliumOutcome.Changed, 1, 1, Plans.Empty);
        await house.ConsiliumAsync(ConsiliumOutcome.Changed, 2, 1, Plans.Empty);
        await house.ConsiliumAsync(ConsiliumOutcome.Done, 1, 2, Plans.Empty);
        Assert.Equal(ConsiliumOutcome.Incomplete, await house.CloseAsync(1, 2));
        await house.ConsiliumAsync(ConsiliumOutcome.Done, 1, 3, Plans.Agreed(house));
        Assert.Equal(ConsiliumOutcome.Changed, await house.CloseAsync(1, 2));
        Assert.Equal(ConsiliumOutcome.Done, await house.CloseAsync(1, 3));
        Assert.Equal(ConsiliumOutcome.Changed, await house.CloseAsync(1, 3));
        await house.ConsiliumAsync(ConsiliumOutcome.Changed, 1, 4, Plans.Empty);
        await house.ConsiliumAsync(ConsiliumOutcome.Done, 2, 1, Plans.Empty);

        ImmutableArray<ConsiliumView> all = (await house.ConsiliaAsync()).All;
        Assert.Equal([(1L, true), (2L, false)], all.Select(one => (one.Number, one.ClosedAtMs is not null)));
        Assert.Equal(Plans.Agreed(house).Steps, all[0].Steps.Select(step => new AgreedStep(step.Kind, step.Due)));
        Assert.Equal(["Психологова Вера", "Учителев Пётр", null], all[0].Participants.Select(one => one.Name));
        Assert.Equal("it", Assert.Single(Assert.Single(all[0].Outside).Sectors));
        Assert.Equal(["c2VjcmV0", "Психологова Вера", "Психологова Вера"], [all[0].Sealed!, all[0].WrittenBy, all[0].ClosedBy!]);
        Assert.Equal(
            (1L, 1L, 1L),
            (await CountAsync(house, "consiliumWritten"), await CountAsync(house, "consiliumHeld"), await CountAsync(house, "consiliumRead")));
        Assert.True(house.Verify().IsSound, string.Join("; ", house.Verify().Faults));
        Assert.Equal(1, house.Verify().Consilia);
    }

    [Theory]
    [InlineData("UPDATE consilium SET participants = '[]' WHERE number = 1")]
    [InlineData("UPDATE consilium SET sealed = 'YW5kZXJz' WHERE number = 1")]
    [InlineData("UPDATE consilium_step SET due = '2030-01-01' WHERE number = 1 AND step = 2")]
    [InlineData("UPDATE consilium SET number = 4 WHERE number = 2")]
    [InlineData("INSERT INTO consilium_outcome (session_id, number, step, entry, outcome, next_due, told_by, told_at) SELECT session_id, 2, 1, 1, 'done', NULL, 'a', 1 FROM consilium_step WHERE number = 2 AND step = 1")]
    public async Task What_was_changed_behind_the_desk_is_found(string change)
    {
        await using ReviewHouse house = await ReviewHouse.OpenAsync();
        await house.ConsiliumAsync(ConsiliumOutcome.Done, 1, 1, Plans.Agreed(house));
        Assert.Equal(ConsiliumOutcome.Done, await house.CloseAsync(1, 1));
        await house.ConsiliumAsync(ConsiliumOutcome.Done, 2, 1, change.Contains("number = 4", StringComparison.Ordinal) ? Plans.Empty : Plans.Agreed(house));
        Assert.True(house.Verify().IsSound, string.Join("; ", house.Verify().Faults));
        await house.House.ExecuteAsync(change);
        Assert.False(house.Verify().IsSound);
    }

    [Fact]
    public async Task Who_and_what_is_not_there_is_refused()
    {
        await using ReviewHouse house = await ReviewHouse.OpenAsync();
        ConsiliumPlan plan = Plans.Agreed(house);
        OutsideResult result = plan.Outside[0];
        foreach (ConsiliumPlan unsound in new[]
        {
            plan with { Participants = [new Participant(ParticipantRole.Other, "nobody", null)] },
            plan with { Participants = [.. plan.Participants, plan.Participants[1]] },
            plan with { Outside = [result with { Sectors = ["nowhere"] }] },
            plan with { Outside = [result with { Sectors = [] }] },
            plan with { Outside = [result with { Sectors = ["it", "it"] }] },
            plan with { HeldOn = new DateOnly(226, 11, 22) },
            plan with { Steps = [new AgreedStep(StepKind.Talk, new DateOnly(2206, 11, 22))] },
        })
        {
            await house.ConsiliumAsync(ConsiliumOutcome.Unsound, 1, 1, unsound);
        }

        await house.ConsiliumAsync(ConsiliumOutcome.Nothing, 1, 1, plan, seat: 2);
        Assert.Null(await house.Engine.Consilia.ReadAsync(house.Room.Id, 2, house.Psychologist.Id, default));
        await Assert.ThrowsAsync<ArgumentException>(() => house.ConsiliumAsync(ConsiliumOutcome.Done, 1, 1, plan, words: "слова"));
        // Whoever holds no key writes none.
        Assert.Equal(ConsiliumOutcome.Changed, await house.Engine.Consilia.WriteAsync(house.Room.Id, 1, new ConsiliumOrder(1, 1, 1, plan, "a"), house.Teacher, default));
        Assert.Empty((await house.ConsiliaAsync()).All);
    }

    [Fact]
    public async Task Who_was_named_stays_named_when_the_account_is_closed_or_somebody_of_another_place_goes_on()
    {
        await using ReviewHouse house = await ReviewHouse.OpenAsync();
        await house.ConsiliumAsync(ConsiliumOutcome.Done, 1, 1, Plans.Agreed(house));
        await house.House.ExecuteAsync("UPDATE account SET disabled = 1 WHERE login = 'teacher'");
        await house.ConsiliumAsync(ConsiliumOutcome.Done, 1, 2, Plans.Agreed(house));
        Assert.Equal("Учителев Пётр", Assert.Single((await house.ConsiliaAsync()).All).Participants[1].Name);
        Assert.Equal(ConsiliumOutcome.Done, await house.CloseAsync(1, 2));
        await house.ConsiliumAsync(ConsiliumOutcome.Unsound, 2, 1, Plans.Agreed(house));
    }

    [Fact]
    public async Task A_lost_key_takes_the_words_and_erasing_takes_all()
    {
        await using ReviewHouse house = await ReviewHouse.OpenAsync();
        await house.ConsiliumAsync(ConsiliumOutcome.Done, 1, 1, Plans.Agreed(house));
        Assert.Equal(ConsiliumOutcome.Done, await house.CloseAsync(1, 1));
        await house.MarkAsync(true, new StepMark(1, 1, 1, 0, StepOutcome.Done, null));
        Assert.True(await house.Engine.Names.ChangeKeyAsync(house.Room.SchoolId, new KeyChange(1, "a", [], [], DropLists: true), "keeper", default));
        ConsiliumView kept = Assert.Single((await house.ConsiliaAsync()).All);
        Assert.Equal((null, 2), (kept.Sealed, kept.Steps.Length));
        Assert.True(house.Verify().IsSound, string.Join("; ", house.Verify().Faults));
        HeldSession held = (await house.Engine.Privacy.FindAsync(await house.House.CodeAsync(house.Room), default))!;
        Assert.Equal(StepOutcome.Done, (await house.Engine.Privacy.ExportAsync(held.SessionId, "keeper", default))!.Consilia[0].Steps[0].Outcomes[0].Outcome);
        Assert.True(await house.Engine.Privacy.EraseAsync(held.SessionId, "keeper", default));
        foreach (string table in new[] { "consilium", "consilium_step", "consilium_outcome" })
        {
            Assert.Equal(0, await house.House.CountAsync($"SELECT COUNT(*) FROM {table}"));
        }
    }

    [Fact]
    public async Task A_step_is_asked_for_when_its_day_comes_and_again_when_it_goes_on_and_answers_are_added()
    {
        await using ReviewHouse house = await ReviewHouse.OpenAsync(students: 2);
        await house.ConsiliumAsync(ConsiliumOutcome.Done, 1, 1, Plans.Agreed(house));
        Assert.Empty((await DueAsync(house, "2030-01-01")).Rows);
        Assert.Equal(ConsiliumOutcome.Done, await house.CloseAsync(1, 1));
        Assert.Empty((await DueAsync(house, "2026-11-30")).Rows);
        DueStep first = Assert.Single((await DueAsync(house, "2026-12-01")).Rows);
        Assert.Equal((house.Room.Id, 1, 1L, 1, StepKind.TryOut, 0L), (first.ClassId, first.Seat, first.Number, first.Step, first.Kind, first.Entry));
        Assert.Equal(2, (await DueAsync(house, "2027-03-01")).Total);

        StepMark mark = new(1, 1, 1, 0, StepOutcome.GoesOn, new DateOnly(2027, 2, 1));
        foreach (StepMark wrong in new[] { mark with { Next = null }, mark with { Outcome = StepOutcome.Done }, mark with { Entry = 1 }, mark with { Step = 3 }, mark with { Seat = 2 }, mark with { Number = 2 } })
        {
            await house.MarkAsync(false, new StepMark(1, 1, 2, 0, StepOutcome.Done, null), wrong);
        }

        await house.MarkAsync(false, mark, mark);
        Assert.Equal(0, await house.House.CountAsync("SELECT COUNT(*) FROM consilium_outcome"));
        await house.MarkAsync(true, mark, new StepMark(1, 1, 2, 0, StepOutcome.Dropped, null));
        await house.MarkAsync(false, mark);
        Assert.Empty((await DueAsync(house, "2027-01-31")).Rows);
        DueStep again = Assert.Single((await DueAsync(house, "2027-03-01")).Rows);
        Assert.Equal((new DateOnly(2026, 12, 1), new DateOnly(2027, 2, 1), 1L), (again.Due, again.Asked, again.Entry));
        await house.MarkAsync(true, new StepMark(1, 1, 1, 1, StepOutcome.Done, null));
        Assert.Empty((await DueAsync(house, "2030-01-01")).Rows);
        Assert.Equal([StepOutcome.GoesOn, StepOutcome.Done], Assert.Single((await house.ConsiliaAsync()).All).Steps[0].Outcomes.Select(one => one.Outcome));
        // One entry a student, whatever was marked of them at once.
        Assert.Equal(2, await CountAsync(house, "consiliumFollowed"));
        Assert.True(house.Verify().IsSound, string.Join("; ", house.Verify().Faults));
    }

    [Fact]
    public async Task Nobody_is_asked_about_who_withdrew_or_about_another_school()
    {
        await using ReviewHouse house = await ReviewHouse.OpenAsync();
        await house.ConsiliumAsync(ConsiliumOutcome.Done, 1, 1, Plans.Agreed(house));
        Assert.Equal(ConsiliumOutcome.Done, await house.CloseAsync(1, 1));
        Assert.Equal(0, (await house.Engine.Steps.DueAsync(new OrgNode(NodeKind.School, "another"), new DateOnly(2030, 1, 1), default)).Total);
        Assert.Equal(2, (await house.Engine.Steps.DueAsync(OrgNode.Server, new DateOnly(2030, 1, 1), default)).Total);
        await house.House.ExecuteAsync("UPDATE test_session SET consent = 0");
        Assert.Equal(0, (await DueAsync(house, "2030-01-01")).Total);
        await house.MarkAsync(false, new StepMark(1, 1, 1, 0, StepOutcome.Done, null));
    }

    private static Task<DueSteps> DueAsync(ReviewHouse house, string until) =>
        house.Engine.Steps.DueAsync(new OrgNode(NodeKind.School, house.Room.SchoolId), DateOnly.Parse(until, System.Globalization.CultureInfo.InvariantCulture), default);

    private static Task<long> CountAsync(ReviewHouse house, string act) => house.House.CountAsync($"SELECT COUNT(*) FROM audit_entry WHERE act = '{act}'");
}
