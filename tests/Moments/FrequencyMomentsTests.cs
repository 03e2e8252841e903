using Diagnostics.Scoring.Moments;

namespace Diagnostics.Tests.Moments;

public sealed class FrequencyMomentsTests
{
    [Fact]
    public void Moments_agree_with_their_formulas_over_the_single_scores()
    {
        var random = new Random(3);
        for (int round = 0; round < 50; round++)
        {
            int lowest = random.Next(-20, 20);
            long[] frequencies = [.. Enumerable.Range(0, random.Next(2, 60)).Select(_ => (long)random.Next(5)), 1, 2];
            double[] scores = [.. frequencies.SelectMany((count, place) => Enumerable.Repeat((double)lowest + place, (int)count))];
            double mean = scores.Average();
            double second = scores.Average(score => Math.Pow(score - mean, 2));
            var moments = FrequencyMoments.Of(lowest, frequencies);

            Assert.Equal(scores.Length, moments.Count);
            Assert.Equal(mean, moments.Mean, 1e-12);
            Assert.Equal(second * scores.Length / (scores.Length - 1), moments.Variance, 1e-10);
            Assert.Equal((scores.Min(), scores.Max()), (moments.Minimum, moments.Maximum));
            Assert.Equal(scores.Average(score => Math.Pow(score - mean, 3)) / Math.Pow(second, 1.5), moments.Skewness, 1e-10);
            Assert.Equal((scores.Average(score => Math.Pow(score - mean, 4)) / (second * second)) - 3, moments.Kurtosis, 1e-10);
        }
    }

    [Fact]
    public void Too_few_scores_are_answered_with_not_available()
    {
        var none = FrequencyMoments.Of(0, [0, 0]);
        Assert.Equal(0, none.Count);
        Assert.True(double.IsNaN(none.Mean) && double.IsNaN(none.Minimum) && double.IsNaN(none.Maximum) && double.IsNaN(none.Variance));
        Assert.Equal(0, FrequencyMoments.Of(0, []).Count);

        var one = FrequencyMoments.Of(5, [0, 1]);
        Assert.Equal((6, 6, 6), (one.Mean, one.Minimum, one.Maximum));
        Assert.True(double.IsNaN(one.Variance) && double.IsNaN(one.Skewness));

        var equal = FrequencyMoments.Of(5, [3]);
        Assert.Equal(0, equal.Variance);
        Assert.True(double.IsNaN(equal.Skewness) && double.IsNaN(equal.Kurtosis));
    }

    [Fact]
    public void Thousands_of_millions_of_high_scores_do_not_overflow()
    {
        long[] frequencies = new long[65536];
        frequencies[0] = 1_000_000_000;
        frequencies[^1] = 1_000_000_000;
        var moments = FrequencyMoments.Of(0, frequencies);
        Assert.Equal(32767.5, moments.Mean);
        Assert.Equal(32767.5, moments.StandardDeviation, 1e-4);
        Assert.Equal(-2, moments.Kurtosis, 1e-10);
    }

    [Fact]
    public void A_negative_frequency_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => FrequencyMoments.Of(0, [1, -1]));
}
