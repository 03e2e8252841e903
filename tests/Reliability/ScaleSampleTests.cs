using System.Collections.Immutable;
using Diagnostics.Scoring.Keys;
using Diagnostics.Scoring.Reliability;
using Diagnostics.Scoring.Responses;
using Diagnostics.Scoring.Scales;

namespace Diagnostics.Tests.Reliability;

public sealed class ScaleSampleTests
{
    private const byte Blank = Samples.Blank;

    [Fact]
    public void A_row_with_a_blank_is_seen_but_enters_no_statistic_even_where_its_score_is_prorated()
    {
        ScaleSample sample = Samples.Of(Samples.Ratings(4), [1, 2, 3, 4], [9, 9, 9, Blank], [2, 2, 3, 5]);
        var statistics = ScaleStatistics.Of(sample);

        Assert.Equal(3, sample.Rows);
        Assert.Equal(2, sample.Complete);
        Assert.Equal(0, sample.NotReached);
        Assert.Equal(11, statistics.Totals.Mean);
        Assert.Equal(12, statistics.Totals.Maximum);
        Assert.Equal([0, 0, 0, 1.0 / 3], statistics.Items.Select(item => item.Missing));
        Assert.Equal(1.5, statistics.Items[0].Mean);
        Assert.All(statistics.Items, item => Assert.True(double.IsNaN(item.NotReached)));
    }

    [Fact]
    public void A_tolerated_blank_keeps_the_row_out_as_well()
    {
        NormativeScale scale = new("s", Samples.Ratings(2).Items, new MissingRule.Tolerate(2));
        Assert.Equal(1, Samples.Of(scale, [1, 2], [1, Blank]).Complete);
    }

    [Fact]
    public void Where_a_blank_counts_nothing_an_omitted_item_is_wrong_and_a_row_that_stopped_early_stays_out()
    {
        ScaleSample sample = Samples.Of(
            Samples.Section(0, 1, 2), [1, 1, 1], [1, Blank, 1], [1, 1, Blank], [Blank, Blank, Blank], [0, 1, 0]);
        var statistics = ScaleStatistics.Of(sample);

        Assert.Equal(5, sample.Rows);
        Assert.Equal(3, sample.Complete);
        Assert.Equal(2, sample.NotReached);
        Assert.Equal((3 + 2 + 1) / 3.0, statistics.Totals.Mean);
        Assert.Equal([0.2, 0.4, 0.4], statistics.Items.Select(item => item.Missing));
        Assert.Equal([0.2, 0.2, 0.4], statistics.Items.Select(item => item.NotReached));
        Assert.Equal([3 / 4.0, 3 / 4.0, 2 / 3.0], statistics.Items.Select(item => item.Difficulty));
    }

    [Fact]
    public void What_was_reached_follows_the_administered_order_and_the_whole_row()
    {
        CriterionScale first = Samples.Section(0, 1);
        ResponseMatrix answers = Samples.Matrix([1, Blank, 1, 0], [1, Blank, Blank, Blank]);

        ScaleSample asTheyStand = new(first);
        asTheyStand.Add(answers);
        Assert.Equal((1, 1), (asTheyStand.Complete, asTheyStand.NotReached));

        ScaleSample backwards = new(first, [3, 2, 1, 0]);
        backwards.Add(answers);
        Assert.Equal((2, 0), (backwards.Complete, backwards.NotReached));
    }

    [Fact]
    public void Not_reached_agrees_with_the_score_tables_count_for_random_rows_and_orders()
    {
        var random = new Random(11);
        for (int round = 0; round < 50; round++)
        {
            int columns = random.Next(2, 12);
            ImmutableArray<int> administered = [.. Enumerable.Range(0, columns).OrderBy(_ => random.Next())];
            CriterionScale scale = Samples.Section([.. Enumerable.Range(0, columns).Where(column => column == 0 || random.Next(2) == 0)]);
            byte[][] rows =
            [
                .. Enumerable.Range(0, 200).Select(_ =>
                    Enumerable.Range(0, columns).Select(_ => random.Next(3) == 0 ? (byte)random.Next(2) : Blank).ToArray()),
            ];
            var sample = new ScaleSample(scale, administered);
            sample.Add(Samples.Matrix(rows));
            int[] behind = [.. rows.Select(row => Reach.NotReached(scale, row, administered.AsSpan()))];
            Assert.Equal(behind.Count(count => count > 0), sample.NotReached);
            double share = ScaleStatistics.Of(sample).Items.Sum(item => item.NotReached);
            Assert.Equal(behind.Sum() / 200.0, share, 1e-12);
        }
    }

