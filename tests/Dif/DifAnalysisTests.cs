using System.Collections.Immutable;
using Diagnostics.Scoring.Dif;
using Diagnostics.Scoring.Irt;
using Diagnostics.Scoring.Responses;
using Diagnostics.Tests.Calibration;

namespace Diagnostics.Tests.Dif;

public sealed class DifAnalysisTests
{
    [Fact]
    public void A_table_of_two_strata_by_hand()
    {
        // The item alone makes totals 0 and 1, so a second item puts respondents into strata of their own: here it is right for all, totals are 1 and 2.
        // Three items, the studied one is the first; strata by the total.
        byte[] rows = [.. Repeat([1, 0], 20), .. Repeat([0, 1], 10), .. Repeat([1, 0], 12), .. Repeat([0, 1], 18)];
        DifGroup[] groups = [.. Enumerable.Repeat(DifGroup.Reference, 30), .. Enumerable.Repeat(DifGroup.Focal, 30)];
        ItemDif item = DifAnalysis.Of(DifSample.Of(ResponseMatrix.FromRows(rows, 2), groups, [2, 2])).Items[0];

        // One stratum (total 1): A 20, B 10, C 12, D 18. alpha = 20·18/(10·12) = 3; E(A) = 30·32/60 = 16; V = 30·30·32·28/(3600·59).
        double variance = 30.0 * 30 * 32 * 28 / (3600 * 59);
        Assert.Equal(3, item.Binary!.Value.Alpha, 1e-12);
        Assert.Equal(16 / variance, item.Binary.Value.ChiSquaredUncorrected, 1e-12);
        Assert.Equal(3.5 * 3.5 / variance, item.Binary.Value.ChiSquared, 1e-12);

        // One stratum: the variance of log alpha is 1/A + 1/B + 1/C + 1/D (Woolf).
        Assert.Equal((1 / 20.0) + (1 / 10.0) + (1 / 12.0) + (1 / 18.0), item.Binary.Value.Variance, 1e-12);
        Assert.Equal((12 / 30.0) - (20 / 30.0), item.Mantel.MeanDifference, 1e-12);
        Assert.Equal(1, item.Strata);
    }

