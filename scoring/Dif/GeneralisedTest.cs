using Diagnostics.Scoring.Calibration;
using MathNet.Numerics;

namespace Diagnostics.Scoring.Dif;

/// <summary>
/// Whether two groups of the same total choose the categories of an item alike, in whatever order these stand: the generalised test of Mantel and Haenszel (1959†; Somes, 1986†; for DIF
/// Zwick, Donoghue &amp; Grima, 1993†). With two categories it is their uncorrected test. It sees a group that avoids a middle category, which <see cref="MantelTest"/> does not; it tells no direction.
/// NaN = not available: no stratum has both groups, or nothing varies.
/// </summary>
/// <param name="ChiSquared">dᵀ V⁻¹ d of the focal group's counts less what is expected with the margins of each stratum fixed.</param>
/// <param name="Degrees">Degrees of freedom: categories that are met less the sets of them that no stratum connects; 0 where not available.</param>
public readonly record struct GeneralisedTest(double ChiSquared, int Degrees)
{
    /// <summary>Upper tail of chi-squared, 0..1.</summary>
    public double Probability => double.IsNaN(ChiSquared) ? double.NaN : SpecialFunctions.GammaUpperRegularized(Degrees / 2.0, ChiSquared / 2);

    private static GeneralisedTest NotAvailable => new(double.NaN, 0);

    internal static GeneralisedTest Of(MatchedTable table)
    {
        int categories = table.Categories;
        double[] excess = new double[categories];
        double[] variance = new double[categories * categories];
        int[] set = [.. Enumerable.Range(0, categories)];
        foreach (int stratum in table.Shared())
        {
            ReadOnlySpan<int> reference = table.Reference(stratum), focal = table.Focal(stratum);
            (double inReference, double inFocal) = (MatchedTable.Sum(reference), MatchedTable.Sum(focal));
            double all = inReference + inFocal;
            double share = inReference * inFocal / (all * all * (all - 1));
            int first = -1;
            for (int one = 0; one < categories; one++)
            {
                double both = reference[one] + focal[one];
                if (both == 0)
                {
                    continue;
                }

                first = first < 0 ? one : first;
                Join(set, first, one);
                excess[one] += focal[one] - (inFocal * both / all);
                for (int other = 0; other < categories; other++)
                {
                    double beside = reference[other] + focal[other];
                    variance[(one * categories) + other] += share * ((one == other ? all * both : 0) - (both * beside));
                }
            }
        }

        // In each set the excesses sum to 0, so one of its categories says nothing new; of a category that is alone nothing varies.
        int[] told = [.. Enumerable.Range(0, categories).Where(one => set[one] != one)];
        if (told.Length == 0)
        {
            return NotAvailable;
        }

        double[] solved = [.. told.Select(one => excess[one])];
        double[] matrix = [.. told.SelectMany(one => told.Select(other => variance[(one * categories) + other]))];
        if (!SmallCholesky.TrySolve(matrix, solved))
        {
            return NotAvailable;
        }

        double sum = 0;
        for (int place = 0; place < told.Length; place++)
        {
            sum += solved[place] * excess[told[place]];
        }

        return new GeneralisedTest(sum, told.Length);
    }

    /// <summary>Two categories of one stratum are of one set; a set is called by its first.</summary>
    private static void Join(int[] set, int one, int other)
    {
        (int kept, int gone) = (Math.Min(set[one], set[other]), Math.Max(set[one], set[other]));
        for (int category = 0; category < set.Length; category++)
        {
            set[category] = set[category] == gone ? kept : set[category];
        }
    }
}
