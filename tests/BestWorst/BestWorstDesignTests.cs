using System.Collections.Immutable;
using Diagnostics.Scoring.BestWorst;
using Diagnostics.Scoring.Keys;
using Diagnostics.Scoring.Responses;
using Diagnostics.Scoring.Scales;

namespace Diagnostics.Tests.BestWorst;

public sealed class BestWorstDesignTests
{
    [Theory]
    [InlineData(10, 15, 6)]
    [InlineData(7, 7, 4)]
    public void The_built_in_designs_are_balanced_in_sets_pairs_and_places(int values, int sets, int appearances)
    {
        BestWorstDesign design = values == 10 ? BestWorstDesign.TenValues : BestWorstDesign.SevenValues;
        DesignBalance balance = design.Balance;
        Assert.Equal((values, sets), (design.Values, design.Sets.Length));
        Assert.All(design.Sets, set => Assert.Equal(4, set.Length));
        Assert.All(balance.Appearances, count => Assert.Equal(appearances, count));
        for (int first = 0; first < values; first++)
        {
            for (int second = 0; second < values; second++)
            {
                Assert.Equal(first == second ? 0 : 2, balance.Meetings[(first * values) + second]);
                Assert.Equal(first == second ? appearances : 2, design.Sets.Count(set => set.Contains(first) && set.Contains(second)));
            }
        }

        Assert.True(balance.IsBalanced);
        Assert.True(balance.PlacesEvenly);
        Assert.Empty(balance.Describe([.. Enumerable.Range(0, values).Select(value => $"v{value}")]));
    }

    [Fact]
    public void Neighbouring_sets_of_ten_values_share_one_value() => Assert.All(
        BestWorstDesign.TenValues.Sets.Zip(BestWorstDesign.TenValues.Sets.Skip(1)),
        pair => Assert.Single(pair.First.Intersect(pair.Second)));

    [Fact]
    public void What_is_unbalanced_is_said()
    {
        DesignBalance balance = BestWorstDesign.Create(4, [[0, 1, 2], [0, 1], [0, 1, 3]]).Balance;
        Assert.False(balance.IsBalanced);
        string[] said = [.. balance.Describe(["a", "b", "c", "d"]).Select(FormattableString.Invariant)];
        Assert.Equal(4, said.Length);
        Assert.Contains("2, 3 options", said[0], StringComparison.Ordinal);
        Assert.Contains("a 3, b 3, c 1, d 1", said[1], StringComparison.Ordinal);
        Assert.Contains("c–d 0, a–b 3", said[2], StringComparison.Ordinal);
        Assert.Contains("a 3/0/0, b 0/3/0", said[3], StringComparison.Ordinal);
    }

