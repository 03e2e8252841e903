using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Preparation;
using Diagnostics.Engine.Privacy;
using Diagnostics.Engine.Sessions;
using Diagnostics.Engine.Waves;
using Diagnostics.Tests.Waves;
using Diagnostics.Tests.Years;

namespace Diagnostics.Tests.Storage;

/// <summary>Waves, slots and what schools have prepared, on every store.</summary>
public abstract partial class StoreSuite
{
    [StoreFact]
    public async Task Classes_are_planned_moved_by_hand_and_planned_again_around_it()
    {
        await using TestHouse house = await OpenAsync();
        WaveHouse waves = await WaveHouse.InAsync(house);
        Assert.Equal((6, 6, 0), Of(await waves.PageAsync()));
        WaveSettings first = waves.Wave("Первая", 8, 1, 20);
        string wave = await waves.SavedAsync(first);
        PlanView plan = (await house.Engine.Slots.LookAsync(waves.RegionId, anew: false, default))!;
        Assert.Equal((6, 0, 0, 0), (plan.Placed, plan.Moved, plan.Removed, plan.Unplaced));
        Assert.False(await house.Engine.Slots.PlanAsync(waves.RegionId, false, "another", WaveHouse.Actor, default));
        Assert.Equal(6, (await waves.PageAsync()).Waiting);
        await waves.PlannedAsync();
        Assert.Equal([(2, 8), (2, 8), (2, 8)], (await waves.PageAsync()).Waves[0].Fill.Select(slot => (slot.Classes, slot.Students)));

        string second = await waves.SavedAsync(waves.Wave("Вторая", 100, 3, 21));
        SlotTime late = (await waves.PageAsync()).Waves.Single(one => one.Id == second).Settings.Slots[2];
        Assert.Equal(MoveOutcome.Done, await house.Engine.Moves.MoveAsync(waves.Classes[0].Id, 1, second, late.StartsAtMs, WaveHouse.Actor, default));
        PlanView anew = await waves.PlannedAsync(anew: true);
        Assert.Equal((1, 0), (anew.ByHand, anew.Unplaced));
        SchoolPreparation school = (await house.Engine.Preparation.ReadAsync(new OrgNode(NodeKind.School, waves.Schools[0].Id), default)).Single();
        Assert.Equal(new ClassTime(1, second, "Вторая", "open", late.StartsAtMs, true), school.Classes.Single(one => one.Id == waves.Classes[0].Id).Times.Single());

        // A slot that is gone leaves its classes without one, once that is agreed to; a wave that is gone likewise.
        WaveOutcome asked = await house.Engine.Waves.SaveAsync(
            waves.RegionId, second, waves.Wave("Вторая", 100, 3, 21) with { Slots = [waves.Wave("", 1, 1, 21).Slots[0]] }, 0, WaveHouse.Actor, default);
        Assert.Equal((null, null, new LostSlots(2, 1)), (asked.Id, asked.Fault, asked.Losing));
        Assert.Equal(3, (await waves.PageAsync()).Waves.Single(one => one.Id == second).Settings.Slots.Length);
        await waves.SavedAsync(waves.Wave("Вторая", 100, 3, 21) with { Slots = [waves.Wave("", 1, 1, 21).Slots[0]] }, second, losing: 2);
        Assert.Empty((await house.Engine.Preparation.ReadAsync(waves.Region, default)).Single(one => one.Id == waves.Schools[0].Id).Classes.Single(one => one.Id == waves.Classes[0].Id).Times);
        Assert.True(await house.Engine.Waves.DropAsync(waves.RegionId, wave, WaveHouse.Actor, default));
        Assert.True(await house.Engine.Waves.DropAsync(waves.RegionId, second, WaveHouse.Actor, default));
        Assert.Equal(0, await house.CountAsync("SELECT COUNT(*) FROM class_slot"));
        Assert.Empty(Faults(house));

        static (int, int, int) Of(WavePage page) => (page.Classes, page.Waiting, page.Waves.Length);
    }

