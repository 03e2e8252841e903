using System.Collections.Immutable;
using Diagnostics.Scoring.Calibration;
using Diagnostics.Scoring.Irt;
using Diagnostics.Scoring.Linking;
using Diagnostics.Tests.Calibration;

namespace Diagnostics.Tests.Linking;

public sealed class FormLinkTests
{
    public static TheoryData<LinkMethod> Methods => [LinkMethod.MeanSigma, LinkMethod.MeanMean, LinkMethod.StockingLord];

    [Theory]
    [MemberData(nameof(Methods))]
    public void A_form_linked_to_itself_does_not_move(LinkMethod method)
    {
        foreach (ImmutableArray<ItemParameters> items in Forms())
        {
            var link = FormLink.Of([.. items.Select(item => new CommonItem(item, item))], method);
            Assert.Equal(1, link.Move.Slope, 1e-12);
            Assert.Equal(0, link.Move.Intercept, 1e-12);
            Assert.All(link.Items, item => Assert.Equal((1, 0, 0), (Math.Round(item.SlopeRatio, 10), Math.Round(item.ThresholdShift, 10), Math.Round(item.Distance, 10))));
            Assert.Equal(0, link.SlopeError, 1e-10);
        }
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void A_known_move_is_found_exactly_and_undone(LinkMethod method)
    {
        foreach (ScaleMove known in (ScaleMove[])[new(1.3, -0.7), new(0.6, 0.9), new(2, 2)])
        {
            foreach (ImmutableArray<ItemParameters> items in Forms())
            {
                var link = FormLink.Of([.. items.Select(item => new CommonItem(item, known.Of(item)))], method);
                Assert.Equal(known.Slope, link.Move.Slope, 1e-9);
                Assert.Equal(known.Intercept, link.Move.Intercept, 1e-9);
                Assert.All(link.Items, item => Assert.Equal(0, item.Distance, 1e-8));
            }
        }
    }

    [Fact]
    public void A_moved_item_has_its_probabilities_at_the_moved_place()
    {
        ScaleMove move = new(1.4, 0.3);
        foreach (ItemParameters item in Forms().SelectMany(form => form))
        {
            for (int category = 0; category < item.Categories; category++)
            {
                Assert.Equal(item.At(-0.8, category).Probability, move.Of(item).At(move.Of(-0.8), category).Probability, 1e-13);
            }
        }

        Assert.Throws<InvalidOperationException>(() => new ScaleMove(double.NaN, 0).Of(new ItemParameters(1, [0])));
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Two_samples_of_different_people_come_together(LinkMethod method)
    {
        Random random = new(5);
        ImmutableArray<ItemParameters> items = Simulated.Graded(random, 15, 3);
        CalibrationFit stays = Fit(random, items, theta => theta);
        CalibrationFit moves = Fit(random, items, theta => 0.5 + (1.25 * theta));
        var link = FormLink.Of(Common(moves, stays), method);

        // θ of the second sample, standardised by its own calibration, is moved back to the first one's scale.
        Assert.Equal(1.25, link.Move.Slope, 0.1);
        Assert.Equal(0.5, link.Move.Intercept, 0.1);
        Assert.InRange(link.SlopeError, 0.001, 0.08);
        Assert.InRange(link.InterceptError, 0.001, 0.08);
    }

    [Fact]
    public void An_item_that_drifted_stands_out()
    {
        Random random = new(6);
        ImmutableArray<ItemParameters> items = Simulated.Binary(random, 12);
        ImmutableArray<CommonItem> common = [.. items.Select((item, place) => new CommonItem(place == 3 ? new ItemParameters(item.Slope, [item.Intercepts[0] - item.Slope]) : item, item))];
        var link = FormLink.Of(common, LinkMethod.StockingLord);
        int farthest = Enumerable.Range(0, 12).MaxBy(item => link.Items[item].Distance);
        Assert.Equal(3, farthest);
        Assert.True(link.Items[3].ThresholdShift > 0.7);
        Assert.True(link.Items[3].Distance > 3 * link.Items.Where((_, item) => item != 3).Max(item => item.Distance));
    }

    [Fact]
    public void What_has_no_move_says_so()
    {
        ItemParameters item = new(1, [0.5]);
        ItemParameters turned = new(-1, [0.2]);
        Assert.All(Enum.GetValues<LinkMethod>(), method => Assert.False(FormLink.Of([], method).Move.IsKnown));
        Assert.False(FormLink.Of([new CommonItem(item, item)], LinkMethod.MeanSigma).Move.IsKnown);
        Assert.Equal(1, FormLink.Of([new CommonItem(item, item)], LinkMethod.MeanMean).Move.Slope);
        Assert.False(FormLink.Of([new CommonItem(turned, item), new CommonItem(item, item)], LinkMethod.MeanMean).Move.IsKnown);
        Assert.True(FormLink.Of([new CommonItem(turned, turned), new CommonItem(item, item)], LinkMethod.StockingLord).Move.IsKnown);
        ItemParameters flat = new(0, [1]);
        FormLink none = FormLink.Of([new CommonItem(flat, item)], LinkMethod.StockingLord);
        Assert.False(none.Move.IsKnown);
        Assert.True(double.IsNaN(none.Items[0].Distance) && double.IsNaN(none.SlopeError));
        var half = FormLink.Of([new CommonItem(item, item), new CommonItem(item, flat), new CommonItem(flat, item)], LinkMethod.StockingLord);
        Assert.True(half.Move.IsKnown);
        Assert.Equal((double.NaN, double.NaN), (half.Items[1].SlopeRatio, half.Items[1].ThresholdShift));
        Assert.Equal((0, double.NaN), (half.Items[2].SlopeRatio, half.Items[2].ThresholdShift));
        Assert.All(half.Items, drift => Assert.True(double.IsFinite(drift.Distance)));
        Assert.Throws<ArgumentException>(() => FormLink.Of([new CommonItem(item, new ItemParameters(1, [1, 0]))], LinkMethod.MeanMean));
    }

    private static CalibrationFit Fit(Random random, ImmutableArray<ItemParameters> items, Func<double, double> place)
    {
        IEnumerable<double> theta = Enumerable.Range(0, 3000).Select(_ => place(Simulated.Normal(random)));
        return ItemCalibration.Fit(
            Simulated.Sample(Simulated.Answers(random, items, theta), items), new CalibrationSettings(CalibrationModel.Graded) { WithErrors = false, Tolerance = 1e-6 });
    }

    private static ImmutableArray<CommonItem> Common(CalibrationFit from, CalibrationFit to) =>
        [.. from.Items.Zip(to.Items, (one, other) => new CommonItem(one.Parameters!, other.Parameters!))];

    private static ImmutableArray<ItemParameters>[] Forms()
    {
        Random random = new(3);
        return [Simulated.Binary(random, 8), Simulated.Binary(random, 8, 0.15), Simulated.Graded(random, 6, 5)];
    }
}
