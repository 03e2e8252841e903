using Diagnostics.Scoring.Reliability;
using MathNet.Numerics.LinearAlgebra;

namespace Diagnostics.Tests.Reliability;

public sealed class OneFactorTests
{
    [Fact]
    public void Three_items_have_the_solution_in_closed_form_or_a_Heywood_case()
    {
        int closed = 0;
        int heywood = 0;
        for (int seed = 0; seed < 200; seed++)
        {
            byte[][] rows = Samples.Random(seed, 12, 3);
            Matrix<double> r = Correlations(rows);
            double[] squares = [r[0, 1] * r[0, 2] / r[1, 2], r[0, 1] * r[1, 2] / r[0, 2], r[0, 2] * r[1, 2] / r[0, 1]];
            OneFactorSolution factor = Samples.Analyse(rows).Factor;
            if (squares.All(square => square is > 0.001 and < 1 - OneFactorSolution.HeywoodBound))
            {
                closed++;
                Assert.False(factor.IsHeywood);
                for (int item = 0; item < 3; item++)
                {
                    Assert.Equal(1 - squares[item], factor.Uniquenesses[item], 1e-9);
                    Assert.Equal(squares[item], factor.Loadings[item] * factor.Loadings[item], 1e-9);
                }
            }
            else if (squares.All(square => square > 0.001))
            {
                heywood++;
                Assert.True(factor.IsHeywood, $"seed {seed}");
                Assert.Equal(0.005, factor.Uniquenesses.Min(), 1e-12);
            }
        }

        Assert.True(closed > 50 && heywood > 10, $"{closed} closed, {heywood} Heywood");
    }

    [Fact]
    public void The_likelihood_equations_hold_at_the_solution()
    {
        for (int seed = 0; seed < 40; seed++)
        {
            int items = 4 + (seed % 9);
            byte[][] rows = Samples.Random(seed, 60 + (20 * seed), items);
            OneFactorSolution factor = Samples.Analyse(rows).Factor;
            Assert.True(factor.IsAvailable, $"seed {seed}");
            Matrix<double> r = Correlations(rows);
            Vector<double> loadings = Vector<double>.Build.DenseOfEnumerable(factor.Loadings);
            Matrix<double> implied = loadings.OuterProduct(loadings) + Matrix<double>.Build.DenseOfDiagonalArray([.. factor.Uniquenesses]);
            Matrix<double> inverse = implied.Inverse();
            Matrix<double> slope = inverse * (implied - r) * inverse;
            for (int item = 0; item < items; item++)
            {
                bool isHeld = factor.Uniquenesses[item] <= OneFactorSolution.HeywoodBound;
                Assert.True(isHeld || Math.Abs(slope[item, item] * factor.Uniquenesses[item]) < 1e-8, $"seed {seed}: {slope[item, item]}");
            }

            Assert.True((slope * loadings).AbsoluteMaximum() < 1e-7 || factor.IsHeywood, $"seed {seed}");
        }
    }

    [Fact]
    public void Independent_answers_always_have_an_end_and_an_omega_near_nothing()
    {
        for (int seed = 0; seed < 60; seed++)
        {
            var random = new Random(seed);
            int items = 3 + (seed % 10);
            byte[][] rows =
                [.. Enumerable.Range(0, 2000).Select(_ => Enumerable.Range(0, items).Select(_ => (byte)random.Next(5)).ToArray())];
            OneFactorSolution factor = Samples.Analyse(rows).Factor;
            Assert.True(factor.IsAvailable, $"seed {seed}");
            Assert.True(Samples.Analyse(rows).Omega is >= 0 and < 0.5, $"seed {seed}");
        }
    }

    [Fact]
    public void Few_respondents_and_crossed_items_always_have_a_solution_where_the_correlations_have_an_inverse()
    {
        int heywood = 0;
        for (int seed = 0; seed < 400; seed++)
        {
            var random = new Random(seed);
            int items = random.Next(3, 13);
            byte[][] rows =
            [
                .. Enumerable.Range(0, items + random.Next(2, 12)).Select(_ =>
                {
                    int trait = random.Next(5);
                    return Enumerable.Range(0, items)
                        .Select(item => (byte)(item switch { 0 => 9 - trait, 1 => trait + random.Next(2), _ => random.Next(10) }))
                        .ToArray();
                }),
            ];
            ScaleStatistics scale = Samples.Analyse(rows);
            Assert.True(double.IsNaN(scale.Lambda6) || scale.Factor.IsAvailable, $"seed {seed}");
            heywood += scale.Factor.IsHeywood ? 1 : 0;
        }

        Assert.True(heywood > 50, $"{heywood}");
    }

    [Fact]
    public void A_turned_item_loads_negatively_and_the_sum_stays_positive()
    {
        byte[][] rows = Samples.Random(4, 300, 5);
        foreach (byte[] row in rows)
        {
            row[2] = (byte)(9 - row[2]);
        }

        OneFactorSolution factor = Samples.Analyse(rows).Factor;
        Assert.Equal([1, 1, -1, 1, 1], factor.Loadings.Select(Math.Sign));
    }

    [Fact]
    public void Omega_asks_for_one_deviation_an_item_and_weighs_the_items_by_them()
    {
        ScaleStatistics scale = Samples.Analyse(Samples.Random(6, 300, 4));
        double[] deviations = [.. scale.Items.Select(item => item.StandardDeviation)];
        Assert.Equal(scale.Omega, scale.Factor.Omega(deviations));
        Assert.Equal(scale.StandardisedOmega, scale.Factor.Omega([2, 2, 2, 2]), 1e-15);
        Assert.Throws<ArgumentException>(() => scale.Factor.Omega([1, 1, 1]));
    }

    private static Matrix<double> Correlations(byte[][] rows) => MathNet.Numerics.Statistics.Correlation.PearsonMatrix(
        [.. Enumerable.Range(0, rows[0].Length).Select(item => rows.Select(row => (double)row[item]).ToArray())]);
}
