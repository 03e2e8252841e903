using System.Collections.Immutable;
using Diagnostics.Scoring.Calibration;
using Diagnostics.Scoring.Irt;
using Diagnostics.Scoring.Responses;

namespace Diagnostics.Tests.Calibration;

public sealed class ItemCalibrationTests
{
    [Theory]
    [InlineData(CalibrationModel.Rasch)]
    [InlineData(CalibrationModel.TwoParameter)]
    [InlineData(CalibrationModel.ThreeParameter)]
    [InlineData(CalibrationModel.Graded)]
    public void The_end_is_a_maximum_of_the_likelihood_in_every_direction(CalibrationModel model)
    {
        (CalibrationSample sample, _) = Drawn(model, respondents: 800, items: 6, seed: 11);
        CalibrationSettings settings = new(model) { Guessing = new GuessingPrior(5, 17) };
        CalibrationFit fit = ItemCalibration.Fit(sample, settings);
        Assert.Equal(CalibrationEnd.Converged, fit.End);
        Assert.Equal(Objective(sample, fit.Items), fit.LogLikelihood, 1e-8);
        Random random = new(12);
        for (int direction = 0; direction < 20; direction++)
        {
            double shared = Simulated.Normal(random);
            ItemParameters Moved(ItemEstimate item, double length) => new(
                item.Parameters!.Slope + (length * (model == CalibrationModel.Rasch ? shared : Simulated.Normal(random))),
                [.. item.Parameters.Intercepts.Select(intercept => intercept + (length * Simulated.Normal(random)))],
                item.Parameters.Guessing);
            double away = MarginalLikelihood.At(sample, [.. fit.Items.Select(item => Moved(item, 0.01))]);
            double near = MarginalLikelihood.At(sample, [.. fit.Items.Select(item => Moved(item, 1e-4))]);
            Assert.True(away < fit.LogLikelihood, $"{away:R} {fit.LogLikelihood:R}");

            // The slope is 0: what is lost grows with the square of the way.
            Assert.InRange(fit.LogLikelihood - near, -1e-7, 1e-3 * (fit.LogLikelihood - away) + 1e-6);
        }

        Assert.InRange(fit.LargestGradient, 0, 1e-4);
    }

    [Theory]
    [InlineData(CalibrationModel.TwoParameter)]
    [InlineData(CalibrationModel.Graded)]
    [InlineData(CalibrationModel.Rasch)]
    [InlineData(CalibrationModel.ThreeParameter)]
    public void Errors_are_the_curvature_of_the_likelihood_by_differences(CalibrationModel model)
    {
        (CalibrationSample sample, _) = Drawn(model, respondents: model == CalibrationModel.ThreeParameter ? 4000 : 600, items: 5, seed: 21);
        CalibrationSettings settings = new(model) { Tolerance = 1e-10 };
        CalibrationFit fit = ItemCalibration.Fit(sample, settings);
        double[] point = Flat(model, fit.Items);
        double[] errors = [.. InverseDiagonal(Hessian(numbers => -Posterior(sample, model, settings, fit.Items, numbers), point)).Select(Math.Sqrt)];
        double[] actual = FlatErrors(model, fit.Items);
        Assert.Equal(errors.Length, actual.Length);
        Assert.All(Enumerable.Range(0, errors.Length), place => Assert.Equal(1, actual[place] / errors[place], 1e-4));
    }

    [Theory]
    [InlineData(CalibrationModel.Rasch, 0.0)]
    [InlineData(CalibrationModel.TwoParameter, 0.2)]
    [InlineData(CalibrationModel.ThreeParameter, 0.0)]
    [InlineData(CalibrationModel.Graded, 0.15)]
    public void The_truth_lies_within_its_errors(CalibrationModel model, double blanks)
    {
        (CalibrationSample sample, ImmutableArray<ItemParameters> truth) = Drawn(model, respondents: 4000, items: 25, seed: 31, blanks);
        CalibrationFit fit = ItemCalibration.Fit(sample, new CalibrationSettings(model));
        List<double> squares = [];
        for (int item = 0; item < truth.Length; item++)
        {
            ItemEstimate found = fit.Items[item];
            squares.Add(Math.Pow((found.Parameters!.Slope - truth[item].Slope) / found.SlopeError, 2));
            squares.AddRange(found.InterceptErrors.Select((error, step) => Math.Pow((found.Parameters.Intercepts[step] - truth[item].Intercepts[step]) / error, 2)));
        }

        // Mean of squared deviations in units of their errors: 1 if the errors are right; a prior on c makes them smaller.
        Assert.InRange(squares.Average(), model == CalibrationModel.ThreeParameter ? 0.35 : 0.6, 1.6);
        if (model == CalibrationModel.ThreeParameter)
        {
            Assert.InRange(fit.Items.Select((item, place) => Math.Abs(item.Parameters!.Guessing - truth[place].Guessing)).Average(), 0, 0.06);
            Assert.All(fit.Items, item => Assert.InRange(item.GuessingError, 0.005, 0.2));
        }
    }