    [StoreFact]
    public async Task A_class_with_two_lessons_has_a_slot_for_each()
    {
        await using TestHouse house = await OpenAsync();
        WaveHouse waves = await WaveHouse.InAsync(house);
        string room = waves.Classes[0].Id;
        await house.ExecuteAsync(WaveHouse.TwoLessons, new { Id = room });
        Assert.Equal((6, 6), Counts(await waves.PageAsync()));
        string wave = await waves.SavedAsync(waves.Wave("Первая", 100, 3, 20));
        PlanView plan = await waves.PlannedAsync();
        UnplacedClass lacking = Assert.Single(plan.First);
        Assert.Equal((6, 1, room, 2, UnplacedReason.NoDay), (plan.Placed, plan.Unplaced, lacking.ClassId, lacking.Lesson, lacking.Why));
        Assert.Equal((6, 1), Counts(await waves.PageAsync()));
        SchoolPreparation school = await ReadAsync();
        Assert.Equal((2, 1, StepState.Partly), (school.Counts.Placed, school.Counts.Halves, school.States[(int)PreparationStep.Slots]));

        WaveSettings longer = waves.Wave("Первая", 100, 3, 20, 21);
        await waves.SavedAsync(longer, wave);
        Assert.Equal(1, (await waves.PlannedAsync()).Placed);
        Assert.Equal((6, 0), Counts(await waves.PageAsync()));
        school = await ReadAsync();
        ClassTime[] times = [.. school.Classes.Single(one => one.Id == room).Times];
        Assert.Equal([1, 2], times.Select(time => time.Lesson));
        Assert.Equal((3, 0, StepState.Done), (school.Counts.Placed, school.Counts.Halves, school.States[(int)PreparationStep.Slots]));
        Assert.Contains(times[0].StartsAtMs, longer.Slots.Take(3).Select(slot => slot.StartsAtMs));
        Assert.Contains(times[1].StartsAtMs, longer.Slots.Skip(3).Select(slot => slot.StartsAtMs));
        Assert.Equal((0, 0, 0, 0), await ChangesAsync(anew: false));
        Assert.Equal(7, (await waves.PageAsync()).Waves[0].Fill.Sum(slot => slot.Classes));

        // After the first lesson its slot stays and the second can still be planned; when all is over nothing is.
        Assert.Equal(MoveOutcome.Done, await house.Engine.Moves.MoveAsync(room, 2, null, 0, WaveHouse.Actor, default));
        house.Manual.Advance(TimeSpan.FromMilliseconds(times[0].StartsAtMs - house.Manual.NowMs + 1));
        await house.ExecuteAsync("UPDATE school_class SET lesson = 'paused' WHERE id = @room", new { room });
        Assert.Equal((1, 0, 0, 0), await ChangesAsync(anew: false));
        await house.ExecuteAsync("UPDATE school_class SET lesson = 'ended' WHERE id = @room", new { room });
        Assert.Equal((0, 0, 0, 0), await ChangesAsync(anew: false));
        Assert.Equal((6, 0), Counts(await waves.PageAsync()));

        // One lesson is enough again: a slot for the second is given back.
        await house.ExecuteAsync("UPDATE school_class SET lesson = 'lobby' WHERE id = @room", new { room });
        Assert.Equal(1, (await waves.PlannedAsync()).Placed);
        await house.ExecuteAsync(
            "UPDATE school_class SET battery_id = o.battery_id, battery_version = o.battery_version FROM school_class o WHERE school_class.id = @room AND o.id = @other", new { room, other = waves.Classes[1].Id });
        Assert.Equal((0, 0, 1, 0), await ChangesAsync(anew: false));
        await waves.PlannedAsync();
        Assert.Single((await ReadAsync()).Classes.Single(one => one.Id == room).Times);
        Assert.Empty(Faults(house));

        async Task<SchoolPreparation> ReadAsync() => (await house.Engine.Preparation.ReadAsync(new OrgNode(NodeKind.School, waves.Schools[0].Id), default)).Single();

        async Task<(int Placed, int Moved, int Removed, int Unplaced)> ChangesAsync(bool anew)
        {
            PlanView look = (await house.Engine.Slots.LookAsync(waves.RegionId, anew, default))!;
            return (look.Placed, look.Moved, look.Removed, look.Unplaced);
        }

        static (int, int) Counts(WavePage page) => (page.Classes, page.Waiting);
    }

