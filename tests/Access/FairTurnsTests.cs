using Diagnostics.Web.Access;

namespace Diagnostics.Tests.Access;

/// <summary>Who gets the turn, and who is turned away when there is no room to wait.</summary>
public sealed class FairTurnsTests
{
    [Fact]
    public async Task A_newcomer_takes_the_newest_place_of_a_flood_and_is_served_second()
    {
        FairTurns turns = new(atOnce: 1, most: 10);
        Assert.True(await turns.EnterAsync("flood", default));
        Task<bool>[] flood = [.. Enumerable.Range(0, 10).Select(_ => turns.EnterAsync("flood", default))];
        Assert.False(await turns.EnterAsync("flood", default));
        Task<bool> school = turns.EnterAsync("school", default);
        Assert.False(await flood[^1]);
        Assert.Equal(10, turns.Waiting);
        turns.Leave();
        Assert.True(await flood[0]);
        Assert.False(school.IsCompleted);
        turns.Leave();
        Assert.True(await school);
        turns.Leave();
        Assert.True(await flood[1]);
        Assert.False(flood[2].IsCompleted);
    }

    [Fact]
    public async Task One_holder_has_all_the_room_while_nobody_else_wants_it_and_an_equal_share_when_others_do()
    {
        FairTurns turns = new(atOnce: 1, most: 12);
        Assert.True(await turns.EnterAsync("first", default));
        Dictionary<string, Task<bool>[]> waiting = [];
        foreach (string holder in new[] { "first", "second", "third" })
        {
            waiting[holder] = [.. Enumerable.Range(0, 12).Select(_ => turns.EnterAsync(holder, default))];
            Assert.Equal(12, turns.Waiting);
        }

        Assert.All(waiting.Values, places => Assert.InRange(places.Count(place => !IsTurnedAway(place)), 3, 5));
        Assert.Equal(12, waiting.Values.Sum(places => places.Count(place => !IsTurnedAway(place))));
    }

    [Fact]
    public async Task With_no_room_and_nobody_who_holds_more_a_newcomer_is_turned_away()
    {
        FairTurns turns = new(atOnce: 1, most: 3);
        Assert.True(await turns.EnterAsync("0", default));
        Task<bool>[] others = [.. Enumerable.Range(1, 3).Select(at => turns.EnterAsync($"{at}", default))];
        Assert.False(await turns.EnterAsync("4", default));
        Assert.DoesNotContain(others, IsTurnedAway);
        Assert.Equal(3, turns.Waiting);
    }

    [Fact]
    public async Task Whoever_goes_gives_the_place_back_and_the_turn_passes_to_the_next()
    {
        FairTurns turns = new(atOnce: 1, most: 2);
        Assert.True(await turns.EnterAsync("one", default));
        using CancellationTokenSource gone = new();
        Task<bool> left = turns.EnterAsync("two", gone.Token);
        Task<bool> next = turns.EnterAsync("three", default);
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => left);
        Assert.Equal(1, turns.Waiting);
        turns.Leave();
        Assert.True(await next);
        turns.Leave();
        Assert.True(await turns.EnterAsync("four", default));
    }

    [Fact]
    public async Task As_many_have_a_turn_as_there_are_turns()
    {
        FairTurns turns = new(atOnce: 2, most: 2);
        Assert.True(await turns.EnterAsync("one", default));
        Assert.True(await turns.EnterAsync("one", default));
        Task<bool> next = turns.EnterAsync("two", default);
        Assert.Equal((1, false), (turns.Waiting, next.IsCompleted));
        turns.Leave();
        Assert.True(await next);
        turns.Leave();
        Assert.True(await turns.EnterAsync("three", default));
        Assert.False(turns.EnterAsync("four", default).IsCompleted);
    }

    private static bool IsTurnedAway(Task<bool> place) => place is { IsCompletedSuccessfully: true, Result: false };
}
