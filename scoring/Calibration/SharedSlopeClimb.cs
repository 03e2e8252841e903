namespace Diagnostics.Scoring.Calibration;

/// <summary>
/// The M-step of the Rasch model: one slope and an intercept of each item together, by Newton's method. The matrix has an arrow's form, so that it is solved by eliminating one intercept
/// after the other.
/// </summary>
internal sealed class SharedSlopeClimb(CalibrationSample sample, ExpectedCounts counts)
{
    private const int MostSteps = 30;
    private const int MostHalvings = 40;
    private const double SmallStep = 1e-11;

    private readonly BoundarySums[] _sums = new BoundarySums[sample.Estimable.Length];
    private readonly BoundarySums[] _next = new BoundarySums[sample.Estimable.Length];

    /// <summary>Moves slope and intercepts to the maximum.</summary>
    /// <param name="point">Slope, then intercepts; overwritten.</param>
    /// <returns>As <see cref="ItemClimb.Climb"/>.</returns>
    public double Climb(Span<double> point)
    {
        double[] direction = new double[point.Length];
        double[] next = new double[point.Length];
        double value = At(point, _sums);
        double start = Gradient(point[0]);
        for (int step = 0; step < MostSteps; step++)
        {
            Direct(point[0], direction);
            double length = 1;
            double reached = double.NegativeInfinity;
            double moved = 0;
            for (int halving = 0; halving < MostHalvings && !(reached >= value - (1e-13 * Math.Abs(value))); halving++, length /= 2)
            {
                moved = 0;
                for (int place = 0; place < next.Length; place++)
                {
                    double to = point[place] + (length * direction[place]);
                    next[place] = place == 0 ? Math.Clamp(to, -CalibrationFit.SteepestSlope, CalibrationFit.SteepestSlope) : to;
                    moved = Math.Max(moved, Math.Abs(next[place] - point[place]));
                }

                reached = At(next, _next);
            }

            if (!(reached >= value - (1e-13 * Math.Abs(value))))
            {
                break;
            }

            next.CopyTo(point);
            _next.CopyTo(_sums, 0);
            value = reached;
            if (moved <= SmallStep)
            {
                break;
            }
        }

        return start;
    }

    private double At(ReadOnlySpan<double> point, BoundarySums[] sums)
    {
        double value = 0;
        for (int place = 0; place < sums.Length; place++)
        {
            int row = sample.FirstRows[place];
            sums[place] = BoundarySums.Of(point[0], point[place + 1], counts.Row(row), counts.Row(row + 1));
            value += sums[place].Value;
        }

        return value;
    }

    private double Gradient(double slope)
    {
        double most = 0;
        double shared = 0;
        foreach (BoundarySums sums in _sums)
        {
            most = Math.Max(most, Math.Abs(sums.Intercept));
            shared += sums.Slope;
        }

        return IsHeld(slope, shared) ? most : Math.Max(most, Math.Abs(shared));
    }

    private void Direct(double slope, double[] direction)
    {
        double rest = 0;
        double pull = 0;
        double gradient = 0;
        foreach (BoundarySums sums in _sums)
        {
            double share = sums.CrossCurvature / sums.InterceptCurvature;
            rest += sums.SlopeCurvature - (share * sums.CrossCurvature);
            pull += sums.Slope - (share * sums.Intercept);
            gradient += sums.Slope;
        }

        direction[0] = IsHeld(slope, gradient) ? 0 : pull / rest;
        for (int place = 0; place < _sums.Length; place++)
        {
            direction[place + 1] = (_sums[place].Intercept - (_sums[place].CrossCurvature * direction[0])) / _sums[place].InterceptCurvature;
        }
    }

    private static bool IsHeld(double slope, double gradient) => Math.Abs(slope) >= CalibrationFit.SteepestSlope && slope * gradient > 0;
}
