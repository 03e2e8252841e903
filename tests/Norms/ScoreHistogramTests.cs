using Diagnostics.Scoring.Keys;
using Diagnostics.Scoring.Norms;

namespace Diagnostics.Tests.Norms;

public sealed class ScoreHistogramTests
{
    [Fact]
    public void Counts_mean_and_deviation_of_a_small_example()
    {
        ScoreHistogram histogram = Histograms.Of(-2, 4, -2, 0, 0, 1, 4);
        Assert.Equal(5, histogram.Count);
        Assert.Equal(2, histogram[0]);
        Assert.Equal(4, histogram.Distinct);
        Assert.Equal(0.6, histogram.Mean);
        Assert.Equal(Math.Sqrt(4.8), histogram.StandardDeviation, 14);
    }

    [Fact]
    public void Merging_in_any_order_is_the_same_to_the_last_bit()
    {
        Random random = new(31);
        for (int trial = 0; trial < 100; trial++)
        {
            int[] scores = [.. Enumerable.Range(0, random.Next(2, 300)).Select(_ => random.Next(0, 41))];
            ScoreHistogram whole = Histograms.Of(0, 40, scores);
            int[] shuffled = [.. scores];
            random.Shuffle(shuffled);
            int cut = random.Next(0, shuffled.Length);
            ScoreHistogram merged = Histograms.Of(0, 40, shuffled[cut..]);
            merged.Merge(Histograms.Of(0, 40, shuffled[..cut]));

            Assert.True(whole.Frequencies.SequenceEqual(merged.Frequencies));
            Assert.Equal(BitConverter.DoubleToInt64Bits(whole.Mean), BitConverter.DoubleToInt64Bits(merged.Mean));
            Assert.Equal(
                BitConverter.DoubleToInt64Bits(whole.StandardDeviation), BitConverter.DoubleToInt64Bits(merged.StandardDeviation));
        }
    }

    [Fact]
    public void The_largest_sums_there_can_be_still_fit()
    {
        ScoreHistogram histogram = new(ComparableScore.Declared("S", 1_000_000_000, 1_001_000_000));
        histogram.Push(1_000_000_000, ScoreHistogram.MostRespondents / 2);
        histogram.Push(1_001_000_000, ScoreHistogram.MostRespondents / 2);
        Assert.Equal(1_000_500_000, histogram.Mean);
        Assert.Equal(500_000, histogram.StandardDeviation, 6);
        Assert.Throws<ArgumentOutOfRangeException>(() => histogram.Push(1_000_000_000));
    }

    [Fact]
    public void Nobody_has_no_mean_and_one_has_no_deviation()
    {
        ScoreHistogram nobody = Histograms.Of(0, 4);
        Assert.True(double.IsNaN(nobody.Mean));
        Assert.True(double.IsNaN(nobody.StandardDeviation));
        ScoreHistogram one = Histograms.Of(0, 4, 3);
        Assert.Equal(3, one.Mean);
        Assert.True(double.IsNaN(one.StandardDeviation));
        Assert.Equal(0, Histograms.Of(0, 4, 3, 3).StandardDeviation);
    }

    [Fact]
    public void A_score_outside_the_bounds_is_named()
    {
        ScoreHistogram histogram = Histograms.Of(0, 40);
        Assert.Contains(
            "Scale S: the score 41 is outside 0..40",
            Assert.Throws<ArgumentOutOfRangeException>(() => histogram.Push(41)).Message,
            StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => histogram.Push(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => histogram[41]);
        Assert.Throws<ArgumentOutOfRangeException>(() => histogram.Push(1, -1));
        Assert.Equal(0, histogram.Count);
    }

    [Fact]
    public void Only_complete_rows_enter_and_the_others_are_counted_apart()
    {
        ScoreHistogram histogram = Histograms.Of(0, 40);
        histogram.PushAnswered([20, 12.5, double.NaN, 7], [10, 8, 2, 10], least: 10);
        Assert.Equal(2, histogram.Count);
        Assert.Equal(2, histogram.Skipped);
        ScoreHistogram other = histogram.Copy();
        other.Merge(histogram);
        Assert.Equal(4, other.Skipped);
        Assert.Equal(2, histogram.Skipped);
    }

    [Fact]
    public void A_prorated_score_is_refused_where_it_claims_to_be_complete()
    {
        ScoreHistogram histogram = Histograms.Of(0, 40);
        Assert.Contains(
            "12.5",
            Assert.Throws<ArgumentException>(() => histogram.PushAnswered([12.5], [10], 10)).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "41",
            Assert.Throws<ArgumentException>(() => histogram.PushAnswered([41], [10], 10)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Where_a_blank_counts_nothing_it_is_part_of_the_score()
    {
        ItemKey[] items = [new ItemKey.Options(0, [0, 1]), new ItemKey.Options(1, [1, 0])];
        Assert.Equal(1, ScoreHistogram.LeastAnswered(new CriterionScale("C", [.. items])));
        Assert.Equal(2, ScoreHistogram.LeastAnswered(new NormativeScale("N", [.. items], new MissingRule.Prorate(0.75))));
        Assert.Equal(2, ScoreHistogram.LeastAnswered(new NormativeScale("N", [.. items], new MissingRule.Tolerate(1))));
        Assert.Equal(1, ScoreHistogram.LeastAnswered(new NormativeScale("N", [], new MissingRule.Zero())));
    }

    [Fact]
    public void Another_score_cannot_join()
    {
        ScoreHistogram histogram = Histograms.Of(0, 40);
        Assert.Throws<ArgumentException>(() => histogram.Merge(Histograms.Of(0, 39)));
        Assert.Throws<ArgumentException>(() => histogram.Merge(new ScoreHistogram(ComparableScore.Declared("T", 0, 40))));
    }
}
