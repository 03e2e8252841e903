using Diagnostics.Scoring.Reliability;

namespace Diagnostics.Tests.Reliability;

public sealed class InternalConsistencyTests
{
    [Fact]
    public void Coefficients_agree_with_their_formulas_written_out()
    {
        for (int seed = 0; seed < 20; seed++)
        {
            int items = 2 + (seed % 6);
            byte[][] rows = Samples.Random(seed, 150, items);
            ScaleStatistics actual = Samples.Analyse(rows);
            double[,] c = Covariances(rows);
            double trace = Enumerable.Range(0, items).Sum(i => c[i, i]);
            double total = c.Cast<double>().Sum();
            double offDiagonal = c.Cast<double>().Sum(x => x * x) - Enumerable.Range(0, items).Sum(i => c[i, i] * c[i, i]);
            double meanR = Pairs(items).Average(pair => c[pair.I, pair.J] / Math.Sqrt(c[pair.I, pair.I] * c[pair.J, pair.J]));

            Assert.Equal(items / (items - 1.0) * (1 - (trace / total)), actual.Alpha, 1e-12);
            Assert.Equal(items * meanR / (1 + ((items - 1) * meanR)), actual.StandardisedAlpha, 1e-12);
            Assert.Equal(
                1 - (trace / total) + (Math.Sqrt(items / (items - 1.0) * offDiagonal) / total), actual.Lambda2, 1e-12);
            Assert.Equal(Math.Sqrt(total * (1 - actual.Alpha)), actual.StandardErrorByAlpha, 1e-12);
            Assert.Equal(10 * Math.Sqrt(1 - actual.Alpha), actual.StandardErrorOfTByAlpha, 1e-12);
            for (int item = 0; item < items; item++)
            {
                double withRest = Enumerable.Range(0, items).Where(other => other != item).Sum(other => c[item, other]);
                double rest = total - (2 * withRest) - c[item, item];
                Assert.Equal(withRest / Math.Sqrt(c[item, item] * rest), actual.Items[item].ItemRestCorrelation, 1e-12);
                Assert.Equal(
                    (withRest + c[item, item]) / Math.Sqrt(c[item, item] * total), actual.Items[item].ItemTotalCorrelation, 1e-12);
            }
        }
    }

    [Fact]
    public void Alpha_without_an_item_is_alpha_of_the_others()
    {
        byte[][] rows = Samples.Random(5, 90, 5);
        ScaleStatistics whole = Samples.Analyse(rows);
        for (int item = 0; item < 5; item++)
        {
            double others = Samples.Analyse([.. rows.Select(row => row.Where((_, column) => column != item).ToArray())]).Alpha;
            Assert.Equal(others, whole.Items[item].AlphaIfDeleted);
        }
    }

    [Fact]
    public void Lambda_two_is_never_below_alpha_and_no_coefficient_is_above_one()
    {
        for (int seed = 0; seed < 60; seed++)
        {
            var random = new Random(seed);
            byte[][] rows = seed % 2 == 0
                ? Samples.Random(seed, random.Next(12, 200), random.Next(2, 9))
                : [.. Enumerable.Range(0, 40).Select(_ => Enumerable.Range(0, 6).Select(_ => (byte)random.Next(10)).ToArray())];
            ScaleStatistics scale = Samples.Analyse(rows);
            Assert.True(scale.Alpha <= scale.Lambda2 + 1e-12, $"seed {seed}: alpha {scale.Alpha}, lambda2 {scale.Lambda2}");
            Assert.All([scale.Lambda2, scale.Lambda6, scale.StandardisedAlpha, scale.SplitHalf], value => Assert.True(value is <= 1));
        }
    }

