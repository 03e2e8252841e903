namespace Diagnostics.Scoring.Norms;

/// <summary>The 95 % interval of a share.</summary>
public static class ShareInterval
{
    private const double Normal95 = 1.96;

    /// <summary>
    /// The score interval (Wilson, 1927, Journal of the American Statistical Association 22, 209–212†): unlike the usual ± it stays inside 0..1 and does not
    /// vanish at the ends.
    /// </summary>
    /// <param name="share">The share, 0..1; NaN = not available.</param>
    /// <param name="n">Of how many.</param>
    /// <returns>Both ends, 0..1; NaN without a share.</returns>
    public static (double Low, double High) Wilson(double share, double n)
    {
        if (double.IsNaN(share))
        {
            return (double.NaN, double.NaN);
        }

        double square = Normal95 * Normal95;
        double centre = (share + (square / (2 * n))) / (1 + (square / n));
        double half = Normal95 / (1 + (square / n)) * Math.Sqrt((share * (1 - share) / n) + (square / (4 * n * n)));

        // Where the share is 0 or 1 its own end of the interval is it, but for rounding.
        return (Math.Clamp(centre - half, 0, share), Math.Clamp(centre + half, share, Math.Max(share, 1)));
    }
}
