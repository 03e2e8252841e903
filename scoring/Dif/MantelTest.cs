namespace Diagnostics.Scoring.Dif;

/// <summary>
/// Whether points of any number of categories differ between groups of the same total (Mantel, 1963†), and by how much (Dorans &amp; Schmitt, 1991†). With two categories it is the
/// uncorrected test of Mantel and Haenszel. NaN = not available: no stratum has both groups, or nothing varies.
/// </summary>
/// <param name="ChiSquared">One degree of freedom; NaN when there is no variance.</param>
/// <param name="MeanDifference">Standardised mean difference, focal less reference, in points, weighted by the focal group; negative: harder for the focal group.</param>
/// <param name="Effect">The same in units of the item's standard deviation over both groups (n − 1); NaN when it is 0.</param>
public readonly record struct MantelTest(double ChiSquared, double MeanDifference, double Effect)
{
    /// <summary>Upper tail of chi-squared, 0..1.</summary>
    public double Probability => ChiTail.Of(ChiSquared);

    /// <summary>A when not significant at .05 or |effect| ≤ .17, C above .25, B between; null = not available.</summary>
    public DifClass? Class => double.IsNaN(ChiSquared) || double.IsNaN(Effect) ? null
        : Probability >= 0.05 || Math.Abs(Effect) <= 0.17 ? DifClass.A
        : Math.Abs(Effect) <= 0.25 ? DifClass.B
        : DifClass.C;

    internal static MantelTest Of(MatchedTable table)
    {
        (double excess, double variance) = (0, 0);
        (double difference, double weight) = (0, 0);
        foreach (int stratum in table.Shared())
        {
            Points reference = new(table.Reference(stratum));
            Points focal = new(table.Focal(stratum));
            Points all = reference + focal;
            excess += focal.Sum - (focal.Count * all.Sum / all.Count);
            variance += reference.Count * focal.Count / (all.Count * all.Count * (all.Count - 1)) * ((all.Count * all.Squares) - (all.Sum * all.Sum));
            difference += focal.Count * ((focal.Sum / focal.Count) - (reference.Sum / reference.Count));
            weight += focal.Count;
        }

        double mean = weight > 0 ? difference / weight : double.NaN;
        double deviation = Deviation(table);
        return new MantelTest(variance > 0 ? excess * excess / variance : double.NaN, mean, deviation > 0 ? mean / deviation : double.NaN);
    }

    private static double Deviation(MatchedTable table)
    {
        var all = default(Points);
        for (int stratum = 0; stratum < table.Strata; stratum++)
        {
            all = all + new Points(table.Reference(stratum)) + new Points(table.Focal(stratum));
        }

        return Math.Sqrt((all.Squares - (all.Sum * all.Sum / all.Count)) / (all.Count - 1));
    }

    /// <summary>n, Σ and Σ² of points: whole numbers, exact.</summary>
    private readonly record struct Points(double Count, double Sum, double Squares)
    {
        public Points(ReadOnlySpan<int> counts)
            : this(0, 0, 0)
        {
            for (int category = 0; category < counts.Length; category++)
            {
                Count += counts[category];
                Sum += (double)counts[category] * category;
                Squares += (double)counts[category] * category * category;
            }
        }

        public static Points operator +(Points one, Points other) => new(one.Count + other.Count, one.Sum + other.Sum, one.Squares + other.Squares);
    }
}
