using Diagnostics.Engine.LiveDay;
using Diagnostics.Engine.Preparation;
using Diagnostics.Engine.Sessions;
using Diagnostics.Engine.Waves;
using Diagnostics.Tests.Storage;

namespace Diagnostics.Tests.Waves;

public sealed class WaveDeskTests
{
    [Fact]
    public async Task What_can_be_no_wave_is_refused_with_the_reason()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        WaveHouse waves = await WaveHouse.InAsync(house);
        WaveSettings good = waves.Wave("Первая", 10, 2, 20);
        string saved = await waves.SavedAsync(good);
        SlotTime slot = good.Slots[0];
        foreach ((WaveSettings bad, WaveFault fault) in new[]
        {
            (good with { Name = " " }, WaveFault.Name), (good with { Name = new string('я', 61) }, WaveFault.Name), (good with { Capacity = 0 }, WaveFault.Capacity),
            (good with { AtOnce = 0 }, WaveFault.Capacity), (good with { Grades = [8, 8] }, WaveFault.Grades), (good with { Slots = [] }, WaveFault.Slots),
            (good with { Slots = [slot, slot] }, WaveFault.Slots), (good with { Slots = [slot with { Day = "20.01" }] }, WaveFault.Slots),
            (good with { Slots = [slot with { Minutes = 5 }] }, WaveFault.Slots), (good with { Slots = [slot with { StartsAtMs = 1 }] }, WaveFault.OutsideWindow),
            (waves.Wave("Первая", 10, 2, 30), WaveFault.NameTaken), (good with { Name = "Вторая" }, WaveFault.Overlaps),
        })
        {
            Assert.Equal(new WaveOutcome(null, fault), await house.Engine.Waves.SaveAsync(waves.RegionId, null, bad, 0, WaveHouse.Actor, default));
        }

