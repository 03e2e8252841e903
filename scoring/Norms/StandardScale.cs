namespace Diagnostics.Scoring.Norms;

/// <summary>From z to the usual standard scores. Halves go up: floor(v + 0.5), also below zero.</summary>
public static class StandardScale
{
    /// <summary>T = 50 + 10z.</summary>
    /// <param name="z">Standard score; NaN = not available.</param>
    /// <returns>T, not rounded and not clipped; NaN for NaN.</returns>
    public static double T(double z) => 50 + (10 * z);

    /// <summary>T rounded half up and clipped to 20..80.</summary>
    /// <param name="t">T score; NaN = not available.</param>
    /// <returns>20..80; null for NaN.</returns>
    public static int? RoundedT(double t) => Clipped(t, 20, 80);

    /// <summary>Sten: mean 5.5, SD 2.</summary>
    /// <param name="z">Standard score; NaN = not available.</param>
    /// <returns>1..10; null for NaN.</returns>
    public static int? Sten(double z) => Clipped((2 * z) + 5.5, 1, 10);

    /// <summary>Stanine: mean 5, SD 2.</summary>
    /// <param name="z">Standard score; NaN = not available.</param>
    /// <returns>1..9; null for NaN.</returns>
    public static int? Stanine(double z) => Clipped((2 * z) + 5, 1, 9);

    private static int? Clipped(double value, int least, int most) =>
        double.IsNaN(value) ? null : (int)Math.Clamp(Math.Floor(value + 0.5), least, most);
}