    [StoreFact]
    public async Task A_plan_leaves_alone_what_is_over_and_who_has_begun()
    {
        await using TestHouse house = await OpenAsync();
        WaveHouse waves = await WaveHouse.InAsync(house);
        WaveSettings settings = waves.Wave("Первая", 4, 3, 20, 21);
        string wave = await waves.SavedAsync(settings);
        foreach (int at in new[] { 0, 1 })
        {
            Assert.Equal(MoveOutcome.Done, await house.Engine.Moves.MoveAsync(waves.Classes[at].Id, 1, wave, settings.Slots[at].StartsAtMs, WaveHouse.Actor, default));
        }

        Assert.True(await house.Engine.Board.SetLessonAsync(waves.Classes[2].Id, LessonState.Running, default));

        // Between the first lesson and the second.
        house.Manual.Advance(TimeSpan.FromMilliseconds(settings.Slots[0].StartsAtMs - house.Manual.NowMs + 1));
        Assert.Equal(3, (await waves.PageAsync()).Waiting);
        PlanView plan = await waves.PlannedAsync(anew: true);
        Assert.Equal((3, 0, 0, 1, 0), (plan.Placed, plan.Moved, plan.Removed, plan.ByHand, plan.Unplaced));
        long[] fill = [.. (await waves.PageAsync()).Waves[0].Fill.Select(slot => (long)slot.Classes)];
        Assert.Equal((1, 1, 4, 0), (fill[0], fill[1], fill.Skip(1).Sum(), (await waves.PageAsync()).Waiting));
        Assert.Equal(MoveOutcome.Past, await house.Engine.Moves.MoveAsync(waves.Classes[5].Id, 1, wave, settings.Slots[0].StartsAtMs, WaveHouse.Actor, default));
        AuditAct[] acts = [.. (await house.Engine.Audit.ReadAsync(waves.Region, long.MaxValue, default)).Select(line => line.Act)];
        Assert.Single(acts, AuditAct.SlotsPlanned);
    }

    [StoreFact]
    public async Task Nobody_is_ready_by_what_was_done_last_year_or_unready_for_who_is_gone_or_ready_for_who_came_later()
    {
        await using TestHouse house = await OpenAsync();
        WaveHouse waves = await WaveHouse.InAsync(house);
        string school = waves.Schools[0].Id, room = waves.Classes[0].Id;
        await house.ExecuteAsync("UPDATE test_session SET parent_consent = 1 WHERE class_id IN (@a, @b)", new { a = room, b = waves.Classes[1].Id });
        await house.ExecuteAsync(
            "UPDATE test_session SET state = 'expired', parent_consent = NULL WHERE seat_id IN (SELECT id FROM seat WHERE class_id = @room AND number = 1)", new { room });
        SchoolPreparation told = await ReadAsync();
        Assert.Equal((7, 7, StepState.Done), (told.Counts.ParentsAsked, told.Counts.ParentsDecided, told.States[(int)PreparationStep.Consent]));

        // Four students and a spare seat have their cards; who takes the spare one has it, who comes behind it has none.
        await house.Engine.Cards.By(WaveHouse.Actor).PrintAsync(room, default);
        await house.ExecuteAsync("UPDATE seat SET spare = 0 WHERE class_id = @room", new { room });
        Assert.Equal((1, 0), await CardsAsync());
        await house.ExecuteAsync("UPDATE seat SET number = 6 WHERE class_id = @room AND number = 5", new { room });
        Assert.Equal((0, 1), await CardsAsync());
        Assert.Equal(StepState.Partly, (await ReadAsync()).States[(int)PreparationStep.Cards]);
        await house.Engine.Cards.By(WaveHouse.Actor).ShowAsync(room, 6, default);
        Assert.Equal((0, 1), await CardsAsync());

        // The other school is in the next year's campaign already: this one has nothing there yet, and nothing to confirm for.
        Assert.Equal(EnterPersonOutcome.Done, await house.Engine.Responsible.EnterAsync(school, null, new PersonEntry(ResponsibleRole.Lead, "Завуч", "8 800"), WaveHouse.Actor, default));
        string person = (await house.Engine.Responsible.ReadAsync(waves.Region, WaveHouse.Actor, default)).Single().Id;
        Assert.True(await house.Engine.Responsible.ConfirmAsync(school, person, WaveHouse.Actor, default));
        await house.ExecuteAsync(YearHouse.NextCampaign);
        await house.ExecuteAsync("UPDATE school_class SET campaign_id = 'next' WHERE school_id = @other", new { other = waves.Schools[1].Id });
        Assert.Equal(new PreparationCounts(0, 0, 0, 0, 0, 0, 0, 1, 0, 0), (await ReadAsync()).Counts);
        Assert.Equal(3, (await house.Engine.Preparation.ReadAsync(waves.Region, default)).Single(one => one.Id != school).Counts.Classes);
        Assert.Null((await house.Engine.Responsible.ReadAsync(waves.Region, WaveHouse.Actor, default)).Single().ConfirmedAtMs);
        Assert.False(await house.Engine.Responsible.ConfirmAsync(school, person, WaveHouse.Actor, default));

        async Task<SchoolPreparation> ReadAsync() => (await house.Engine.Preparation.ReadAsync(new OrgNode(NodeKind.School, school), default)).Single();

        async Task<(int Printed, int Outgrown)> CardsAsync()
        {
            PreparationCounts counts = (await ReadAsync()).Counts;
            return (counts.Printed, counts.Outgrown);
        }
    }

