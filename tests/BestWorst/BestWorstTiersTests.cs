using System.Collections.Immutable;
using Diagnostics.Scoring.BestWorst;
using Diagnostics.Scoring.Responses;

namespace Diagnostics.Tests.BestWorst;

public sealed class BestWorstTiersTests
{
    private static readonly BestWorstDesign Ten = BestWorstDesign.TenValues;

    [Fact]
    public void A_firm_person_has_the_chosen_value_high_and_the_rejected_one_low()
    {
        BestWorstTiers tiers = BestWorstTiers.Of(Ten, Ranked([.. Enumerable.Range(0, 10)]));
        Assert.True(tiers.TellsApart);
        Assert.Equal(ValueTier.High, tiers.Tiers[0]);
        Assert.Equal(ValueTier.Low, tiers.Tiers[9]);
        Assert.Equal(ValueTier.Middle, tiers.Tiers[5]);
    }

    [Fact]
    public void Turning_all_answers_round_turns_the_tiers_round()
    {
        SimulatedValues simulated = new(Ten, seed: 21);
        for (int person = 0; person < 100; person++)
        {
            byte[] answers = simulated.NextAnswers(simulated.NextUtilities(1.5), blanks: person % 3);
            byte[] turned = [.. answers.Select(code => code == ResponseMatrix.Missing ? code : (byte)((code % 4 * 4) + (code / 4)))];
            BestWorstTiers given = BestWorstTiers.Of(Ten, answers);
            Assert.Equal(given.Tiers.Select(Turn), BestWorstTiers.Of(Ten, turned).Tiers);
        }

        static ValueTier Turn(ValueTier tier) => tier switch
        {
            ValueTier.High => ValueTier.Low,
            ValueTier.Low => ValueTier.High,
            ValueTier.Middle => ValueTier.Middle,
            ValueTier.NotAvailable => ValueTier.NotAvailable,
        };
    }

    [Fact]
    public void Without_answers_nothing_is_available_and_one_set_tells_nothing_apart()
    {
        byte[] answers = [.. Enumerable.Repeat(ResponseMatrix.Missing, 15)];
        BestWorstTiers nothing = BestWorstTiers.Of(Ten, answers);
        Assert.All(nothing.Tiers, tier => Assert.Equal(ValueTier.NotAvailable, tier));
        Assert.True(double.IsNaN(nothing.ChanceProbability));
        Assert.False(nothing.TellsApart);

        answers[0] = 1;
        BestWorstTiers one = BestWorstTiers.Of(Ten, answers);
        Assert.False(one.TellsApart);
        for (int value = 0; value < 10; value++)
        {
            Assert.Equal(Ten.Sets[0].Contains(value) ? ValueTier.Middle : ValueTier.NotAvailable, one.Tiers[value]);
        }
    }

    [Fact]
    public void A_code_that_is_no_best_and_worst_is_refused()
    {
        byte[] answers = [.. Enumerable.Repeat((byte)1, 15)];
        Assert.Throws<ArgumentException>(() => BestWorstTiers.Of(Ten, answers.AsSpan(1)));
        answers[3] = 5;
        Assert.Throws<ArgumentException>(() => BestWorstTiers.Of(Ten, answers));
        answers[3] = 16;
        Assert.Throws<ArgumentException>(() => BestWorstTiers.Of(Ten, answers));
    }

    [Theory]
    [InlineData(15, 4, 1)]
    [InlineData(15, 2, 0)]
    [InlineData(7, 0, 3)]
    [InlineData(7, 2, 2)]
    [InlineData(1, 1, 0)]
    [InlineData(0, 0, 0)]
    public void The_computed_bootstrap_is_what_drawing_sets_again_and_again_gives(int sets, int best, int worst)
    {
        const int draws = 40_000;
        Random random = new(31);
        int above = 0;
        int below = 0;
        for (int draw = 0; draw < draws; draw++)
        {
            int balance = 0;
            for (int set = 0; set < sets; set++)
            {
                int drawn = random.Next(sets);
                balance += drawn < best ? 1 : drawn < best + worst ? -1 : 0;
            }

            above += balance > 0 ? 1 : 0;
            below += balance < 0 ? 1 : 0;
        }

        // Four standard errors of a share at its widest.
        (double expectedAbove, double expectedBelow) = BestWorstTiers.SharesAroundZero(sets, best, worst);
        Assert.Equal(expectedAbove, (double)above / draws, tolerance: 0.01);
        Assert.Equal(expectedBelow, (double)below / draws, tolerance: 0.01);
    }

    [Theory]
    [InlineData(10, 0)]
    [InlineData(10, 2)]
    [InlineData(7, 0)]
    [InlineData(7, 2)]
    public void Random_clicking_gives_a_high_value_in_fewer_than_six_of_a_hundred_protocols(int values, int blanks)
    {
        const int persons = 4000;
        BestWorstDesign design = DesignOf(values);
        SimulatedValues simulated = new(design, seed: 41);
        int high = Enumerable.Range(0, persons).Count(_ =>
            BestWorstTiers.Of(design, simulated.NextRandomAnswers(blanks)).Tiers.Contains(ValueTier.High));
        Assert.InRange((double)high / persons, 0.005, 0.06);
    }

    /// <summary>The figures stand in the room's README; persons with utilities of SD 1 are undecided, of SD 2 firm.</summary>
    [Theory]
    [InlineData(10, 1.0, 0.45, 0.045)]
    [InlineData(10, 2.0, 0.85, 0.015)]
    [InlineData(7, 1.0, 0.20, 0.08)]
    [InlineData(7, 2.0, 0.55, 0.03)]
    public void The_truly_top_value_is_often_high_and_a_high_value_is_hardly_ever_a_truly_low_one(
        int values, double spread, double leastTop, double mostWrong)
    {
        const int persons = 2000;
        BestWorstDesign design = DesignOf(values);
        SimulatedValues simulated = new(design, seed: 51);
        int top = 0;
        int topLow = 0;
        int high = 0;
        int wrong = 0;
        for (int person = 0; person < persons; person++)
        {
            double[] utilities = simulated.NextUtilities(spread);
            ImmutableArray<ValueTier> tiers = BestWorstTiers.Of(design, simulated.NextAnswers(utilities)).Tiers;
            int first = Array.IndexOf(utilities, utilities.Max());
            top += tiers[first] == ValueTier.High ? 1 : 0;
            topLow += tiers[first] == ValueTier.Low ? 1 : 0;
            high += tiers.Count(tier => tier == ValueTier.High);
            wrong += Enumerable.Range(0, values).Count(value => tiers[value] == ValueTier.High && utilities[value] < utilities.Average());
        }

        string figures = FormattableString.Invariant(
            $"top value high {(double)top / persons:F3}, low {(double)topLow / persons:F4}; high ones below the mean {(double)wrong / high:F4}");
        Assert.True((double)top / persons >= leastTop, figures);
        Assert.True((double)wrong / high <= mostWrong, figures);
        Assert.True((double)topLow / persons <= 0.01, figures);
    }

    private static BestWorstDesign DesignOf(int values) => values == 10 ? Ten : BestWorstDesign.SevenValues;

    /// <summary>Answers of somebody who never hesitates: the first value of the order in a set is best, the last one worst.</summary>
    private static byte[] Ranked(ImmutableArray<int> order) =>
    [
        .. Ten.Sets.Select(set =>
        {
            int[] places = [.. Enumerable.Range(0, set.Length).OrderBy(option => order.IndexOf(set[option]))];
            return (byte)((places[0] * set.Length) + places[^1]);
        }),
    ];
}
