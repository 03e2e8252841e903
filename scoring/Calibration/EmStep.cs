namespace Diagnostics.Scoring.Calibration;

/// <summary>One step of EM as a map from parameters to better ones: a pass over the answers, then each item climbs alone (or all of them along one slope).</summary>
internal sealed class EmStep
{
    private readonly CalibrationSample _sample;
    private readonly CalibrationSettings _settings;
    private readonly ItemClimb _item;
    private readonly SharedSlopeClimb _shared;

    public EmStep(CalibrationSample sample, CalibrationSettings settings, WorkShares work)
    {
        _sample = sample;
        _settings = settings;
        Map = new ParameterMap(sample, settings.Model);
        Counts = new ExpectedCounts(sample, work);
        _item = new ItemClimb(settings, Counts);
        _shared = new SharedSlopeClimb(sample, Counts);
    }

    public ParameterMap Map { get; }

    public ExpectedCounts Counts { get; }

    /// <summary>How many passes were made.</summary>
    public int Passes { get; private set; }

    /// <summary>Largest slope of the marginal log-likelihood with its priors where the last step began.</summary>
    public double LargestGradient { get; private set; }

    /// <summary>E: expected counts at these parameters.</summary>
    /// <returns>Marginal log-likelihood with the priors.</returns>
    public double Expect(double[] point)
    {
        Passes++;
        return Counts.Pass(place => Map.ItemAt(place, point)) + LogPrior(point);
    }

    /// <summary>M: the best parameters for the last expected counts.</summary>
    public double[] Maximise(double[] point)
    {
        double[] next = [.. point];
        LargestGradient = 0;
        if (Map.IsSlopeShared)
        {
            LargestGradient = _shared.Climb(next);
            return next;
        }

        for (int place = 0; place < Map.Items; place++)
        {
            int size = Map.CategoriesOf(place) + (Map.HasGuessing ? 1 : 0);
            double gradient = _item.Climb(_sample.FirstRows[place], Map.CategoriesOf(place), next.AsSpan(Map.SlopeOf(place), size));
            LargestGradient = Math.Max(LargestGradient, gradient);
        }

        return next;
    }

    /// <summary>log density of the priors.</summary>
    public double LogPrior(double[] point)
    {
        double sum = 0;
        for (int place = 0; place < Map.Items; place++)
        {
            sum += !Map.IsSlopeShared && _settings.Slope is { } slope ? slope.LogDensity(point[Map.SlopeOf(place)]) : 0;
            sum += Map.HasGuessing && _settings.Guessing is { } guessing ? guessing.LogDensity(Map.Guessing(place, point)) : 0;
        }

        return sum;
    }
}
