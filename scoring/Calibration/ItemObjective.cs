namespace Diagnostics.Scoring.Calibration;

/// <summary>
/// Expected log-likelihood of one item (with its priors) at given parameters, its gradient, and a positive matrix to climb with: minus the Hessian, or the Fisher information where
/// guessing makes the likelihood not concave. Parameters are slope, intercepts and, with guessing, logit c.
/// </summary>
internal static class ItemObjective
{
    /// <summary>Computes them.</summary>
    /// <param name="settings">Priors.</param>
    /// <param name="counts">The last pass.</param>
    /// <param name="firstRow">Row of category 0.</param>
    /// <param name="categories">K.</param>
    /// <param name="point">The parameters.</param>
    /// <param name="gradient">Receives the gradient, [parameters].</param>
    /// <param name="curvature">Receives the matrix, [parameters × parameters], both halves.</param>
    /// <returns>The value; −∞ where there are no such parameters.</returns>
    public static double At(
        CalibrationSettings settings, ExpectedCounts counts, int firstRow, int categories, ReadOnlySpan<double> point, Span<double> gradient, Span<double> curvature)
    {
        gradient.Clear();
        curvature.Clear();
        double value = settings.Model == CalibrationModel.ThreeParameter
            ? Guessed(settings, counts.Row(firstRow), counts.Row(firstRow + 1), point, gradient, curvature)
            : Graded(counts, firstRow, categories, point, gradient, curvature);
        if (settings.Slope is { } prior)
        {
            value += prior.LogDensity(point[0]);
            gradient[0] += prior.Slope(point[0]);
            curvature[0] += prior.ClimbingCurvature(point[0]);
        }

        return double.IsNaN(value) ? double.NegativeInfinity : value;
    }

    private static double Graded(ExpectedCounts counts, int firstRow, int categories, ReadOnlySpan<double> point, Span<double> gradient, Span<double> curvature)
    {
        int size = point.Length;
        double value = 0;
        for (int step = 1; step < categories; step++)
        {
            var sums = BoundarySums.Of(point[0], point[step], counts.Row(firstRow + step - 1), counts.Row(firstRow + step));
            value += sums.Value;
            gradient[0] += sums.Slope;
            gradient[step] += sums.Intercept;
            curvature[0] += sums.SlopeCurvature;
            curvature[step * size] += sums.CrossCurvature;
            curvature[step] += sums.CrossCurvature;
            curvature[(step * size) + step] += sums.InterceptCurvature;
            if (step > 1)
            {
                value += Gap(Total(counts.Row(firstRow + step - 1)), step, point, gradient, curvature);
            }
        }

        return value;
    }

    /// <summary>respondents · log(1 − exp(d_step − d_{step − 1})): what holds two boundaries apart; −∞ where they are not.</summary>
    private static double Gap(double respondents, int step, ReadOnlySpan<double> point, Span<double> gradient, Span<double> curvature)
    {
        double gap = point[step - 1] - point[step];
        if (!(gap > 0))
        {
            return double.NegativeInfinity;
        }

        double lack = -double.ExpM1(-gap);
        double pull = respondents * Math.Exp(-gap) / lack;
        double bend = pull / lack;
        gradient[step - 1] += pull;
        gradient[step] -= pull;
        int size = point.Length;
        curvature[((step - 1) * size) + step - 1] += bend;
        curvature[(step * size) + step] += bend;
        curvature[((step - 1) * size) + step] -= bend;
        curvature[(step * size) + step - 1] -= bend;
        return respondents * Math.Log(lack);
    }

    private static double Guessed(
        CalibrationSettings settings, ReadOnlySpan<double> wrong, ReadOnlySpan<double> right, ReadOnlySpan<double> point, Span<double> gradient, Span<double> curvature)
    {
        double guessing = 1 / (1 + Math.Exp(-point[2]));
        double value = 0;
        for (int node = 0; node < NormalNodes.Count; node++)
        {
            double theta = NormalNodes.Theta[node];
            var at = GuessedPoint.At((point[0] * theta) + point[1], guessing);
            value += (right[node] * Math.Log(at.Right)) + (wrong[node] * Math.Log(at.Wrong));
            double residual = (right[node] / at.Right) - (wrong[node] / at.Wrong);
            double weight = (right[node] + wrong[node]) / (at.Right * at.Wrong);
            gradient[0] += residual * at.ByLogit * theta;
            gradient[1] += residual * at.ByLogit;
            gradient[2] += residual * at.ByGuessing;
            curvature[0] += weight * at.ByLogit * at.ByLogit * theta * theta;
            curvature[1] += weight * at.ByLogit * at.ByLogit * theta;
            curvature[2] += weight * at.ByLogit * at.ByGuessing * theta;
            curvature[4] += weight * at.ByLogit * at.ByLogit;
            curvature[5] += weight * at.ByLogit * at.ByGuessing;
            curvature[8] += weight * at.ByGuessing * at.ByGuessing;
        }

        (curvature[3], curvature[6], curvature[7]) = (curvature[1], curvature[2], curvature[5]);
        if (settings.Guessing is { } prior)
        {
            value += prior.LogDensity(guessing);
            gradient[2] += prior.Slope(guessing);
            curvature[8] += prior.Curvature(guessing);
        }

        return value;
    }

    private static double Total(ReadOnlySpan<double> row)
    {
        double sum = 0;
        foreach (double count in row)
        {
            sum += count;
        }

        return sum;
    }
}
