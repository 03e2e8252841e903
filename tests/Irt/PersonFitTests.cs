using System.Collections.Immutable;
using Diagnostics.Scoring.Adaptive;
using Diagnostics.Scoring.Irt;
using Diagnostics.Scoring.Responses;
using Diagnostics.Tests.Calibration;

namespace Diagnostics.Tests.Irt;

public sealed class PersonFitTests
{
    private const byte Blank = ResponseMatrix.Missing;

    [Fact]
    public void At_an_estimate_lz_star_is_nearer_to_standard_normal_than_lz()
    {
        ImmutableArray<ItemParameters> items = [.. new RandomItems(30).NextTwoWay(25), .. new RandomItems(31).NextGuessed(15)];
        AbilityEstimator estimator = new(items);
        Random chance = new(32);
        const int Persons = 2500;
        List<double> lz = [];
        List<double> atMode = [];
        List<double> atWarm = [];
        for (int person = 0; person < Persons; person++)
        {
            SimulatedPerson simulated = SimulatedPerson.Draw(chance);
            byte[] answers = [.. items.Select(item => simulated.Answer(item, chance))];
            AbilityEstimates found = estimator.Estimate(answers);
            lz.Add(PersonFit.Lz(items, answers, found.Map.Theta));
            atMode.Add(PersonFit.LzStar(items, answers, found.Map.Theta, AbilityMode.Posterior));
            atWarm.Add(PersonFit.LzStar(items, answers, found.Warm.Theta, AbilityMode.Warm));
        }

        Assert.InRange(atMode.Average(), -0.18, 0.18);
        Assert.InRange(atWarm.Average(), -0.18, 0.18);
        Assert.InRange(Spread(atMode), 0.92, 1.08);
        Assert.InRange(Spread(atWarm), 0.92, 1.08);
        Assert.True(Spread(lz) < Spread(atMode));
        Assert.InRange(atMode.Count(value => value < -1.645) / (double)Persons, 0.035, 0.08);
    }

    [Fact]
    public void Of_graded_items_lz_star_is_standard_normal_as_well_and_careless_answers_are_found()
    {
        ImmutableArray<ItemParameters> items = Simulated.Graded(new Random(40), 30, 5);
        AbilityEstimator estimator = new(items);
        Random chance = new(41);
        List<double> lz = [];
        List<double> atMode = [];
        List<double> atWarm = [];
        int found = 0;
        for (int person = 0; person < 2000; person++)
        {
            double theta = Simulated.Normal(chance);
            byte[] answers = [.. items.Select(item => Simulated.Answer(chance, item, theta, blanks: 0.05))];
            AbilityEstimates own = estimator.Estimate(answers);
            lz.Add(PersonFit.Lz(items, answers, own.Map.Theta));
            atMode.Add(PersonFit.LzStar(items, answers, own.Map.Theta, AbilityMode.Posterior));
            atWarm.Add(PersonFit.LzStar(items, answers, own.Warm.Theta, AbilityMode.Warm));
            byte[] careless = [.. items.Select(_ => (byte)chance.Next(5))];
            found += person < 200 && PersonFit.LzStar(items, careless, estimator.Estimate(careless).Warm.Theta, AbilityMode.Warm) < -1.645 ? 1 : 0;
        }

        Assert.InRange(atMode.Average(), -0.15, 0.15);
        Assert.InRange(atWarm.Average(), -0.15, 0.15);
        Assert.InRange(Spread(atMode), 0.93, 1.08);
        Assert.InRange(Spread(atWarm), 0.93, 1.08);
        Assert.True(Spread(lz) < Spread(atMode));
        Assert.InRange(atMode.Count(value => value < -1.645) / 2000.0, 0.03, 0.085);
        Assert.True(found > 180, $"{found} of 200");
    }

    [Fact]
    public void Answers_against_the_order_of_the_items_do_not_fit()
    {
        ImmutableArray<ItemParameters> items = [.. Enumerable.Range(0, 20).Select(item => ItemParameters.FromThresholds(1.3, [(item - 9.5) / 5]))];
        byte[] fitting = [.. Enumerable.Range(0, 20).Select(item => (byte)(item is < 9 or 11 ? 1 : 0))];
        byte[] turned = [.. fitting.Reverse()];
        Assert.True(PersonFit.Lz(items, fitting, 0) > 0 && PersonFit.Lz(items, turned, 0) < -4);
        Assert.True(PersonFit.LzStar(items, turned, 0, AbilityMode.MaximumLikelihood) < -4);
        byte[] half = [.. turned.Select((code, item) => item % 2 == 0 ? code : Blank)];
        ImmutableArray<ItemParameters> halfItems = [.. items.Where((_, item) => item % 2 == 0)];
        byte[] halfAnswers = [.. half.Where(code => code != Blank)];
        Assert.Equal(PersonFit.Lz(halfItems, halfAnswers, 0.3), PersonFit.Lz(items, half, 0.3), 1e-12);
        Assert.Equal(
            PersonFit.LzStar(halfItems, halfAnswers, 0.3, AbilityMode.Warm), PersonFit.LzStar(items, half, 0.3, AbilityMode.Warm), 1e-12);
    }

