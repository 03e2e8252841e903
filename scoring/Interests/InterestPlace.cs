namespace Diagnostics.Scoring.Interests;

/// <summary>
/// Where one person's six interests lie in the plane of things and people, data and ideas (Prediger, 1982, JVB 21:259†; <see cref="RiasecIndices.ThingsPeople"/>,
/// <see cref="RiasecIndices.DataIdeas"/>), with the ellipse of its error. Both weightings add up to 0, so how much somebody likes everything moves nothing: the place
/// is within the person and says nothing of how strong an interest is beside another person's.
/// </summary>
/// <param name="ThingsPeople">
/// A quarter of 2R + I − A − 2S − E + C over shares of the scales' ranges: 1 all things, −1 all people; NaN = not available.
/// </param>
/// <param name="DataIdeas">A quarter of √3·(E + C − I − A): √3/2 all data, −√3/2 all ideas; NaN = not available.</param>
/// <param name="Major">The longer half-axis of the 95 % ellipse, in the same unit.</param>
/// <param name="Minor">The shorter one.</param>
/// <param name="TiltDegrees">Angle of the longer one to the axis of things, (−90, 90].</param>
/// <param name="IsApart">Whether the middle of the plane lies outside the ellipse; otherwise no direction can be told.</param>
public readonly record struct InterestPlace(double ThingsPeople, double DataIdeas, double Major, double Minor, double TiltDegrees, bool IsApart)
{
    /// <summary>The sum of the positive weights, so that the ends of the axis of things and people are ±1.</summary>
    private const double Unit = 4;

    private const double Normal95 = 1.96;

    /// <summary>95 % point of chi-square with two degrees of freedom: the ellipse is about both coordinates together.</summary>
    private const double ChiSquare95 = 5.991464547107979;

    /// <summary>Whether all six scores were there.</summary>
    public bool IsAvailable => !double.IsNaN(ThingsPeople);

    /// <summary>Computes the place of one profile.</summary>
    /// <param name="shares">Scores as shares of their scales' ranges in the order R, I, A, S, E, C, 0..1; NaN = not available, [6].</param>
    /// <param name="halfWidths">Half-widths of their 95 % bands as shares of the same ranges, of errors that have nothing to do with each other, [6].</param>
    /// <returns>The place; not available when a score or a band is NaN.</returns>
    /// <exception cref="ArgumentException">There are not six of both.</exception>
    public static InterestPlace Of(ReadOnlySpan<double> shares, ReadOnlySpan<double> halfWidths)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(halfWidths.Length, shares.Length);
        var indices = RiasecIndices.Of(shares);
        ReadOnlySpan<double> things = [2, 1, -1, -2, -1, 1];
        ReadOnlySpan<double> data = [0, -1, -1, 0, 1, 1];
        (double across, double up, double both) = (0, 0, 0);
        for (int scale = 0; scale < halfWidths.Length; scale++)
        {
            double error = halfWidths[scale] / Normal95 / Unit;
            double dataWeight = Math.Sqrt(3) * data[scale];
            across += things[scale] * things[scale] * error * error;
            up += dataWeight * dataWeight * error * error;
            both += things[scale] * dataWeight * error * error;
        }

        return indices.IsAvailable && !double.IsNaN(across)
            ? Of(indices.ThingsPeople / Unit, indices.DataIdeas / Unit, across, up, both)
            : new InterestPlace(double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, false);
    }

    /// <summary>Half-axes and tilt are those of the covariance [[across, both], [both, up]].</summary>
    private static InterestPlace Of(double x, double y, double across, double up, double both)
    {
        double middle = (across + up) / 2;
        double apart = Math.Sqrt(((across - up) * (across - up) / 4) + (both * both));

        // A circle has no direction; what rounding leaves of one would be noise.
        double tilt = apart <= 1e-9 * middle ? 0 : Math.Atan2(2 * both, across - up) / 2 * 180 / Math.PI;

        // Mahalanobis distance of the middle, without dividing by a determinant that may be 0.
        double determinant = (across * up) - (both * both);
        bool isApart = (x != 0 || y != 0) && (up * x * x) - (2 * both * x * y) + (across * y * y) > ChiSquare95 * determinant;
        return new InterestPlace(
            x, y, Math.Sqrt(ChiSquare95 * (middle + apart)), Math.Sqrt(ChiSquare95 * Math.Max(0, middle - apart)), tilt, isApart);
    }
}