    [Fact]
    public void Order_of_respondents_blocks_and_merging_change_no_bit()
    {
        for (int seed = 0; seed < 20; seed++)
        {
            int items = 1 + (seed % 7);
            byte[][] rows = Samples.Random(seed, 700, items, blanks: seed % 3 * 0.05);
            ComparableScale scale = seed % 2 == 0
                ? Samples.Ratings(items)
                : new CriterionScale("s", Samples.Ratings(items).Items);
            double[] whole = Samples.Numbers(ScaleStatistics.Of(Samples.Of(scale, rows)));

            var random = new Random(seed);
            random.Shuffle(rows);
            List<ScaleSample> parts = [new ScaleSample(scale)];
            for (int from = 0; from < rows.Length;)
            {
                int to = Math.Min(rows.Length, from + random.Next(1, 300));
                parts.Add(Samples.Of(scale, rows[from..to]));
                from = to;
            }

            while (parts.Count > 1)
            {
                ScaleSample part = parts[random.Next(1, parts.Count)];
                parts.Remove(part);
                parts[random.Next(parts.Count)].Merge(part);
            }

            Assert.Equal(whole, Samples.Numbers(ScaleStatistics.Of(parts[0])));
        }
    }

    [Theory]
    [InlineData(127)]
    [InlineData(128)]
    [InlineData(129)]
    [InlineData(1025)]
    public void A_block_of_any_size_is_its_rows_one_by_one(int respondents)
    {
        byte[][] rows = Samples.Random(respondents, respondents, 5, blanks: 0.1);
        NormativeScale scale = Samples.Ratings(5);
        var single = new ScaleSample(scale);
        foreach (byte[] row in rows)
        {
            single.Add(Samples.Matrix(row));
        }

        Assert.Equal(
            Samples.Numbers(ScaleStatistics.Of(single)), Samples.Numbers(ScaleStatistics.Of(Samples.Of(scale, rows))));
    }

    [Fact]
    public void Reversed_items_enter_as_points()
    {
        NormativeScale scale = new(
            "s", [new ItemKey.Rating(0, 1, 5, false), new ItemKey.Rating(1, 1, 5, true)], new MissingRule.Prorate(1));
        var statistics = ScaleStatistics.Of(Samples.Of(scale, [1, 5], [3, 3], [5, 1]));
        Assert.Equal(1, statistics.Alpha);
        Assert.Equal(3, statistics.Items[1].Mean);
        Assert.Equal((2, 10), (statistics.Totals.Minimum, statistics.Totals.Maximum));
    }

    [Fact]
    public void A_code_that_is_no_answer_names_the_first_respondent_and_adds_nothing()
    {
        ScaleSample sample = new(Samples.Ratings(3, max: 4));
        AnswerOutOfRangeException refusal = Assert.Throws<AnswerOutOfRangeException>(
            () => sample.Add(Samples.Matrix([0, 1, 2], [0, 1, 9], [8, 1, 2])));
        Assert.Equal((1, 9), (refusal.Respondent, refusal.Code));
        Assert.Contains("item 3 of scale s: code 9 is outside 0..4", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(0, sample.Rows);
        Assert.Equal(0, sample.Complete);
    }

    [Fact]
    public void What_does_not_belong_together_is_refused()
    {
        ScaleSample sample = new(Samples.Ratings(3));
        Assert.Throws<ArgumentException>(() => sample.Merge(new ScaleSample(Samples.Ratings(3, max: 4))));
        Assert.Throws<ArgumentException>(() => sample.Merge(new ScaleSample(Samples.Ratings(2))));
        Assert.Throws<ArgumentException>(() => sample.Add(Samples.Matrix([1, 2])));
        Assert.Throws<ArgumentException>(() => new ScaleSample(Samples.Ratings(3), [0, 1]));
        Assert.Throws<ArgumentException>(() => new ScaleSample(new NormativeScale("s", [], new MissingRule.Zero())));
    }
}
