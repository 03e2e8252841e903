using Diagnostics.Web.Access;

namespace Diagnostics.Tests.Access;

public sealed class UsedOnceTests
{
    private static readonly TimeSpan Life = TimeSpan.FromSeconds(30);

    [Fact]
    public void A_thing_is_used_once_while_it_is_valid()
    {
        var clock = new ManualClock();
        UsedOnce used = new(Life, 10, clock);
        Assert.True(used.TryUse("one"));
        Assert.False(used.TryUse("one"));
        Assert.Equal((true, false), (used.IsUsed("one"), used.IsUsed("two")));
        Assert.True(used.TryUse("two"));
        clock.Advance(Life);
        Assert.False(used.TryUse("one"));
    }

    [Fact]
    public void A_full_table_refuses_instead_of_forgetting_early_and_takes_again_when_the_old_ones_are_over()
    {
        var clock = new ManualClock();
        UsedOnce used = new(Life, 3, clock);
        Assert.All(new[] { "one", "two", "three" }, thing => Assert.True(used.TryUse(thing)));
        Assert.False(used.TryUse("four"));
        Assert.False(used.TryUse("one"));
        clock.Advance(Life + TimeSpan.FromMilliseconds(1));
        Assert.True(used.TryUse("four"));
    }

    [Fact]
    public void Of_many_at_once_one_uses_it()
    {
        UsedOnce used = new(Life, 10, new ManualClock());
        int taken = 0;
        Parallel.For(0, 200, _ => Interlocked.Add(ref taken, used.TryUse("one") ? 1 : 0));
        Assert.Equal(1, taken);
    }
}
