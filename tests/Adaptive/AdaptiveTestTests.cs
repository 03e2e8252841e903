using System.Collections.Immutable;
using Diagnostics.Scoring.Adaptive;
using Diagnostics.Scoring.Irt;
using Diagnostics.Scoring.Responses;
using Diagnostics.Tests.Irt;

namespace Diagnostics.Tests.Adaptive;

public sealed class AdaptiveTestTests
{
    private static readonly ImmutableArray<ItemParameters> Items = new RandomItems(60).NextTwoWay(60);

    [Fact]
    public void A_state_that_was_kept_goes_on_as_if_nothing_had_happened()
    {
        AdaptiveTest test = new(new AdaptiveBank(Items), new AdaptiveRules(0.3, 15) { StartSpread = 0.5, BestOf = 3 });
        AdaptiveState whole = new SimulatedPerson(0.4).Take(test, new Random(1));
        AdaptiveState again = new SimulatedPerson(0.4).Take(test, new Random(1));
        Assert.Equal(whole.Items.ToArray(), again.Items.ToArray());
        Assert.Equal((whole.Theta, whole.StandardError), (again.Theta, again.StandardError));
        AdaptiveTest plain = new(new AdaptiveBank(Items), new AdaptiveRules(0, 10));
        AdaptiveState state = plain.Begin();
        for (int step = 0; step < 5; step++)
        {
            state = plain.Answer(state, plain.Next(state), (byte)(step % 2));
        }

        AdaptiveState stored = new()
        {
            Items = [.. state.Items],
            Answers = [.. state.Answers],
            Closed = [],
            Theta = state.Theta,
            StandardError = state.StandardError,
        };
        Assert.Equal(plain.Next(state).Item, new AdaptiveTest(new AdaptiveBank(Items), plain.Rules).Next(stored).Item);
    }

    [Fact]
    public void It_ends_when_precise_when_long_and_when_the_bank_is_used_up()
    {
        Assert.Equal((StopReason.Precise, 7), End(new AdaptiveRules(10, 20) { LeastItems = 7 }, Items));
        Assert.Equal((StopReason.Precise, 1), End(new AdaptiveRules(10, 20), Items));
        Assert.Equal((StopReason.Longest, 20), End(new AdaptiveRules(0, 20), Items));
        Assert.Equal((StopReason.BankUsedUp, 4), End(new AdaptiveRules(0, 20), Items[..4]));
    }

    [Fact]
    public void Everything_of_the_largest_bank_can_be_given()
    {
        const int Most = AdaptiveBank.MostItems;
        AdaptiveTest test = new(new AdaptiveBank([.. Enumerable.Repeat(new ItemParameters(0.1, [0]), Most)]), new AdaptiveRules(0, Most));
        AdaptiveState state = test.Begin() with { Items = [.. Enumerable.Range(0, Most - 1)], Answers = [.. Enumerable.Range(0, Most - 1).Select(item => (byte)(item % 2))] };
        AdaptiveMove move = test.Next(state);
        Assert.Equal(Most - 1, move.Item);
        state = test.Answer(state, move, 1);
        Assert.Equal(StopReason.Longest, test.Next(state).Stop);
        Assert.True(double.IsFinite(state.Theta) && state.StandardError > 0);
        Assert.Throws<ArgumentException>(() => new LikelihoodTable([.. Enumerable.Repeat(new ItemParameters(1, [0]), Most + 1)], AbilityGrid.Usual));
    }

