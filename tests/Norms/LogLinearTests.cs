using Diagnostics.Scoring.Norms;
using Diagnostics.Tests.Reference;

namespace Diagnostics.Tests.Norms;

public sealed class LogLinearTests
{
    [Fact]
    public void The_first_moments_of_any_histogram_are_kept()
    {
        Random random = new(35);
        for (int trial = 0; trial < 300; trial++)
        {
            ScoreHistogram histogram = Histograms.Random(random);
            int degree = random.Next(1, 7);
            LogLinearFit fit = LogLinear.Fit(histogram, degree);
            Assert.True(fit.Converged, $"trial {trial}: {string.Join(",", histogram.Frequencies.ToArray())}");
            Assert.Equal(Math.Max(0, Math.Min(degree, histogram.Distinct - 1)), fit.Degree);
            Assert.All(fit.Frequencies, frequency => Assert.True(frequency >= 0 && double.IsFinite(frequency)));
            double width = fit.Frequencies.Length;
            for (int power = 0; power <= fit.Degree; power++)
            {
                double observed = histogram.Frequencies.ToArray().Select((count, place) => count * Math.Pow(place / width, power)).Sum();
                double expected = fit.Frequencies.Select((count, place) => count * Math.Pow(place / width, power)).Sum();
                Agreement.Relative(observed / histogram.Count, expected / histogram.Count, 1e-9, $"trial {trial}, moment {power}");
            }
        }
    }

    [Fact]
    public void Scores_that_start_elsewhere_give_the_same_fit()
    {
        int[] scores = [3, 3, 4, 5, 5, 5, 6, 7, 7, 9, 12];
        LogLinearFit here = LogLinear.Fit(Histograms.Of(0, 15, scores), 4);
        LogLinearFit there = LogLinear.Fit(Histograms.Of(1_000_000, 1_000_015, [.. scores.Select(score => score + 1_000_000)]), 4);
        Assert.Equal(here.Frequencies.AsSpan(), there.Frequencies.AsSpan());
    }

    [Fact]
    public void Turned_scores_give_the_turned_fit()
    {
        int[] scores = [3, 3, 4, 5, 5, 5, 6, 7, 7, 9, 12];
        LogLinearFit fit = LogLinear.Fit(Histograms.Of(0, 15, scores), 4);
        LogLinearFit turned = LogLinear.Fit(Histograms.Of(0, 15, [.. scores.Select(score => 15 - score)]), 4);
        Assert.All(fit.Frequencies.Zip(turned.Frequencies.Reverse()), pair => Agreement.Relative(pair.First, pair.Second, 1e-9, "turned"));
    }

    [Fact]
    public void A_degree_of_one_less_than_the_scores_there_can_be_gives_the_observed_frequencies()
    {
        LogLinearFit fit = LogLinear.Fit(Histograms.Of(0, 2, 0, 0, 1, 2, 2, 2), 4);
        Assert.Equal(2, fit.Degree);
        Assert.All(fit.Frequencies.Zip([2.0, 1.0, 3.0]), pair => Assert.Equal(pair.Second, pair.First, 1e-9));
    }

    [Fact]
    public void Nobody_one_score_and_two_scores()
    {
        LogLinearFit nobody = LogLinear.Fit(Histograms.Of(0, 4), 4);
        Assert.False(nobody.Converged);
        Assert.All(nobody.Frequencies, frequency => Assert.True(double.IsNaN(frequency)));

        LogLinearFit one = LogLinear.Fit(Histograms.Of(0, 4, 3, 3), 4);
        Assert.True(one.Converged);
        Assert.Equal(0, one.Degree);
        Assert.Equal([0.0, 0, 0, 2, 0], one.Frequencies.ToArray());

        LogLinearFit ends = LogLinear.Fit(Histograms.Of(0, 4, 0, 4), 4);
        Assert.True(ends.Converged);
        Assert.Equal(1, ends.Degree);
        Assert.All(ends.Frequencies, frequency => Assert.Equal(0.4, frequency, 1e-12));
    }

    [Fact]
    public void A_narrow_heap_on_a_very_wide_scale_is_fitted()
    {
        ScoreHistogram histogram = Histograms.Of(0, 20_000, 19_990, 19_991, 19_991, 19_992, 19_992, 19_992, 19_993, 19_995);
        LogLinearFit fit = LogLinear.Fit(histogram, 2);
        Assert.True(fit.Converged);
        Assert.Equal(8, fit.Frequencies.Sum(), 1e-8);
        Assert.Equal(histogram.Mean, fit.Frequencies.Select((count, place) => count * place).Sum() / 8, 1e-6);
    }

    [Fact]
    public void Smoothed_percentiles_are_inside_the_bounds_and_rise_and_look_ups_use_them()
    {
        Random random = new(36);
        for (int trial = 0; trial < 50; trial++)
        {
            NormTable table = Histograms.Table(Histograms.Random(random), degree: 4);
            Assert.True(table.IsSmoothed);
            Assert.Equal(table.Mean, table.SmoothedMean, 1e-8);
            foreach (NormRow row in table.Rows)
            {
                Assert.Equal(row.SmoothedPercentile, table.Look(row.Raw).Percentile);
                Assert.Equal(row.SmoothedZ, table.Look(row.Raw, NormMethod.Normalised).Z);
                Assert.InRange(row.SmoothedPercentile, 0, 100 + 1e-9);
                Assert.InRange(row.SmoothedZ, -8.3, 8.3);
            }
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(11)]
    public void A_degree_that_makes_no_sense_is_refused(int degree)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => LogLinear.Fit(Histograms.Of(0, 4, 1, 2), degree));
        Assert.Throws<ArgumentOutOfRangeException>(() => new NormSettings { SmoothingDegree = degree });
    }
}
