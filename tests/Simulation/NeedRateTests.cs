using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Results;
using Diagnostics.Engine.Reviews;
using Diagnostics.Engine.Sessions;
using Diagnostics.Tests.Reviews;
using Xunit.Abstractions;

namespace Diagnostics.Tests.Simulation;

/// <summary>
/// How often the reasons that are read from scores fire on attentive simulated students: one that fired on a third of them would tell nobody apart anywhere. What students
/// choose without a score (a goal, a talk) is drawn at random here and says nothing.
/// </summary>
public sealed class NeedRateTests(ITestOutputHelper output)
{
    private const int Students = 1_000;

    [Theory]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(11)]
    public void Reasons_read_from_scores_fire_on_far_less_than_a_third_of_attentive_students(int grade)
    {
        Battery battery = Protocols.Batteries.For(grade)!;
        NeedReason[] fired = [.. Enumerable.Range(0, Students).AsParallel().AsOrdered().Select(seed => Of(grade, battery, new SimulatedStudent(battery, new Random(seed))))];
        foreach (NeedReason reason in NeedRules.Weights.Keys.Order())
        {
            double share = fired.Count(one => one.HasFlag(reason)) / (double)Students;
            output.WriteLine($"{grade} {reason}: {share:P1}");
            Assert.True(reason is NeedReason.AskedForTalk or NeedReason.Undecided || share < 0.2, $"{reason}: {share:P1}");
        }
    }

    /// <summary>A year between the two, and the longer form in the second of grades 9 and 10: who is the same person must not be called changed, who is another must.</summary>
    [Theory]
    [InlineData(8, 9)]
    [InlineData(9, 10)]
    [InlineData(10, 11)]
    public void A_change_since_last_year_fires_on_few_who_stayed_the_same_and_on_most_who_are_another(int before, int now)
    {
        double same = ChangedShare(before, now, seed => seed);
        double other = ChangedShare(before, now, seed => seed + Students);
        output.WriteLine($"{before} → {now}: the same person {same:P1}, another {other:P1}");
        Assert.True(same < 0.1, $"the same person: {same:P1}");
        Assert.True(other > 0.5, $"another person: {other:P1}");
    }

    private static double ChangedShare(int before, int now, Func<int, int> later) => Enumerable.Range(0, Students).AsParallel().Count(seed =>
    {
        TakenAnswers earlier = Taken(Protocols.Batteries.For(before)!, new SimulatedStudent(Protocols.Batteries.For(before)!, new Random(seed), new Random(-1 - seed)));
        TakenAnswers own = Taken(Protocols.Batteries.For(now)!, new SimulatedStudent(Protocols.Batteries.For(now)!, new Random(later(seed)), new Random(seed * 7)));
        return NeedRules.Since(earlier, own).Length > 0;
    }) / (double)Students;

    private static NeedReason Of(int grade, Battery battery, SimulatedStudent student)
    {
        TakenAnswers taken = Taken(battery, student);
        return NeedRules.Of(grade, battery, ProfileMaker.Make(battery, taken.Answers.Values), taken.Answers).Aggregate(NeedReason.None, (all, need) => all | need.Reason);
    }

    private static TakenAnswers Taken(Battery battery, SimulatedStudent student)
    {
        string?[] values = new string?[battery.ItemCount];
        long?[] times = new long?[battery.ItemCount];
        foreach (AnswerEntry answer in student.Answers())
        {
            (values[answer.Item], times[answer.Item]) = (answer.Value, answer.AtMs);
        }

        return new TakenAnswers(battery, new PackedAnswers(values, times));
    }
}
