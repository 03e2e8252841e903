using Diagnostics.Scoring.Irt;
using Diagnostics.Scoring.Responses;

namespace Diagnostics.Scoring.Calibration;

/// <summary>The readable twin and oracle of <see cref="MarginalLikelihood"/>: a pattern after the other, a node after the other.</summary>
public static class ScalarMarginalLikelihood
{
    /// <summary>As <see cref="MarginalLikelihood.At"/>, on one thread.</summary>
    /// <param name="sample">The answers.</param>
    /// <param name="items">Parameters of the items that can be estimated, in their order.</param>
    /// <param name="expected">Receives the expected respondents; empty: not wanted.</param>
    /// <returns>log-likelihood; 0 for nobody.</returns>
    /// <exception cref="ArgumentException">As <see cref="MarginalLikelihood.At"/>.</exception>
    public static double At(CalibrationSample sample, ReadOnlySpan<ItemParameters> items, Span<double> expected = default)
    {
        MarginalLikelihood.Check(sample, items, expected.Length);
        expected.Clear();
        double[][] curves = [.. items.ToArray().SelectMany(LogCurves)];
        double[] posterior = new double[NormalNodes.Count];
        double logLikelihood = 0;
        for (int pattern = 0; pattern < sample.Patterns; pattern++)
        {
            int[] rows = RowsOf(sample, pattern);
            double logarithm = Posterior(curves, rows, posterior);
            int respondents = sample.Counts[pattern];
            logLikelihood += respondents * logarithm;
            foreach (int row in expected.Length == 0 ? [] : rows)
            {
                for (int node = 0; node < posterior.Length; node++)
                {
                    expected[(row * NormalNodes.Count) + node] += respondents * posterior[node];
                }
            }
        }

        return logLikelihood;
    }

    /// <summary>The posterior over the nodes; returns the logarithm of the pattern's probability.</summary>
    private static double Posterior(double[][] curves, int[] rows, double[] posterior)
    {
        for (int node = 0; node < posterior.Length; node++)
        {
            posterior[node] = NormalNodes.LogWeights[node];
            foreach (int row in rows)
            {
                posterior[node] += curves[row][node];
            }
        }

        double highest = posterior.Max();
        double sum = 0;
        for (int node = 0; node < posterior.Length; node++)
        {
            posterior[node] = Math.Exp(posterior[node] - highest);
            sum += posterior[node];
        }

        for (int node = 0; node < posterior.Length; node++)
        {
            posterior[node] /= sum;
        }

        return highest + Math.Log(sum);
    }

    private static double[][] LogCurves(ItemParameters item) =>
    [
        .. Enumerable.Range(0, item.Categories).Select(category =>
            NormalNodes.Theta.Take(NormalNodes.Count).Select(theta => Math.Log(item.At(theta, category).Probability)).ToArray()),
    ];

    private static int[] RowsOf(CalibrationSample sample, int pattern)
    {
        int items = sample.Estimable.Length;
        byte[] codes = sample.Codes.Slice(pattern * items, items).ToArray();
        return [.. Enumerable.Range(0, items).Where(place => codes[place] != ResponseMatrix.Missing).Select(place => sample.FirstRows[place] + codes[place])];
    }
}
