namespace Diagnostics.Tests.Reference;

/// <summary>How a number agrees with a reference: relative, absolute near zero, and not available only together.</summary>
internal static class Agreement
{
    public static void Relative(double expected, double actual, double tolerance, string what)
    {
        bool agrees = double.IsNaN(expected)
            ? double.IsNaN(actual)
            : Math.Abs(expected - actual) <= tolerance * Math.Max(1, Math.Abs(expected));
        Assert.True(agrees, $"{what}: {expected:R} in the reference, {actual:R} here.");
    }
}
