using System.Collections.Immutable;
using Diagnostics.Scoring.Irt;

namespace Diagnostics.Scoring.Calibration;

/// <summary>
/// <see cref="MeanSquareFit"/> of every item of a calibrated sample. Where a respondent stands is not one estimate but all nodes with their posterior weights, as calibration has them (Wu, 1997†; so do
/// programs of marginal likelihood): then both have the expectation 1 at the true parameters, which they have not at estimates of θ.
/// </summary>
public static class MeanSquareFits
{
    /// <summary>Computes them. Infit = Σ r(x − E)²/Σ rV and outfit = Σ r(x − E)²/V/Σ r over nodes and categories, r the expected respondents of the category at the node.</summary>
    /// <param name="sample">The answers; blanks are in no sum.</param>
    /// <param name="items">Parameters of the items that can be estimated, in their order.</param>
    /// <param name="work">Shares of the work on several threads; null: on the calling one.</param>
    /// <returns>One for each of the items.</returns>
    /// <exception cref="ArgumentException">The items are not those of the sample.</exception>
    public static ImmutableArray<MeanSquareFit> Of(CalibrationSample sample, ReadOnlySpan<ItemParameters> items, WorkShares? work = null)
    {
        ArgumentNullException.ThrowIfNull(sample);
        double[] expected = new double[sample.Rows * MarginalLikelihood.Nodes];
        MarginalLikelihood.At(sample, items, expected, work);
        var fits = ImmutableArray.CreateBuilder<MeanSquareFit>(items.Length);
        for (int place = 0; place < items.Length; place++)
        {
            int rows = items[place].Categories * MarginalLikelihood.Nodes;
            fits.Add(Of(items[place], expected.AsSpan(sample.FirstRows[place] * MarginalLikelihood.Nodes, rows)));
        }

        return fits.MoveToImmutable();
    }

    /// <param name="item">The item.</param>
    /// <param name="respondents">[categories × nodes]</param>
    private static MeanSquareFit Of(ItemParameters item, ReadOnlySpan<double> respondents)
    {
        (double squares, double spread) = (0, 0);
        (double standardised, double all) = (0, 0);
        for (int node = 0; node < MarginalLikelihood.Nodes; node++)
        {
            double theta = MarginalLikelihood.Theta(node);
            double mean = item.ExpectedAnswer(theta);
            double variance = 0;
            for (int category = 0; category < item.Categories; category++)
            {
                variance += item.At(theta, category).Probability * (category - mean) * (category - mean);
            }

            for (int category = 0; category < item.Categories; category++)
            {
                double here = respondents[(category * MarginalLikelihood.Nodes) + node];
                double square = (category - mean) * (category - mean);
                squares += here * square;
                spread += here * variance;
                standardised += variance > 0 ? here * square / variance : 0;
                all += here;
            }
        }

        return new MeanSquareFit(spread > 0 ? squares / spread : double.NaN, all > 0 ? standardised / all : double.NaN);
    }
}
