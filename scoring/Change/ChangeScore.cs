namespace Diagnostics.Scoring.Change;

/// <summary>One person's change by all four indices; NaN = not available.</summary>
/// <param name="RetestIndex">Jacobson–Truax index with the retest correlation as reliability.</param>
/// <param name="ReliabilityIndex">Jacobson–Truax index with the given reliability.</param>
/// <param name="PracticeIndex">Iverson's index: the mean change is subtracted first.</param>
/// <param name="RegressionZ">Standardised distance from what regression on the first occasion predicts (SRB).</param>
public readonly record struct ChangeScore(double RetestIndex, double ReliabilityIndex, double PracticeIndex, double RegressionZ)
{
    /// <summary>Two-sided 95 % point of the normal distribution.</summary>
    public const double Limit = 1.96;

    /// <summary>A person without one of the occasions.</summary>
    public static ChangeScore NotAvailable => new(double.NaN, double.NaN, double.NaN, double.NaN);

    /// <summary>Class by <see cref="RetestIndex"/>; null = not available.</summary>
    public ChangeClass? RetestClass => ClassOf(RetestIndex);

    /// <summary>Class by <see cref="ReliabilityIndex"/>; null = not available.</summary>
    public ChangeClass? ReliabilityClass => ClassOf(ReliabilityIndex);

    /// <summary>Same, up or down at |index| &gt; <see cref="Limit"/>.</summary>
    /// <param name="index">A reliable change index; NaN = not available.</param>
    /// <returns>Null for NaN.</returns>
    public static ChangeClass? ClassOf(double index)
    {
        if (double.IsNaN(index))
        {
            return null;
        }

        return index > Limit ? ChangeClass.Up : index < -Limit ? ChangeClass.Down : ChangeClass.Same;
    }
}