    [Fact]
    public void Areas_get_their_shares()
    {
        ImmutableArray<int> areas = [.. Enumerable.Range(0, 60).Select(item => item < 40 ? 0 : item < 55 ? 1 : 2)];
        AdaptiveTest test = new(new AdaptiveBank(Items, areas), new AdaptiveRules(0, 20) { AreaShares = [2, 1, 1] });
        AdaptiveState end = new SimulatedPerson(1).Take(test, new Random(2));
        int[] counts = [.. Enumerable.Range(0, 3).Select(area => end.Items.Count(item => areas[item] == area))];
        Assert.Equal([10, 5, 5], counts);
        AdaptiveTest longer = new(new AdaptiveBank(Items, areas), new AdaptiveRules(0, 30) { AreaShares = [1, 1, 0] });
        AdaptiveState more = new SimulatedPerson(1).Take(longer, new Random(2));
        Assert.Equal([15, 15, 0], Enumerable.Range(0, 3).Select(area => more.Items.Count(item => areas[item] == area)));
        AdaptiveState all = new SimulatedPerson(1).Take(new(longer.Bank, longer.Rules with { MostItems = 60 }), new Random(2));
        Assert.Equal(60, all.Items.Length);
        Assert.All(all.Items[^5..], item => Assert.Equal(2, areas[item]));
    }

    [Fact]
    public void Enemies_never_meet()
    {
        AdaptiveTest free = new(new AdaptiveBank(Items), new AdaptiveRules(0, 10));
        ImmutableArray<int> usual = new SimulatedPerson(0).Take(free, new Random(3)).Items;
        AdaptiveBank bank = new(Items, enemies: [(usual[1], usual[0]), (usual[0], usual[2])]);
        AdaptiveState end = new SimulatedPerson(0).Take(new AdaptiveTest(bank, free.Rules), new Random(3));
        Assert.Equal(usual[0], end.Items[0]);
        Assert.DoesNotContain(usual[1], end.Items);
        Assert.DoesNotContain(usual[2], end.Items);
        Assert.Equal(10, end.Items.Distinct().Count());
    }

    [Fact]
    public void Of_several_best_items_chance_takes_one()
    {
        AdaptiveTest test = new(new AdaptiveBank(Items), new AdaptiveRules(0, 5) { BestOf = 4 });
        int[] best = new int[4];
        ItemSelector.Best(test.Bank, 0, new bool[60], best);
        HashSet<int> first = [.. Enumerable.Range(0, 100).Select(seed => test.Next(test.Begin(), new Random(seed)).Item)];
        Assert.Equal(best.Order(), first.Order());
    }

    [Fact]
    public void A_start_is_drawn_within_its_spread()
    {
        AdaptiveTest test = new(new AdaptiveBank(Items), new AdaptiveRules(0, 5) { Start = 0.5, StartSpread = 0.25 });
        double[] starts = [.. Enumerable.Range(0, 200).Select(seed => test.Begin(new Random(seed)).Theta)];
        Assert.All(starts, start => Assert.InRange(start, 0.25, 0.75));
        Assert.True(starts.Min() < 0.3 && starts.Max() > 0.7);
    }

    [Fact]
    public void Items_passed_by_count_as_given_and_tell_nothing()
    {
        AdaptiveTest test = new(new AdaptiveBank(Items), new AdaptiveRules(0.4, 3) { Start = 0.5 });
        AdaptiveState begin = test.Begin();
        AdaptiveState state = test.Answer(begin, test.Next(begin), ResponseMatrix.Missing);
        Assert.Equal((0.5, begin.StandardError), (state.Theta, state.StandardError));
        Assert.NotEqual(state.Items[0], test.Next(state).Item);
        AdaptiveState answered = test.Answer(state, test.Next(state), 1);
        AdaptiveState passed = test.Answer(answered, test.Next(answered), ResponseMatrix.Missing);
        Assert.Equal((answered.Theta, answered.StandardError, 3), (passed.Theta, passed.StandardError, passed.Items.Length));
        Assert.Equal(EapScorer.ScoreOne(new LikelihoodTable(Items, AbilityGrid.Adaptive), [answered.Items[1]], [1]).Theta, passed.Theta);
    }

