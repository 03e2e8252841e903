using MathNet.Numerics;
using MathNet.Numerics.Distributions;

namespace Diagnostics.Scoring.Reliability;

/// <summary>Quantiles of the F distribution.</summary>
/// <remarks>
/// The library's quantile is good to 1e-12 absolute, which for a small F is not enough; one Newton step on its distribution function
/// mends that. Checked against 40 digits: better than 1e-10 relative from 2 to 1,000,000 respondents, 2e-10 at ten million.
/// </remarks>
internal static class FisherPoint
{
    public static double Of(double probability, double numerator, double denominator)
    {
        double point = FisherSnedecor.InvCDF(numerator, denominator, probability);
        double slope = Density(point, numerator, denominator);
        double excess = FisherSnedecor.CDF(numerator, denominator, point) - probability;
        return slope > 0 ? point - (excess / slope) : point;
    }

    /// <summary>Through logarithms, because the library's density overflows from 39 degrees of freedom on.</summary>
    private static double Density(double point, double numerator, double denominator)
    {
        double ratio = numerator * point / denominator;
        double logarithm = (numerator / 2 * Math.Log(ratio)) - ((numerator + denominator) / 2 * Math.Log(1 + ratio))
            - SpecialFunctions.BetaLn(numerator / 2, denominator / 2);
        return Math.Exp(logarithm) / point;
    }
}
