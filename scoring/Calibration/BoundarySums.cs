namespace Diagnostics.Scoring.Calibration;

/// <summary>
/// Sums over the nodes for one boundary between neighbouring categories: Σ above·log F(z) + below·log(1 − F(z)), z = aθ + d, with its derivatives. The likelihood of an item is the sum
/// over its boundaries and a term of the gaps between them, so it is concave in a and d.
/// </summary>
/// <param name="Value">The sum.</param>
/// <param name="Intercept">Derivative by d.</param>
/// <param name="Slope">Derivative by a.</param>
/// <param name="InterceptCurvature">Minus the second derivative by d.</param>
/// <param name="CrossCurvature">Minus the derivative by a and d.</param>
/// <param name="SlopeCurvature">Minus the second derivative by a.</param>
internal readonly record struct BoundarySums(
    double Value, double Intercept, double Slope, double InterceptCurvature, double CrossCurvature, double SlopeCurvature)
{
    /// <param name="slope">a.</param>
    /// <param name="intercept">d.</param>
    /// <param name="below">Expected respondents in the category below, [64].</param>
    /// <param name="above">In the category above, [64].</param>
    public static BoundarySums Of(double slope, double intercept, ReadOnlySpan<double> below, ReadOnlySpan<double> above)
    {
        double value = 0;
        (double g, double gt) = (0, 0);
        (double w, double wt, double wtt) = (0, 0, 0);
        ReadOnlySpan<double> nodes = NormalNodes.Theta.AsSpan();
        for (int node = 0; node < NormalNodes.Count; node++)
        {
            double theta = nodes[node];
            double z = (slope * theta) + intercept;
            double small = Math.Exp(-Math.Abs(z));
            double rest = Math.Log(1 + small);
            double likely = 1 / (1 + small);
            double unlikely = small / (1 + small);
            (double f, double lack) = z >= 0 ? (likely, unlikely) : (unlikely, likely);
            value += (above[node] * (Math.Min(z, 0) - rest)) + (below[node] * (Math.Min(-z, 0) - rest));
            double residual = (above[node] * lack) - (below[node] * f);
            double weight = (above[node] + below[node]) * likely * unlikely;
            g += residual;
            gt += residual * theta;
            w += weight;
            wt += weight * theta;
            wtt += weight * theta * theta;
        }

        return new BoundarySums(value, g, gt, w, wt, wtt);
    }
}
