using System.Collections.Immutable;
using Diagnostics.Scoring.Adaptive;
using Diagnostics.Scoring.Irt;
using Diagnostics.Scoring.Responses;

namespace Diagnostics.Tests.Irt;

public sealed class AbilityEstimatorTests
{
    private const byte Blank = ResponseMatrix.Missing;

    [Fact]
    public void With_guessing_each_estimate_is_the_highest_place_of_what_it_maximises()
    {
        RandomItems random = new(3);
        int several = 0;
        for (int round = 0; round < 60; round++)
        {
            ImmutableArray<ItemParameters> items = random.NextGuessed(8);
            byte[] answers = random.NextAnswers(items, 1, 0.1);
            AbilityEstimates found = new AbilityEstimator(items).Estimate(answers);
            several += CountHills(theta => AnswerLikelihood.At(items, answers, theta).Log) > 1 ? 1 : 0;
            IsHighest(theta => AnswerLikelihood.At(items, answers, theta).Log - (theta * theta / 2), found.Map.Theta);
            IsHighest(theta => AnswerLikelihood.At(items, answers, theta).Log + (Math.Log(Information(items, answers, theta)) / 2), found.Jeffreys.Theta);
            IsHighest(theta => AnswerLikelihood.At(items, answers, theta).Log, found.MaximumLikelihood.Theta);
        }

        Assert.True(several > 3, $"only {several} of the likelihoods had several hills: the test says little");
    }

    /// <summary>Sixty equal items: the number right decides, so the mean estimate is a sum over it and no simulation.</summary>
    [Fact]
    public void With_guessing_Warms_estimate_is_a_root_and_takes_most_of_the_bias_away()
    {
        const int Count = 60;
        const double Truth = 0.8;
        ItemParameters item = ItemParameters.FromThresholds(1.2, [0], 0.2);
        ImmutableArray<ItemParameters> items = [.. Enumerable.Repeat(item, Count)];
        AbilityEstimator estimator = new(items);
        double right = item.At(Truth, 1).Probability;
        double share = Math.Pow(1 - right, Count);
        (double warmBias, double bias) = (0, 0);
        for (int number = 0; number <= Count; number++)
        {
            byte[] answers = [.. Enumerable.Range(0, Count).Select(place => (byte)(place < number ? 1 : 0))];
            AbilityEstimates found = estimator.Estimate(answers);
            Assert.Equal(0, WarmScore(items, answers, found.Warm.Theta), 1e-5);
            warmBias += share * (found.Warm.Theta - Truth);
            bias += double.IsFinite(found.MaximumLikelihood.Theta) ? share * (found.MaximumLikelihood.Theta - Truth) : 0;
            share *= right / (1 - right) * (Count - number) / (number + 1);
        }

        Assert.True(bias > 0.01 && Math.Abs(warmBias) < bias / 4, $"{warmBias} by Warm, {bias} by maximum likelihood");
    }

    [Fact]
    public void Errors_say_how_far_the_truth_is()
    {
        ImmutableArray<ItemParameters> items = [.. new RandomItems(9).NextGuessed(20), .. new RandomItems(10).NextTwoWay(20)];
        AbilityEstimator estimator = new(items);
        Random chance = new(18);
        const int Persons = 1500;
        (double eapSquares, double mapSquares, double within) = (0, 0, 0);
        for (int person = 0; person < Persons; person++)
        {
            SimulatedPerson simulated = SimulatedPerson.Draw(chance);
            byte[] answers = [.. items.Select(item => simulated.Answer(item, chance))];
            AbilityEstimate eap = ScalarEapScorer.ScoreOne(items, AbilityGrid.Usual, answers);
            AbilityEstimate map = estimator.Estimate(answers).Map;
            eapSquares += Math.Pow((eap.Theta - simulated.Theta) / eap.StandardError, 2);
            mapSquares += Math.Pow((map.Theta - simulated.Theta) / map.ObservedError, 2);
            within += Math.Abs(eap.Theta - simulated.Theta) <= 1.96 * eap.StandardError ? 1 : 0;
        }

        Assert.InRange(eapSquares / Persons, 0.9, 1.1);
        Assert.InRange(mapSquares / Persons, 0.85, 1.15);
        Assert.InRange(within / Persons, 0.935, 0.965);
    }

    [Fact]
    public void All_lowest_and_all_highest_have_no_finite_maximum_but_have_the_others()
    {
        ImmutableArray<ItemParameters> items = [new(1.2, [1, -1]), new(0.8, [0]), new(-0.7, [0.4])];
        AbilityEstimator estimator = new(items);
        AbilityEstimates low = estimator.Estimate([0, 0, 1]);
        AbilityEstimates high = estimator.Estimate([2, 1, 0]);
        Assert.Equal(double.NegativeInfinity, low.MaximumLikelihood.Theta);
        Assert.Equal(double.PositiveInfinity, high.MaximumLikelihood.Theta);
        Assert.True(double.IsNaN(low.MaximumLikelihood.StandardError) && double.IsNaN(high.MaximumLikelihood.ObservedError));
        Assert.True(low.Map.Theta < 0 && low.Warm.Theta < low.Map.Theta && high.Warm.Theta > high.Map.Theta);
        Assert.Equal(low.Jeffreys, low.Warm);
        Assert.True(double.IsFinite(estimator.Estimate([1, 0, 1]).MaximumLikelihood.Theta));
        Assert.Equal(double.NegativeInfinity, estimator.Estimate([0, Blank, Blank]).MaximumLikelihood.Theta);
        Assert.Equal(0, estimator.Estimate([1, Blank, Blank]).MaximumLikelihood.Theta, 1e-12);
    }