    [StoreFact]
    public async Task What_a_school_has_prepared_is_told_from_what_is_stored()
    {
        await using TestHouse house = await OpenAsync();
        WaveHouse waves = await WaveHouse.InAsync(house);
        SchoolPreparation[] before = [.. await house.Engine.Preparation.ReadAsync(waves.Region, default)];
        Assert.Equal(waves.Schools.Select(one => one.Name), before.Select(one => one.Name));
        Assert.All(before, one => Assert.Equal(new PreparationCounts(3, 12, 0, 0, 0, 8, 0, 0, 0, 0), one.Counts));

        string school = waves.Schools[0].Id;
        foreach (string room in waves.Classes.Take(3).Select(one => one.Id))
        {
            await house.Engine.Cards.By(WaveHouse.Actor).PrintAsync(room, default);
            await house.ExecuteAsync(
                "INSERT INTO device_check (class_id, device, number, checked_at, verdict, reasons, measured) VALUES (@room, 'device', 1, 1, 'ready', '[]', '{}')", new { room });
        }

        await house.ExecuteAsync("UPDATE test_session SET parent_consent = 0 WHERE class_id IN (@a, @b)", new { a = waves.Classes[0].Id, b = waves.Classes[1].Id });
        Assert.Equal(EnterPersonOutcome.Done, await house.Engine.Responsible.EnterAsync(school, null, new PersonEntry(ResponsibleRole.Lead, " Завуч ", "8 800"), WaveHouse.Actor, default));
        Assert.Equal(StepState.Partly, await StateAsync(PreparationStep.Responsible));
        ResponsiblePerson person = (await house.Engine.Responsible.ReadAsync(waves.Region, WaveHouse.Actor, default)).Single();
        Assert.Equal(("Завуч", "8 800", (long?)null), (person.Name, person.Contact, person.ConfirmedAtMs));
        Assert.False(await house.Engine.Responsible.ConfirmAsync(waves.Schools[1].Id, person.Id, WaveHouse.Actor, default));
        Assert.True(await house.Engine.Responsible.ConfirmAsync(school, person.Id, WaveHouse.Actor, default));
        Assert.NotNull((await house.Engine.Responsible.ReadAsync(waves.Region, WaveHouse.Actor, default)).Single().ConfirmedAtMs);
        await waves.SavedAsync(waves.Wave("Первая", 8, 1, 20));
        await waves.PlannedAsync();
        SchoolPreparation[] after = [.. await house.Engine.Preparation.ReadAsync(waves.Region, default)];
        Assert.Equal((true, false), (after[0].IsReady, after[1].IsReady));
        Assert.All(after[0].States, state => Assert.Equal(StepState.Done, state));

        // Who is changed is to be confirmed anew.
        Assert.Equal(EnterPersonOutcome.Done, await house.Engine.Responsible.EnterAsync(school, person.Id, new PersonEntry(ResponsibleRole.Lead, "Директор", "8 801"), WaveHouse.Actor, default));
        Assert.Equal(StepState.Partly, await StateAsync(PreparationStep.Responsible));
        Assert.True(await house.Engine.Responsible.DropAsync(school, person.Id, WaveHouse.Actor, default));
        Assert.Equal(StepState.Missing, await StateAsync(PreparationStep.Responsible));
        AuditAct[] acts = [.. (await house.Engine.Audit.ReadAsync(new OrgNode(NodeKind.School, school), long.MaxValue, default)).Select(line => line.Act).Take(2)];
        Assert.Equal([AuditAct.ResponsibleDropped, AuditAct.ResponsibleEntered], acts);

        async Task<StepState> StateAsync(PreparationStep step) =>
            (await house.Engine.Preparation.ReadAsync(new OrgNode(NodeKind.School, school), default)).Single().States[(int)step];
    }
}
