using System.Collections.Immutable;
using System.Numerics;
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
    /// Respondents worked on at a time: enough to stream the columns, few enough for sums and counts to stay in a near cache. A
    /// multiple of the matrix's padding.
    /// </summary>
    private const int TileRows = 8192;

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
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(responses);
        ScoringShape.Check(plan.Key, responses, raw.Length, answered.Length);
        Span<ushort> sums = stackalloc ushort[TileRows];
        Span<ushort> missing = stackalloc ushort[TileRows];
        Span<ushort> blanks = stackalloc ushort[plan.CountsBlanks ? TileRows : 0];
        Vector<byte> faults = Vector<byte>.Zero;
        for (int first = 0; first < responses.Respondents; first += TileRows)
        {
            int rows = Math.Min(TileRows, responses.Respondents - first);
            if (plan.CountsBlanks)
            {
                AnswerSums.CountBlanks(responses, first, rows, blanks);
            }

            for (int scale = 0; scale < plan.Scales.Length; scale++)
            {
                AnswerSums.Sum(plan.Scales[scale], responses, first, rows, sums, missing, ref faults);
                int start = (scale * responses.Respondents) + first;
                RawScores.Finish(plan.Scales[scale], sums[..rows], missing, blanks, raw.Slice(start, rows), answered.Slice(start, rows));
            }
        }

        if (faults != Vector<byte>.Zero)
        {
            ScoringShape.ThrowFirstFault(plan.Key, responses);
        }
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
