using Diagnostics.Scoring.Norms;

namespace Diagnostics.Tests.Norms;

public sealed class NormTableTests
{
    [Fact]
    public void Percentiles_are_bounded_and_never_fall()
    {
        Random random = new(32);
        for (int trial = 0; trial < 200; trial++)
        {
            NormTable table = Histograms.Table(Histograms.Random(random));
            double last = 0;
            foreach (NormRow row in table.Rows)
            {
                Assert.InRange(row.PercentileMidRank, last, 100);
                Assert.True(row.Frequency == 0 || row.PercentileMidRank is > 0 and < 100, "A score that occurred has a percentile inside.");
                NormScore score = table.Look(row.Raw);
                Assert.InRange(score.Percentile, score.PercentileLow, score.PercentileHigh);
                Assert.InRange(score.PercentileLow, 0, 100);
                Assert.InRange(score.PercentileHigh, 0, 100);
                last = row.PercentileMidRank;
            }

            Assert.Equal(100, table.Rows[^1].PercentileAtOrBelow);
        }
    }

    [Fact]
    public void Standard_scores_never_fall_as_raw_scores_rise()
    {
        Random random = new(33);
        for (int trial = 0; trial < 200; trial++)
        {
            NormTable table = Histograms.Table(Histograms.Random(random), degree: trial % 2 == 0 ? 4 : null);
            foreach (NormMethod method in Enum.GetValues<NormMethod>())
            {
                NormScore[] scores = [.. table.Rows.Select(row => table.Look(row.Raw, method))];
                Assert.All(scores.Zip(scores.Skip(1)), pair => Assert.False(
                    pair.First.Z > pair.Second.Z || pair.First.Sten > pair.Second.Sten || pair.First.Stanine > pair.Second.Stanine
                        || pair.First.Percentile > pair.Second.Percentile));
            }
        }
    }

    [Fact]
    public void The_order_of_respondents_does_not_matter()
    {
        Random random = new(34);
        int[] scores = [.. Enumerable.Range(0, 500).Select(_ => random.Next(0, 41))];
        NormTable table = Histograms.Table(Histograms.Of(0, 40, scores), degree: 4);
        random.Shuffle(scores);
        Assert.Equal(table.Rows.AsSpan(), Histograms.Table(Histograms.Of(0, 40, scores), degree: 4).Rows.AsSpan());
    }

    [Fact]
    public void Halves_go_up_and_ends_are_clipped()
    {
        Assert.Equal(
            [1, 1, 2, 5, 6, 10, 10],
            new[] { -9.0, -2.01, -2.0, -0.5, 0.0, 2.0, 9.0 }.Select(z => StandardScale.Sten(z)!.Value));
        Assert.Equal(
            [1, 2, 5, 5, 6, 9, 9],
            new[] { -9.0, -1.75, -0.25, 0.0, 0.25, 1.75, 9.0 }.Select(z => StandardScale.Stanine(z)!.Value));
        Assert.Equal([20, 20, 50, 51, 80], new[] { -100.0, 19.4, 50.49, 50.5, 80.5 }.Select(t => StandardScale.RoundedT(t)!.Value));
        Assert.Null(StandardScale.Sten(double.NaN));
        Assert.Null(StandardScale.Stanine(double.NaN));
        Assert.Null(StandardScale.RoundedT(double.NaN));
    }

    [Fact]
    public void A_prorated_score_has_its_own_linear_T_and_the_percentile_of_the_nearest_row()
    {
        NormTable table = Histograms.Table(Histograms.Of(0, 4, 0, 1, 2, 2, 3, 4));
        NormScore score = table.Look(2.5);
        Assert.Equal(50 + (10 * (2.5 - table.Mean) / table.StandardDeviation), score.T);
        Assert.Equal(table.Rows[3].PercentileMidRank, score.Percentile);
        Assert.Equal(table.Rows[3].NormalisedZ, table.Look(2.5, NormMethod.Normalised).Z);
        Assert.Equal(table.Rows[2].PercentileMidRank, table.Look(2.49).Percentile);
        Assert.False(score.Clamped);
    }