    [Fact]
    public void Closed_items_are_not_given()
    {
        AdaptiveTest test = new(new AdaptiveBank(Items), new AdaptiveRules(0, 60));
        AdaptiveState state = test.Begin(closed: [.. Enumerable.Range(0, 58)]);
        state = test.Answer(state, test.Next(state), 1);
        state = test.Answer(state, test.Next(state), 0);
        Assert.Equal([58, 59], state.Items.Order());
        Assert.Equal(StopReason.BankUsedUp, test.Next(state).Stop);
    }

    [Fact]
    public void Kept_back_items_stay_away_and_chance_alone_does_not_end_a_test()
    {
        AdaptiveTest never = new(new AdaptiveBank(Items[..4]), new AdaptiveRules(0, 4) { Exposure = [0, 0, 0, 0] });
        AdaptiveState state = never.Begin(new Random(4));
        AdaptiveMove move = never.Next(state, new Random(4));
        Assert.Equal(3, move.PassedOver.Length);
        state = never.Answer(state, move, 1);
        Assert.Equal(StopReason.BankUsedUp, never.Next(state, new Random(4)).Stop);
        AdaptiveTest always = new(new AdaptiveBank(Items), new AdaptiveRules(0, 8) { Exposure = [.. Enumerable.Repeat(1.0, 60)] });
        AdaptiveTest plain = new(new AdaptiveBank(Items), new AdaptiveRules(0, 8));
        Assert.Equal(new SimulatedPerson(0).Take(plain, new Random(5)).Items[0], new SimulatedPerson(0).Take(always, new Random(5)).Items[0]);
    }

    [Fact]
    public void What_is_kept_back_of_one_area_gives_its_turn_to_the_next_and_of_everything_the_best_is_given()
    {
        ImmutableArray<int> areas = [.. Enumerable.Range(0, 60).Select(item => item < 40 ? 0 : 1)];
        AdaptiveBank bank = new(Items, areas);
        AdaptiveRules rules = new(0, 10) { AreaShares = [2, 1] };
        AdaptiveTest first = new(bank, rules with { Exposure = [.. areas.Select(area => area == 0 ? 0.0 : 1)] });
        AdaptiveMove move = first.Next(first.Begin(), new Random(7));
        Assert.Equal(ItemSelector.Best(bank, 0, [.. areas.Select(area => area == 0)]), move.Item);
        Assert.Equal(Enumerable.Range(0, 40), move.PassedOver.Order());
        AdaptiveTest never = new(bank, rules with { Exposure = [.. areas.Select(_ => 0.0)], BestOf = 20 });
        for (int seed = 0; seed < 5; seed++)
        {
            AdaptiveMove best = never.Next(never.Begin(), new Random(seed));
            Assert.Equal(ItemSelector.Best(bank, 0, [.. areas.Select(area => area == 1)]), best.Item);
            Assert.Equal(Enumerable.Range(0, 60).Where(item => item != best.Item), best.PassedOver.Order());
        }
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        AdaptiveBank bank = new(Items);
        AdaptiveRules rules = new(0.4, 20);
        Assert.All(
            [
                rules with { MostItems = 0 }, rules with { StandardError = -1 }, rules with { StandardError = double.NaN }, rules with { LeastItems = 21 },
                rules with { Start = double.NaN }, rules with { StartSpread = -1 }, rules with { BestOf = 0 }, rules with { BestOf = 61 },
                rules with { AreaShares = [0.0] }, rules with { AreaShares = [-1.0, 2] }, rules with { Exposure = [1.0] },
                rules with { Exposure = [.. Enumerable.Repeat(1.1, 60)] },
            ],
            wrong => Assert.Throws<ArgumentException>(() => new AdaptiveTest(bank, wrong)));
        Assert.Throws<ArgumentException>(() => new AdaptiveBank([]));
        Assert.Throws<ArgumentException>(() => new AdaptiveBank(Items, areas: [0]));
        Assert.Throws<ArgumentException>(() => new AdaptiveBank(Items, enemies: [(0, 60)]));
        Assert.Throws<ArgumentException>(() => new AdaptiveBank(Items, enemies: [(1, 1)]));
        AdaptiveTest chance = new(bank, rules with { BestOf = 2 });
        Assert.Throws<ArgumentException>(() => chance.Next(chance.Begin()));
        AdaptiveTest test = new(bank, rules);
        Assert.Throws<ArgumentException>(() => test.Begin(closed: [60]));
        Assert.Throws<ArgumentException>(() => test.Answer(test.Begin(), new AdaptiveMove(-1, StopReason.Longest, []), 0));
        Assert.Throws<AnswerOutOfRangeException>(() => test.Answer(test.Begin(), test.Next(test.Begin()), 2));
    }

