namespace Diagnostics.Scoring.Quality;

/// <summary>How far one row of answers lies from the middle of all rows, in the metric of their covariances (Mahalanobis, 1936†).</summary>
/// <param name="Squared">D², 0 or more; NaN = not available.</param>
/// <param name="Probability">
/// Upper tail of chi-square with as many degrees of freedom as items, 0..1; exact for normal variables only, and ratings are none, so it
/// orders rows and is no error rate; NaN = not available.
/// </param>
public readonly record struct MahalanobisDistance(double Squared, double Probability)
{
    /// <summary>There is no distance.</summary>
    public static MahalanobisDistance NotAvailable => new(double.NaN, double.NaN);
}
