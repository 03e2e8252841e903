using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Sessions;
using Diagnostics.Tests.Storage;

namespace Diagnostics.Tests.Sessions;

/// <summary>What an outage of the server took is given back to the lessons that were on, and nobody else.</summary>
public sealed class OutageTests
{
    private static readonly TimeSpan Dead = TimeSpan.FromSeconds(70);

    [Fact]
    public async Task A_store_that_could_not_be_written_is_an_outage_too()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync();
        (int step, Pupil pupil) = await BegunAsync(house, room);
        await house.Engine.Outages.BeatAsync(default);
        house.Manual.Advance(Dead);
        Assert.Equal(1, await house.Engine.Outages.BeatAsync(default));
        Assert.Equal(Dead.TotalMilliseconds, Assert.Single((await pupil.HelloAsync(pupil.Epoch)).Sections!).GivenMs);
        house.Manual.Advance(OutageKeeper.Beat);
        Assert.Equal(0, await house.Engine.Outages.BeatAsync(default));
        Assert.Equal(step, Assert.Single((await pupil.HelloAsync(pupil.Epoch)).Sections!).Step);
    }

    [Theory]
    [InlineData(14, 0)]
    [InlineData(16, 16)]
    [InlineData(30 * 60, 30 * 60)]
    [InlineData((30 * 60) + 1, 0)]
    public async Task A_silence_within_the_grace_or_longer_than_a_lesson_gives_nothing(int silentSeconds, int givenSeconds)
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync();
        await BegunAsync(house, room);
        await house.Engine.Outages.BeatAsync(default);
        house.Manual.Advance(TimeSpan.FromSeconds(silentSeconds));
        Assert.Equal(givenSeconds > 0 ? 1 : 0, await house.Engine.Outages.BeatAsync(default));
        Assert.Equal(givenSeconds, (await house.Engine.Board.ReadAsync(room.Id, default))!.OutageSeconds);
    }

    [Fact]
    public async Task A_pause_within_the_outage_is_not_given_twice_and_other_classes_get_nothing()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass paused = await house.ClassAsync();
        SchoolClass ended = await house.ClassAsync();
        SchoolClass empty = await house.ClassAsync();
        await BegunAsync(house, paused);
        await BegunAsync(house, ended);
        await house.Engine.Board.SetLessonAsync(ended.Id, LessonState.Ended, default);
        await house.Engine.Outages.BeatAsync(default);
        house.Manual.Advance(TimeSpan.FromSeconds(10));
        await house.Engine.Board.SetLessonAsync(paused.Id, LessonState.Paused, default);
        house.Manual.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(1, await house.Engine.Outages.BeatAsync(default));
        Assert.Equal(10, (await house.Engine.Board.ReadAsync(paused.Id, default))!.OutageSeconds);
        Assert.Equal(0, (await house.Engine.Board.ReadAsync(ended.Id, default))!.OutageSeconds);
        Assert.Equal(0, (await house.Engine.Board.ReadAsync(empty.Id, default))!.OutageSeconds);
    }

    [Fact]
    public async Task What_a_seat_stood_still_by_itself_is_not_given_to_it_again()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync();
        (_, Pupil pupil) = await BegunAsync(house, room);
        await house.Engine.Outages.BeatAsync(default);
        house.Manual.Advance(TimeSpan.FromSeconds(10));
        Assert.True(await house.Engine.Seats.SetAsync(room.Id, 1, LessonState.Paused, default));
        house.Manual.Advance(TimeSpan.FromSeconds(60));
        await house.Engine.Outages.BeatAsync(default);
        SectionElapsed section = Assert.Single((await pupil.HelloAsync(pupil.Epoch)).Sections);
        Assert.Equal((10_000, 10_000), (section.ElapsedMs, section.GivenMs));
        Assert.Equal(70, (await house.Engine.Board.ReadAsync(room.Id, default))!.OutageSeconds);
    }

    [Fact]
    public async Task Of_two_nodes_the_one_whose_clock_is_behind_makes_no_outage_of_it()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        await BegunAsync(house, await house.ClassAsync());
        await house.Engine.Outages.BeatAsync(default);
        await house.ExecuteAsync("UPDATE store_mark SET value = CAST(CAST(value AS integer) + 60000 AS text) WHERE name = 'alive'", new { });
        for (int beat = 0; beat < 4; beat++)
        {
            house.Manual.Advance(OutageKeeper.Beat);
            Assert.Equal(0, await house.Engine.Outages.BeatAsync(default));
        }

        house.Manual.Advance(TimeSpan.FromSeconds(45));
        Assert.Equal(0, await house.Engine.Outages.BeatAsync(default));
    }

    private static async Task<(int Step, Pupil Pupil)> BegunAsync(TestHouse house, SchoolClass room)
    {
        Battery battery = house.Engine.Batteries.For(8)!;
        int step = battery.Steps.IndexOf(battery.Steps.First(one => one.Seconds is not null));
        Pupil pupil = await house.PupilAsync(room);
        Assert.Equal(PutStatus.Ok, (await pupil.PutTimedAsync(1, (battery.ItemCount + step, "start", 1_000))).Status);
        return (step, pupil);
    }
}