    /// <summary>
    /// A bank of 500 items. The fixed form is the best that can be made of it for this group: each of its twenty items is the one that lowers the
    /// expected error of N(0, 1) most. In a bank of items more alike (slopes 0.8 to 2) both come out equal: 0.314 and 0.311.
    /// </summary>
    [Fact]
    public void Twelve_chosen_items_measure_more_exactly_than_the_best_fixed_form_of_twenty()
    {
        Random chance = new(70);
        ImmutableArray<ItemParameters> items =
        [
            .. Enumerable.Range(0, 500).Select(_ => ItemParameters.FromThresholds(
                0.5 + (2 * chance.NextDouble()), [1.5 * SimulatedPerson.Draw(chance).Theta])),
        ];
        ImmutableArray<ItemParameters> form = [.. FixedForm(items, 20).Select(item => items[item])];
        AdaptiveTest test = new(new AdaptiveBank(items), new AdaptiveRules(0, 12));
        const int Persons = 2000;
        (double adaptive, double fixedForm, double adaptiveSquares, double fixedSquares) = (0, 0, 0, 0);
        for (int person = 0; person < Persons; person++)
        {
            SimulatedPerson simulated = SimulatedPerson.Draw(chance);
            AdaptiveState end = simulated.Take(test, chance);
            AbilityEstimate estimate = ScalarEapScorer.ScoreOne(form, AbilityGrid.Adaptive, [.. form.Select(item => simulated.Answer(item, chance))]);
            (adaptive, fixedForm) = (adaptive + end.StandardError, fixedForm + estimate.StandardError);
            adaptiveSquares += Math.Pow(end.Theta - simulated.Theta, 2);
            fixedSquares += Math.Pow(estimate.Theta - simulated.Theta, 2);
        }

        Assert.True(adaptive <= fixedForm, $"mean error of 12 adaptive items {adaptive / Persons:F3}, of 20 fixed ones {fixedForm / Persons:F3}");
        Assert.True(
            adaptiveSquares <= fixedSquares,
            $"true error of 12 adaptive items {Math.Sqrt(adaptiveSquares / Persons):F3}, of 20 fixed ones {Math.Sqrt(fixedSquares / Persons):F3}");
    }

    private static List<int> FixedForm(ImmutableArray<ItemParameters> items, int length)
    {
        AbilityGrid grid = AbilityGrid.Usual;
        double[][] information = [.. items.Select(item => grid.Nodes.Select(item.Information).ToArray())];
        double[] known = [.. grid.Nodes.Select(_ => 1.0)];
        double ErrorWith(int item) => grid.Weights.Select((weight, node) => weight / Math.Sqrt(known[node] + information[item][node])).Sum();
        List<int> form = [];
        while (form.Count < length)
        {
            form.Add(Enumerable.Range(0, items.Length).Except(form).MinBy(ErrorWith));
            known = [.. known.Select((sum, node) => sum + information[form[^1]][node])];
        }

        return form;
    }

    private static (StopReason? Reason, int Items) End(AdaptiveRules rules, ImmutableArray<ItemParameters> items)
    {
        AdaptiveTest test = new(new AdaptiveBank(items), rules);
        AdaptiveState end = new SimulatedPerson(0).Take(test, new Random(6));
        return (test.Next(end).Stop, end.Items.Length);
    }
}
