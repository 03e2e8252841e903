using System.Collections.Immutable;
using Diagnostics.Scoring.Calibration;
using Diagnostics.Scoring.Irt;
using Diagnostics.Scoring.Responses;

namespace Diagnostics.Tests.Calibration;

public sealed class MeanSquareFitTests
{
    [Fact]
    public void An_item_without_a_slope_by_hand()
    {
        // P is .25 everywhere: E = .25, V = .1875. Of eight four are right: (4·.5625 + 4·.0625)/8/.1875 = 5/3, whatever else is known of them.
        ItemParameters quarter = new(0, [-Math.Log(3)]);
        CalibrationSample sample = CalibrationSample.Of(ResponseMatrix.FromRows([1, 1, 1, 1, 0, 0, 0, 0], 1), [2]);
        MeanSquareFit fit = MeanSquareFits.Of(sample, [quarter])[0];
        Assert.Equal(5.0 / 3, fit.Infit, 1e-10);
        Assert.Equal(5.0 / 3, fit.Outfit, 1e-10);
    }

    /// <summary>With every row as often as the model says, both are 1: that is what makes them comparable over items.</summary>
    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public void At_the_true_parameters_both_are_expected_to_be_1(int categories)
    {
        Random random = new(4);
        ImmutableArray<ItemParameters> items = categories == 2 ? Simulated.Binary(random, 5) : Simulated.Graded(random, 3, categories);
        int patterns = (int)Math.Pow(categories, items.Length);
        List<byte> rows = [];
        for (int pattern = 0; pattern < patterns; pattern++)
        {
            byte[] row = [.. items.Select((_, place) => (byte)(pattern / (int)Math.Pow(categories, place) % categories))];
            double share = 0;
            for (int node = 0; node < AbilityGrid.Usual.Nodes.Length; node++)
            {
                double theta = AbilityGrid.Usual.Nodes[node];
                share += AbilityGrid.Usual.Weights[node] * items.Select((item, place) => item.At(theta, row[place]).Probability).Aggregate(1.0, (one, other) => one * other);
            }

            rows.AddRange(Enumerable.Repeat(row, (int)Math.Round(share * 200_000)).SelectMany(copy => copy));
        }

        CalibrationSample sample = Simulated.Sample(ResponseMatrix.FromRows([.. rows], items.Length), items);
        Assert.All(MeanSquareFits.Of(sample, items.AsSpan()), fit =>
        {
            Assert.Equal(1, fit.Infit, 0.001);
            Assert.Equal(1, fit.Outfit, 0.005);
        });
    }

    [Fact]
    public void Under_one_common_slope_a_steep_item_repeats_and_a_flat_one_scatters()
    {
        Random random = new(12);
        ImmutableArray<ItemParameters> items =
            [new ItemParameters(3, [0.2]), new ItemParameters(0.1, [0.3]), .. Enumerable.Range(0, 13).Select(place => new ItemParameters(1, [(place - 6) / 4.0]))];
        CalibrationSample sample = Simulated.Sample(Simulated.Answers(random, items, 3000, blanks: 0.05), items);
        CalibrationFit fit = ItemCalibration.Fit(sample, new CalibrationSettings(CalibrationModel.Rasch) { WithErrors = false });
        ImmutableArray<MeanSquareFit> fits = MeanSquareFits.Of(sample, [.. fit.Items.Select(item => item.Parameters!)], (count, work) => Parallel.For(0, count, work));
        Assert.True(fits[0].Infit < 0.9 && fits[0].Outfit < 0.9, $"{fits[0]}");
        Assert.True(fits[1].Infit > 1.1 && fits[1].Outfit > 1.1, $"{fits[1]}");
        Assert.All(fits.Skip(2), one => Assert.InRange(one.Infit, 0.93, 1.07));
    }
}