    [Fact]
    public void Any_number_of_threads_and_plain_steps_lead_to_the_same_items()
    {
        (CalibrationSample sample, _) = Drawn(CalibrationModel.Graded, respondents: 1500, items: 10, seed: 41, blanks: 0.1);
        CalibrationSettings settings = new(CalibrationModel.Graded);
        CalibrationFit one = ItemCalibration.Fit(sample, settings);
        CalibrationFit all = ItemCalibration.Fit(sample, settings, (count, work) => Parallel.For(0, count, work));
        CalibrationFit backwards = ItemCalibration.Fit(sample, settings, (count, work) =>
        {
            for (int share = count - 1; share >= 0; share--)
            {
                work(share);
            }
        });
        CalibrationFit plain = ItemCalibration.Fit(sample, settings with { Accelerated = false });
        Assert.Equal(one.LogLikelihood, all.LogLikelihood);
        Assert.Equal(one.LogLikelihood, backwards.LogLikelihood);
        Assert.All(Enumerable.Range(0, 10), item =>
        {
            Assert.Equal(one.Items[item].Parameters, all.Items[item].Parameters);
            Assert.Equal(one.Items[item].SlopeError, all.Items[item].SlopeError);
            Assert.Equal(one.Items[item].Parameters, backwards.Items[item].Parameters);
            Assert.Equal(one.Items[item].Parameters!.Slope, plain.Items[item].Parameters!.Slope, 1e-6);
        });
        Assert.True(plain.Passes > one.Passes, $"{plain.Passes} passes without, {one.Passes} with.");
    }

    [Fact]
    public void The_way_to_the_maximum_is_told_and_never_backwards()
    {
        (CalibrationSample sample, _) = Drawn(CalibrationModel.TwoParameter, respondents: 500, items: 8, seed: 45);
        Shares told = new();
        CalibrationSettings settings = new(CalibrationModel.TwoParameter) { WithErrors = false };
        CalibrationFit fit = ItemCalibration.Fit(sample, settings, progress: told);
        Assert.Equal(ItemCalibration.Fit(sample, settings).LogLikelihood, fit.LogLikelihood);
        Assert.Equal(told.Order(), told);
        Assert.Equal((0, 1), (told[0], told[^1]));
        Assert.Contains(told, share => share is > 0.2 and < 0.8);
    }

    [Fact]
    public void Two_categories_are_two_parameters_in_both_models()
    {
        (CalibrationSample sample, _) = Drawn(CalibrationModel.TwoParameter, respondents: 400, items: 8, seed: 51);
        CalibrationFit binary = ItemCalibration.Fit(sample, new CalibrationSettings(CalibrationModel.TwoParameter));
        CalibrationFit graded = ItemCalibration.Fit(sample, new CalibrationSettings(CalibrationModel.Graded));
        Assert.Equal(binary.LogLikelihood, graded.LogLikelihood);
        Assert.Equal(binary.Items.Select(item => item.Parameters), graded.Items.Select(item => item.Parameters));
    }

