namespace Diagnostics.Scoring.Calibration;

/// <summary>The M-step of one item: Newton's method with halving; what pushes against its limit is held there.</summary>
internal sealed class ItemClimb(CalibrationSettings settings, ExpectedCounts counts)
{
    private const int MostSteps = 30;
    private const int MostHalvings = 40;
    private const double SmallStep = 1e-11;

    /// <summary>Places of slope and logit c among an item's parameters.</summary>
    private readonly int[] _limited = settings.Model == CalibrationModel.ThreeParameter ? [0, 2] : [0];

    /// <summary>Moves the parameters to the maximum.</summary>
    /// <param name="firstRow">Row of category 0.</param>
    /// <param name="categories">K.</param>
    /// <param name="point">The parameters; overwritten.</param>
    /// <returns>Largest slope of the objective at the start that no limit holds: by Fisher's identity that of the marginal likelihood.</returns>
    public double Climb(int firstRow, int categories, Span<double> point)
    {
        int size = point.Length;
        double[] gradient = new double[size];
        double[] curvature = new double[size * size];
        double[] next = new double[size];
        double start = double.NaN;
        double value = ItemObjective.At(settings, counts, firstRow, categories, point, gradient, curvature);
        for (int step = 0; step < MostSteps; step++)
        {
            Hold(point, gradient, curvature);
            start = double.IsNaN(start) ? Largest(gradient) : start;
            if (!SmallCholesky.TrySolve(curvature, gradient))
            {
                break;
            }

            double length = 1;
            double reached = double.NegativeInfinity;
            double moved = 0;
            double[] direction = [.. gradient];
            for (int halving = 0; halving < MostHalvings && !(reached >= value - (1e-13 * Math.Abs(value))); halving++, length /= 2)
            {
                moved = Move(point, direction, length, next);
                reached = ItemObjective.At(settings, counts, firstRow, categories, next, gradient, curvature);
            }

            if (!(reached >= value - (1e-13 * Math.Abs(value))))
            {
                break;
            }

            next.CopyTo(point);
            value = reached;
            if (moved <= SmallStep)
            {
                break;
            }
        }

        return start;
    }

    private void Hold(ReadOnlySpan<double> point, double[] gradient, double[] curvature)
    {
        foreach (int place in _limited)
        {
            if (Math.Abs(point[place]) >= ParameterMap.LimitOf(place) && point[place] * gradient[place] > 0)
            {
                gradient[place] = 0;
                for (int other = 0; other < gradient.Length; other++)
                {
                    curvature[(place * gradient.Length) + other] = other == place ? 1 : 0;
                    curvature[(other * gradient.Length) + place] = other == place ? 1 : 0;
                }
            }
        }
    }

    private double Move(Span<double> point, double[] direction, double length, double[] next)
    {
        double most = 0;
        for (int place = 0; place < next.Length; place++)
        {
            next[place] = point[place] + (length * direction[place]);
        }

        foreach (int place in _limited)
        {
            next[place] = Math.Clamp(next[place], -ParameterMap.LimitOf(place), ParameterMap.LimitOf(place));
        }

        for (int place = 0; place < next.Length; place++)
        {
            most = Math.Max(most, Math.Abs(next[place] - point[place]));
        }

        return most;
    }

    private static double Largest(double[] gradient)
    {
        double most = 0;
        foreach (double slope in gradient)
        {
            most = Math.Max(most, Math.Abs(slope));
        }

        return most;
    }
}
