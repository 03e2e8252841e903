using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Sessions;
using Diagnostics.Engine.Storage;
using Diagnostics.Tests.Storage;

namespace Diagnostics.Tests.Sessions;

/// <summary>What happens when more comes than can be written: a word to slow down, then busy; nothing is lost, and whoever has begun goes on.</summary>
public sealed class PressureTests
{
    private const int Batch = 40;

    [Fact]
    public async Task A_queue_over_half_asks_to_gather_and_a_queue_nearly_full_is_busy()
    {
        await using TestHouse house = await OpenAsync(queue: 400);
        SchoolClass room = await house.ClassAsync(seats: 12);
        Pupil[] pupils = [.. await InTurnAsync(12, number => house.PupilAsync(room, number, $"device{number}"))];
        List<Task<PutReply>> puts = [];
        await using (Stalled.Writer(house))
        {
            foreach (Pupil pupil in pupils)
            {
                puts.Add(pupil.PutAsync(1, [.. Enumerable.Repeat("1", Batch)]));
            }

            // 40 … 200 wait in peace, 240 … 360 are above half, what comes at 400 is above nine tenths.
            PutReply refused = await puts[10];
            Assert.Equal((PutStatus.Busy, 0), (refused.Status, refused.HighWater));
            Assert.InRange(refused.RetryMs, 2_000, 10_000);
            Assert.Equal(PutStatus.Busy, (await puts[11]).Status);
            Assert.All(puts[..10], put => Assert.False(put.IsCompleted));
        }

        PutReply[] replies = await Task.WhenAll(puts);
        Assert.All(replies[..10], reply => Assert.Equal((PutStatus.Ok, Batch), (reply.Status, reply.HighWater)));
        Assert.All(replies[..5], reply => Assert.Equal(0, reply.PaceMs));
        Assert.All(replies[5..10], reply => Assert.InRange(reply.PaceMs, 2_000, 5_000));
        // The answers that were refused come again and are taken.
        Assert.Equal(Batch, (await pupils[10].PutAsync(1, [.. Enumerable.Repeat("1", Batch)])).HighWater);
        Assert.Equal(Batch, await pupils[10].RowsAsync());
    }

    [Fact]
    public async Task A_session_sends_a_burst_and_then_as_much_as_time_gives_back()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        house.Pressure = new PressureOptions();
        await house.ReopenAsync();
        SchoolClass room = await house.ClassAsync();
        Pupil pupil = await house.PupilAsync(room);
        Pupil neighbour = await house.PupilAsync(room, 2, "other");
        string[] fifty = [.. Enumerable.Repeat("1", 48)];
        Assert.Equal(48, (await pupil.PutAsync(1, fifty)).HighWater);
        Assert.Equal(96, (await pupil.PutAsync(49, fifty)).HighWater);
        PutReply early = await pupil.PutAsync(97, fifty);
        Assert.Equal((PutStatus.Busy, 96, 2_200), (early.Status, early.HighWater, early.RetryMs));
        // What is known is acknowledged without counting, and a neighbour's answers are their own.
        Assert.Equal(PutStatus.Ok, (await pupil.PutAsync(49, fifty)).Status);
        Assert.Equal(PutStatus.Ok, (await neighbour.PutAsync(1, fifty)).Status);
        house.Manual.Advance(TimeSpan.FromMilliseconds(early.RetryMs - 1));
        Assert.Equal(PutStatus.Busy, (await pupil.PutAsync(97, fifty)).Status);
        house.Manual.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal((PutStatus.Ok, 144), Told(await pupil.PutAsync(97, fifty)));
        // A server's clock that is set back gives nothing and takes nothing.
        Assert.Equal(PutStatus.Busy, (await pupil.PutAsync(145, fifty)).Status);
        Assert.Equal(144, await pupil.RowsAsync());

        static (PutStatus, long) Told(PutReply reply) => (reply.Status, reply.HighWater);
    }

    [Fact]
    public async Task A_commit_that_hangs_turns_new_answers_away_and_forgives_them_when_it_is_over()
    {
        await using TestHouse house = await OpenAsync(queue: 20_000);
        SchoolClass room = await house.ClassAsync();
        Pupil first = await house.PupilAsync(room);
        Pupil second = await house.PupilAsync(room, 2, "other");
        Task<PutReply> waiting;
        await using (Stalled stalled = Stalled.Writer(house))
        {
            await stalled.Reached;
            waiting = first.PutAsync(1, "1");
            house.Manual.Advance(TimeSpan.FromSeconds(5));
            Assert.Equal(PutStatus.Busy, (await second.PutAsync(1, "1")).Status);
            Assert.False(waiting.IsCompleted);
        }

        Assert.Equal((PutStatus.Ok, 1), ((await waiting).Status, (await waiting).HighWater));
        house.Manual.Advance(TimeSpan.FromSeconds(11));
        Assert.Equal(PutStatus.Ok, (await second.PutAsync(1, "1")).Status);
    }

    [Fact]
    public void Slow_commits_are_a_state_when_they_are_more_than_one_in_a_hundred_of_ten_seconds()
    {
        ManualClock clock = new();
        CommitTimes times = new(TimeSpan.FromSeconds(2), clock);
        Commit(3);
        Assert.False(times.AreSlow, "One is a hiccup.");
        Commit(3);
        Assert.True(times.AreSlow);
        for (int quick = 0; quick < 300; quick++)
        {
            Commit(0.001);
        }

        Assert.False(times.AreSlow, "Two of 302 are below the 99th percentile.");
        clock.Advance(TimeSpan.FromSeconds(10.1));
        times.Begin();
        clock.Advance(TimeSpan.FromSeconds(3.9));
        Assert.False(times.AreSlow);
        clock.Advance(TimeSpan.FromSeconds(0.1));
        Assert.True(times.AreSlow, "The one that runs has lasted twice the limit.");

        void Commit(double seconds)
        {
            times.Begin();
            clock.Advance(TimeSpan.FromSeconds(seconds));
            times.End();
        }
    }

    private static async Task<TestHouse> OpenAsync(int queue)
    {
        TestHouse house = await TestHouse.OpenAsync();
        house.Store = new StoreOptions { QueueAnswers = queue, CommitGapMs = 0 };
        await house.ReopenAsync();
        return house;
    }

    private static async Task<List<T>> InTurnAsync<T>(int count, Func<int, Task<T>> make)
    {
        List<T> made = [];
        for (int number = 1; number <= count; number++)
        {
            made.Add(await make(number));
        }

        return made;
    }
}
