using Diagnostics.Engine.Reviews;

namespace Diagnostics.Tests.Reviews;

/// <summary>The order of a queue and what a class's rates do to it.</summary>
public sealed class QueueOrderTests
{
    [Fact]
    public void The_most_needed_comes_first_and_alike_ones_by_class_and_seat()
    {
        QueueEntry[] entries =
        [
            Entry("b", 2, NeedReason.Flat), Entry("b", 1, NeedReason.Flat), Entry("a", 9, NeedReason.Flat), Entry("a", 1, NeedReason.None),
            Entry("b", 3, NeedReason.Unreliable | NeedReason.Undecided), Entry("a", 2, NeedReason.AskedForTalk), Entry("b", 4, NeedReason.ParentAsked),
        ];
        string[] expected = ["b3", "a2", "b4", "a9", "b1", "b2", "a1"];
        Assert.Equal(expected, Sorted(entries));
        Assert.Equal(expected, Sorted([.. entries.Reverse()]));
    }

    [Fact]
    public void A_reason_that_fires_on_a_third_of_a_class_counts_for_nothing_in_that_class()
    {
        QueueEntry[] useless = [.. Room("a", 9, NeedReason.Unreliable, fired: 3)];
        QueueEntry[] useful = [.. Room("b", 10, NeedReason.Unreliable, fired: 3)];
        QueueEntry[] flat = [Entry("c", 1, NeedReason.Flat)];
        var order = QueueOrder.Of([.. useless, .. useful, .. flat]);
        Assert.Equal(["b1", "b2", "b3", "c1", "a1"], order.Sorted.Take(5).Select(child => child.Lead.SessionId));
        Assert.Equal((3, 9, true), Rate(order, "a", NeedReason.Unreliable));
        Assert.Equal((3, 10, false), Rate(order, "b", NeedReason.Unreliable));
        Assert.Empty(order.RatesOf("nowhere"));
    }

    [Fact]
    public void Too_few_are_no_class_to_judge_by_and_whoever_asks_is_never_useless()
    {
        Assert.Equal((5, 5, false), Rate(QueueOrder.Of([.. Room("a", 5, NeedReason.Flat, fired: 5)]), "a", NeedReason.Flat));
        Assert.Equal((6, 6, true), Rate(QueueOrder.Of([.. Room("a", 6, NeedReason.Flat, fired: 6)]), "a", NeedReason.Flat));
        Assert.Equal((30, 30, false), Rate(QueueOrder.Of([.. Room("a", 30, NeedReason.AskedForTalk, fired: 30)]), "a", NeedReason.AskedForTalk));
        Assert.Equal((30, 30, false), Rate(QueueOrder.Of([.. Room("a", 30, NeedReason.ParentAsked, fired: 30)]), "a", NeedReason.ParentAsked));
    }

    [Fact]
    public void Every_reason_has_a_weight_and_a_bit_of_its_own()
    {
        NeedReason[] reasons = [.. Enum.GetValues<NeedReason>().Where(reason => reason != NeedReason.None)];
        Assert.Equal(reasons.Order(), NeedRules.Weights.Keys.Order());
        Assert.All(reasons, reason => Assert.Equal(1, System.Numerics.BitOperations.PopCount((uint)reason)));
    }

    private static IEnumerable<QueueEntry> Room(string id, int seats, NeedReason reason, int fired) =>
        Enumerable.Range(1, seats).Select(seat => Entry(id, seat, seat <= fired ? reason : NeedReason.None));

    [Fact]
    public void Sessions_of_one_student_are_one_row_led_by_what_speaks_most_for_a_talk_then_by_the_newest()
    {
        QueueEntry lesson = Entry("a", 1, NeedReason.Flat) with { Child = "p", FinishedAtMs = 1 };
        QueueEntry sitting = Entry("b", 4, NeedReason.Flat | NeedReason.Unreliable) with { Child = "p", FinishedAtMs = 2 };
        QueueEntry other = Entry("a", 2, NeedReason.Unreliable);
        QueueChild child = QueueOrder.Of([other, lesson, sitting]).Sorted[0];
        Assert.Equal(["b4", "a1"], child.Sessions.Select(one => one.SessionId));
        Assert.Equal(["b4", "a2"], Sorted([other, lesson, sitting]));

        // A reason counts once: two sessions that say the same are no two reasons.
        QueueEntry same = lesson with { Reasons = NeedReason.Unreliable, ClassId = "c", SessionId = "c1" };
        Assert.Equal(["a2", "c1"], Sorted([same, same with { SessionId = "d1", ClassId = "d" }, other]));
        Assert.Equal("b4", QueueOrder.Of([lesson with { FinishedAtMs = 9 }, sitting]).Sorted[0].Lead.SessionId);
        Assert.Equal("c1", QueueOrder.Of([sitting with { Reasons = NeedReason.Unreliable }, same with { FinishedAtMs = 9 }]).Sorted[0].Lead.SessionId);
    }

    [Fact]
    public void A_talk_counts_for_the_student_until_something_comes_that_it_could_not_know_of()
    {
        QueueEntry lesson = Entry("a", 1, NeedReason.Flat) with { FinishedAtMs = 1, HeldAtMs = 5 };
        QueueEntry before = Entry("b", 1, NeedReason.Unreliable) with { FinishedAtMs = 4 };
        Assert.True(new QueueChild([lesson, before]).Is(QueueState.Talked));
        Assert.True(new QueueChild([lesson, before with { FinishedAtMs = 6, Reasons = NeedReason.None }]).Is(QueueState.Talked));
        Assert.True(new QueueChild([lesson, before with { FinishedAtMs = 6 }]).Is(QueueState.NeedsTalk));
        Assert.True(new QueueChild([lesson, before with { FinishedAtMs = 6, HeldAtMs = 7 }]).Is(QueueState.Talked));
        Assert.True(new QueueChild([lesson, before with { ParentAskedAtMs = 6, Reasons = NeedReason.ParentAsked }]).Is(QueueState.NeedsTalk));
        Assert.False(new QueueChild([lesson with { IsReleased = true }, before]).Is(QueueState.Released));
        Assert.True(new QueueChild([lesson with { Reasons = NeedReason.None }]).Is(QueueState.Ordinary));
    }

    private static QueueEntry Entry(string classId, int seat, NeedReason reasons) =>
        new($"{classId}{seat}", $"{classId}{seat}", classId, 9, seat, reasons, FinishedAtMs: 0, IsReleased: false, HeldAtMs: null, ParentAskedAtMs: null);

    private static IEnumerable<string> Sorted(QueueEntry[] entries) => QueueOrder.Of(entries).Sorted.Select(child => child.Lead.SessionId);

    private static (int Fired, int Of, bool IsUseless) Rate(QueueOrder order, string classId, NeedReason reason)
    {
        FlagRate rate = order.RatesOf(classId).Single(one => one.Reason == reason);
        return (rate.Fired, rate.Of, rate.IsUseless);
    }
}
