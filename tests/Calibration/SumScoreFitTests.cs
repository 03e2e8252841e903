using System.Collections.Immutable;
using Diagnostics.Scoring.Calibration;
using Diagnostics.Scoring.Irt;
using Diagnostics.Scoring.Responses;

namespace Diagnostics.Tests.Calibration;

public sealed class SumScoreFitTests
{
    [Fact]
    public void Items_that_follow_the_model_are_flagged_as_seldom_as_they_should_and_one_that_does_not_is_found()
    {
        Random random = new(3);
        int alarms = 0;
        double excess = 0;
        int fair = 0;
        for (int repeat = 0; repeat < 12; repeat++)
        {
            ImmutableArray<ItemParameters> items = Simulated.Binary(random, 20);
            double[] theta = [.. Enumerable.Range(0, 1500).Select(_ => Simulated.Normal(random))];
            byte[] rows = Simulated.Answers(random, items, theta).Rows();

            // The last item is right in the middle and wrong at both ends: no curve that rises is like it.
            for (int respondent = 0; respondent < theta.Length; respondent++)
            {
                rows[(respondent * 20) + 19] = random.NextDouble() < 0.15 + (0.7 * Math.Exp(-theta[respondent] * theta[respondent])) ? (byte)1 : (byte)0;
            }

            CalibrationSample sample = Simulated.Sample(ResponseMatrix.FromRows(rows, 20), items);
            CalibrationFit fit = ItemCalibration.Fit(sample, new CalibrationSettings(CalibrationModel.TwoParameter) { WithErrors = false, Tolerance = 1e-6 });
            ImmutableArray<SumScoreFit> fits = SumScoreFits.Of(sample, [.. fit.Items.Select(item => item.Parameters!)], 2);
            Assert.True(fits[19].Probability < 0.001, $"{fits[19]}");
            alarms += fits.Take(19).Count(item => item.Probability < 0.05);
            excess += fits.Take(19).Sum(item => item.ChiSquared / item.Freedom);
            fair += 19;
            Assert.All(fits, item => Assert.InRange(item.Groups, 12, 19));
        }

        Assert.InRange((double)alarms / fair, 0.015, 0.11);
        Assert.InRange(excess / fair, 0.9, 1.12);
    }

    [Fact]
    public void Expected_shares_by_hand()
    {
        // Three items, so totals 1 and 2; all probabilities are 1/2 at every θ, so among total 1 each is right for a third.
        ItemParameters even = new(0, [0]);
        byte[] rows = [.. Repeat([1, 0, 0], 20), .. Repeat([0, 1, 0], 40), .. Repeat([0, 0, 1], 30), .. Repeat([1, 1, 0], 30), .. Repeat([1, 0, 1], 30), .. Repeat([0, 1, 1], 30), 0, 255, 1];
        CalibrationSample sample = CalibrationSample.Of(ResponseMatrix.FromRows(rows, 3), [2, 2, 2]);
        SumScoreFit fit = SumScoreFits.Of(sample, [even, even, even], 1)[0];

        // Total 1: 90 respondents, 30 expected, 20 observed: 100·90/(30·60) = 5; total 2: 60 of 90 as expected.
        Assert.Equal(5, fit.ChiSquared, 1e-10);
        Assert.Equal((1, 2), (fit.Freedom, fit.Groups));
        Assert.Equal(0.0253, fit.Probability, 1e-4);
    }

    [Fact]
    public void Too_few_groups_have_no_test_and_graded_items_are_refused()
    {
        CalibrationSample two = CalibrationSample.Of(ResponseMatrix.FromRows([0, 1, 1, 0, 1, 1], 2), [2, 2]);
        Assert.All(SumScoreFits.Of(two, [new ItemParameters(1, [0]), new ItemParameters(1, [0])], 2), fit => Assert.True(double.IsNaN(fit.Probability)));
        CalibrationSample graded = CalibrationSample.Of(ResponseMatrix.FromRows([0, 1, 2], 1), [3]);
        Assert.Throws<ArgumentException>(() => SumScoreFits.Of(graded, [new ItemParameters(1, [1, 0])], 2));
    }

    private static IEnumerable<byte> Repeat(byte[] row, int times) => Enumerable.Repeat(row, times).SelectMany(copy => copy);
}
