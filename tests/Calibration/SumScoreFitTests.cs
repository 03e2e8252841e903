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
            ImmutableArray<SumScoreFit> fits = SumScoreFits.Of(sample, [.. fit.Items.Select(item => item.Parameters!)], CalibrationModel.TwoParameter);
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
        SumScoreFit fit = SumScoreFits.Of(sample, [even, even, even], CalibrationModel.Rasch)[0];

        // Total 1: 90 respondents, 30 expected, 20 observed: 100·90/(30·60) = 5; total 2: 60 of 90 as expected.
        Assert.Equal(5, fit.ChiSquared, 1e-10);
        Assert.Equal((1, 2), (fit.Freedom, fit.Groups));
        Assert.Equal(0.0253, fit.Probability, 1e-4);
    }

    [Fact]
    public void Too_few_groups_have_no_test()
    {
        CalibrationSample two = CalibrationSample.Of(ResponseMatrix.FromRows([0, 1, 1, 0, 1, 1], 2), [2, 2]);
        Assert.All(SumScoreFits.Of(two, [new ItemParameters(1, [0]), new ItemParameters(1, [0])], CalibrationModel.TwoParameter), fit => Assert.True(double.IsNaN(fit.Probability)));
        CalibrationSample alone = CalibrationSample.Of(ResponseMatrix.FromRows([0, 1, 2], 1), [3]);
        Assert.True(double.IsNaN(SumScoreFits.Of(alone, [new ItemParameters(1, [1, 0])], CalibrationModel.Graded)[0].Rmsea));
    }

    [Fact]
    public void Expected_shares_of_graded_items_by_hand()
    {
        // Two items without a slope, each answer as likely as the others: of total 1 half are 0+1, of total 2 a third each is 0+2, 1+1, 2+0, of total 3 half are 1+2.
        ItemParameters even = new(0, [Math.Log(2), -Math.Log(2)]);
        byte[] rows =
        [
            .. Repeat([0, 1], 40), .. Repeat([1, 0], 20), .. Repeat([0, 2], 30), .. Repeat([1, 1], 30), .. Repeat([2, 0], 30), .. Repeat([1, 2], 20), .. Repeat([2, 1], 40), .. Repeat([0, 0], 7),
            .. Repeat([2, 2], 9), 255, 1,
        ];
        CalibrationSample sample = CalibrationSample.Of(ResponseMatrix.FromRows(rows, 2), [3, 3]);
        SumScoreFit fit = SumScoreFits.Of(sample, [even, even], CalibrationModel.Graded)[0];

        // Totals 1 and 3: 30 expected in each of two cells, 40 and 20 observed: 2·100/30 each; total 2 is as expected. Cells less one: 1 + 2 + 1, less three parameters.
        Assert.Equal(4 * 100 / 30.0, fit.ChiSquared, 1e-10);
        Assert.Equal((1, 3, 210), (fit.Freedom, fit.Groups, fit.Respondents));
        Assert.Equal(Math.Sqrt(((400 / 30.0) - 1) / 209), fit.Rmsea, 1e-12);
    }

    [Fact]
    public void Graded_items_that_follow_the_model_are_flagged_as_seldom_as_they_should()
    {
        Random random = new(8);
        (int alarms, int fair) = (0, 0);
        double excess = 0;
        for (int repeat = 0; repeat < 20; repeat++)
        {
            ImmutableArray<ItemParameters> items = Simulated.Graded(random, 8, 4);
            ImmutableArray<SumScoreFit> fits = Graded(Simulated.Answers(random, items, 1500), items);
            alarms += fits.Count(item => item.Probability < 0.05);
            excess += fits.Sum(item => item.ChiSquared / item.Freedom);
            fair += fits.Length;
        }

        Assert.InRange((double)alarms / fair, 0.01, 0.11);
        Assert.InRange(excess / fair, 0.93, 1.1);
    }

    [Fact]
    public void A_graded_item_that_does_not_follow_the_model_is_found()
    {
        const int Items = 16;
        Random random = new(18);
        ImmutableArray<ItemParameters> items = Simulated.Graded(random, Items, 4);
        double[] theta = [.. Enumerable.Range(0, 2000).Select(_ => Simulated.Normal(random))];
        byte[] rows = Simulated.Answers(random, items, theta).Rows();

        // The last item: at the ends of the trait everybody chooses an end, in the middle a middle, whichever end it is.
        for (int respondent = 0; respondent < theta.Length; respondent++)
        {
            bool isFar = Math.Abs(theta[respondent]) > 0.8;
            rows[(respondent * Items) + Items - 1] = (byte)(isFar ? 3 * random.Next(2) : 1 + random.Next(2));
        }

        ImmutableArray<SumScoreFit> fits = Graded(ResponseMatrix.FromRows(rows, Items), items);
        Assert.True(fits[^1].Probability < 1e-6 && fits[^1].Rmsea > 0.05, $"{fits[^1]}");
        Assert.All(fits.Take(Items - 1), fit => Assert.True(fit.Rmsea < 0.04, $"{fit}"));
    }

    private static ImmutableArray<SumScoreFit> Graded(ResponseMatrix answers, ImmutableArray<ItemParameters> items)
    {
        CalibrationSample sample = Simulated.Sample(answers, items);
        CalibrationFit fit = ItemCalibration.Fit(sample, new CalibrationSettings(CalibrationModel.Graded) { WithErrors = false, Tolerance = 1e-6 });
        return SumScoreFits.Of(sample, [.. fit.Items.Select(item => item.Parameters!)], CalibrationModel.Graded);
    }

    private static IEnumerable<byte> Repeat(byte[] row, int times) => Enumerable.Repeat(row, times).SelectMany(copy => copy);
}