    [Fact]
    public void What_is_not_defined_is_not_a_number()
    {
        ImmutableArray<ItemParameters> items = [new(1, [0]), new(1, [1]), new(1, [1, 0])];
        Assert.Equal(double.NaN, PersonFit.Lz(items, [Blank, Blank, Blank], 0));
        Assert.Equal(double.NaN, PersonFit.Lz(items, [1, 1, 1], double.NegativeInfinity));
        Assert.Equal(double.NaN, PersonFit.Lz(items, [1, 1, 1], double.NaN));
        Assert.True(double.IsFinite(PersonFit.LzStar(items, [1, 0, 1], 0, AbilityMode.Warm)));
        Assert.Equal(double.NaN, PersonFit.LzStar(items, [Blank, Blank, 1], 0, AbilityMode.Warm));
        Assert.True(double.IsFinite(PersonFit.LzStar(items, [1, 0, Blank], 0, AbilityMode.Warm)));
        Assert.Equal(double.NaN, PersonFit.LzStar(items, [1, Blank, Blank], 0.5, AbilityMode.Posterior));
        Assert.Equal(double.NaN, PersonFit.LzStar([new(0, [1]), new(0, [0])], [1, 0], 0.5, AbilityMode.Posterior));
        Assert.Throws<ArgumentException>(() => PersonFit.Lz(items, [1], 0));
        Assert.Throws<AnswerOutOfRangeException>(() => PersonFit.LzStar(items, [2, 0, 0], 0, AbilityMode.Warm));
    }

    [Fact]
    public void A_Guttman_error_is_a_pair_of_easier_wrong_and_harder_right()
    {
        StepTally tally = new([2, 2, 2, 2]);
        tally.Add(ResponseMatrix.FromRows([1, 1, 1, 0, 1, 1, 0, 0, 1, 1, 0, 0, 1, 0, 0, Blank], 4));
        GuttmanOrder order = new(tally);
        Assert.Equal(0.75, tally.Popularity(1, 1));
        Assert.Equal(new GuttmanErrors(0, 0), order.Of([1, 1, 0, 0]));
        Assert.Equal(new GuttmanErrors(4, 1), order.Of([0, 0, 1, 1]));
        Assert.Equal(new GuttmanErrors(1, 0.5), order.Of([0, 1, Blank, 0]));
        Assert.Equal(new GuttmanErrors(0, 0), order.Of([Blank, Blank, Blank, Blank]));
        Assert.Equal(new GuttmanErrors(0, 0), order.Of([1, 1, 1, 1]));
        Assert.Throws<ArgumentException>(() => order.Of([1]));
    }

    [Fact]
    public void Steps_of_graded_items_are_ordered_by_how_many_reach_them_and_items_nobody_answered_come_last()
    {
        StepTally tally = new([3, 2, 2]);
        tally.Add(ResponseMatrix.FromRows([2, 0, Blank, 1, 1, Blank, 1, 1, Blank, 0, 1, Blank], 3));
        GuttmanOrder order = new(tally);
        Assert.Equal(2, order.Of([2, 0, 1]).Count);
        Assert.Equal(1, order.Of([0, 1, 0]).Count);
        Assert.Equal(double.NaN, order.Of([2, 0, 1]).Normed);
        Assert.Equal(double.NaN, tally.Popularity(2, 1));
    }

    [Fact]
    public void Tallies_of_parts_merge_to_the_tally_of_all_and_strangers_are_refused()
    {
        RandomItems random = new(40);
        ImmutableArray<ItemParameters> items = random.Next(6);
        byte[] answers = random.NextAnswers(items, 50, 0.2);
        ImmutableArray<int> categories = [.. items.Select(item => item.Categories)];
        (StepTally whole, StepTally first, StepTally second) = (new(categories), new(categories), new(categories));
        whole.Add(ResponseMatrix.FromRows(answers, 6));
        first.Add(ResponseMatrix.FromRows(answers.AsSpan(0, 120), 6));
        second.Add(ResponseMatrix.FromRows(answers.AsSpan(120), 6));
        second.Merge(first);
        Assert.All(Enumerable.Range(0, 6), item => Assert.Equal(whole.Popularity(item, 1), second.Popularity(item, 1)));
        Assert.Throws<ArgumentException>(() => whole.Merge(new StepTally([2])));
        Assert.Throws<ArgumentException>(() => whole.Add(ResponseMatrix.FromRows([0], 1)));
        Assert.Throws<ArgumentException>(() => new StepTally([1]));
        StepTally narrow = new([2]);
        Assert.Throws<AnswerOutOfRangeException>(() => narrow.Add(ResponseMatrix.FromRows([0, 2], 1)));
    }

    private static double Spread(List<double> values)
    {
        double mean = values.Average();
        return Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Count - 1));
    }
}
