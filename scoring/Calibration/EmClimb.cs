namespace Diagnostics.Scoring.Calibration;

/// <summary>
/// Repeats steps of EM until they move nothing. Two steps tell a direction and how slowly it is followed; the point far ahead (SQUAREM, scheme S3) is taken when the likelihood there is
/// not lower, so that the climb stays monotone.
/// </summary>
internal sealed class EmClimb(EmStep step, CalibrationSettings settings, IProgress<double>? progress, CancellationToken cancellation)
{
    private double _firstChange = double.NaN;
    private double _done;

    /// <summary>What the last step moved most.</summary>
    public double LargestChange { get; private set; } = double.NaN;

    public bool IsConverged => LargestChange <= settings.Tolerance;

    /// <summary>Climbs from a start to the parameters behind the last step.</summary>
    public double[] Run(double[] start)
    {
        double[] point = start;
        step.Expect(point);
        while (true)
        {
            double[] first = Step(point);
            if (IsDone)
            {
                return first;
            }

            double reached = step.Expect(first);
            double[] second = Step(first);
            if (IsDone)
            {
                return second;
            }

            double[]? ahead = settings.Accelerated ? Ahead(point, first, second) : null;
            if (ahead is not null && step.Expect(ahead) >= reached)
            {
                point = ahead;
            }
            else
            {
                point = second;
                step.Expect(point);
            }
        }
    }

    private bool IsDone => IsConverged || step.Passes >= settings.MostPasses;

    private double[] Step(double[] point)
    {
        cancellation.ThrowIfCancellationRequested();
        double[] next = step.Maximise(point);
        LargestChange = 0;
        for (int place = 0; place < next.Length; place++)
        {
            LargestChange = Math.Max(LargestChange, Math.Abs(next[place] - point[place]));
        }

        Report();
        return next;
    }

    private void Report()
    {
        _firstChange = double.IsNaN(_firstChange) ? LargestChange : _firstChange;
        double share = IsConverged ? 1 : Math.Log(_firstChange / LargestChange) / Math.Log(_firstChange / settings.Tolerance);
        _done = share > _done ? Math.Min(1, share) : _done;
        progress?.Report(_done);
    }

    private double[]? Ahead(double[] point, double[] first, double[] second)
    {
        double moved = 0;
        double bent = 0;
        for (int place = 0; place < point.Length; place++)
        {
            double r = first[place] - point[place];
            double v = second[place] - first[place] - r;
            moved += r * r;
            bent += v * v;
        }

        double length = Math.Sqrt(moved / bent);
        if (!(length > 1) || !double.IsFinite(length))
        {
            return null;
        }

        double[] ahead = new double[point.Length];
        for (int place = 0; place < point.Length; place++)
        {
            double r = first[place] - point[place];
            double v = second[place] - first[place] - r;
            ahead[place] = point[place] + (2 * length * r) + (length * length * v);
        }

        return step.Map.IsPossible(ahead, second) ? ahead : null;
    }
}
