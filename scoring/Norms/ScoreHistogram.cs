using System.Globalization;
using Diagnostics.Scoring.Keys;
using Diagnostics.Scoring.Moments;

namespace Diagnostics.Scoring.Norms;

/// <summary>
/// How often every whole score of one scale occurred: exact, so that rows may come in any order and parts may be merged with the same
/// result to the last bit. For one thread; merge afterwards.
/// </summary>
/// <remarks>Mean and variance are formed from integer sums in 128 bits and rounded once.</remarks>
public sealed class ScoreHistogram
{
    /// <summary>Most respondents of a histogram, 10¹²; with a million steps the integer sums then still fit 128 bits.</summary>
    public const long MostRespondents = 1_000_000_000_000;

    private readonly long[] _counts;

    /// <summary>Makes an empty histogram.</summary>
    /// <param name="score">The score and its bounds, which say how many places there are.</param>
    public ScoreHistogram(ComparableScore score)
    {
        ArgumentNullException.ThrowIfNull(score);
        Score = score;
        _counts = new long[score.Highest - score.Lowest + 1];
    }

    /// <summary>The score that is counted.</summary>
    public ComparableScore Score { get; }

    /// <summary>N, number of respondents that were counted.</summary>
    public long Count { get; private set; }

    /// <summary>Respondents that were offered and not counted, because they left items blank or have no score.</summary>
    public long Skipped { get; private set; }

    /// <summary>Number of different scores that occurred.</summary>
    public int Distinct => _counts.Count(count => count > 0);

    /// <summary>Frequencies, lowest score first, [highest − lowest + 1].</summary>
    public ReadOnlySpan<long> Frequencies => _counts;

    /// <summary>Mean score in points; NaN without respondents.</summary>
    public double Mean => Moments.Mean;

    /// <summary>Sample standard deviation (n − 1) in points; NaN with fewer than two respondents.</summary>
    public double StandardDeviation => Moments.StandardDeviation;

    /// <summary>Both and more from one pass over the frequencies.</summary>
    internal FrequencyMoments Moments => FrequencyMoments.Of(Score.Lowest, _counts);

    /// <summary>How often a score occurred.</summary>
    /// <param name="raw">Score in points, within the bounds.</param>
    /// <returns>0 .. <see cref="Count"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The score is outside the bounds.</exception>
    public long this[int raw] => _counts[PlaceOf(raw)];

    /// <summary>Counts one respondent.</summary>
    /// <param name="raw">Score in points, within the bounds.</param>
    /// <exception cref="ArgumentOutOfRangeException">The score is outside the bounds; the message names it.</exception>
    public void Push(int raw) => Push(raw, 1);

    /// <summary>Counts several respondents with the same score.</summary>
    /// <param name="raw">Score in points, within the bounds.</param>
    /// <param name="count">How many, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The score is outside the bounds, the count is negative, or there would be more than <see cref="MostRespondents"/>.
    /// </exception>
    public void Push(int raw, long count)
    {
        int place = PlaceOf(raw);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, MostRespondents - Count);
        _counts[place] += count;
        Count += count;
    }

    /// <summary>
    /// Counts the respondents of a scored column who answered enough items and skips the others: a prorated score never enters norms.
    /// </summary>
    /// <param name="raw">Scores in points, NaN = not available, [respondents].</param>
    /// <param name="answered">Numbers of answered items, [respondents].</param>
    /// <param name="least">
    /// Fewer answered items than this are skipped: the scale's number of items, or 1 where a blank counts 0 points, see
    /// <see cref="LeastAnswered"/>.
    /// </param>
    /// <exception cref="ArgumentException">The spans differ in length, or a score of a row that counts is no whole number.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A score is outside the bounds.</exception>
    public void PushAnswered(ReadOnlySpan<double> raw, ReadOnlySpan<ushort> answered, int least)
    {
        if (raw.Length != answered.Length)
        {
            throw new ArgumentException($"{raw.Length} scores and {answered.Length} counts.", nameof(answered));
        }

        for (int row = 0; row < raw.Length; row++)
        {
            if (answered[row] < least || double.IsNaN(raw[row]))
            {
                Skipped++;
            }
            else
            {
                Push(Whole(raw[row]));
            }
        }
    }

    /// <summary>
    /// How many items of a scale a respondent must have answered to enter its norms: all, because a sum over fewer is prorated or too
    /// low; only one where a blank counts 0 points, because there omitted and not-reached items are part of the score.
    /// </summary>
    /// <param name="scale">The scale.</param>
    /// <returns>1 .. k; 0 items give 1, so that nobody enters.</returns>
    public static int LeastAnswered(ComparableScale scale)
    {
        ArgumentNullException.ThrowIfNull(scale);
        return scale.Missing is MissingRule.Zero ? 1 : Math.Max(1, scale.Items.Length);
    }

    /// <summary>Adds what another has counted and skipped.</summary>
    /// <param name="other">A histogram of the same score.</param>
    /// <exception cref="ArgumentException">It is one of another score.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There would be more than <see cref="MostRespondents"/>.</exception>
    public void Merge(ScoreHistogram other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.Score != Score)
        {
            throw new ArgumentException(string.Create(
                CultureInfo.InvariantCulture,
                $"{other.Score.Id} {other.Score.Lowest}..{other.Score.Highest} cannot join {Score.Id} {Score.Lowest}..{Score.Highest}."),
                nameof(other));
        }

        ArgumentOutOfRangeException.ThrowIfGreaterThan(other.Count, MostRespondents - Count, nameof(other));
        for (int place = 0; place < _counts.Length; place++)
        {
            _counts[place] += other._counts[place];
        }

        Count += other.Count;
        Skipped += other.Skipped;
    }

    /// <summary>Another histogram with the same counts.</summary>
    public ScoreHistogram Copy()
    {
        ScoreHistogram copy = new(Score);
        copy.Merge(this);
        return copy;
    }

    private int Whole(double raw) => double.IsInteger(raw) && raw >= Score.Lowest && raw <= Score.Highest
        ? (int)raw
        : throw new ArgumentException(string.Create(
            CultureInfo.InvariantCulture, $"Scale {Score.Id}: {raw} is no whole score {Score.Lowest}..{Score.Highest}."));

    private int PlaceOf(int raw) => raw >= Score.Lowest && raw <= Score.Highest
        ? raw - Score.Lowest
        : throw new ArgumentOutOfRangeException(nameof(raw), string.Create(
            CultureInfo.InvariantCulture, $"Scale {Score.Id}: the score {raw} is outside {Score.Lowest}..{Score.Highest}."));
}
