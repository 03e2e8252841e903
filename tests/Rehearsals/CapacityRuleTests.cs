using Diagnostics.Engine.Rehearsals;
using Diagnostics.Web.Rehearsal;

namespace Diagnostics.Tests.Rehearsals;

/// <summary>How many students a slot may hold by what rehearsals showed, with the cases by hand.</summary>
public sealed class CapacityRuleTests
{
    private static readonly DateTimeOffset Day = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_run_stands_for_its_students_and_never_for_more()
    {
        Assert.Equal(1_000, StandsFor(Run()));
        Assert.Equal(1_000, StandsFor(Run(pace: 4)));
        Assert.Equal(500, StandsFor(Run(pace: 0.5)));

        // 2,000 answers a second are what 10,972 students give at the start bell; 91.15 are what 500 give.
        Assert.Equal(1_000, StandsFor(Run(rate: 2_000)));
        Assert.Equal(500, StandsFor(Run(rate: 91.15)));
    }

    [Fact]
    public void Ten_thousand_at_two_thousand_answers_a_second_is_what_a_node_is_built_for() =>
        Assert.Equal(10_000, StandsFor(Read(SampleReport.Of(10_000, Day, rate: 2_000))));

    [Fact]
    public void A_rate_that_was_asked_for_and_not_reached_counts_as_it_was_reached()
    {
        Assert.Equal(5_485, StandsFor(Read(SampleReport.Of(10_000, Day, rate: 2_000, reached: 0.5))));
        Assert.Equal(10_000, StandsFor(Read(SampleReport.Of(10_000, Day, rate: 2_000, reached: 3))));
        Assert.Equal(RunRefusal.TooSlow, RefusalOf(Read(SampleReport.Of(1_000, Day, rate: 2_000, reached: 0.000_05))));

        // Nobody asked for a rate: the pace says how much they answered.
        Assert.Equal(1_000, StandsFor(Read(SampleReport.With(SampleReport.Of(1_000, Day), "counts.acknowledged", 1))));
    }

    [Fact]
    public void A_fifth_is_left_and_everybody_is_in_within_a_tenth_of_the_slot()
    {
        Assert.Equal(800, CapacityRule.Capacity(1_000, null, 45));
        Assert.Equal(800, CapacityRule.Capacity(1_000, 100, 45));

        // Two a second for 270 s.
        Assert.Equal(540, CapacityRule.Capacity(1_000, 2, 45));
        Assert.Equal(180, CapacityRule.Capacity(1_000, 2, 15));
        Assert.Equal(0, CapacityRule.Capacity(1_000, 0, 45));
        Assert.Equal(0, CapacityRule.Capacity(0, 100, 45));
        Assert.Equal(0, CapacityRule.Capacity(1, 100, 45));
    }

    /// <summary>The same table as the page's (preparation.test.ts): both say the same number.</summary>
    [Theory]
    [InlineData(4.1, 45, 1_107)]
    [InlineData(4.1, 15, 369)]
    [InlineData(0.7, 30, 126)]
    [InlineData(3.3, 240, 4_752)]
    [InlineData(33.3, 80, 15_984)]
    public void Who_comes_in_is_counted_as_the_page_counts(double rate, int minutes, int students) =>
        Assert.Equal(students, CapacityRule.Capacity(10_000_000, rate, minutes));

    [Fact]
    public void Nothing_follows_from_what_failed_or_was_no_lesson()
    {
        Assert.Equal(RunRefusal.Failed, RefusalOf(Run(reason: "1 answer lost")));
        Assert.Equal(RunRefusal.NoLesson, RefusalOf(Run(profile: RehearsalProfile.Closed)));
        Assert.Equal(RunRefusal.TooShort, RefusalOf(Run(minutes: 9.9)));
        Assert.Null(RefusalOf(Run(minutes: 10)));
        Assert.Equal(RunRefusal.TooSlow, RefusalOf(Run(rate: 0.1)));
        Assert.All(CapacityRule.Weigh([Trusted(Run(reason: "x")), Trusted(Run(minutes: 1))]), weight => Assert.Equal(0, weight.StandsFor));
    }

    [Fact]
    public void A_later_run_that_failed_with_as_few_takes_its_weight_away()
    {
        RehearsalFacts held = Run();
        Assert.Equal(RunRefusal.Contradicted, RefusalOf(held, Run(days: 1, reason: "x")));
        Assert.Equal(RunRefusal.Contradicted, RefusalOf(held, Run(days: 1, students: 500, reason: "x")));

        // More students, an earlier run, or more than real students ask: nothing is said of this one.
        Assert.Null(RefusalOf(held, Run(days: 1, students: 2_000, reason: "x")));
        Assert.Null(RefusalOf(held, Run(days: -1, reason: "x")));
        Assert.Null(RefusalOf(held, Run(days: 1, pace: 3, reason: "x")));
        Assert.Null(RefusalOf(held, Run(days: 1, rate: 1_000, reason: "x")));
        Assert.Null(RefusalOf(held, Run(days: 1, profile: RehearsalProfile.Closed, reason: "x")));
        Assert.Equal(RunRefusal.Contradicted, RefusalOf(held, Run(days: 1, rate: 100, reason: "x")));
    }

    [Fact]
    public void What_a_region_brings_stands_for_its_own_and_contradicts_nobody()
    {
        RehearsedRun held = new(Run(), MayContradict: false), failed = new(Run(days: 1, students: 25, reason: "x"), MayContradict: false);
        Assert.Equal([new RehearsalWeight(null, 1_000), new RehearsalWeight(RunRefusal.Failed, 0)], CapacityRule.Weigh([held, failed]).ToArray());
        Assert.Equal(RunRefusal.Contradicted, CapacityRule.Weigh([held, failed with { MayContradict = true }])[0].Refusal);
    }

    /// <summary>More students, a faster entry or a longer slot never make it less; it is never more than what was held.</summary>
    [Fact]
    public void Capacity_grows_with_what_was_measured_and_stays_below_it()
    {
        var chance = new Random(23);
        for (int round = 0; round < 500; round++)
        {
            (int students, double rate, int minutes) = (chance.Next(0, 30_000), chance.NextDouble() * 200, chance.Next(15, 241));
            int capacity = CapacityRule.Capacity(students, rate, minutes);
            Assert.InRange(capacity, 0, (int)(students * CapacityRule.Share));
            Assert.True(CapacityRule.Capacity(students + chance.Next(1_000), rate + chance.NextDouble(), Math.Min(240, minutes + chance.Next(30))) >= capacity);
        }
    }

    private static RehearsalFacts Run(
        int days = 0, int students = 1_000, RehearsalProfile profile = RehearsalProfile.Bell, double minutes = 40, double pace = 1, double rate = 0, string? reason = null) =>
        Read(SampleReport.Of(students, Day.AddDays(days), profile, minutes, pace, rate, reason: reason));

    private static RehearsalFacts Read(string report) => ReportReader.Read(report, Day.AddDays(10)).Facts!;

    private static int StandsFor(RehearsalFacts run) => CapacityRule.Weigh([Trusted(run)])[0].StandsFor;

    private static RunRefusal? RefusalOf(RehearsalFacts run, params RehearsalFacts[] others) => CapacityRule.Weigh([.. others.Select(Trusted), Trusted(run)])[^1].Refusal;

    private static RehearsedRun Trusted(RehearsalFacts run) => new(run, MayContradict: true);
}
