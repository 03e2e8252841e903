using System.Collections.Immutable;
using Diagnostics.Scoring.Irt;
using MathNet.Numerics.LinearAlgebra;

namespace Diagnostics.Scoring.Calibration;

/// <summary>
/// Item parameters from answers by marginal maximum likelihood and EM (Bock &amp; Aitkin, 1981, Psychometrika 46, 443–459†). θ is N(0, 1) on 61 nodes from −6 to 6. A blank is not in the
/// likelihood. Pure: the same answers give the same bits, however many threads share the work.
/// </summary>
public static class ItemCalibration
{
    /// <summary>
    /// What must be left of a parameter's information when the others are unknown, as a share of it. With less an error would be a hundred thousand times what it is with the others known, or a hundred
    /// thousand logits, and half of its digits rounding.
    /// </summary>
    private const double LeastPivot = 1e-10;

    /// <summary>Calibrates.</summary>
    /// <param name="sample">The answers.</param>
    /// <param name="settings">Model, priors, limits.</param>
    /// <param name="work">Shares of the work on several threads; null: on the calling one.</param>
    /// <param name="progress">Told once a step of EM how much of the way is done, 0..1 and never less than before: the way is the logarithm of what a step moves, from the first one to the tolerance.</param>
    /// <param name="cancellation">Stops between passes.</param>
    /// <returns>
    /// The fit. Items that cannot be estimated have no parameters and a reason; with none that can, the likelihood is NaN. Errors are NaN where they were not asked for, where a limit holds
    /// the parameter, and everywhere when the information is not positive definite.
    /// </returns>
    /// <exception cref="ArgumentException">An item has more than two categories and the model is not graded, or settings are out of range.</exception>
    public static CalibrationFit Fit(CalibrationSample sample, CalibrationSettings settings, WorkShares? work = null, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(sample);
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentOutOfRangeException.ThrowIfLessThan(settings.MostPasses, 1);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(settings.Tolerance);
        if (settings.Model != CalibrationModel.Graded && sample.Tallied.Any(item => item.Categories > 2))
        {
            throw new ArgumentException($"The model {settings.Model} is of two categories; an item of this sample has more. Graded response takes it.", nameof(sample));
        }

        if (sample.Estimable.IsEmpty)
        {
            return Nothing(sample, settings.Model);
        }

        WorkShares shares = work ?? PatternShares.InTurn;
        EmStep step = new(sample, settings, shares);
        EmClimb climb = new(step, settings, progress, cancellation);
        double[] point = climb.Run(step.Map.Start(settings.Guessing));
        double logLikelihood = step.Expect(point);
        step.Maximise(point);
        Errors errors = settings.WithErrors ? ErrorsAt(sample, settings, step, point, shares) : Errors.NotAvailable(point.Length);
        return new CalibrationFit
        {
            Model = settings.Model,
            Items = [.. Enumerable.Range(0, sample.Items).Select(item => ItemAt(sample, step.Map, item, point, errors))],
            End = climb.IsConverged ? CalibrationEnd.Converged : CalibrationEnd.PassesUsedUp,
            Passes = step.Passes,
            LargestChange = climb.LargestChange,
            LargestGradient = step.LargestGradient,
            LogLikelihood = logLikelihood - step.LogPrior(point),
            LogPrior = step.LogPrior(point),
            ParameterCount = step.Map.Count,
            Respondents = sample.Respondents,
            Patterns = sample.Patterns,
        };
    }

    private static CalibrationFit Nothing(CalibrationSample sample, CalibrationModel model) => new()
    {
        Model = model,
        Items = [.. sample.Tallied.Select(item => ItemEstimate.LeftOut(item.State, item.Answered))],
        End = CalibrationEnd.NothingToEstimate,
        Passes = 0,
        LargestChange = double.NaN,
        LargestGradient = double.NaN,
        LogLikelihood = double.NaN,
        LogPrior = 0,
        ParameterCount = 0,
        Respondents = 0,
        Patterns = 0,
    };

