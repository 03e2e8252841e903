namespace Diagnostics.Scoring.Calibration;

/// <summary>The M-step of one item: Newton's method with halving, the slope held at the limit where it pushes against it.</summary>
internal sealed class ItemClimb(CalibrationSettings settings, ExpectedCounts counts)
{
    private const int MostSteps = 30;
    private const int MostHalvings = 40;
    private const double SmallStep = 1e-11;

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
            Hold(point[0], gradient, curvature);
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

    private static void Hold(double slope, double[] gradient, double[] curvature)
    {
        if (Math.Abs(slope) >= CalibrationFit.SteepestSlope && slope * gradient[0] > 0)
        {
            gradient[0] = 0;
            for (int other = 1; other < gradient.Length; other++)
            {
                curvature[other] = 0;
                curvature[other * gradient.Length] = 0;
            }
        }
    }

    private static double Move(Span<double> point, double[] direction, double length, double[] next)
    {
        double most = 0;
        for (int place = 0; place < next.Length; place++)
        {
            next[place] = point[place] + (length * direction[place]);
        }

        next[0] = Math.Clamp(next[0], -CalibrationFit.SteepestSlope, CalibrationFit.SteepestSlope);
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
