namespace Diagnostics.Scoring.Moments;

/// <summary>
/// Location, spread and shape of whole-number scores, from how often each score occurs. The frequencies are exact and are read from the
/// lowest score up, so the order in which respondents came changes no bit.
/// </summary>
public sealed record FrequencyMoments
{
    private FrequencyMoments()
    {
    }

    /// <summary>n, number of scores.</summary>
    public long Count { get; private init; }

    /// <summary>Mean in points; NaN without scores.</summary>
    public double Mean { get; private init; } = double.NaN;

    /// <summary>Sample variance (n − 1) in squared points; NaN with fewer than two scores.</summary>
    public double Variance { get; private init; } = double.NaN;

    /// <summary>Sample standard deviation (n − 1) in points; NaN with fewer than two scores.</summary>
    public double StandardDeviation => Math.Sqrt(Variance);

    /// <summary>Lowest score that occurs; NaN without scores.</summary>
    public double Minimum { get; private init; } = double.NaN;

    /// <summary>Highest score that occurs; NaN without scores.</summary>
    public double Maximum { get; private init; } = double.NaN;

    /// <summary>
    /// Skewness g1 = m3 / m2^1.5 with moments divided by n (Joanes &amp; Gill, 1998 †); NaN when all scores are equal or there are none.
    /// </summary>
    public double Skewness { get; private init; } = double.NaN;

    /// <summary>
    /// Excess kurtosis g2 = m4 / m2² − 3 with moments divided by n (Joanes &amp; Gill, 1998 †); NaN when all scores are equal or there are
    /// none.
    /// </summary>
    public double Kurtosis { get; private init; } = double.NaN;

    /// <summary>Computes the moments.</summary>
    /// <param name="lowest">The score the first frequency belongs to, in points.</param>
    /// <param name="frequencies">How often lowest, lowest + 1, … occur, none negative, [scores].</param>
    /// <returns>The moments.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A frequency is negative.</exception>
    public static FrequencyMoments Of(int lowest, ReadOnlySpan<long> frequencies)
    {
        // Distances from the lowest score, so that squares of n·Σ stay within 128 bits wherever the scores lie.
        long count = 0;
        Int128 sum = 0;
        Int128 squares = 0;
        for (int place = 0; place < frequencies.Length; place++)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(frequencies[place], nameof(frequencies));
            Int128 share = (Int128)frequencies[place] * place;
            count += frequencies[place];
            sum += share;
            squares += share * place;
        }

        if (count == 0)
        {
            return new FrequencyMoments();
        }

        double mean = (double)(sum + ((Int128)lowest * count)) / count;
        Int128 scaledVariance = (count * squares) - (sum * sum);
        (double skewness, double kurtosis) = scaledVariance == 0 ? (double.NaN, double.NaN) : Shape(lowest, frequencies, count, mean);
        return new FrequencyMoments
        {
            Count = count,
            Mean = mean,
            Variance = count < 2 ? double.NaN : (double)scaledVariance / ((double)count * (count - 1)),
            Minimum = lowest + frequencies.IndexOfAnyExcept(0),
            Maximum = lowest + frequencies.LastIndexOfAnyExcept(0),
            Skewness = skewness,
            Kurtosis = kurtosis,
        };
    }

    private static (double Skewness, double Kurtosis) Shape(int lowest, ReadOnlySpan<long> frequencies, long count, double mean)
    {
        double second = 0;
        double third = 0;
        double fourth = 0;
        for (int place = 0; place < frequencies.Length; place++)
        {
            double distance = lowest + place - mean;
            double square = frequencies[place] * distance * distance;
            second += square;
            third += square * distance;
            fourth += square * distance * distance;
        }

        second /= count;
        return (third / count / Math.Pow(second, 1.5), (fourth / count / (second * second)) - 3);
    }
}
