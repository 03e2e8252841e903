namespace Diagnostics.Tests.Reference;

/// <summary>How a number agrees with a reference: relative, with rounding of 1e-13 left near zero, and not available only together.</summary>
internal static class Agreement
{
    private const double Rounding = 1e-13;

    public static void Relative(double expected, double actual, double tolerance, string what)
    {
        bool agrees = double.IsNaN(expected)
            ? double.IsNaN(actual)
            : Math.Abs(expected - actual) <= (tolerance * Math.Abs(expected)) + Rounding;
        Assert.True(agrees, $"{what}: {expected:R} in the reference, {actual:R} here.");
    }
}
