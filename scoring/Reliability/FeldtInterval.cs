namespace Diagnostics.Scoring.Reliability;

/// <summary>
/// Confidence interval of coefficient alpha (Feldt, 1965 †): 1 − (1 − alpha)·F with the upper and the lower point of F on n − 1 and
/// (n − 1)(k − 1) degrees of freedom. Exact for normal, equally variable items that measure the same up to a constant.
/// </summary>
/// <param name="Low">Lower bound; NaN = not available.</param>
/// <param name="High">Upper bound, at most 1; NaN = not available.</param>
public readonly record struct FeldtInterval(double Low, double High)
{
    /// <summary>Computes the interval.</summary>
    /// <param name="alpha">Coefficient alpha, at most 1; NaN gives NaN.</param>
    /// <param name="respondents">n, complete rows; fewer than 2 give NaN.</param>
    /// <param name="items">k; fewer than 2 give NaN.</param>
    /// <returns>The two-sided 95 % interval; both bounds are 1 when alpha is.</returns>
    public static FeldtInterval Of(double alpha, long respondents, int items)
    {
        if (double.IsNaN(alpha) || respondents < 2 || items < 2)
        {
            return new FeldtInterval(double.NaN, double.NaN);
        }

        double numerator = respondents - 1;
        double denominator = numerator * (items - 1);
        double upper = FisherPoint.Of(0.975, numerator, denominator);
        double lower = FisherPoint.Of(0.025, numerator, denominator);
        return new FeldtInterval(1 - ((1 - alpha) * upper), 1 - ((1 - alpha) * lower));
    }
}
