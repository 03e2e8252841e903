using Diagnostics.Engine.LiveDay;
using Diagnostics.Engine.Sessions;
using Diagnostics.Engine.Waves;
using Diagnostics.Tests.Storage;

namespace Diagnostics.Tests.Waves;

/// <summary>Steps of a wave or a region take a class of two lessons only while it sits in the one that is meant.</summary>
public sealed class WaveStepTests
{
    [Fact]
    public async Task A_wave_takes_a_class_only_while_its_own_slot_is_on()
    {
        await using TwoLessons two = await TwoLessons.OpenAsync();
        two.Go(two.First, 0);
        await two.SetAsync(LessonState.Running);
        Assert.Equal(0, await two.TakeAsync(DayStep.Pause, two.SecondWave));
        Assert.Equal(1, await two.TakeAsync(DayStep.Pause, two.FirstWave));
        Assert.Equal(0, await two.TakeAsync(DayStep.Resume, two.SecondWave));
        Assert.Equal(1, await two.TakeAsync(DayStep.Resume, two.FirstWave));
        Assert.Equal(LessonState.Running, await two.RunAsync());

        // In the second lesson the first wave is nobody's.
        two.Go(two.Second, 10);
        Assert.Equal(0, await two.TakeAsync(DayStep.Pause, two.FirstWave));
        Assert.Equal(0, await two.TakeAsync(DayStep.Extend, two.FirstWave));
        Assert.Equal(1, await two.TakeAsync(DayStep.Pause, two.SecondWave));
        Assert.Equal(LessonState.Paused, await two.RunAsync());
        Assert.Equal(0, await two.TakeAsync(DayStep.Resume, two.FirstWave));
        Assert.Equal(0, await two.TakeAsync(DayStep.Resume, "none"));
        Assert.Equal(1, await two.TakeAsync(DayStep.Resume, two.SecondWave));
    }

    [Fact]
    public async Task A_class_between_its_lessons_is_not_gone_on_with()
    {
        await using TwoLessons two = await TwoLessons.OpenAsync();
        two.Go(two.First, 0);
        await two.SetAsync(LessonState.Running);
        await two.SetAsync(LessonState.Paused);

        // Within its lesson, and while that may end late, it is.
        two.Go(two.First, 60 + 30);
        Assert.Equal(1, await two.TakeAsync(DayStep.Resume, null));
        await two.SetAsync(LessonState.Paused);
        foreach ((SlotTime slot, int minutes) in new[] { (two.First, 60 + 31), (two.Second, -31), (two.Second, -1) })
        {
            two.Go(slot, minutes);
            foreach (string? wave in new[] { null, two.FirstWave, two.SecondWave })
            {
                Assert.Equal(0, await two.TakeAsync(DayStep.Resume, wave));
                Assert.Equal(0, await two.TakeAsync(DayStep.Extend, wave));
            }
        }

        Assert.Equal((LessonState.Paused, 0), (await two.RunAsync(), (await two.House.Engine.Board.ReadAsync(two.Room, default))!.GivenMinutes));
        two.Go(two.Second, 0);
        Assert.Equal(1, await two.TakeAsync(DayStep.Resume, null));

        // With nothing to come the place takes it at any hour, and the wave no more.
        await two.SetAsync(LessonState.Paused);
        two.Go(two.Second, 60 + 31);
        Assert.Equal(0, await two.TakeAsync(DayStep.Resume, two.SecondWave));
        Assert.Equal(1, await two.TakeAsync(DayStep.Resume, null));
    }

    [Fact]
    public async Task A_lesson_that_runs_is_paused_also_before_its_hour()
    {
        await using TwoLessons two = await TwoLessons.OpenAsync();
        two.Go(two.First, -31);
        await two.SetAsync(LessonState.Running);
        Assert.Equal(0, await two.TakeAsync(DayStep.Pause, two.FirstWave));
        two.Go(two.First, -30);
        Assert.Equal(1, await two.TakeAsync(DayStep.Pause, two.FirstWave));
        await two.SetAsync(LessonState.Running);
        Assert.Equal(1, await two.TakeAsync(DayStep.Pause, null));
    }

    /// <summary>One class whose two lessons are in two waves, a day apart.</summary>
    private sealed class TwoLessons(TestHouse house, WaveHouse waves, string firstWave, string secondWave, SlotTime first, SlotTime second) : IAsyncDisposable
    {
        private int _press;

        public TestHouse House => house;

        public string Room => waves.Classes[0].Id;

        public string FirstWave => firstWave;

        public string SecondWave => secondWave;

        public SlotTime First => first;

        public SlotTime Second => second;

        public static async Task<TwoLessons> OpenAsync()
        {
            TestHouse house = await TestHouse.OpenAsync();
            WaveHouse waves = await WaveHouse.InAsync(house);
            string room = waves.Classes[0].Id;
            await house.ExecuteAsync(WaveHouse.TwoLessons, new { Id = room });
            WaveSettings one = waves.Wave("Первая", 100, 3, 20), other = waves.Wave("Вторая", 100, 3, 21);
            string firstWave = await waves.SavedAsync(one), secondWave = await waves.SavedAsync(other);
            Assert.Equal(MoveOutcome.Done, await house.Engine.Moves.MoveAsync(room, 1, firstWave, one.Slots[0].StartsAtMs, WaveHouse.Actor, default));
            Assert.Equal(MoveOutcome.Done, await house.Engine.Moves.MoveAsync(room, 2, secondWave, other.Slots[0].StartsAtMs, WaveHouse.Actor, default));
            return new TwoLessons(house, waves, firstWave, secondWave, one.Slots[0], other.Slots[0]);
        }

        public void Go(SlotTime slot, int minutes)
        {
            TimeSpan ahead = DateTimeOffset.FromUnixTimeMilliseconds(slot.StartsAtMs).AddMinutes(minutes) - house.Clock.GetUtcNow();
            Assert.True(ahead >= TimeSpan.Zero);
            house.Manual.Advance(ahead);
        }

        public async Task SetAsync(LessonState lesson) => Assert.True(await house.Engine.Board.SetLessonAsync(Room, lesson, default));

        public async Task<int> TakeAsync(DayStep step, string? wave)
        {
            StepOrder order = new(step, step == DayStep.Extend ? 5 : 0, $"press {++_press:000}", null, wave);
            StepPortion portion = (await house.Engine.DaySteps.TakeAsync(waves.Region, order, WaveHouse.Actor, default))!;
            Assert.Empty(portion.Missed);
            return portion.Done;
        }

        public async Task<LessonState> RunAsync() => (await house.Engine.Board.ReadAsync(Room, default))!.Run;

        public ValueTask DisposeAsync() => house.DisposeAsync();
    }
}
