namespace Diagnostics.Scoring.Norms;

/// <summary>One person's score seen in a norm table.</summary>
/// <param name="Z">Standard score by the method that was asked for; NaN = not available.</param>
/// <param name="Percentile">Mid-rank percentile, 0..100, smoothed when the table is; NaN = not available.</param>
/// <param name="Respondents">N of the norm group; 0 = not available.</param>
/// <param name="Clamped">Whether the raw score lies outside the table, so that the end row speaks for it.</param>
/// <param name="Method">How <paramref name="Z"/> was made.</param>
public readonly record struct NormScore(double Z, double Percentile, long Respondents, bool Clamped, NormMethod Method)
{
    /// <summary>A person without a score.</summary>
    /// <param name="method">The method that was asked for.</param>
    public static NormScore NotAvailable(NormMethod method) => new(double.NaN, double.NaN, 0, false, method);

    /// <summary>Lower end of the percentile's 95 % interval (Wilson), 0..100; NaN = not available.</summary>
    public double PercentileLow => Wilson().Low;

    /// <summary>Upper end, 0..100; NaN = not available.</summary>
    public double PercentileHigh => Wilson().High;

    /// <summary>T = 50 + 10z, not rounded and not clipped; NaN = not available.</summary>
    public double T => StandardScale.T(Z);

    /// <summary>Sten 1..10; null = not available.</summary>
    public int? Sten => StandardScale.Sten(Z);

    /// <summary>Stanine 1..9; null = not available.</summary>
    public int? Stanine => StandardScale.Stanine(Z);

    /// <summary>Whether there is a standard score.</summary>
    public bool IsAvailable => !double.IsNaN(Z);

    /// <summary>The share's own interval, in percent.</summary>
    private (double Low, double High) Wilson() => ShareInterval.Wilson(Percentile / 100, Respondents) is var (low, high) ? (100 * low, 100 * high) : default;
}
