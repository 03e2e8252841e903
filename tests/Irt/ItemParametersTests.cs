using System.Collections.Immutable;
using Diagnostics.Scoring.Irt;

namespace Diagnostics.Tests.Irt;

public sealed class ItemParametersTests
{
    [Fact]
    public void Probabilities_and_derivatives_follow_from_the_definition()
    {
        foreach (ItemParameters item in new RandomItems(20261123).Next(60))
        {
            for (double theta = -5; theta <= 5; theta += 0.73)
            {
                double sum = 0;
                for (int category = 0; category < item.Categories; category++)
                {
                    CategoryPoint point = item.At(theta, category);
                    sum += point.Probability;
                    Close(Definition(item, theta, category), point.Probability, 1e-12);
                    Close(Math.Log(point.Probability), item.LogProbability(theta, category), 1e-11);
                    Close(Slope(place => item.LogProbability(place, category), theta), point.Score, 1e-7);
                    Close(Slope(place => item.At(place, category).Score, theta), point.Curvature, 1e-7);
                }

                Close(1, sum, 1e-13);
                Close(Enumerable.Range(0, item.Categories).Sum(category => category * item.At(theta, category).Probability), item.ExpectedAnswer(theta), 1e-12);
                Close(-Enumerable.Range(0, item.Categories).Sum(category => item.At(theta, category).Probability * item.At(theta, category).Curvature), item.Information(theta), 1e-12);
            }
        }
    }

    [Fact]
    public void Thresholds_and_intercepts_are_the_same_item()
    {
        ItemParameters item = ItemParameters.FromThresholds(2, [-1, 0.5]);
        Assert.Equal(new ItemParameters(2, [2, -1]), item);
        Assert.Equal([-1, 0.5], item.Thresholds.ToArray());
        Assert.Equal(0.5, item.At(0.5, 2).Probability, 1e-15);
        Assert.Equal(new ItemParameters(2, [2, -1]).GetHashCode(), item.GetHashCode());
        Assert.NotEqual(new ItemParameters(2, [2, -1.5]), item);
    }

    [Theory]
    [InlineData(double.NaN, new[] { 0.0 }, 0)]
    [InlineData(1, new double[0], 0)]
    [InlineData(1, new[] { 1.0, 1.0 }, 0)]
    [InlineData(1, new[] { 0.0, 1.0 }, 0)]
    [InlineData(1, new[] { double.PositiveInfinity }, 0)]
    [InlineData(1, new[] { 0.0 }, 1)]
    [InlineData(1, new[] { 0.0 }, -0.1)]
    [InlineData(1, new[] { 0.0 }, double.NaN)]
    [InlineData(1, new[] { 1.0, 0.0 }, 0.2)]
    public void What_is_no_item_is_refused(double slope, double[] intercepts, double guessing) =>
        Assert.Throws<ArgumentException>(() => new ItemParameters(slope, [.. intercepts], guessing));

    [Fact]
    public void An_item_without_a_slope_has_no_thresholds() => Assert.Throws<ArgumentException>(() => ItemParameters.FromThresholds(0, [1]));

    [Fact]
    public void Far_away_nothing_overflows_and_the_logarithm_stays_finite()
    {
        ImmutableArray<ItemParameters> items = [new(3, [900, -900]), new(200, [0]), new(200, [0], 0.2)];
        foreach (ItemParameters item in items)
        {
            foreach (double theta in new[] { -1e4, -30.0, 30, 1e4 })
            {
                for (int category = 0; category < item.Categories; category++)
                {
                    CategoryPoint point = item.At(theta, category);
                    Assert.True(double.IsFinite(item.LogProbability(theta, category)));
                    Assert.True(point.Probability is >= 0 and <= 1 && double.IsFinite(point.Score) && double.IsFinite(point.Curvature));
                }

                Assert.True(double.IsFinite(item.Information(theta)));
            }
        }
    }

    [Fact]
    public void Steps_that_nearly_fall_together_leave_a_small_probability_between_and_not_none()
    {
        ItemParameters item = new(1.5, [1e-3, 1e-3 - 1e-18]);
        double slope = item.At(0, 2).Probability * item.At(0, 0).Probability;
        Assert.Equal(slope * (1e-3 - (1e-3 - 1e-18)) * 1e18, item.At(0, 1).Probability * 1e18, 1e-3);
        Assert.True(item.LogProbability(0, 1) is > -50 and < -40);
    }

    [Fact]
    public void There_is_no_such_category()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new ItemParameters(1, [0]).At(0, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ItemParameters(1, [0]).LogProbability(0, -1));
    }

    private static double Definition(ItemParameters item, double theta, int category)
    {
        double AtLeast(int step) => step == 0 ? 1
            : step == item.Categories ? 0
            : item.Guessing + ((1 - item.Guessing) / (1 + Math.Exp(-((item.Slope * theta) + item.Intercepts[step - 1]))));
        return AtLeast(category) - AtLeast(category + 1);
    }

    private static double Slope(Func<double, double> function, double place)
    {
        const double Half = 1e-4;
        double wide = (function(place + (2 * Half)) - function(place - (2 * Half))) / (4 * Half);
        double narrow = (function(place + Half) - function(place - Half)) / (2 * Half);
        return ((4 * narrow) - wide) / 3;
    }

    private static void Close(double expected, double actual, double tolerance) =>
        Assert.True(Math.Abs(expected - actual) <= tolerance * Math.Max(1, Math.Abs(expected)), $"{expected:R} expected, {actual:R} found");
}