    /// <summary>Roots of the diagonal of the inverse information over the parameters that no limit holds; logit c as it is.</summary>
    private static Errors ErrorsAt(CalibrationSample sample, CalibrationSettings settings, EmStep step, double[] point, WorkShares work)
    {
        var errors = Errors.NotAvailable(point.Length);
        if (ObservedInformation.At(sample, step.Map, point, step.Counts, work) is not { } information)
        {
            return errors;
        }

        AddPriors(settings, step.Map, point, information);
        int[] held = [.. Enumerable.Range(0, step.Map.Items).SelectMany(place => step.Map.HeldOf(place, point))];
        int[] free = [.. Enumerable.Range(0, point.Length).Except(held)];
        double[] cut = [.. free.SelectMany(row => free.Select(column => information[row, column]))];
        double[] variances = new double[free.Length];
        if (!SmallCholesky.TryInvertDiagonal(cut, variances, LeastPivot))
        {
            return errors;
        }

        for (int place = 0; place < free.Length; place++)
        {
            errors.Deviations[free[place]] = Math.Sqrt(variances[place]);
        }

        for (int item = 0; item < step.Map.Items; item++)
        {
            int slope = Array.IndexOf(free, step.Map.SlopeOf(item));
            for (int intercept = step.Map.InterceptsOf(item); slope >= 0 && intercept < step.Map.InterceptsOf(item) + step.Map.CategoriesOf(item) - 1; intercept++)
            {
                errors.WithSlope[intercept] = SmallCholesky.InverseAt(cut, free.Length, slope, Array.IndexOf(free, intercept));
            }
        }

        return errors;
    }

    /// <summary>√((Var d + b² Var a + 2b Cov(a, d))/a²), b = −d/a.</summary>
    private static double ThresholdError(ItemParameters item, int step, double slopeError, double interceptError, double covariance)
    {
        double b = item.Thresholds[step];
        double variance = (interceptError * interceptError) + (b * b * slopeError * slopeError) + (2 * b * covariance);
        return variance > 0 && item.Slope != 0 ? Math.Sqrt(variance) / Math.Abs(item.Slope) : double.NaN;
    }

    private static void AddPriors(CalibrationSettings settings, ParameterMap map, double[] point, Matrix<double> information)
    {
        for (int place = 0; place < map.Items; place++)
        {
            if (!map.IsSlopeShared && settings.Slope is { } slope)
            {
                information[map.SlopeOf(place), map.SlopeOf(place)] += slope.Curvature(point[map.SlopeOf(place)]);
            }

            if (map.HasGuessing && settings.Guessing is { } guessing)
            {
                information[map.GuessingOf(place), map.GuessingOf(place)] += guessing.Curvature(map.Guessing(place, point));
            }
        }
    }

    private static ItemEstimate ItemAt(CalibrationSample sample, ParameterMap map, int item, double[] point, Errors errors)
    {
        ItemTallied tallied = sample.Tallied[item];
        int place = sample.Estimable.BinarySearch(item);
        if (place < 0)
        {
            return ItemEstimate.LeftOut(tallied.State, tallied.Answered);
        }

        ItemParameters parameters = map.ItemAt(place, point);
        double slopeError = errors.Deviations[map.SlopeOf(place)];
        ImmutableArray<double> interceptErrors = [.. errors.Deviations.AsSpan(map.InterceptsOf(place), parameters.Intercepts.Length)];
        return new ItemEstimate(
            ParameterMap.IsHeld(0, parameters.Slope) ? ItemState.SlopeAtLimit
                : map.HeldOf(place, point).Length > 0 ? ItemState.GuessingAtLimit
                : ItemState.Estimated,
            tallied.Answered,
            parameters,
            slopeError,
            interceptErrors,
            map.HasGuessing ? errors.Deviations[map.GuessingOf(place)] * parameters.Guessing * (1 - parameters.Guessing) : double.NaN)
        {
            ThresholdErrors =
            [
                .. interceptErrors.Select((error, step) => ThresholdError(parameters, step, slopeError, error, errors.WithSlope[map.InterceptsOf(place) + step])),
            ],
        };
    }

    /// <param name="Deviations">Standard error of each parameter, NaN where there is none.</param>
    /// <param name="WithSlope">At the place of an intercept: its covariance with the slope of its item.</param>
    private sealed record Errors(double[] Deviations, double[] WithSlope)
    {
        public static Errors NotAvailable(int parameters) => new([.. Enumerable.Repeat(double.NaN, parameters)], [.. Enumerable.Repeat(double.NaN, parameters)]);
    }
}
