using Diagnostics.Scoring.Irt;

namespace Diagnostics.Scoring.Linking;

/// <summary>How far a common item stays away from itself after the link; NaN = not available.</summary>
/// <param name="SlopeRatio">Moved slope by the slope it should meet; 1: no drift; NaN where that is 0.</param>
/// <param name="ThresholdShift">Mean of moved thresholds less those they should meet, in θ; above 0: it was harder on the scale that was moved; NaN where a slope is 0.</param>
/// <param name="Distance">Root of the mean squared difference of the expected points over N(0, 1) on the scale that stays; 0: no drift; in points of the item.</param>
public readonly record struct ItemDrift(double SlopeRatio, double ThresholdShift, double Distance)
{
    /// <summary>The drift of one item under a link, whether or not the link was made by it.</summary>
    /// <param name="item">The item on both scales, of as many categories on each.</param>
    /// <param name="move">The link; one that is not available gives no drift.</param>
    /// <exception cref="ArgumentException">The item has other numbers of categories on the two scales.</exception>
    public static ItemDrift Of(CommonItem item, ScaleMove move)
    {
        if (item.From.Categories != item.To.Categories)
        {
            throw new ArgumentException($"An item has {item.From.Categories} categories on one scale and {item.To.Categories} on the other.", nameof(item));
        }

        if (!move.IsKnown)
        {
            return new ItemDrift(double.NaN, double.NaN, double.NaN);
        }

        ItemParameters moved = move.Of(item.From);
        double shift = moved.Thresholds.Zip(item.To.Thresholds, (one, other) => one - other).Average();
        double squares = 0;
        for (int node = 0; node < AbilityGrid.Usual.Nodes.Length; node++)
        {
            double theta = AbilityGrid.Usual.Nodes[node];
            double difference = ExpectedPoints.Of(moved, theta) - ExpectedPoints.Of(item.To, theta);
            squares += AbilityGrid.Usual.Weights[node] * difference * difference;
        }

        return new ItemDrift(OrNothing(moved.Slope / item.To.Slope), OrNothing(shift), OrNothing(Math.Sqrt(squares)));
    }

    /// <summary>An item of slope 0 has no threshold, and no other slope is a share of its own.</summary>
    private static double OrNothing(double number) => double.IsFinite(number) ? number : double.NaN;
}

/// <summary>Expected points of an item at a place of the trait: Σ over its steps of P(x ≥ step).</summary>
internal static class ExpectedPoints
{
    public static double Of(ItemParameters item, double theta)
    {
        double sum = 0;
        foreach (double intercept in item.Intercepts)
        {
            sum += item.Guessing + ((1 - item.Guessing) / (1 + Math.Exp(-((item.Slope * theta) + intercept))));
        }

        return sum;
    }

    /// <summary>Derivatives by log A and by B of the expected points of an item that is moved.</summary>
    public static (double BySlope, double ByIntercept) Derivatives(ItemParameters moved, ScaleMove move, double theta)
    {
        double sum = 0;
        foreach (double intercept in moved.Intercepts)
        {
            double f = 1 / (1 + Math.Exp(-((moved.Slope * theta) + intercept)));
            sum += (1 - moved.Guessing) * f * (1 - f);
        }

        return (-moved.Slope * (theta - move.Intercept) * sum, -moved.Slope * sum);
    }
}