    [Fact]
    public void Priors_pull_and_can_be_switched_off()
    {
        (CalibrationSample sample, _) = Drawn(CalibrationModel.ThreeParameter, respondents: 1500, items: 12, seed: 61);
        CalibrationSettings usual = new(CalibrationModel.ThreeParameter) { WithErrors = false };
        CalibrationFit with = ItemCalibration.Fit(sample, usual);
        CalibrationFit strong = ItemCalibration.Fit(sample, usual with { Guessing = new GuessingPrior(401, 1601) });
        CalibrationFit without = ItemCalibration.Fit(sample, usual with { Guessing = null, MostPasses = 3000 });
        Assert.All(strong.Items, item => Assert.InRange(item.Parameters!.Guessing, 0.17, 0.23));
        Assert.True(Spread(without) > Spread(with) && Spread(with) > Spread(strong), $"{Spread(without)} {Spread(with)} {Spread(strong)}");
        Assert.True(without.LogLikelihood >= with.LogLikelihood - 1e-6);
        Assert.Equal(0, without.LogPrior);
        ItemEstimate[] held = [.. without.Items.Where(item => item.Parameters!.Guessing < 0.00011)];
        Assert.NotEmpty(held);
        Assert.All(held, item => Assert.Equal(ItemState.GuessingAtLimit, item.State));
        Assert.All(without.Items.Except(held), item => Assert.Equal(ItemState.Estimated, item.State));
        Assert.All(with.Items, item => Assert.Equal(ItemState.Estimated, item.State));
        Assert.NotEqual(0, with.LogPrior);
        CalibrationFit equal = ItemCalibration.Fit(sample, usual with { Slope = new SlopePrior(0, 0.01) });
        Assert.All(equal.Items, item => Assert.InRange(item.Parameters!.Slope, 0.95, 1.05));
        Assert.Throws<ArgumentOutOfRangeException>(() => new GuessingPrior(0.5, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SlopePrior(0, 0));

        static double Spread(CalibrationFit fit) => fit.Items.Max(item => item.Parameters!.Guessing) - fit.Items.Min(item => item.Parameters!.Guessing);
    }

    [Fact]
    public void Items_that_cannot_be_estimated_are_left_out_with_their_reason()
    {
        Random random = new(71);
        ImmutableArray<ItemParameters> items = Simulated.Graded(random, 6, 3);
        byte[] rows = Simulated.Answers(random, items, 500).Rows();
        for (int respondent = 0; respondent < 500; respondent++)
        {
            rows[respondent * 6] = ResponseMatrix.Missing;
            rows[(respondent * 6) + 1] = 2;
            rows[(respondent * 6) + 2] = rows[(respondent * 6) + 2] == 1 ? (byte)2 : rows[(respondent * 6) + 2];
        }

        CalibrationFit fit = ItemCalibration.Fit(Sample(rows, 3, 3, 3, 3, 3, 3), new CalibrationSettings(CalibrationModel.Graded));
        Assert.Equal(
            [ItemState.NobodyAnswered, ItemState.Constant, ItemState.EmptyCategory, ItemState.Estimated, ItemState.Estimated, ItemState.Estimated],
            fit.Items.Select(item => item.State));
        Assert.All(fit.Items.Take(3), item => Assert.Null(item.Parameters));
        Assert.Equal(9, fit.ParameterCount);

        // The others are what they are without those.
        byte[] cut = [.. rows.Chunk(6).SelectMany(row => row.Skip(3))];
        CalibrationFit alone = ItemCalibration.Fit(Sample(cut, 3, 3, 3), new CalibrationSettings(CalibrationModel.Graded));
        Assert.Equal(alone.LogLikelihood, fit.LogLikelihood);
        Assert.Equal(alone.Items.Select(item => item.Parameters), fit.Items.Skip(3).Select(item => item.Parameters));
    }

    [Fact]
    public void A_copied_item_stops_at_the_steepest_slope_and_says_so()
    {
        Random random = new(81);
        ImmutableArray<ItemParameters> items = Simulated.Binary(random, 5);
        byte[] rows = [.. Simulated.Answers(random, items, 600).Rows().Chunk(5).SelectMany(row => row.Append(row[0]))];
        CalibrationFit fit = ItemCalibration.Fit(Sample(rows, 2, 2, 2, 2, 2, 2), new CalibrationSettings(CalibrationModel.TwoParameter));
        Assert.Equal(CalibrationEnd.Converged, fit.End);
        Assert.Equal(ItemState.SlopeAtLimit, fit.Items[0].State);
        Assert.Equal(ItemState.SlopeAtLimit, fit.Items[5].State);
        Assert.Equal(CalibrationFit.SteepestSlope, fit.Items[0].Parameters!.Slope);
        Assert.True(double.IsNaN(fit.Items[0].SlopeError));
        Assert.All(fit.Items.Skip(1).Take(4), item => Assert.True(item.SlopeError > 0));
    }

    [Theory]
    [InlineData(CalibrationModel.TwoParameter)]
    [InlineData(CalibrationModel.ThreeParameter)]
    [InlineData(CalibrationModel.Rasch)]
    public void Errors_that_few_persons_or_near_copies_do_not_give_are_not_available(CalibrationModel model)
    {
        int without = 0;
        for (int seed = 0; seed < 40; seed++)
        {
            Random random = new(seed);
            ImmutableArray<ItemParameters> items = Simulated.Binary(random, 3);
            byte[] rows =
            [
                .. Simulated.Answers(random, items, 6 + random.Next(20)).Rows().Chunk(3).SelectMany(row =>
                    (byte[])[.. row, row[0], row[1], random.Next(12) == 0 ? (byte)(1 - row[2]) : row[2]]),
            ];
            CalibrationFit fit = ItemCalibration.Fit(
                Sample(rows, 2, 2, 2, 2, 2, 2), new CalibrationSettings(model) { Guessing = null, MostPasses = 200 });
            double[] errors = [.. fit.Items.SelectMany(item => item.InterceptErrors.Append(item.SlopeError))];
            Assert.All(errors, error => Assert.True(double.IsNaN(error) || error is > 0 and < 1e6, $"seed {seed}: {error}"));
            without += errors.Any(double.IsNaN) ? 1 : 0;
        }

        Assert.True(model == CalibrationModel.Rasch || without > 5, $"{without}");
    }

    [Fact]
    public void An_item_keyed_the_wrong_way_has_a_negative_slope()
    {
        Random random = new(91);
        ImmutableArray<ItemParameters> items = Simulated.Binary(random, 8);
        byte[] rows = Simulated.Answers(random, items, 1500).Rows();
        for (int cell = 0; cell < rows.Length; cell += 8)
        {
            rows[cell] = (byte)(1 - rows[cell]);
        }

        CalibrationFit fit = ItemCalibration.Fit(Sample(rows, 2, 2, 2, 2, 2, 2, 2, 2), new CalibrationSettings(CalibrationModel.TwoParameter));
        Assert.True(fit.Items[0].Parameters!.Slope < -0.3);
        Assert.All(fit.Items.Skip(1), item => Assert.True(item.Parameters!.Slope > 0));
    }

    [Fact]
    public void Nobody_and_blank_rows_are_told()
    {
        CalibrationFit nobody = ItemCalibration.Fit(CalibrationSample.Of(ResponseMatrix.FromRows([], 2), [2, 2]), new CalibrationSettings(CalibrationModel.Rasch));
        Assert.Equal(CalibrationEnd.NothingToEstimate, nobody.End);
        Assert.True(double.IsNaN(nobody.LogLikelihood) && double.IsNaN(nobody.Aic) && double.IsNaN(nobody.Bic));
        Assert.Equal(ItemState.NobodyAnswered, nobody.Items[1].State);

        byte[] rows = [0, 1, 1, 0, 1, 1, 0, 0, 255, 255, 255, 1];
        CalibrationSample sample = Sample(rows, 2, 2);
        Assert.Equal(5, sample.Respondents);
        Assert.Equal(5, sample.Patterns);
        CalibrationFit few = ItemCalibration.Fit(sample, new CalibrationSettings(CalibrationModel.TwoParameter) { MostPasses = 3 });
        Assert.Equal(CalibrationEnd.PassesUsedUp, few.End);
        Assert.All(few.Items, item => Assert.NotNull(item.Parameters));
    }

    [Fact]
    public void What_cannot_be_is_refused()
    {
        CalibrationSample three = Sample([0, 1, 2], 3);
        Assert.Throws<ArgumentException>(() => ItemCalibration.Fit(three, new CalibrationSettings(CalibrationModel.TwoParameter)));
        Assert.Throws<AnswerOutOfRangeException>(() => Sample([0, 1, 2], 2));
        Assert.Throws<ArgumentException>(() => Sample([0, 1], 2, 2, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => Sample([0, 0], 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => ItemCalibration.Fit(three, new CalibrationSettings(CalibrationModel.Graded) { Tolerance = 0 }));
        using CancellationTokenSource stopped = new();
        stopped.Cancel();
        Assert.Throws<OperationCanceledException>(() => ItemCalibration.Fit(three, new CalibrationSettings(CalibrationModel.Graded), cancellation: stopped.Token));
    }

    private sealed class Shares : List<double>, IProgress<double>
    {
        public void Report(double value) => Add(value);
    }

    private static CalibrationSample Sample(byte[] rows, params int[] categories) => CalibrationSample.Of(ResponseMatrix.FromRows(rows, categories.Length), categories);

    private static (CalibrationSample Sample, ImmutableArray<ItemParameters> Truth) Drawn(CalibrationModel model, int respondents, int items, int seed, double blanks = 0)
    {
        Random random = new(seed);
        ImmutableArray<ItemParameters> truth = model switch
        {
            CalibrationModel.Rasch => [.. Simulated.Binary(random, items).Select(item => new ItemParameters(1.2, item.Intercepts))],
            CalibrationModel.TwoParameter => Simulated.Binary(random, items),
            CalibrationModel.ThreeParameter => Simulated.Binary(random, items, 0.15),
            CalibrationModel.Graded => Simulated.Graded(random, items, 4),
        };
        return (Simulated.Sample(Simulated.Answers(random, truth, respondents, blanks), truth), truth);
    }

    private static double Objective(CalibrationSample sample, ImmutableArray<ItemEstimate> items) => MarginalLikelihood.At(sample, [.. items.Select(item => item.Parameters!)]);

    private static double[] Flat(CalibrationModel model, ImmutableArray<ItemEstimate> items) =>
    [
        .. model == CalibrationModel.Rasch ? [items[0].Parameters!.Slope] : Array.Empty<double>(),
        .. items.SelectMany(item => (double[])[
            .. model == CalibrationModel.Rasch ? [] : new[] { item.Parameters!.Slope },
            .. item.Parameters!.Intercepts,
            .. model == CalibrationModel.ThreeParameter ? [item.Parameters.Guessing] : Array.Empty<double>()]),
    ];

    private static double[] FlatErrors(CalibrationModel model, ImmutableArray<ItemEstimate> items) =>
    [
        .. model == CalibrationModel.Rasch ? [items[0].SlopeError] : Array.Empty<double>(),
        .. items.SelectMany(item => (double[])[
            .. model == CalibrationModel.Rasch ? [] : new[] { item.SlopeError },
            .. item.InterceptErrors,
            .. model == CalibrationModel.ThreeParameter ? [item.GuessingError] : Array.Empty<double>()]),
    ];

    /// <summary>Log-likelihood with the prior at a list of numbers, by the scalar twin.</summary>
    private static double Posterior(CalibrationSample sample, CalibrationModel model, CalibrationSettings settings, ImmutableArray<ItemEstimate> shape, double[] numbers)
    {
        int next = model == CalibrationModel.Rasch ? 1 : 0;
        List<ItemParameters> items = [];
        double prior = 0;
        foreach (ItemEstimate item in shape)
        {
            double slope = model == CalibrationModel.Rasch ? numbers[0] : numbers[next++];
            ImmutableArray<double> intercepts = [.. numbers.AsSpan(next, item.Parameters!.Intercepts.Length)];
            next += intercepts.Length;
            double guessing = model == CalibrationModel.ThreeParameter ? numbers[next++] : 0;
            prior += model == CalibrationModel.ThreeParameter
                ? ((settings.Guessing!.Alpha - 1) * Math.Log(guessing)) + ((settings.Guessing.Beta - 1) * Math.Log(1 - guessing))
                : 0;
            items.Add(new ItemParameters(slope, intercepts, guessing));
        }

        return ScalarMarginalLikelihood.At(sample, [.. items]) + prior;
    }

    private static double[,] Hessian(Func<double[], double> function, double[] point)
    {
        const double step = 1e-3;
        double[,] hessian = new double[point.Length, point.Length];
        for (int row = 0; row < point.Length; row++)
        {
            for (int column = 0; column <= row; column++)
            {
                double At(int first, int second)
                {
                    double[] moved = [.. point];
                    moved[row] += first * step;
                    moved[column] += second * step;
                    return function(moved);
                }

                double value = (At(1, 1) - At(1, -1) - At(-1, 1) + At(-1, -1)) / (4 * step * step);
                (hessian[row, column], hessian[column, row]) = (value, value);
            }
        }

        return hessian;
    }

    private static double[] InverseDiagonal(double[,] matrix) => MathNet.Numerics.LinearAlgebra.Matrix<double>.Build.DenseOfArray(matrix).Inverse().Diagonal().ToArray();
}
