using Diagnostics.Scoring.Keys;
using Diagnostics.Scoring.Reliability;

namespace Diagnostics.Tests.Reliability;

/// <summary>Every answer to input too poor for a statistic is defined: NaN = not available, and nothing throws.</summary>
public sealed class DegenerateSampleTests
{
    private const byte Blank = Samples.Blank;

    [Fact]
    public void Nobody_gives_nothing_but_counts()
    {
        ScaleStatistics none = ScaleStatistics.Of(new ScaleSample(Samples.Ratings(4)));
        Assert.Equal((0, 0), (none.Rows, none.Totals.Count));
        Assert.All(Samples.OrderFree(none), NotAvailable);
        NotAvailable(none.SplitHalf);
        Assert.All(none.Items.SelectMany(item => Samples.Numbers(item)), NotAvailable);
    }

    [Fact]
    public void All_missing_is_as_nobody_except_for_the_share_of_missing_answers()
    {
        ScaleStatistics none = Samples.Analyse([Blank, Blank, Blank], [Blank, Blank, Blank]);
        Assert.Equal((2, 0), (none.Rows, none.Totals.Count));
        Assert.All(Samples.OrderFree(none), NotAvailable);
        Assert.All(none.Items, item => Assert.Equal(1, item.Missing));
        Assert.All(none.Items, item => NotAvailable(item.Difficulty));
    }

    [Fact]
    public void One_respondent_has_a_mean_and_no_spread()
    {
        ScaleStatistics one = Samples.Analyse([1, 2, 6]);
        Assert.Equal((9, 9, 9), (one.Totals.Mean, one.Totals.Minimum, one.Totals.Maximum));
        Assert.Equal([1, 2, 6], one.Items.Select(item => item.Mean));
        Assert.All(Samples.OrderFree(one).Except([9]), NotAvailable);
        Assert.All(one.Items, item => NotAvailable(item.StandardDeviation));
    }

    [Fact]
    public void One_item_has_a_distribution_and_no_reliability()
    {
        ScaleStatistics one = Samples.Analyse([1], [2], [6]);
        Assert.Equal((3, 7), (one.Totals.Mean, one.Totals.Variance));
        Assert.Equal(1, one.Items[0].ItemTotalCorrelation);
        Assert.All(
            [one.Alpha, one.StandardisedAlpha, one.MeanInterItemCorrelation, one.Lambda2, one.Lambda6, one.Omega, one.StandardisedOmega,
                one.SplitHalf, one.StandardErrorByAlpha, one.AlphaInterval.Low, one.Items[0].ItemRestCorrelation,
                one.Items[0].AlphaIfDeleted, one.Items[0].Loading],
            NotAvailable);
    }

    [Fact]
    public void Two_items_have_alpha_but_no_factor_and_no_alpha_without_one()
    {
        ScaleStatistics two = Samples.Analyse([1, 2], [2, 2], [3, 4], [4, 5]);
        Assert.Equal(0.96703296703296693, two.Alpha, 1e-15);
        Assert.Equal(two.StandardisedAlpha, two.SplitHalf, 1e-15);
        Assert.False(two.Factor.IsAvailable);
        NotAvailable(two.Omega);
        NotAvailable(two.StandardErrorByOmega);
        NotAvailable(two.Items[0].AlphaIfDeleted);
        Assert.Equal(two.MeanInterItemCorrelation * two.MeanInterItemCorrelation, SquaredMultipleOfTwo(two), 1e-14);
    }

    [Fact]
    public void A_constant_item_stays_in_alpha_and_makes_what_rests_on_correlations_unavailable()
    {
        ScaleStatistics scale = Samples.Analyse([1, 2, 3], [2, 2, 3], [3, 2, 4], [4, 2, 5]);
        Assert.Equal(0.7118644067796609, scale.Alpha, 1e-15);
        Assert.True(scale.Lambda2 >= scale.Alpha);
        Assert.All(
            [scale.StandardisedAlpha, scale.MeanInterItemCorrelation, scale.Lambda6, scale.Omega, scale.StandardisedOmega], NotAvailable);
        NotAvailable(scale.Items[1].ItemTotalCorrelation);
        NotAvailable(scale.Items[1].ItemRestCorrelation);
        Assert.Equal(0, scale.Items[1].StandardDeviation);
        Assert.True(scale.Items[0].ItemRestCorrelation > 0.9);
    }

    [Fact]
    public void Equal_answers_of_all_have_neither_reliability_nor_shape()
    {
        ScaleStatistics flat = Samples.Analyse([2, 2, 2], [2, 2, 2], [2, 2, 2], [2, 2, 2]);
        Assert.Equal((6, 0), (flat.Totals.Mean, flat.Totals.Variance));
        Assert.All(
            [flat.Alpha, flat.Lambda2, flat.Lambda6, flat.Omega, flat.SplitHalf, flat.StandardErrorByAlpha, flat.AlphaInterval.High,
                flat.Totals.Skewness, flat.Totals.Kurtosis],
            NotAvailable);
    }

