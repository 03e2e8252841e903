using Diagnostics.Scoring.Norms;
using Diagnostics.Scoring.Responses;
using Diagnostics.Scoring.Scales;

namespace Diagnostics.Scoring.Interests;

/// <summary>
/// The readable twin of <see cref="InterestScorer"/>: its definition, the oracle of its tests and the baseline of its benchmark.
/// </summary>
public static class ScalarInterestScorer
{
    /// <summary>Scores all respondents.</summary>
    /// <param name="plan">The scales and norms.</param>
    /// <param name="responses">Answer codes, [respondents × items].</param>
    /// <param name="answered">Working memory for answered counts, [6 × respondents].</param>
    /// <param name="scores">Receives T = 50 + 10 (x − M)/SD, NaN = not available, [6 × respondents], scale-major.</param>
    /// <param name="letters">Receives the letters by descending T, [respondents].</param>
    /// <exception cref="ArgumentException">The matrix has not the key's items, or a span has not as many places as said.</exception>
    /// <exception cref="AnswerOutOfRangeException">A code is no valid answer; what the spans hold then is not defined.</exception>
    public static void Score(
        InterestPlan plan, ResponseMatrix responses, Span<ushort> answered, Span<double> scores, Span<HollandLetters> letters)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(responses);
        ArgumentOutOfRangeException.ThrowIfNotEqual(letters.Length, responses.Respondents, nameof(letters));
        ScalarScaleScorer.Score(plan.Scores.Key, responses, scores, answered);
        for (int scale = 0; scale < HollandLetters.Base; scale++)
        {
            (double mean, double deviation) = (plan.Means[scale], plan.Deviations[scale]);
            foreach (ref double score in scores.Slice(scale * responses.Respondents, responses.Respondents))
            {
                score = StandardScale.T((score - mean) / deviation);
            }
        }

        Span<double> profile = stackalloc double[HollandLetters.Base];
        for (int respondent = 0; respondent < letters.Length; respondent++)
        {
            for (int scale = 0; scale < profile.Length; scale++)
            {
                profile[scale] = scores[(scale * responses.Respondents) + respondent];
            }

            letters[respondent] = HollandLetters.Of(profile);
        }
    }
}
