namespace Diagnostics.Scoring.Reliability;

/// <summary>Where a correlation matrix counts as singular.</summary>
internal static class Singular
{
    /// <summary>
    /// Smallest eigenvalue relative to the largest. Rounding leaves about 1e-16 per item where there should be 0; whole-number answers
    /// that are not exactly dependent stay far above.
    /// </summary>
    public const double Tolerance = 1e-12;
}
