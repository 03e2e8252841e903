using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Preparation;
using Diagnostics.Engine.Privacy;
using Diagnostics.Engine.Waves;
using Diagnostics.Tests.Waves;

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
        WaveSettings first = await waves.WaveAsync("Первая", 8, 1, 20);
        string wave = await waves.SavedAsync(first);
        PlanView plan = (await house.Engine.Slots.LookAsync(waves.RegionId, anew: false, default))!;
        Assert.Equal((6, 0, 0, 0), (plan.Placed, plan.Moved, plan.Removed, plan.Unplaced));
        Assert.False(await house.Engine.Slots.PlanAsync(waves.RegionId, false, "another", WaveHouse.Actor, default));
        Assert.Equal(6, (await waves.PageAsync()).Waiting);
        await waves.PlannedAsync();
        Assert.Equal([(2, 8), (2, 8), (2, 8)], (await waves.PageAsync()).Waves[0].Fill.Select(slot => (slot.Classes, slot.Students)));

        string second = await waves.SavedAsync(await waves.WaveAsync("Вторая", 100, 3, 21));
        SlotTime late = (await waves.PageAsync()).Waves.Single(one => one.Id == second).Settings.Slots[2];
        Assert.Equal(MoveOutcome.Done, await house.Engine.Slots.MoveAsync(waves.Classes[0].Id, second, late.StartsAtMs, WaveHouse.Actor, default));
        PlanView anew = await waves.PlannedAsync(anew: true);
        Assert.Equal((1, 0), (anew.ByHand, anew.Unplaced));
        SchoolPreparation school = (await house.Engine.Preparation.ReadAsync(new OrgNode(NodeKind.School, waves.Schools[0].Id), default)).Single();
        Assert.Equal(new ClassTime(second, "Вторая", "open", late.StartsAtMs, true), school.Classes.Single(one => one.Id == waves.Classes[0].Id).Time);

        // A slot that is gone leaves its classes without one; a wave that is gone likewise.
        await waves.SavedAsync((await waves.WaveAsync("Вторая", 100, 3, 21)) with { Slots = [(await waves.WaveAsync("", 1, 1, 21)).Slots[0]] }, second);
        Assert.Null((await house.Engine.Preparation.ReadAsync(waves.Region, default)).Single(one => one.Id == waves.Schools[0].Id).Classes.Single(one => one.Id == waves.Classes[0].Id).Time);
        Assert.True(await house.Engine.Waves.DropAsync(waves.RegionId, wave, WaveHouse.Actor, default));
        Assert.True(await house.Engine.Waves.DropAsync(waves.RegionId, second, WaveHouse.Actor, default));
        Assert.Equal(0, await house.CountAsync("SELECT COUNT(*) FROM class_slot"));
        Assert.Empty(Faults(house));

        static (int, int, int) Of(WavePage page) => (page.Classes, page.Waiting, page.Waves.Length);
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
        await waves.SavedAsync(await waves.WaveAsync("Первая", 8, 1, 20));
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
