using Diagnostics.Web.Access;

namespace Diagnostics.Tests.Access;

/// <summary>The arithmetic of the limits, on a clock that a test moves.</summary>
public sealed class TokenBucketsTests
{
    private readonly ManualClock _clock = new();

    [Fact]
    public void A_bucket_gives_its_tries_and_then_one_at_a_time()
    {
        TokenBuckets buckets = new(capacity: 3, perMinute: 2, _clock);
        Assert.Equal([true, true, true, false], Take(buckets, "one", 4));
        _clock.Advance(TimeSpan.FromSeconds(29));
        Assert.False(buckets.TryTake("one"));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal([true, false], Take(buckets, "one", 2));
        Assert.True(buckets.TryTake("another"));
        _clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal([true, true, true, false], Take(buckets, "one", 4));
    }

    [Fact]
    public void A_try_that_is_given_back_is_there_again_and_never_one_more()
    {
        TokenBuckets buckets = new(capacity: 2, perMinute: 1, _clock);
        buckets.GiveBack("one");
        Assert.Equal([true, true, false], Take(buckets, "one", 3));
        buckets.GiveBack("one");
        Assert.Equal([true, false], Take(buckets, "one", 2));
        _clock.Advance(TimeSpan.FromMinutes(5));
        buckets.GiveBack("one");
        Assert.Equal([true, true, false], Take(buckets, "one", 3));
    }

    [Fact]
    public void The_table_is_bounded_whatever_keys_are_invented()
    {
        TokenBuckets buckets = new(capacity: 2, perMinute: 1, _clock);
        Assert.Equal([true, true, false], Take(buckets, "a teacher", 3));
        int let = Enumerable.Range(0, 200_000).Count(at => buckets.TryTake($"invented {at}"));
        Assert.Equal(TokenBuckets.MostKeys, buckets.Count);
        Assert.Equal(TokenBuckets.MostKeys - 1 + (2 * TokenBuckets.SharedKeys), let);
        Assert.False(buckets.TryTake("a teacher"));
        _clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal([true, true, false], Take(buckets, "a teacher", 3));
        Assert.Equal([true, true, false], Take(buckets, "somebody new", 3));
        Assert.Equal(2, buckets.Count);
    }

    [Fact]
    public void To_ask_whether_a_try_is_left_takes_none_and_no_room_either()
    {
        TokenBuckets buckets = new(capacity: 2, perMinute: 1, _clock);
        Assert.All(Enumerable.Range(0, TokenBuckets.MostKeys + 1), at => Assert.True(buckets.HasLeft($"invented {at}")));
        Assert.Equal(0, buckets.Count);
        Assert.Equal([true, true], Take(buckets, "one", 2));
        Assert.False(buckets.HasLeft("one"));
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.True(buckets.HasLeft("one"));
    }

    [Fact]
    public void In_a_full_table_it_asks_the_shared_buckets_and_lets_go_of_full_ones()
    {
        TokenBuckets buckets = new(capacity: 1, perMinute: 1, _clock);
        Assert.All(Enumerable.Range(0, TokenBuckets.MostKeys), at => Assert.True(buckets.TryTake($"invented {at}")));
        Assert.True(buckets.HasLeft("somebody new"));
        Assert.Equal([true, false], Take(buckets, "somebody new", 2));
        Assert.False(buckets.HasLeft("somebody new"));
        _clock.Advance(TimeSpan.FromMinutes(2));
        Assert.True(buckets.HasLeft("somebody new"));
        Assert.Equal(0, buckets.Count);
    }

    private static bool[] Take(TokenBuckets buckets, string key, int times) => [.. Enumerable.Range(0, times).Select(_ => buckets.TryTake(key))];
}