    [Fact]
    public void With_two_categories_Mantel_is_the_uncorrected_test_and_groups_can_change_places()
    {
        Random random = new(1);
        ImmutableArray<ItemParameters> items = Simulated.Binary(random, 12);
        ResponseMatrix answers = Simulated.Answers(random, items, 700);
        DifGroup[] groups = [.. Enumerable.Range(0, 700).Select(_ => random.Next(3) == 0 ? DifGroup.Focal : DifGroup.Reference)];
        DifGroup[] turned = [.. groups.Select(group => group == DifGroup.Focal ? DifGroup.Reference : DifGroup.Focal)];
        var there = DifAnalysis.Of(Sample(answers, groups, items));
        var back = DifAnalysis.Of(Sample(answers, turned, items));
        for (int item = 0; item < 12; item++)
        {
            MantelHaenszel binary = there.Items[item].Binary!.Value;
            Assert.Equal(binary.ChiSquaredUncorrected, there.Items[item].Mantel.ChiSquared, 1e-10);
            Assert.Equal(binary.Delta, -back.Items[item].Binary!.Value.Delta, 1e-10);
            Assert.Equal(binary.Variance, back.Items[item].Binary!.Value.Variance, 1e-12);
            Assert.Equal(binary.ChiSquared, back.Items[item].Binary!.Value.ChiSquared, 1e-10);
            Assert.Equal(there.Items[item].Mantel.ChiSquared, back.Items[item].Mantel.ChiSquared, 1e-10);
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public void A_planted_item_is_found_and_fair_items_raise_few_alarms(int categories)
    {
        const int Items = 20;
        const int Repeats = 20;
        Random random = new(100 + categories);
        int found = 0;
        int alarms = 0;
        int fair = 0;
        for (int repeat = 0; repeat < Repeats; repeat++)
        {
            ImmutableArray<ItemParameters> items = categories == 2 ? Simulated.Binary(random, Items) : Simulated.Graded(random, Items, categories);
            items = items.SetItem(0, new ItemParameters(1.3, items[0].Intercepts));
            ImmutableArray<ItemParameters> harder = items.SetItem(0, new ItemParameters(1.3, [.. items[0].Intercepts.Select(intercept => intercept - 0.9)]));

            // The focal group is lower on the whole: that alone is no DIF.
            byte[] reference = Simulated.Answers(random, items, Enumerable.Range(0, 800).Select(_ => Simulated.Normal(random))).Rows();
            byte[] focal = Simulated.Answers(random, harder, Enumerable.Range(0, 800).Select(_ => Simulated.Normal(random) - 0.4)).Rows();
            DifGroup[] groups = [.. Enumerable.Repeat(DifGroup.Reference, 800), .. Enumerable.Repeat(DifGroup.Focal, 800)];
            var analysis = DifAnalysis.Purified(Sample(ResponseMatrix.FromRows([.. reference, .. focal], Items), groups, items));
            ItemDif planted = analysis.Items[0];
            found += planted.IsFlagged && planted.Mantel.MeanDifference < 0 && planted.Mantel.Class != DifClass.A ? 1 : 0;
            Assert.True(planted.Binary is null == categories > 2);
            alarms += analysis.Items.Skip(1).Count(item => item.Mantel.Probability < 0.05);
            fair += Items - 1;
            Assert.DoesNotContain(analysis.Items.Skip(1), item => item.Mantel.Class == DifClass.C);
        }

        Assert.InRange(found, Repeats - 1, Repeats);

        // 380 fair items at 5 %: 19 ± 4.2.
        Assert.InRange((double)alarms / fair, 0.015, 0.095);
    }

    [Fact]
    public void Purification_keeps_a_fair_item_from_paying_for_unfair_ones()
    {
        Random random = new(7);
        ImmutableArray<ItemParameters> items = Simulated.Binary(random, 15);
        ImmutableArray<ItemParameters> harder = [.. items.Select((item, place) => place < 4 ? new ItemParameters(item.Slope, [item.Intercepts[0] - 1.2]) : item)];
        byte[] rows = [.. Simulated.Answers(random, items, 1500).Rows(), .. Simulated.Answers(random, harder, 1500).Rows()];
        DifGroup[] groups = [.. Enumerable.Repeat(DifGroup.Reference, 1500), .. Enumerable.Repeat(DifGroup.Focal, 1500)];
        DifSample sample = Sample(ResponseMatrix.FromRows(rows, 15), groups, items);
        int before = DifAnalysis.Of(sample).Items.Skip(4).Count(item => item.IsFlagged);
        var purified = DifAnalysis.Purified(sample);
        Assert.True(purified.Items.Take(4).All(item => item.IsFlagged));
        Assert.True(purified.Items.Skip(4).Count(item => item.IsFlagged) < before, $"{before} fair items were flagged before.");
        Assert.True(purified.Rounds > 0 && purified.IsSettled);
        Assert.DoesNotContain(purified.Anchors, item => item < 4);
    }

    [Fact]
    public void Strata_of_one_group_say_nothing()
    {
        // Reference has totals 0 and 1, focal only 2.
        byte[] rows = [0, 0, 1, 0, 0, 1, 1, 1, 1, 1];
        DifGroup[] groups = [DifGroup.Reference, DifGroup.Reference, DifGroup.Reference, DifGroup.Focal, DifGroup.Focal];
        var analysis = DifAnalysis.Purified(DifSample.Of(ResponseMatrix.FromRows(rows, 2), groups, [2, 2]));
        Assert.All(analysis.Items, item =>
        {
            Assert.Equal(0, item.Strata);
            Assert.True(double.IsNaN(item.Binary!.Value.Alpha) && double.IsNaN(item.Binary.Value.ChiSquared) && double.IsNaN(item.Mantel.MeanDifference));
            Assert.Null(item.Binary.Value.FullClass);
            Assert.Null(item.Mantel.Class);
            Assert.False(item.IsFlagged);
        });
        Assert.True(analysis.IsSettled);
    }

    [Fact]
    public void A_constant_item_and_an_infinite_ratio_have_no_delta()
    {
        byte[] rows = [.. Repeat([1, 1, 0, 1], 5), .. Repeat([1, 0, 1, 1], 5), .. Repeat([1, 1, 0, 1], 10)];
        DifGroup[] groups = [.. Enumerable.Repeat(DifGroup.Reference, 10), .. Enumerable.Repeat(DifGroup.Focal, 10)];
        var analysis = DifAnalysis.Of(DifSample.Of(ResponseMatrix.FromRows(rows, 4), groups, [2, 2, 2, 2]));
        Assert.True(double.IsNaN(analysis.Items[0].Binary!.Value.ChiSquared));
        Assert.Null(analysis.Items[0].Mantel.Class);
        Assert.True(double.IsNaN(analysis.Items[1].Binary!.Value.Delta));
        Assert.True(analysis.Items[1].Binary!.Value.ChiSquared > 3);
        Assert.Null(analysis.Items[1].Binary!.Value.SizeClass);
    }

    [Fact]
    public void Blanks_and_strangers_are_left_out_and_nobody_gives_nothing()
    {
        byte[] rows = [1, 255, 0, 1, 1, 0];
        DifSample sample = DifSample.Of(ResponseMatrix.FromRows(rows, 2), [DifGroup.Focal, DifGroup.Neither, DifGroup.Reference], [2, 2]);
        Assert.Equal((1, 0, 1), (sample.Reference, sample.Focal, sample.LeftOut));
        var nobody = DifAnalysis.Of(DifSample.Of(ResponseMatrix.FromRows([], 3), [], [2, 2, 3]));
        Assert.All(nobody.Items, item => Assert.True(double.IsNaN(item.Mantel.ChiSquared)));
        Assert.Throws<ArgumentException>(() => DifSample.Of(ResponseMatrix.FromRows(rows, 2), [DifGroup.Focal], [2, 2]));
        Assert.Throws<ArgumentOutOfRangeException>(() => DifSample.Of(ResponseMatrix.FromRows([], 1), [], [1]));
        Assert.Throws<AnswerOutOfRangeException>(() => DifSample.Of(ResponseMatrix.FromRows([2], 1), [DifGroup.Focal], [2]));
    }

    private static DifSample Sample(ResponseMatrix answers, DifGroup[] groups, ImmutableArray<ItemParameters> items) =>
        DifSample.Of(answers, groups, [.. items.Select(item => item.Categories)]);

    private static IEnumerable<byte> Repeat(byte[] row, int times) => Enumerable.Repeat(row, times).SelectMany(copy => copy);
}