    [Fact]
    public void Totals_that_cancel_out_have_no_alpha()
    {
        ScaleStatistics scale = Samples.Analyse([1, 4], [2, 3], [3, 2], [4, 1]);
        Assert.Equal(-1, scale.MeanInterItemCorrelation);
        Assert.Equal(-1, scale.SplitHalfCorrelation);
        Assert.All([scale.Alpha, scale.StandardisedAlpha, scale.Lambda2, scale.Lambda6, scale.SplitHalf], NotAvailable);
    }

    [Fact]
    public void A_negative_alpha_is_reported_with_an_error_larger_than_the_deviation()
    {
        ScaleStatistics scale = Samples.Analyse([1, 5, 2], [5, 1, 4], [2, 4, 5], [4, 2, 1], [3, 3, 3]);
        Assert.Equal(-3, scale.Alpha, 1e-14);
        Assert.Equal(2 * scale.Totals.StandardDeviation, scale.StandardErrorByAlpha, 1e-13);
        Assert.True(scale.AlphaInterval.Low < -3 && scale.AlphaInterval.High > -3);
    }

    [Fact]
    public void Items_that_are_copies_are_perfectly_reliable_and_have_no_inverse()
    {
        ScaleStatistics scale = Samples.Analyse([1, 1, 1], [2, 2, 2], [7, 7, 7], [4, 4, 4], [5, 5, 5]);
        Assert.All(
            [scale.Alpha, scale.StandardisedAlpha, scale.MeanInterItemCorrelation, scale.AlphaInterval.Low],
            number => Assert.Equal(1, number, 1e-15));
        Assert.Equal(1, scale.Lambda2, 1e-14);
        Assert.Equal(0, scale.StandardErrorByAlpha, 1e-7);
        Assert.All([scale.Lambda6, scale.Omega, scale.Items[0].Loading], NotAvailable);
    }

    [Fact]
    public void An_item_that_is_the_sum_of_others_and_fewer_respondents_than_items_are_singular()
    {
        byte[][] halves = [.. Samples.Random(3, 60, 2).Select(row => row.Select(answer => (byte)(answer / 2)).ToArray())];
        byte[][] dependent = [.. halves.Select(row => new[] { row[0], row[1], (byte)(row[0] + row[1]) })];
        NotAvailable(Samples.Analyse(dependent).Lambda6);
        NotAvailable(Samples.Analyse(dependent).Omega);
        ScaleStatistics few = Samples.Analyse(Samples.Random(3, 5, 8));
        NotAvailable(few.Lambda6);
        NotAvailable(few.Omega);
        Assert.False(double.IsNaN(few.Alpha));
    }

    [Theory]
    [InlineData(8, false)]
    [InlineData(7, true)]
    public void A_section_that_fewer_than_four_in_five_finish_has_no_reliability(int finished, bool isSpeeded)
    {
        byte[][] rows =
        [
            .. Enumerable.Range(0, 10).Select(row => new[]
            {
                (byte)(row % 2), (byte)(row % 3 == 0 ? 1 : 0), row < finished ? (byte)(row % 2) : Samples.Blank,
            }),
        ];
        var statistics = ScaleStatistics.Of(Samples.Of(Samples.Section(0, 1, 2), rows));
        Assert.Equal((isSpeeded, 10 - finished), (statistics.IsSpeeded, (int)statistics.NotReached));
        double[] reliability =
        [
            statistics.Alpha, statistics.StandardisedAlpha, statistics.Lambda2, statistics.SplitHalf, statistics.AlphaInterval.Low,
            statistics.StandardErrorByAlpha, statistics.Items[0].AlphaIfDeleted,
        ];
        Assert.All(reliability, number => Assert.Equal(isSpeeded, double.IsNaN(number)));
        Assert.False(double.IsNaN(statistics.Totals.Mean + statistics.Items[0].Difficulty));
    }

    [Fact]
    public void Difficulty_is_points_over_the_most_points_and_only_where_it_means_something()
    {
        CriterionScale criterion = new("s", [new ItemKey.Options(0, [0, 1, 3]), new ItemKey.Options(1, [0, 0])]);
        var graded = ScaleStatistics.Of(Samples.Of(criterion, [2, 0], [1, 1], [0, 0]));
        Assert.Equal((3 + 1) / 9.0, graded.Items[0].Difficulty);
        NotAvailable(graded.Items[1].Difficulty);
        NotAvailable(Samples.Analyse([1, 2, 6]).Items[0].Difficulty);
    }

    /// <summary>λ6 of two items is 1 − 2(1 − SMC)/(2 + 2r): solved for SMC.</summary>
    private static double SquaredMultipleOfTwo(ScaleStatistics two) => 1 - ((1 - two.Lambda6) * (1 + two.MeanInterItemCorrelation));

    private static void NotAvailable(double number) => Assert.True(double.IsNaN(number), $"{number}");
}
