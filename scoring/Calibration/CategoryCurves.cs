using Diagnostics.Scoring.Irt;

namespace Diagnostics.Scoring.Calibration;

/// <summary>log of the probability of every category at every node, [rows of the sample + 1 × 64]; the last row is 0, for an answer that is missing.</summary>
internal static class CategoryCurves
{
    private const int Width = NormalNodes.Padded;

    /// <summary>Fills the table.</summary>
    /// <param name="sample">Gives the rows.</param>
    /// <param name="item">The parameters of each item that can be estimated.</param>
    /// <param name="table">Receives the logarithms.</param>
    public static void Fill(CalibrationSample sample, Func<int, ItemParameters> item, Span<double> table)
    {
        Span<double> above = stackalloc double[Width];
        Span<double> below = stackalloc double[Width];
        table.Clear();
        for (int place = 0; place < sample.Estimable.Length; place++)
        {
            ItemParameters parameters = item(place);
            Span<double> rows = table.Slice(sample.FirstRows[place] * Width, parameters.Categories * Width);
            for (int step = 0; step < parameters.Intercepts.Length; step++)
            {
                Boundary(parameters.Slope, parameters.Intercepts[step], above, below);
                double gap = step == 0 ? 0 : Math.Log(1 - Math.Exp(parameters.Intercepts[step] - parameters.Intercepts[step - 1]));
                Span<double> lower = rows.Slice(step * Width, Width);
                Span<double> upper = rows.Slice((step + 1) * Width, Width);
                for (int node = 0; node < NormalNodes.Count; node++)
                {
                    lower[node] += below[node] + gap;
                    upper[node] += above[node];
                }
            }

            if (parameters.Guessing > 0)
            {
                Guess(parameters.Guessing, rows);
            }
        }
    }

    /// <summary>log logistic(z) and log of what it lacks to 1.</summary>
    private static void Boundary(double slope, double intercept, Span<double> above, Span<double> below)
    {
        for (int node = 0; node < NormalNodes.Count; node++)
        {
            double z = (slope * NormalNodes.Theta[node]) + intercept;
            double rest = Math.Log(1 + Math.Exp(-Math.Abs(z)));
            above[node] = Math.Min(z, 0) - rest;
            below[node] = Math.Min(-z, 0) - rest;
        }
    }

    private static void Guess(double guessing, Span<double> rows)
    {
        double fair = Math.Log(1 - guessing);
        for (int node = 0; node < NormalNodes.Count; node++)
        {
            rows[node] += fair;
            rows[Width + node] = Math.Log(guessing + ((1 - guessing) * Math.Exp(rows[Width + node])));
        }
    }
}
