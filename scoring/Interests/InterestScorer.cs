using System.Numerics;
using Diagnostics.Scoring.Norms;
using Diagnostics.Scoring.Responses;
using Diagnostics.Scoring.Scales;

namespace Diagnostics.Scoring.Interests;

/// <summary>
/// The whole chain of an interest inventory for many respondents: answers → six sums → T scores → letters. A tile of respondents goes
/// through all of it while it is in a near cache. Gives the same bits as <see cref="ScalarInterestScorer"/>, the readable definition.
/// </summary>
public static class InterestScorer
{
    /// <summary>Scores all respondents; allocates nothing.</summary>
    /// <param name="plan">The compiled scales and norms.</param>
    /// <param name="responses">Answer codes, [respondents × items].</param>
    /// <param name="scores">Receives T = 50 + 10 (x − M)/SD, NaN = not available, [6 × respondents], scale-major.</param>
    /// <param name="letters">Receives the letters by descending T, [respondents].</param>
    /// <exception cref="ArgumentException">The matrix has not the key's items, or a span has not as many places as said.</exception>
    /// <exception cref="AnswerOutOfRangeException">A code is no valid answer; what the spans hold then is not defined.</exception>
    public static void Score(InterestPlan plan, ResponseMatrix responses, Span<double> scores, Span<HollandLetters> letters)
    {
        ArgumentNullException.ThrowIfNull(responses);
        ScoreRows(plan, responses, 0, responses.Respondents, scores, letters);
    }

    /// <summary>
    /// Scores some respondents into the places of all, so that several threads can share the work: the result does not depend on how it
    /// was divided.
    /// </summary>
    /// <param name="plan">The compiled scales and norms.</param>
    /// <param name="responses">Answer codes, [respondents × items].</param>
    /// <param name="first">First respondent, a multiple of <see cref="ScaleScorer.TileRows"/>.</param>
    /// <param name="count">How many respondents.</param>
    /// <param name="scores">As in <see cref="Score"/>: places of all respondents, those of others are left as they are.</param>
    /// <param name="letters">Likewise.</param>
    /// <exception cref="ArgumentException">As in <see cref="Score"/>, or there are no such respondents.</exception>
    /// <exception cref="AnswerOutOfRangeException">As in <see cref="Score"/>.</exception>
    public static void ScoreRows(
        InterestPlan plan, ResponseMatrix responses, int first, int count, Span<double> scores, Span<HollandLetters> letters)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(responses);
        ScoringShape.Check(plan.Scores.Key, responses, scores.Length, scores.Length);
        ScoringShape.CheckRows(responses, first, count);
        ArgumentOutOfRangeException.ThrowIfNotEqual(letters.Length, responses.Respondents, nameof(letters));
        var tile = new ScoreTile(plan.Scores, responses, stackalloc ushort[ScoreTile.Room(plan.Scores)]);
        for (int from = first; from < first + count; from += ScaleScorer.TileRows)
        {
            int rows = Math.Min(ScaleScorer.TileRows, first + count - from);
            tile.Move(from, rows);
            for (int scale = 0; scale < HollandLetters.Base; scale++)
            {
                Span<double> column = scores.Slice((scale * responses.Respondents) + from, rows);
                tile.Score(scale, column);
                Standardise(plan.Means[scale], plan.Deviations[scale], column);
            }

            FillLetters(scores[from..], responses.Respondents, letters.Slice(from, rows));
        }

        tile.ThrowIfFaulty();
    }

    /// <summary>The vector form of <see cref="StandardScale.T"/>.</summary>
    private static void Standardise(double mean, double deviation, Span<double> scores)
    {
        int row = 0;
        for (; row <= scores.Length - Vector<double>.Count; row += Vector<double>.Count)
        {
            Vector<double> z = (new Vector<double>(scores[row..]) - new Vector<double>(mean)) / new Vector<double>(deviation);
            (new Vector<double>(50) + (new Vector<double>(10) * z)).CopyTo(scores[row..]);
        }

        for (; row < scores.Length; row++)
        {
            scores[row] = StandardScale.T((scores[row] - mean) / deviation);
        }
    }

    private static void FillLetters(ReadOnlySpan<double> scores, int stride, Span<HollandLetters> letters)
    {
        Span<double> profile = stackalloc double[HollandLetters.Base];
        for (int row = LetterRanks.Fill(scores, stride, letters); row < letters.Length; row++)
        {
            for (int scale = 0; scale < profile.Length; scale++)
            {
                profile[scale] = scores[(scale * stride) + row];
            }

            letters[row] = HollandLetters.Of(profile);
        }
    }
}
