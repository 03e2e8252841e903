using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Sessions;
using Diagnostics.Tests.Storage;

namespace Diagnostics.Tests.Sessions;

public sealed class EntryQueueTests
{
    [Fact]
    public void Who_comes_beyond_the_rate_has_a_place_and_keeps_it()
    {
        ManualClock clock = new();
        EntryQueue queue = new(2, clock);
        Assert.Null(queue.Ask("a"));
        Assert.Null(queue.Ask("b"));
        Assert.Equal([0L, 1L, 2L], new[] { queue.Ask("c"), queue.Ask("d"), queue.Ask("e") });
        Assert.Equal(1, queue.Ask("d"));
        clock.Advance(TimeSpan.FromMilliseconds(500));
        // A newcomer does not overtake: the place that came free is c's, whenever c comes for it.
        Assert.Equal(2, queue.Ask("f"));
        Assert.Equal(0, queue.Ask("d"));
        Assert.Null(queue.Ask("c"));
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(queue.Ask("e"));
        Assert.Null(queue.Ask("d"));
        Assert.Equal(0, queue.Ask("f"));
        clock.Advance(TimeSpan.FromHours(1));
        Assert.Null(queue.Ask("f"));
        Assert.Null(queue.Ask("g"));
        Assert.Equal(0, queue.Ask("h"));
    }

    [Fact]
    public void Who_was_called_and_never_came_waits_no_more()
    {
        ManualClock clock = new();
        EntryQueue queue = new(2, clock);
        foreach (string session in new[] { "a", "b", "c", "d", "e" })
        {
            queue.Ask(session);
        }

        Assert.Equal(3, queue.Waiting);
        clock.Advance(TimeSpan.FromMilliseconds(500));
        Assert.Equal(2, queue.Waiting);
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(0, queue.Waiting);
        Assert.Null(queue.Ask("c"));
        queue.Ask("f");
        queue.Ask("g");
        queue.Ask("h");
        queue.Change(0);
        Assert.Equal(0, queue.Waiting);
        Assert.Null(queue.Ask("h"));
    }

    [Fact]
    public void A_thousand_at_once_come_in_in_their_order_at_the_rate()
    {
        ManualClock clock = new();
        EntryQueue queue = new(100, clock);
        string[] sessions = [.. Enumerable.Range(0, 1_000).Select(number => $"s{number}")];
        List<string> entered = [.. sessions.Where(session => queue.Ask(session) is null)];
        Assert.Equal(sessions[..100], entered);
        for (int second = 1; second < 10; second++)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            entered.AddRange(sessions.Except(entered).ToArray().Where(session => queue.Ask(session) is null));
            Assert.Equal(sessions[..((second + 1) * 100)], entered);
        }

        Assert.Equal((1_000, 10_000), (queue.AskAgainMs(0), queue.AskAgainMs(1_000_000)));
    }

    [Fact]
    public async Task Those_who_have_begun_do_not_wait_and_a_wrong_code_takes_no_place()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        house.Pressure = new PressureOptions { EntriesPerSecond = 1 };
        await house.ReopenAsync();
        SchoolClass room = await house.ClassAsync();
        Pupil pupil = await house.PupilAsync(room);
        for (int wrong = 0; wrong < 20; wrong++)
        {
            Assert.IsType<EnterOutcome.Unknown>(await house.Engine.Entrance.EnterAsync("AAAA-BBBB-CCCC", "device", default));
        }

        EnterOutcome.Queued queued = Assert.IsType<EnterOutcome.Queued>(await EnterAsync(2));
        Assert.Equal(0, queued.Ahead);
        Assert.InRange(queued.AskAgainMs, 1_000, 1_250);
        Assert.Equal(1, Assert.IsType<EnterOutcome.Queued>(await EnterAsync(3)).Ahead);
        Assert.IsType<EnterOutcome.Entered>(await EnterAsync(1));
        Assert.Equal(PutStatus.Ok, (await pupil.PutAsync(1, "1")).Status);
        house.Manual.Advance(TimeSpan.FromSeconds(1));
        Assert.IsType<EnterOutcome.Queued>(await EnterAsync(3));
        Assert.IsType<EnterOutcome.Entered>(await EnterAsync(2));

        async Task<EnterOutcome> EnterAsync(int seat) => await house.Engine.Entrance.EnterAsync(await house.CodeAsync(room, seat), "device", default);
    }

    [Fact]
    public async Task A_closed_entry_lets_those_who_have_begun_go_on_and_opens_again()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync();
        Pupil pupil = await house.PupilAsync(room);
        string file = Path.Combine(house.Folder, "entry-closed");
        await File.WriteAllTextAsync(file, "");
        house.Manual.Advance(TimeSpan.FromSeconds(30));
        Assert.IsType<EnterOutcome.Closed>(await EnterAsync(2, "device"));
        Assert.True(house.Engine.IsEntryClosed);
        Assert.IsType<EnterOutcome.Entered>(await EnterAsync(1, "another"));
        Assert.True((await pupil.HelloAsync(null, device: "another")).Epoch > pupil.Epoch);
        File.Delete(file);
        house.Manual.Advance(TimeSpan.FromSeconds(2));
        Assert.IsType<EnterOutcome.Entered>(await EnterAsync(2, "device"));
        house.Pressure = new PressureOptions { EntryClosed = true };
        await house.ReopenAsync();
        Assert.IsType<EnterOutcome.Closed>(await EnterAsync(3, "device"));

        async Task<EnterOutcome> EnterAsync(int seat, string device) => await house.Engine.Entrance.EnterAsync(await house.CodeAsync(room, seat), device, default);
    }

    [Fact]
    public async Task Only_the_first_start_of_a_lesson_is_spread()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync(running: false);
        List<int> spreads = [];
        house.Engine.Sessions.Control += control => spreads.Add(control.SpreadMs);
        foreach (LessonState step in new[] { LessonState.Running, LessonState.Paused, LessonState.Running, LessonState.Ended, LessonState.Running })
        {
            Assert.True(await house.Engine.Board.By("somebody").SetLessonAsync(room.Id, step, default));
        }

        Assert.Equal([3_000, 0, 0, 0, 0], spreads);
        Assert.Equal(3_000, (await house.Engine.Board.ReadAsync(room.Id, default))!.StartSpreadMs);
    }
}
