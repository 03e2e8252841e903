namespace Diagnostics.Scoring.Interests;

/// <summary>
/// Indices of one interest profile R, I, A, S, E, C; o1 ≥ … ≥ o6 are its ordered scores. They are in the unit of the scores given.
/// Citations marked † were not re-read; the formulas agree with the reference files.
/// </summary>
public readonly record struct RiasecIndices
{
    /// <summary>Whether all six scores were available; otherwise every number is NaN and the code is empty.</summary>
    public bool IsAvailable => Code3 is { Length: > 0 };

    /// <summary>
    /// Three letters by descending score, ties by the order R, I, A, S, E, C; people see <see
    /// cref="HollandCode.Alternatives(ReadOnlySpan{double})"/>.
    /// </summary>
    public required string Code3 { get; init; }

    /// <summary>o1 = o2, o2 = o3 or o3 = o4: the three letters are not determined.</summary>
    public required bool TieInTop3 { get; init; }

    /// <summary>Differentiation o1 − o6 (Holland, 1973).</summary>
    public required double HollandDifferentiation { get; init; }

    /// <summary>Differentiation o1 − o3 (Spokane and Walsh)†.</summary>
    public required double Top3Differentiation { get; init; }

    /// <summary>L1 = ½(o1 − (o2 + o4)/2) (Iachan, 1984, Psychometrika 49:217; the ½ †).</summary>
    public required double IachanL1 { get; init; }

    /// <summary>L2 = ½(o1 − (o3 + o5)/2) (Iachan, 1984; the ½ †).</summary>
    public required double IachanL2 { get; init; }

    /// <summary>o1 − (o2 + o4)/2: L1 as R's package holland gives it, twice as large.</summary>
    public double Di3 => 2 * IachanL1;

    /// <summary>Standard deviation of the six scores, divisor 6.</summary>
    public double ProfileSd => Math.Sqrt(ProfileVariance);

    /// <summary>Variance of the six scores, divisor 6.</summary>
    public required double ProfileVariance { get; init; }

    /// <summary>Sum of the six scores.</summary>
    public required double ElevationSum { get; init; }

    /// <summary>Mean of the six scores.</summary>
    public double ElevationMean => ElevationSum / 6;

    /// <summary>Distance of the first two letters on the hexagon: 1 adjacent, 2 alternate, 3 opposite; NaN when not available.</summary>
    public required double HexagonDistance { get; init; }

    /// <summary>Consistency 4 − distance: 3 adjacent, 2 alternate, 1 opposite (Holland, 1973).</summary>
    public double Consistency => 4 - HexagonDistance;

    /// <summary>Things/people 2R + I − A − 2S − E + C (Prediger, 1982, JVB 21:259)†; give it z or T scores to compare persons.</summary>
    public required double ThingsPeople { get; init; }

    /// <summary>E + C − I − A: data/ideas before its factor.</summary>
    public required double DataIdeasSum { get; init; }

    /// <summary>Data/ideas 1.73·(E + C − I − A) (Prediger, 1982)†.</summary>
    public double DataIdeas173 => 1.73 * DataIdeasSum;

    /// <summary>Data/ideas with the exact factor √3.</summary>
    public double DataIdeas => Math.Sqrt(3) * DataIdeasSum;

    /// <summary>
    /// Direction of (things/people, data/ideas with √3) in degrees, [0, 360); NaN when both are 0, as for a flat profile.
    /// </summary>
    public double AngleDegrees
    {
        get
        {
            if (ThingsPeople == 0 && DataIdeasSum == 0)
            {
                return double.NaN;
            }

            double degrees = Math.Atan2(DataIdeas, ThingsPeople) * 180 / Math.PI;
            degrees = degrees < 0 ? degrees + 360 : degrees;
            return degrees >= 360 ? 0 : degrees;
        }
    }

    /// <summary>Length of (things/people, data/ideas with √3).</summary>
    public double Radius => Math.Sqrt((ThingsPeople * ThingsPeople) + (DataIdeas * DataIdeas));

    /// <summary>Computes the indices of one profile.</summary>
    /// <param name="scores">Scores in the order R, I, A, S, E, C, one unit for all six, [6].</param>
    /// <returns>The indices; not available when any score is NaN.</returns>
    /// <exception cref="ArgumentException">There are not six scores.</exception>
    public static RiasecIndices Of(ReadOnlySpan<double> scores)
    {
        Span<int> order = stackalloc int[6];
        if (!HollandCode.TryOrder(scores, order))
        {
            return NotAvailable();
        }

        (double r, double i, double a, double s, double e, double c) = (scores[0], scores[1], scores[2], scores[3], scores[4], scores[5]);
        double first = scores[order[0]];
        double sum = r + i + a + s + e + c;
        return new RiasecIndices
        {
            Code3 = HollandCode.First3Of(order),
            TieInTop3 = HollandCode.IsTied(scores, order),
            HollandDifferentiation = first - scores[order[5]],
            Top3Differentiation = first - scores[order[2]],
            IachanL1 = (first - ((scores[order[1]] + scores[order[3]]) / 2)) / 2,
            IachanL2 = (first - ((scores[order[2]] + scores[order[4]]) / 2)) / 2,
            ProfileVariance = Variance(scores, sum / 6),
            ElevationSum = sum,
            HexagonDistance = HollandCode.HexagonDistance(order[0], order[1]),
            ThingsPeople = Exact((2 * r) + i - a - (2 * s) - e + c, scores),
            DataIdeasSum = Exact(e + c - i - a, scores),
        };
    }

    /// <summary>
    /// Opposite prorated scores leave 1e-15 where there should be 0, and a direction of that would be noise: what is under 1e-12 of the
    /// scores themselves is 0.
    /// </summary>
    private static double Exact(double difference, ReadOnlySpan<double> scores)
    {
        double size = 0;
        foreach (double score in scores)
        {
            size += Math.Abs(score);
        }

        return Math.Abs(difference) <= 1e-12 * size ? 0 : difference;
    }

    private static double Variance(ReadOnlySpan<double> scores, double mean)
    {
        double squares = 0;
        foreach (double score in scores)
        {
            squares += (score - mean) * (score - mean);
        }

        return squares / scores.Length;
    }

    private static RiasecIndices NotAvailable() => new()
    {
        Code3 = "",
        TieInTop3 = false,
        HollandDifferentiation = double.NaN,
        Top3Differentiation = double.NaN,
        IachanL1 = double.NaN,
        IachanL2 = double.NaN,
        ProfileVariance = double.NaN,
        ElevationSum = double.NaN,
        HexagonDistance = double.NaN,
        ThingsPeople = double.NaN,
        DataIdeasSum = double.NaN,
    };
}
