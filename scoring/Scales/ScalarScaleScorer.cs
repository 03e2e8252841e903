using System.Collections.Immutable;
using Diagnostics.Scoring.Keys;
using Diagnostics.Scoring.Responses;

namespace Diagnostics.Scoring.Scales;

/// <summary>
/// The readable twin of <see cref="ScaleScorer"/>: the definition of a raw score, the oracle of its tests and the baseline of its
/// benchmark. It walks the matrix column by column, as a careful person would write it. Stored profiles come from <see
/// cref="ScoreOne"/>.
/// </summary>
public static class ScalarScaleScorer
{
    /// <summary>Scores all respondents on all scales.</summary>
    /// <param name="key">The key; column i of the matrix is item i of the key.</param>
    /// <param name="responses">Answer codes, [respondents × items].</param>
    /// <returns>Scores, [scales × respondents]; 0 respondents give empty columns.</returns>
    /// <exception cref="ArgumentException">Key and matrix differ in the number of items.</exception>
    /// <exception cref="AnswerOutOfRangeException">A code is no valid answer; names the first such respondent and item.</exception>
    public static ScaleScores Score(ScoringKey key, ResponseMatrix responses)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(responses);
        int cells = checked(key.Scales.Length * responses.Respondents);
        double[] raw = new double[cells];
        ushort[] answered = new ushort[cells];
        Score(key, responses, raw, answered);
        return new ScaleScores(key, responses.Respondents, raw, answered);
    }

    /// <summary>Scores all respondents on all scales into memory of the caller.</summary>
    /// <param name="key">The key.</param>
    /// <param name="responses">Answer codes, [respondents × items].</param>
    /// <param name="raw">Receives raw scores in points, NaN = not available, [scales × respondents], scale-major.</param>
    /// <param name="answered">Receives answered counts, [scales × respondents], scale-major.</param>
    /// <exception cref="ArgumentException">
    /// Key and matrix differ in the number of items, or a span has not exactly scales × respondents places.
    /// </exception>
    /// <exception cref="AnswerOutOfRangeException">A code is no valid answer; what the spans hold then is not defined.</exception>
    public static void Score(ScoringKey key, ResponseMatrix responses, Span<double> raw, Span<ushort> answered)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(responses);
        ScoringShape.Check(key, responses, raw.Length, answered.Length);
        raw.Clear();
        answered.Clear();
        int[] blanks = key.Scales.Any(scale => scale.Missing is MissingRule.Tolerate) ? CountBlanks(responses) : [];
        for (int scale = 0; scale < key.Scales.Length; scale++)
        {
            ScaleKey scaleKey = key.Scales[scale];
            Span<double> sums = raw.Slice(scale * responses.Respondents, responses.Respondents);
            Span<ushort> counts = answered.Slice(scale * responses.Respondents, responses.Respondents);
            foreach (ItemKey item in scaleKey.Items)
            {
                if (!TryAdd(item, responses.Column(item.Item), sums, counts))
                {
                    ScoringShape.ThrowFirstFault(key, responses);
                }
            }

            Completion completion = Completion.Of(scaleKey);
            for (int respondent = 0; respondent < sums.Length; respondent++)
            {
                int blank = blanks.Length > 0 ? blanks[respondent] : 0;
                sums[respondent] = completion.Raw(sums[respondent], counts[respondent], blank);
            }
        }
    }

    /// <summary>Scores one person.</summary>
    /// <param name="key">The key.</param>
    /// <param name="answers">The person's codes, <see cref="ResponseMatrix.Missing"/> where there was no answer, [items].</param>
    /// <returns>One score per scale, in the key's order.</returns>
    /// <exception cref="ArgumentException">The answers are not as many as the key's items.</exception>
    /// <exception cref="AnswerOutOfRangeException">A code is no valid answer; the respondent's number is 0.</exception>
    public static ImmutableArray<ScaleScore> ScoreOne(ScoringKey key, ReadOnlySpan<byte> answers)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (answers.Length != key.Items.Length)
        {
            throw new ArgumentException($"{answers.Length} answers for {key.Items.Length} items.", nameof(answers));
        }

        ScoringShape.ThrowFault(key, answers, respondent: 0);
        int blanks = answers.Count(ResponseMatrix.Missing);
        ImmutableArray<ScaleScore>.Builder scores = ImmutableArray.CreateBuilder<ScaleScore>(key.Scales.Length);
        foreach (ScaleKey scale in key.Scales)
        {
            int sum = 0;
            int answered = 0;
            foreach (ItemKey item in scale.Items)
            {
                byte code = answers[item.Item];
                if (code != ResponseMatrix.Missing)
                {
                    sum += item.PointsFor(code);
                    answered++;
                }
            }

            double raw = Completion.Of(scale).Raw(sum, answered, blanks);
            int notReached = scale is CriterionScale ? Reach.NotReached(scale, answers) : 0;
            scores.Add(new ScaleScore(scale.Id, raw, answered, notReached, scale.Items.Length, scale.Lowest, scale.Highest));
        }

        return scores.MoveToImmutable();
    }

    private static bool TryAdd(ItemKey item, ReadOnlySpan<byte> column, Span<double> sums, Span<ushort> counts) => item switch
    {
        ItemKey.Rating rating => TryAddRating(rating, column, sums, counts),
        ItemKey.Options options => TryAddOptions(options.Points.AsSpan(), column, sums, counts),
        ItemKey.BestWorst set => TryAddSet(set, column, sums, counts),
        _ => throw new NotSupportedException($"{item}"),
    };

    private static bool TryAddRating(ItemKey.Rating rating, ReadOnlySpan<byte> column, Span<double> sums, Span<ushort> counts)
    {
        (byte min, byte max, bool reversed) = (rating.Min, rating.Max, rating.Reversed);
        for (int respondent = 0; respondent < column.Length; respondent++)
        {
            byte code = column[respondent];
            if (code == ResponseMatrix.Missing)
            {
                continue;
            }

            if (code < min || code > max)
            {
                return false;
            }

            sums[respondent] += reversed ? min + max - code : code;
            counts[respondent]++;
        }

        return true;
    }

    private static bool TryAddOptions(ReadOnlySpan<byte> points, ReadOnlySpan<byte> column, Span<double> sums, Span<ushort> counts)
    {
        for (int respondent = 0; respondent < column.Length; respondent++)
        {
            byte code = column[respondent];
            if (code == ResponseMatrix.Missing)
            {
                continue;
            }

            if (code >= points.Length)
            {
                return false;
            }

            sums[respondent] += points[code];
            counts[respondent]++;
        }

        return true;
    }

    private static bool TryAddSet(ItemKey.BestWorst set, ReadOnlySpan<byte> column, Span<double> sums, Span<ushort> counts)
    {
        for (int respondent = 0; respondent < column.Length; respondent++)
        {
            byte code = column[respondent];
            if (code == ResponseMatrix.Missing)
            {
                continue;
            }

            if (!set.Accepts(code))
            {
                return false;
            }

            sums[respondent] += set.PointsFor(code);
            counts[respondent]++;
        }

        return true;
    }

    private static int[] CountBlanks(ResponseMatrix responses)
    {
        int[] blanks = new int[responses.Respondents];
        for (int item = 0; item < responses.Items; item++)
        {
            ReadOnlySpan<byte> column = responses.Column(item);
            for (int respondent = 0; respondent < column.Length; respondent++)
            {
                blanks[respondent] += column[respondent] == ResponseMatrix.Missing ? 1 : 0;
            }
        }

        return blanks;
    }
}