    [Fact]
    public void The_order_of_items_changes_nothing_but_the_split_half()
    {
        for (int seed = 0; seed < 30; seed++)
        {
            byte[][] rows = Samples.Random(seed, 120, 3 + (seed % 8));
            int[] order = [.. Enumerable.Range(0, rows[0].Length)];
            new Random(seed).Shuffle(order);
            ScaleStatistics given = Samples.Analyse(rows);
            ScaleStatistics turned = Samples.Analyse([.. rows.Select(row => order.Select(column => row[column]).ToArray())]);

            AssertClose(Samples.OrderFree(given), Samples.OrderFree(turned), seed);
            for (int place = 0; place < order.Length; place++)
            {
                AssertClose(Samples.Numbers(given.Items[order[place]]), Samples.Numbers(turned.Items[place]), seed);
            }
        }
    }

    [Fact]
    public void Reversing_all_items_leaves_every_coefficient()
    {
        byte[][] rows = Samples.Random(8, 100, 6);
        ScaleStatistics given = Samples.Analyse(rows);
        ScaleStatistics reversed = Samples.Analyse([.. rows.Select(row => row.Select(answer => (byte)(9 - answer)).ToArray())]);
        Assert.Equal(given.Alpha, reversed.Alpha);
        Assert.Equal(given.Lambda2, reversed.Lambda2);
        Assert.Equal(given.SplitHalf, reversed.SplitHalf);
        Assert.Equal(given.Omega, reversed.Omega, 1e-12);
        Assert.Equal(-given.Totals.Skewness, reversed.Totals.Skewness, 1e-12);
    }

    [Fact]
    public void A_scale_that_is_every_item_twice_has_the_alpha_that_follows_from_its_covariances()
    {
        byte[][] rows = Samples.Random(9, 80, 4);
        ScaleStatistics single = Samples.Analyse(rows);
        ScaleStatistics twice = Samples.Analyse([.. rows.Select(row => row.Concat(row).ToArray())]);

        // tr 2C / 1'(2k × 2k)1 = half of tr C / 1'C1.
        double share = 1 - (single.Alpha * 3 / 4);
        Assert.Equal(8 / 7.0 * (1 - (share / 2)), twice.Alpha, 1e-12);
        Assert.True(double.IsNaN(twice.Lambda6));
        Assert.True(double.IsNaN(twice.Omega));
    }

    [Fact]
    public void The_split_half_is_odd_against_even_positions()
    {
        ScaleStatistics scale = Samples.Analyse([1, 5, 2, 4], [3, 6, 3, 9], [2, 1, 2, 8], [5, 7, 9, 9]);
        Assert.Equal(Pearson([3, 6, 4, 14], [9, 15, 9, 16]), scale.SplitHalfCorrelation, 1e-14);
        Assert.Equal(2 * scale.SplitHalfCorrelation / (1 + scale.SplitHalfCorrelation), scale.SplitHalf);
    }

    private static void AssertClose(IEnumerable<double> expected, IEnumerable<double> actual, int seed)
    {
        foreach ((double one, double other) in expected.Zip(actual))
        {
            bool agrees = double.IsNaN(one) ? double.IsNaN(other) : Math.Abs(one - other) <= 1e-12 * Math.Max(1, Math.Abs(one));
            Assert.True(agrees, $"seed {seed}: {one:R} against {other:R}");
        }
    }

    private static IEnumerable<(int I, int J)> Pairs(int items) =>
        Enumerable.Range(0, items).SelectMany(i => Enumerable.Range(0, i).Select(j => (i, j)));

    private static double[,] Covariances(byte[][] rows)
    {
        int items = rows[0].Length;
        double[] means = [.. Enumerable.Range(0, items).Select(item => rows.Average(row => row[item]))];
        double[,] covariances = new double[items, items];
        for (int i = 0; i < items; i++)
        {
            for (int j = 0; j < items; j++)
            {
                covariances[i, j] = rows.Sum(row => (row[i] - means[i]) * (row[j] - means[j])) / (rows.Length - 1);
            }
        }

        return covariances;
    }

    private static double Pearson(double[] x, double[] y)
    {
        double mx = x.Average();
        double my = y.Average();
        double between = x.Zip(y).Sum(pair => (pair.First - mx) * (pair.Second - my));
        return between / Math.Sqrt(x.Sum(a => (a - mx) * (a - mx)) * y.Sum(b => (b - my) * (b - my)));
    }
}