        Assert.Equal(WaveFault.Unknown, (await house.Engine.Waves.SaveAsync(waves.RegionId, "none", good, 0, WaveHouse.Actor, default)).Fault);
        Assert.Equal(WaveFault.Unknown, (await house.Engine.Waves.SaveAsync("nowhere", null, good, 0, WaveHouse.Actor, default)).Fault);
        Assert.Equal(saved, await waves.SavedAsync(good with { Name = "Новая" }, saved));
        Assert.False(await house.Engine.Waves.SetStateAsync("nowhere", saved, WaveState.Paused, WaveHouse.Actor, default));
        Assert.False(await house.Engine.Waves.DropAsync("nowhere", saved, WaveHouse.Actor, default));
        Assert.Equal(("Новая", WaveState.Open), (await waves.PageAsync()).Waves.Select(wave => (wave.Settings.Name, wave.State)).Single());
    }

    [Fact]
    public async Task A_class_is_moved_only_where_it_fits()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        WaveHouse waves = await WaveHouse.InAsync(house);
        WaveSettings settings = waves.Wave("Старшие", 6, 2, 20);
        string wave = await waves.SavedAsync(settings with { Grades = [10] });
        string eighth = waves.Classes[0].Id, tenth = waves.Classes[2].Id, other = waves.Classes[5].Id;
        long start = settings.Slots[0].StartsAtMs;
        Assert.Equal(MoveOutcome.Unfit, await MoveAsync(eighth, wave, start));
        Assert.Equal(MoveOutcome.Unknown, await MoveAsync(tenth, wave, start + 1));
        Assert.Equal(MoveOutcome.Unknown, await MoveAsync(tenth, "none", start));
        Assert.Equal(MoveOutcome.Unknown, await MoveAsync("nobody", wave, start));
        Assert.Equal(MoveOutcome.Done, await MoveAsync(tenth, wave, start));
        Assert.Equal(MoveOutcome.Done, await MoveAsync(tenth, wave, start));
        Assert.Equal(MoveOutcome.Full, await MoveAsync(other, wave, start));
        Assert.True(await house.Engine.Waves.SetStateAsync(waves.RegionId, wave, WaveState.Ended, WaveHouse.Actor, default));
        Assert.Equal(MoveOutcome.Unknown, await MoveAsync(other, wave, settings.Slots[1].StartsAtMs));
        Assert.Equal(MoveOutcome.Done, await MoveAsync(tenth, null, 0));
        Assert.Equal(6, (await waves.PageAsync()).Waiting);

        Task<MoveOutcome> MoveAsync(string room, string? into, long at) => house.Engine.Moves.MoveAsync(room, 1, into, at, WaveHouse.Actor, default);
    }

    [Fact]
    public async Task A_second_lesson_is_moved_only_behind_the_first()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        WaveHouse waves = await WaveHouse.InAsync(house);
        string room = waves.Classes[0].Id;
        await house.ExecuteAsync(WaveHouse.TwoLessons, new { Id = room });
        WaveSettings settings = waves.Wave("Первая", 100, 3, 20, 21);
        string wave = await waves.SavedAsync(settings);
        Assert.Equal(MoveOutcome.Unknown, await MoveAsync(3, 0));
        Assert.Equal(MoveOutcome.Unknown, await MoveAsync(0, 0));
        Assert.Equal(MoveOutcome.Unknown, await house.Engine.Moves.MoveAsync(waves.Classes[1].Id, 2, wave, settings.Slots[0].StartsAtMs, WaveHouse.Actor, default));
        Assert.Equal(MoveOutcome.Done, await MoveAsync(2, 1));
        Assert.Equal(MoveOutcome.OutOfOrder, await MoveAsync(1, 1));
        Assert.Equal(MoveOutcome.OutOfOrder, await MoveAsync(1, 4));

        // By hand both may be on one day, and planning leaves them there.
        Assert.Equal(MoveOutcome.Done, await MoveAsync(1, 0));
        Assert.Equal(MoveOutcome.OutOfOrder, await MoveAsync(2, 0));
        PlanView plan = await waves.PlannedAsync(anew: true);
        Assert.Equal((2, 0, 0), (plan.ByHand, plan.Moved, plan.Unplaced));

        // Out of its slot, the second is planned for another day.
        Assert.Equal(MoveOutcome.Done, await MoveAsync(2, null));
        Assert.Equal(1, (await waves.PageAsync()).Waiting);
        Assert.Equal(1, (await waves.PlannedAsync()).Placed);
        ClassPreparation told = (await house.Engine.Preparation.ReadAsync(waves.Region, default)).SelectMany(school => school.Classes).Single(one => one.Id == room);
        Assert.Equal([(1, true), (2, false)], told.Times.Select(time => (time.Lesson, time.IsByHand)));
        Assert.Contains(told.Times[1].StartsAtMs, settings.Slots.Skip(3).Select(slot => slot.StartsAtMs));

        Task<MoveOutcome> MoveAsync(int lesson, int? slot) => house.Engine.Moves.MoveAsync(
            room, lesson, slot is null ? null : wave, slot is { } at ? settings.Slots[at].StartsAtMs : 0, WaveHouse.Actor, default);
    }

    [Fact]
    public async Task A_paused_wave_takes_its_own_lessons_along_and_no_others()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        WaveHouse waves = await WaveHouse.InAsync(house);
        WaveSettings settings = waves.Wave("Первая", 100, 3, 20);
        string wave = await waves.SavedAsync(settings);
        string inside = waves.Classes[0].Id, outside = waves.Classes[3].Id;
        Assert.Equal(MoveOutcome.Done, await house.Engine.Moves.MoveAsync(inside, 1, wave, settings.Slots[0].StartsAtMs, WaveHouse.Actor, default));
        house.Manual.Advance(DateTimeOffset.FromUnixTimeMilliseconds(settings.Slots[0].StartsAtMs) - house.Clock.GetUtcNow());
        foreach (string room in new[] { inside, outside })
        {
            Assert.True(await house.Engine.Board.SetLessonAsync(room, LessonState.Running, default));
        }

        StepPortion portion = (await house.Engine.DaySteps.TakeAsync(waves.Region, new StepOrder(DayStep.Pause, 0, "01234567", null, wave), WaveHouse.Actor, default))!;
        Assert.Equal((1, 0), (portion.Done, portion.Missed.Count));
        Assert.Equal((LessonState.Paused, LessonState.Running), (await RunAsync(inside), await RunAsync(outside)));
        await house.Engine.Waves.SetStateAsync(waves.RegionId, wave, WaveState.Paused, WaveHouse.Actor, default);
        Assert.Equal((0, 4), await LookAsync());
        await house.Engine.Waves.SetStateAsync(waves.RegionId, wave, WaveState.Open, WaveHouse.Actor, default);
        Assert.Equal((4, 0), await LookAsync());

        async Task<LessonState> RunAsync(string room) => (await house.Engine.Board.ReadAsync(room, default))!.Run;

        async Task<(int Placed, int Unplaced)> LookAsync()
        {
            PlanView plan = (await house.Engine.Slots.LookAsync(waves.RegionId, anew: true, default))!;
            return (plan.Placed, plan.Unplaced);
        }
    }
}
