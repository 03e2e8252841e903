using MathNet.Numerics;

namespace Diagnostics.Scoring.Dif;

/// <summary>
/// Whether a right answer is as likely in two groups of the same total (Mantel &amp; Haenszel, 1959†; Holland &amp; Thayer, 1988†). NaN = not available: no stratum has both groups, or the
/// odds ratio is 0 or infinite.
/// </summary>
/// <param name="Alpha">Common odds ratio, reference to focal; above 1: the item is easier for the reference group. NaN when ΣAD/T or ΣBC/T is 0.</param>
/// <param name="Variance">Variance of log alpha (Robins, Breslow &amp; Greenland, 1986†; the same as Phillips &amp; Holland, 1987†).</param>
/// <param name="ChiSquared">With the correction of ½; one degree of freedom; NaN when there is no variance.</param>
/// <param name="ChiSquaredUncorrected">Without it.</param>
public readonly record struct MantelHaenszel(double Alpha, double Variance, double ChiSquared, double ChiSquaredUncorrected)
{
    /// <summary>log alpha.</summary>
    public double LogAlpha => Math.Log(Alpha);

    /// <summary>−2.35 log alpha, the scale of ETS; negative: harder for the focal group.</summary>
    public double Delta => -2.35 * LogAlpha;

    /// <summary>Standard error of delta.</summary>
    public double DeltaError => 2.35 * Math.Sqrt(Variance);

    /// <summary>Upper tail of the corrected chi-squared, 0..1.</summary>
    public double Probability => ChiTail.Of(ChiSquared);

    /// <summary>Class by size alone: A under 1, C from 1.5 on; null = not available. difR's letters are these.</summary>
    public DifClass? SizeClass => double.IsNaN(Delta) ? null : Math.Abs(Delta) < 1 ? DifClass.A : Math.Abs(Delta) < 1.5 ? DifClass.B : DifClass.C;

    /// <summary>
    /// The whole rule: A under 1 or not different from 0 (|delta| ≤ 1.96 SE); C from 1.5 on and above 1 beyond chance (|delta| − 1.645 SE &gt; 1); B otherwise; null = not available.
    /// </summary>
    public DifClass? FullClass => double.IsNaN(Delta) ? null
        : Math.Abs(Delta) < 1 || Math.Abs(Delta) <= 1.96 * DeltaError ? DifClass.A
        : Math.Abs(Delta) >= 1.5 && Math.Abs(Delta) - (1.645 * DeltaError) > 1 ? DifClass.C
        : DifClass.B;

    /// <summary>No table.</summary>
    internal static MantelHaenszel NotAvailable => new(double.NaN, double.NaN, double.NaN, double.NaN);

    internal static MantelHaenszel Of(MatchedTable table)
    {
        (double r, double s) = (0, 0);
        (double pr, double mixed, double qs) = (0, 0, 0);
        (double excess, double variance) = (0, 0);
        foreach (int stratum in table.Shared())
        {
            (double b, double a) = (table.Reference(stratum)[0], table.Reference(stratum)[1]);
            (double d, double c) = (table.Focal(stratum)[0], table.Focal(stratum)[1]);
            double t = a + b + c + d;
            (double ad, double bc) = (a * d / t, b * c / t);
            (double p, double q) = ((a + d) / t, (b + c) / t);
            r += ad;
            s += bc;
            pr += p * ad;
            mixed += (p * bc) + (q * ad);
            qs += q * bc;
            excess += a - ((a + b) * (a + c) / t);
            variance += (a + b) * (c + d) * (a + c) * (b + d) / (t * t * (t - 1));
        }

        bool hasRatio = r > 0 && s > 0;
        double corrected = Math.Abs(excess) - 0.5;
        return new MantelHaenszel(
            hasRatio ? r / s : double.NaN,
            hasRatio ? (pr / (2 * r * r)) + (mixed / (2 * r * s)) + (qs / (2 * s * s)) : double.NaN,
            variance > 0 ? corrected * corrected / variance : double.NaN,
            variance > 0 ? excess * excess / variance : double.NaN);
    }
}

/// <summary>Upper tail of chi-squared with one degree of freedom.</summary>
internal static class ChiTail
{
    public static double Of(double chiSquared) => SpecialFunctions.Erfc(Math.Sqrt(chiSquared / 2));
}