    [Fact]
    public void Halves_below_zero_go_up_too()
    {
        NormTable table = Histograms.Table(Histograms.Of(-3, 3, -3, -2, -2, -1, 0, 1, 3));
        Assert.Equal(table.Rows[3].PercentileMidRank, table.Look(-0.5).Percentile);
        Assert.Equal(table.Rows[2].PercentileMidRank, table.Look(-1.5).Percentile);
        Assert.Equal(table.Rows[1].PercentileMidRank, table.Look(-1.51).Percentile);
    }

    [Fact]
    public void A_score_outside_the_table_is_its_end_row_and_says_so()
    {
        NormTable table = Histograms.Table(Histograms.Of(0, 4, 0, 1, 2, 2, 3, 4));
        Assert.Equal(table.Look(4) with { Clamped = true }, table.Look(7));
        Assert.Equal(table.Look(0) with { Clamped = true }, table.Look(-0.6));
        Assert.False(table.Look(4).Clamped);
        Assert.Equal(table.Look(4) with { Clamped = true }, table.Look(double.PositiveInfinity));
    }

    [Theory]
    [InlineData(0, 10, 0, 27.75402)]
    [InlineData(5, 10, 23.65896, 76.34104)]
    [InlineData(50, 100, 40.38299, 59.61701)]
    public void The_interval_of_a_percentile_is_Wilsons(int below, int count, double low, double high)
    {
        // The formula by hand with 1.96; score 1 did not occur, so its share is below/count.
        ScoreHistogram histogram = Histograms.Of(0, 2);
        histogram.Push(0, below);
        histogram.Push(2, count - below);
        NormScore score = Histograms.Table(histogram).Look(1);
        Assert.Equal(low, score.PercentileLow, 2e-4);
        Assert.Equal(high, score.PercentileHigh, 2e-4);
    }

    [Fact]
    public void Without_respondents_nothing_is_available()
    {
        NormTable table = Histograms.Table(Histograms.Of(0, 2), degree: 4);
        Assert.Equal(NormScore.NotAvailable(NormMethod.Linear), table.Look(1));
        Assert.Equal(NormScore.NotAvailable(NormMethod.Normalised), table.Look(1, NormMethod.Normalised));
        Assert.Null(table.Look(1).Sten);
        Assert.True(double.IsNaN(table.Look(1).T));
        Assert.All(table.Rows, row => Assert.True(
            double.IsNaN(row.PercentileMidRank) && double.IsNaN(row.LinearT) && double.IsNaN(row.NormalisedT) && double.IsNaN(row.SmoothedT)
            && row.NormalisedTRounded is null));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(50)]
    public void Equal_scores_have_percentiles_and_no_linear_T(int count)
    {
        ScoreHistogram histogram = Histograms.Of(0, 2);
        histogram.Push(1, count);
        NormTable table = Histograms.Table(histogram, degree: 4);
        NormScore score = table.Look(1);
        Assert.True(double.IsNaN(score.T));
        Assert.False(score.IsAvailable);
        Assert.Null(score.Sten);
        Assert.Equal(50, score.Percentile);
        Assert.Equal(0, table.Look(1, NormMethod.Normalised).Z, 12);
        Assert.True(double.IsFinite(table.Look(0, NormMethod.Normalised).Z));
        Assert.Equal(NormScore.NotAvailable(NormMethod.Linear), table.Look(double.NaN));
    }

    [Fact]
    public void A_table_is_named_and_frozen_from_three_hundred_respondents_on()
    {
        ScoreHistogram histogram = Histograms.Of(0, 40);
        histogram.Push(20, 299);
        NormGroup group = NormGroup.Of(["grade", "sex"], ["8"]);
        NormTable table = NormTable.Of("riasec@1.0.0", group, histogram, new NormSettings());
        Assert.Equal("riasec@1.0.0/S/grade=8", table.Id);
        Assert.False(table.IsFrozen);
        histogram.Push(21);
        Assert.True(NormTable.Of("riasec@1.0.0", group, histogram, new NormSettings()).IsFrozen);
        Assert.Equal(299, table.Count);
    }
}
