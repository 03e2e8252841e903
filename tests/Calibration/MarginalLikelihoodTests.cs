using System.Collections.Immutable;
using Diagnostics.Scoring.Calibration;
using Diagnostics.Scoring.Irt;
using Diagnostics.Scoring.Responses;

namespace Diagnostics.Tests.Calibration;

public sealed class MarginalLikelihoodTests
{
    [Theory]
    [InlineData(1, 2, 0.0)]
    [InlineData(7, 2, 0.3)]
    [InlineData(12, 5, 0.1)]
    [InlineData(600, 2, 0.1)]
    public void The_vector_path_is_its_twin(int items, int categories, double blanks)
    {
        Random random = new(1 + items);
        ImmutableArray<ItemParameters> parameters = categories == 2 ? Simulated.Binary(random, items, items == 7 ? 0.1 : 0) : Simulated.Graded(random, items, categories);
        CalibrationSample sample = Simulated.Sample(Simulated.Answers(random, parameters, 300, blanks), parameters);
        ItemParameters[] estimable = [.. sample.Estimable.Select(item => parameters[item])];
        double[] expected = new double[sample.Rows * MarginalLikelihood.Nodes];
        double[] twin = new double[expected.Length];
        double[] onTwo = new double[expected.Length];
        double likelihood = MarginalLikelihood.At(sample, estimable, expected);
        Assert.Equal(ScalarMarginalLikelihood.At(sample, estimable, twin), likelihood, Math.Abs(likelihood) * 1e-13);
        Assert.All(Enumerable.Range(0, twin.Length), place => Assert.True(Math.Abs(twin[place] - expected[place]) <= (1e-11 * twin[place]) + 1e-13, $"{twin[place]:R} {expected[place]:R}"));
        Assert.Equal(likelihood, MarginalLikelihood.At(sample, estimable, onTwo, (count, work) => Parallel.For(0, count, work)));
        Assert.Equal(expected, onTwo);
    }

    [Fact]
    public void Expected_counts_sum_to_the_answers_there_are()
    {
        Random random = new(5);
        ImmutableArray<ItemParameters> parameters = Simulated.Graded(random, 4, 3);
        ResponseMatrix answers = Simulated.Answers(random, parameters, 200, 0.2);
        CalibrationSample sample = Simulated.Sample(answers, parameters);
        double[] expected = new double[sample.Rows * MarginalLikelihood.Nodes];
        MarginalLikelihood.At(sample, parameters.AsSpan(), expected);
        for (int item = 0; item < 4; item++)
        {
            for (int category = 0; category < 3; category++)
            {
                int chosen = answers.Column(item).ToArray().Count(code => code == category);
                Assert.Equal(chosen, expected.Skip(((item * 3) + category) * MarginalLikelihood.Nodes).Take(MarginalLikelihood.Nodes).Sum(), 1e-10);
            }
        }
    }

    [Fact]
    public void Nobody_is_certain_and_other_shapes_are_refused()
    {
        CalibrationSample nobody = CalibrationSample.Of(ResponseMatrix.FromRows([], 2), [2, 2]);
        Assert.Equal(0, MarginalLikelihood.At(nobody, []));
        CalibrationSample one = CalibrationSample.Of(ResponseMatrix.FromRows([0, 1], 1), [2]);
        Assert.Throws<ArgumentException>(() => MarginalLikelihood.At(one, []));
        Assert.Throws<ArgumentException>(() => MarginalLikelihood.At(one, [new ItemParameters(1, [1, 0])]));
        Assert.Throws<ArgumentException>(() => MarginalLikelihood.At(one, [new ItemParameters(1, [1])], new double[5]));
        Assert.Equal(-6, MarginalLikelihood.Theta(0));
        Assert.Equal(6, MarginalLikelihood.Theta(MarginalLikelihood.Nodes - 1));
    }

    /// <summary>Everybody's answers have the same sum of probabilities over all patterns: 1.</summary>
    [Fact]
    public void Probabilities_of_all_patterns_sum_to_one()
    {
        ItemParameters[] items = [new(1.3, [0.4], 0.2), new(0.7, [1.5, -0.3]), new(-0.8, [0])];
        double sum = 0;
        foreach (byte[] pattern in from a in Enumerable.Range(0, 2) from b in Enumerable.Range(0, 3) from c in Enumerable.Range(0, 2) select new[] { (byte)a, (byte)b, (byte)c })
        {
            // Rows that make every category occur, less their own likelihood.
            byte[] frame = [0, 0, 0, 1, 1, 1, 0, 2, 0];
            sum += Math.Exp(LogLikelihood([.. frame, .. pattern]) - LogLikelihood(frame));
        }

        Assert.Equal(1, sum, 1e-12);

        double LogLikelihood(byte[] rows) => MarginalLikelihood.At(CalibrationSample.Of(ResponseMatrix.FromRows(rows, 3), [2, 3, 2]), items);
    }
}