    [Fact]
    public void Answers_no_better_than_chance_lie_at_minus_infinity()
    {
        ImmutableArray<ItemParameters> items = [.. new[] { -1.0, 0, 1, 2 }.Select(threshold => ItemParameters.FromThresholds(1.5, [threshold], 0.3))];
        AbilityEstimates found = new AbilityEstimator(items).Estimate([0, 0, 0, 1]);
        Assert.Equal(double.NegativeInfinity, found.MaximumLikelihood.Theta);
        Assert.True(double.IsFinite(found.Map.Theta) && double.IsFinite(found.Warm.Theta) && double.IsFinite(found.Jeffreys.Theta));
    }

    [Fact]
    public void Who_answered_nothing_stands_at_the_prior_and_nowhere_else()
    {
        ImmutableArray<ItemParameters> items = [new(1, [0]), new(1, [1, 0])];
        AbilityEstimates found = new AbilityEstimator(items).Estimate([Blank, Blank]);
        AbilityEstimate eap = ScalarEapScorer.ScoreOne(items, AbilityGrid.Usual, [Blank, Blank]);
        Assert.Equal(0, found.Answered);
        Assert.All(new[] { found.Map, found.MaximumLikelihood, found.Jeffreys, found.Warm }, estimate => Assert.Equal(AbilityEstimate.NotAvailable, estimate));
        Assert.Equal(0, eap.Theta, 1e-15);
        Assert.Equal(1, eap.StandardError, 1e-6);
    }

    [Fact]
    public void Items_that_tell_nothing_leave_the_prior()
    {
        AbilityEstimates found = new AbilityEstimator([new(0, [1]), new(0, [1, -1])]).Estimate([1, 2]);
        Assert.Equal(new AbilityEstimate(0, 1, 1), found.Map);
        Assert.Equal(AbilityEstimate.NotAvailable, found.MaximumLikelihood);
        Assert.Equal(AbilityEstimate.NotAvailable, found.Warm);
    }

    [Fact]
    public void A_maximum_far_away_is_walked_to()
    {
        ImmutableArray<ItemParameters> items = [new(0.01, [1]), new(0.01, [0.5])];
        AbilityEstimate found = new AbilityEstimator(items).Estimate([1, 0]).MaximumLikelihood;
        Assert.Equal(-75, found.Theta, 1e-8);
        Assert.Equal(0, AnswerLikelihood.At(items, [1, 0], found.Theta).Score, 1e-15);
    }

    [Fact]
    public void Blanks_count_as_if_the_items_were_not_there()
    {
        RandomItems random = new(4);
        ImmutableArray<ItemParameters> items = random.Next(12);
        byte[] answers = random.NextAnswers(items, 1, 0.4);
        int[] answered = [.. Enumerable.Range(0, 12).Where(item => answers[item] != Blank)];
        AbilityEstimates whole = new AbilityEstimator(items).Estimate(answers);
        AbilityEstimates part = new AbilityEstimator([.. answered.Select(item => items[item])]).Estimate([.. answered.Select(item => answers[item])]);
        Assert.Equal(part.Map.Theta, whole.Map.Theta, 1e-12);
        Assert.Equal(part.Warm.StandardError, whole.Warm.StandardError, 1e-12);
        Assert.Equal(part.Answered, whole.Answered);
    }

    [Fact]
    public void What_is_no_answer_is_refused()
    {
        AbilityEstimator estimator = new([new(1, [0]), new(1, [1, 0])]);
        Assert.Throws<ArgumentException>(() => estimator.Estimate([1]));
        Assert.Equal(2, Assert.Throws<AnswerOutOfRangeException>(() => estimator.Estimate([2, 1])).Code);
        Assert.Throws<ArgumentException>(() => new AbilityEstimator([]));
    }

    private static double Information(ImmutableArray<ItemParameters> items, byte[] answers, double theta) =>
        Enumerable.Range(0, items.Length).Where(item => answers[item] != Blank).Sum(item => items[item].Information(theta));

    /// <summary>Warm's equation with J from numeric second derivatives of the probabilities.</summary>
    private static double WarmScore(ImmutableArray<ItemParameters> items, byte[] answers, double theta)
    {
        const double Step = 1e-4;
        (double information, double bias) = (0, 0);
        foreach (ItemParameters item in items)
        {
            for (int category = 0; category < item.Categories; category++)
            {
                double P(double place) => item.At(place, category).Probability;
                double first = (P(theta + Step) - P(theta - Step)) / (2 * Step);
                double second = (P(theta + Step) - (2 * P(theta)) + P(theta - Step)) / (Step * Step);
                information += first * first / P(theta);
                bias += first * second / P(theta);
            }
        }

        return AnswerLikelihood.At(items, answers, theta).Score + (bias / (2 * information));
    }

    private static void IsHighest(Func<double, double> height, double found)
    {
        double best = Enumerable.Range(-8000, 16001).Select(step => step / 1000.0).MaxBy(height);
        if (double.IsNegativeInfinity(found))
        {
            Assert.True(height(-60) >= height(best), $"−∞ found, {best} is higher");
        }
        else if (double.IsPositiveInfinity(found))
        {
            Assert.True(height(60) >= height(best), $"+∞ found, {best} is higher");
        }
        else if (Math.Abs(best) < 8)
        {
            Assert.True(Math.Abs(found - best) < 1.5e-3, $"{found:R} found, {best:R} is highest");
        }
        else
        {
            Assert.True(height(found) >= height(best));
        }
    }

    private static int CountHills(Func<double, double> height)
    {
        double[] heights = [.. Enumerable.Range(-60, 121).Select(step => height(step / 10.0))];
        return Enumerable.Range(1, heights.Length - 2).Count(place => heights[place] > heights[place - 1] && heights[place] > heights[place + 1])
            + (heights[0] > heights[1] ? 1 : 0);
    }
}
