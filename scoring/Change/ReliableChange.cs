using Diagnostics.Scoring.Reliability;

namespace Diagnostics.Scoring.Change;

/// <summary>
/// Whether a person's second score differs from the first by more than error: the index of Jacobson and Truax with two reliabilities,
/// Iverson's form with the mean change subtracted, and the standardised regression-based score. Immutable.
/// </summary>
/// <remarks>
/// Everything that needs it is NaN when SD of the first occasion is 0, the reliability in question is 1 or more, or fewer than three
/// respondents have both occasions. For interests the form to use is Iverson's on T scores of the grade norm; when the two occasions
/// used different forms of the test the scores must be linked first.
/// </remarks>
public sealed record ReliableChange
{
    /// <summary>Fewest respondents with both occasions; the standard error of the regression divides by n − 2.</summary>
    public const int LeastCount = 3;

    /// <summary>A correlation this close to ±1 is 1 but for rounding.</summary>
    private const double Rounding = 1e-12;

    /// <summary>Sets the indices up.</summary>
    /// <param name="occasions">The two occasions over a group.</param>
    /// <param name="reliability">Internal consistency of the score, 0 or more; 1 or more gives NaN.</param>
    /// <exception cref="ArgumentOutOfRangeException">The reliability is negative or NaN.</exception>
    public ReliableChange(TwoOccasions occasions, double reliability)
    {
        ArgumentNullException.ThrowIfNull(occasions);
        ArgumentOutOfRangeException.ThrowIfNegative(reliability);
        if (double.IsNaN(reliability))
        {
            throw new ArgumentOutOfRangeException(nameof(reliability), "The reliability is no number.");
        }

        Occasions = occasions;
        Reliability = reliability;
        bool isUsable = occasions.Count >= LeastCount && occasions.FirstDeviation > 0;
        FirstError = isUsable ? StandardError(occasions.FirstDeviation, reliability) : double.NaN;
        SecondError = isUsable ? StandardError(occasions.SecondDeviation, reliability) : double.NaN;
        RetestDifferenceError = isUsable
            ? Math.Sqrt(2) * StandardError(occasions.FirstDeviation, occasions.Correlation)
            : double.NaN;
        Slope = isUsable ? occasions.Correlation * occasions.SecondDeviation / occasions.FirstDeviation : double.NaN;
        EstimateError = isUsable ? RegressionError(occasions) : double.NaN;
    }

    /// <summary>The two occasions.</summary>
    public TwoOccasions Occasions { get; }

    /// <summary>The reliability that was given; stored, because another one gives another result.</summary>
    public double Reliability { get; }

    /// <summary>SEM₁ = SD₁·√(1 − r), in points.</summary>
    public double FirstError { get; }

    /// <summary>SEM₂ = SD₂·√(1 − r), in points.</summary>
    public double SecondError { get; }

    /// <summary>√2·SEM₁ with the given reliability, in points.</summary>
    public double DifferenceError => Math.Sqrt(2) * FirstError;

    /// <summary>√2·SD₁·√(1 − r₁₂) with the retest correlation, in points.</summary>
    public double RetestDifferenceError { get; }

    /// <summary>Iverson's √(SEM₁² + SEM₂²), in points.</summary>
    public double PracticeDifferenceError => Math.Sqrt((FirstError * FirstError) + (SecondError * SecondError));

    /// <summary>Slope of the second occasion on the first, r₁₂·SD₂/SD₁.</summary>
    public double Slope { get; }

    /// <summary>Standard error of that regression, SD₂·√((1 − r₁₂²)(n − 1)/(n − 2)), in points.</summary>
    public double EstimateError { get; }

    /// <summary>One person's change.</summary>
    /// <param name="first">Score of the first occasion, in points; NaN = not available.</param>
    /// <param name="second">Score of the second occasion, in points; NaN = not available.</param>
    /// <returns>
    /// RCI = (x₂ − x₁)/(SD₁√2√(1 − r)) (Jacobson &amp; Truax, 1991, Journal of Consulting and Clinical Psychology 59, 12–19†);
    /// (x₂ − x₁ − (M₂ − M₁))/√(SEM₁² + SEM₂²) (Iverson, 2001, Archives of Clinical Neuropsychology 16, 183–191†); (x₂ − x̂₂)/SEE (McSweeny
    /// and others, 1993, The Clinical Neuropsychologist 7, 300–312†).
    /// </returns>
    public ChangeScore Of(double first, double second)
    {
        double change = second - first;
        double practice = Occasions.SecondMean - Occasions.FirstMean;
        double expected = Occasions.SecondMean + (Slope * (first - Occasions.FirstMean));
        return new ChangeScore(
            change / RetestDifferenceError,
            change / DifferenceError,
            (change - practice) / PracticeDifferenceError,
            (second - expected) / EstimateError);
    }

    private static double StandardError(double deviation, double reliability) =>
        reliability < 1 - Rounding ? InternalConsistency.StandardError(deviation, reliability) : double.NaN;

    private static double RegressionError(TwoOccasions occasions)
    {
        double unexplained = 1 - (occasions.Correlation * occasions.Correlation);
        return unexplained > Rounding
            ? occasions.SecondDeviation * Math.Sqrt(unexplained * (occasions.Count - 1) / (occasions.Count - 2))
            : double.NaN;
    }
}
