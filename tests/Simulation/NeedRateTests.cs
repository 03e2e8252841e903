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

    private static NeedReason Of(int grade, Battery battery, SimulatedStudent student)
    {
        string?[] values = new string?[battery.ItemCount];
        long?[] times = new long?[battery.ItemCount];
        foreach (AnswerEntry answer in student.Answers())
        {
            (values[answer.Item], times[answer.Item]) = (answer.Value, answer.AtMs);
        }

        return NeedRules.Of(grade, battery, ProfileMaker.Make(battery, values), new PackedAnswers(values, times))
            .Aggregate(NeedReason.None, (all, need) => all | need.Reason);
    }
}
