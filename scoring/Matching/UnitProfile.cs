using Diagnostics.Scoring.Interests;

namespace Diagnostics.Scoring.Matching;

/// <summary>
/// Six scores as a direction: centred on their mean and scaled to length 1, so that Pearson's r of two profiles is their scalar product.
/// The one place where r's arithmetic is written down: every path gives the same bits because it follows this order of operations.
/// </summary>
internal static class UnitProfile
{
    /// <summary>Scores in a profile.</summary>
    public const int Scores = 6;

    /// <summary>A range below this share of the largest score is what rounding leaves of a flat profile, e.g. of z scores.</summary>
    private const double Flat = 1e-12;

    /// <summary>Makes the direction.</summary>
    /// <param name="scores">Any unit, [6].</param>
    /// <param name="unit">Receives the direction, [6]; zeros when there is none.</param>
    /// <returns>
    /// False without a direction: a score is not finite, the profile is flat, or numbers so large or small that squares do not fit.
    /// </returns>
    public static bool TryMake(ReadOnlySpan<double> scores, Span<double> unit)
    {
        double sum = 0;
        double lowest = double.PositiveInfinity;
        double highest = double.NegativeInfinity;
        foreach (double score in scores)
        {
            sum += score;
            lowest = Math.Min(lowest, score);
            highest = Math.Max(highest, score);
        }

        // Every comparison with NaN is false, so a missing score ends here too.
        if (!(highest - lowest > Flat * Math.Max(Math.Abs(lowest), Math.Abs(highest))))
        {
            unit.Clear();
            return false;
        }

        double mean = sum / Scores;
        double squares = 0;
        for (int score = 0; score < Scores; score++)
        {
            double distance = scores[score] - mean;
            unit[score] = distance;
            squares += distance * distance;
        }

        if (!double.IsNormal(squares))
        {
            unit.Clear();
            return false;
        }

        double length = Math.Sqrt(squares);
        for (int score = 0; score < Scores; score++)
        {
            unit[score] /= length;
        }

        return true;
    }

    /// <summary>The scalar product, added up in the order of the scores and not fused; <see cref="Bounded"/> makes it r.</summary>
    public static double Product(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        double sum = first[0] * second[0];
        for (int score = 1; score < Scores; score++)
        {
            sum += first[score] * second[score];
        }

        return sum;
    }

    /// <summary>Rounding may leave 1.0000000000000002; a correlation stays in −1..1.</summary>
    public static double Bounded(double product) => Math.Clamp(product, -1, 1);

    /// <summary>Counts whole profiles.</summary>
    /// <exception cref="ArgumentException">The length is no multiple of six.</exception>
    public static int Count(ReadOnlySpan<double> profiles) => profiles.Length % Scores == 0
        ? profiles.Length / Scores
        : throw new ArgumentException($"{profiles.Length} scores are no whole profiles of {HollandCode.Letters}.", nameof(profiles));
}