    [Fact]
    public void A_design_is_valid_by_construction()
    {
        Assert.Throws<ArgumentException>(() => BestWorstDesign.Create(3, []));
        Assert.Throws<ArgumentException>(() => BestWorstDesign.Create(1, [[0, 0]]));
        Assert.Throws<ArgumentException>(() => BestWorstDesign.Create(3, [[0, 1, 1]]));
        Assert.Throws<ArgumentException>(() => BestWorstDesign.Create(3, [[0, 3]]));
        Assert.Throws<ArgumentException>(() => BestWorstDesign.Create(3, [[0]]));
        Assert.Throws<ArgumentException>(() => BestWorstDesign.SevenValues.Key(["w1"], ["a"], blanks: 0));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void Scores_of_the_key_are_what_a_naive_count_gives(int blanks)
    {
        foreach (BestWorstDesign design in new[] { BestWorstDesign.TenValues, BestWorstDesign.SevenValues })
        {
            ScoringKey key = KeyOf(design, blanks);
            SimulatedValues simulated = new(design, seed: 11);
            for (int person = 0; person < 50; person++)
            {
                byte[] answers = simulated.NextAnswers(simulated.NextUtilities(1), blanks);
                ImmutableArray<ScaleScore> scores = ScaleScorer.ScoreOne(key, answers);
                for (int value = 0; value < design.Values; value++)
                {
                    Assert.Equal(NaiveScore(design, answers, value), scores[value].Raw, 15);
                }
            }
        }
    }

    [Fact]
    public void Complete_scores_sum_to_nothing()
    {
        SimulatedValues simulated = new(BestWorstDesign.TenValues, seed: 12);
        ScoringKey key = KeyOf(BestWorstDesign.TenValues, blanks: 0);
        for (int person = 0; person < 50; person++)
        {
            ImmutableArray<ScaleScore> scores = ScaleScorer.ScoreOne(key, simulated.NextAnswers(simulated.NextUtilities(1)));
            Assert.Equal(0, scores.Sum(score => score.Raw), 12);
            Assert.All(scores, score => Assert.InRange(score.Raw, -1, 1));
        }
    }

    [Fact]
    public void More_blanks_than_tolerated_give_no_scores()
    {
        byte[] answers = new SimulatedValues(BestWorstDesign.SevenValues, seed: 1).NextRandomAnswers(blanks: 3);
        Assert.All(ScaleScorer.ScoreOne(KeyOf(BestWorstDesign.SevenValues, 2), answers), score => Assert.False(score.IsAvailable));
    }

    [Fact]
    public void The_sets_of_a_key_are_found_among_other_items()
    {
        ScoringKey sets = KeyOf(BestWorstDesign.SevenValues, blanks: 2);
        ScoringKey mixed = ScoringKey.Create(
            ["a", .. sets.Items],
            [
                new NormativeScale("rated", [new ItemKey.Rating(0, 0, 4, false)], new MissingRule.Prorate(0.75)),
                .. sets.Scales.Select(scale => new IpsativeScale(
                    scale.Id, [.. scale.Items.Select(item => item with { Item = item.Item + 1 })], scale.Missing)),
            ]);
        byte[] answers = new SimulatedValues(BestWorstDesign.SevenValues, seed: 3).NextRandomAnswers(blanks: 1);

        Assert.True(KeyedSets.TryFind(mixed, out KeyedSets? found));
        Assert.Equal([1, 2, 3, 4, 5, 6, 7], found.Columns.ToArray());
        Assert.Equal(sets.Scales.Select(scale => scale.Id), found.Scales);
        Assert.Equal(BestWorstDesign.SevenValues.Sets.Select(set => set.ToArray()), found.Design.Sets.Select(set => set.ToArray()));
        BestWorstTiers expected = BestWorstTiers.Of(BestWorstDesign.SevenValues, answers);
        Assert.Equal(expected.Tiers.ToArray(), found.TiersOf([4, .. answers]).Tiers.ToArray());
    }

    [Fact]
    public void A_key_without_sets_or_with_a_faulty_one_has_no_design()
    {
        MissingRule rule = new MissingRule.Tolerate(0);
        ScoringKey rated = ScoringKey.Create(["a"], [new NormativeScale("s", [new ItemKey.Rating(0, 0, 4, false)], rule)]);
        Assert.False(KeyedSets.TryFind(rated, out _));
        Assert.False(KeyedSets.TryFind(OneSet(size: 3, options: [0, 2]), out _));
        Assert.False(KeyedSets.TryFind(OneSet(size: 2, options: [0, 0]), out _));
        Assert.True(KeyedSets.TryFind(OneSet(size: 2, options: [1, 0]), out _));

        ScoringKey OneSet(byte size, byte[] options) => ScoringKey.Create(
            ["w"], [.. options.Select((option, scale) => new IpsativeScale($"s{scale}", [new ItemKey.BestWorst(0, option, size)], rule))]);
    }

    private static ScoringKey KeyOf(BestWorstDesign design, int blanks) => design.Key(
        [.. Enumerable.Range(1, design.Sets.Length).Select(set => $"w{set}")],
        [.. Enumerable.Range(0, design.Values).Select(value => $"v{value}")],
        blanks);

    private static double NaiveScore(BestWorstDesign design, byte[] answers, int value)
    {
        int balance = 0;
        int shown = 0;
        for (int set = 0; set < answers.Length; set++)
        {
            if (answers[set] != ResponseMatrix.Missing && design.Sets[set].Contains(value))
            {
                shown++;
                balance += design.Sets[set][answers[set] / 4] == value ? 1 : 0;
                balance -= design.Sets[set][answers[set] % 4] == value ? 1 : 0;
            }
        }

        return (double)balance / shown;
    }
}
