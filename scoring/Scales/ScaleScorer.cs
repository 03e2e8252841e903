using System.Collections.Immutable;
using Diagnostics.Scoring.Keys;
using Diagnostics.Scoring.Responses;

namespace Diagnostics.Scoring.Scales;

/// <summary>
/// Raw scale scores: sums of points with the scale's rule for missing answers. The hot path, vectorized; gives the same bits as
/// <see cref="ScalarScaleScorer"/>, which is the readable definition.
/// </summary>
public static class ScaleScorer
{
    /// <summary>
    /// Respondents worked on at a time, and the unit in which threads may share the work: enough to stream the columns, few enough for sums
    /// and counts to stay in a near cache.
    /// </summary>
    public const int TileRows = 8192;

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
        Score(ScoringPlan.Compile(key), responses, raw, answered);
        return new ScaleScores(key, responses.Respondents, raw, answered);
    }

    /// <summary>Scores all respondents on all scales into memory of the caller; allocates nothing.</summary>
    /// <param name="plan">The compiled key.</param>
    /// <param name="responses">Answer codes, [respondents × items].</param>
    /// <param name="raw">Receives raw scores in points, NaN = not available, [scales × respondents], scale-major.</param>
    /// <param name="answered">Receives answered counts, [scales × respondents], scale-major.</param>
    /// <exception cref="ArgumentException">
    /// Key and matrix differ in the number of items, or a span has not exactly scales × respondents places.
    /// </exception>
    /// <exception cref="AnswerOutOfRangeException">A code is no valid answer; what the spans hold then is not defined.</exception>
    public static void Score(ScoringPlan plan, ResponseMatrix responses, Span<double> raw, Span<ushort> answered)
    {
        ArgumentNullException.ThrowIfNull(responses);
        ScoreRows(plan, responses, 0, responses.Respondents, raw, answered);
    }

    /// <summary>
    /// Scores some respondents into the places of all, so that several threads can share the work: the result does not depend on how it
    /// was divided.
    /// </summary>
    /// <param name="plan">The compiled key.</param>
    /// <param name="responses">Answer codes, [respondents × items].</param>
    /// <param name="first">First respondent, a multiple of <see cref="TileRows"/>.</param>
    /// <param name="count">How many respondents.</param>
    /// <param name="raw">Places of all respondents, [scales × respondents]; those of others are left as they are.</param>
    /// <param name="answered">Likewise.</param>
    /// <exception cref="ArgumentException">
    /// Key and matrix differ in the number of items, a span has not exactly scales × respondents places, or there are no such respondents.
    /// </exception>
    /// <exception cref="AnswerOutOfRangeException">A code is no valid answer; what the spans hold then is not defined.</exception>
    public static void ScoreRows(
        ScoringPlan plan, ResponseMatrix responses, int first, int count, Span<double> raw, Span<ushort> answered)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(responses);
        ScoringShape.Check(plan.Key, responses, raw.Length, answered.Length);
        ScoringShape.CheckRows(responses, first, count);
        var tile = new ScoreTile(plan, responses, stackalloc ushort[ScoreTile.Room(plan)]);
        for (int from = first; from < first + count; from += TileRows)
        {
            int rows = Math.Min(TileRows, first + count - from);
            tile.Move(from, rows);
            for (int scale = 0; scale < plan.Scales.Length; scale++)
            {
                int start = (scale * responses.Respondents) + from;
                tile.Score(scale, raw.Slice(start, rows)).CopyTo(answered[start..]);
            }
        }

        tile.ThrowIfFaulty();
    }

    /// <summary>
    /// Sums points and counts answers of all respondents on all scales, before any rule for missing answers: whole numbers, for those who
    /// count (norms, reliability). Allocates nothing.
    /// </summary>
    /// <param name="plan">The compiled key.</param>
    /// <param name="responses">Answer codes, [respondents × items].</param>
    /// <param name="sums">Receives the points of the answered items, [scales × respondents], scale-major.</param>
    /// <param name="answered">Receives answered counts, [scales × respondents], scale-major.</param>
    /// <exception cref="ArgumentException">
    /// Key and matrix differ in the number of items, or a span has not exactly scales × respondents places.
    /// </exception>
    /// <exception cref="AnswerOutOfRangeException">A code is no valid answer; what the spans hold then is not defined.</exception>
    public static void Sum(ScoringPlan plan, ResponseMatrix responses, Span<ushort> sums, Span<ushort> answered)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(responses);
        ScoringShape.Check(plan.Key, responses, sums.Length, answered.Length);
        var tile = new ScoreTile(plan, responses, stackalloc ushort[ScoreTile.Room(plan)]);
        Span<ushort> lastSums = stackalloc ushort[TileRows];
        Span<ushort> lastAnswered = stackalloc ushort[TileRows];
        for (int first = 0; first < responses.Respondents; first += TileRows)
        {
            int rows = Math.Min(TileRows, responses.Respondents - first);
            tile.Move(first, rows);
            for (int scale = 0; scale < plan.Scales.Length; scale++)
            {
                Span<ushort> sum = sums.Slice((scale * responses.Respondents) + first, rows);
                Span<ushort> count = answered.Slice((scale * responses.Respondents) + first, rows);
                if (rows == TileRows)
                {
                    tile.Sum(scale, sum, count);
                    continue;
                }

                // Only whole tiles are summed in place: the loop works on padded rows.
                tile.Sum(scale, lastSums, lastAnswered);
                lastSums[..rows].CopyTo(sum);
                lastAnswered[..rows].CopyTo(count);
            }
        }

        tile.ThrowIfFaulty();
    }

    /// <summary>Scores one person.</summary>
    /// <param name="key">The key.</param>
    /// <param name="answers">The person's codes, <see cref="ResponseMatrix.Missing"/> where there was no answer, [items].</param>
    /// <returns>One score per scale, in the key's order.</returns>
    /// <exception cref="ArgumentException">The answers are not as many as the key's items.</exception>
    /// <exception cref="AnswerOutOfRangeException">A code is no valid answer; the respondent's number is 0.</exception>
    public static ImmutableArray<ScaleScore> ScoreOne(ScoringKey key, ReadOnlySpan<byte> answers) =>
        ScalarScaleScorer.ScoreOne(key, answers);
}
