using System.Collections.Immutable;
using Diagnostics.Scoring.Keys;
using Diagnostics.Scoring.Responses;

namespace Diagnostics.Scoring.Scales;

/// <summary>
/// The error band of a score before norms exist, from one person's own answers: how much the points of a scale's items differ says how
/// far their sum would move with other items of the same kind. It rests on no other person, so it is shown as within-person and never
/// as a norm. Compare scales of equal length and equal steps only.
/// </summary>
public static class WithinPersonBand
{
    /// <summary>Two-sided 95 % point of the normal distribution.</summary>
    private const double Normal95 = 1.96;

    /// <summary>Scores one person and adds the band of every scale.</summary>
    /// <param name="key">The key.</param>
    /// <param name="answers">The person's codes, <see cref="ResponseMatrix.Missing"/> where there was no answer, [items].</param>
    /// <returns>One banded score per scale, in the key's order.</returns>
    /// <exception cref="ArgumentException">The answers are not as many as the key's items.</exception>
    /// <exception cref="AnswerOutOfRangeException">A code is no valid answer; the respondent's number is 0.</exception>
    public static ImmutableArray<BandedScore> Measure(ScoringKey key, ReadOnlySpan<byte> answers)
    {
        ImmutableArray<ScaleScore> scores = ScaleScorer.ScoreOne(key, answers);
        ImmutableArray<BandedScore>.Builder banded = ImmutableArray.CreateBuilder<BandedScore>(scores.Length);
        for (int scale = 0; scale < scores.Length; scale++)
        {
            double spread = scores[scale].IsAvailable ? ItemSpread(key.Scales[scale], answers) : double.NaN;
            double width = key.Scales[scale].IsBalance ? 1 / Math.Sqrt(scores[scale].Answered) : Math.Sqrt(scores[scale].Items);
            banded.Add(new BandedScore(scores[scale], spread, Normal95 * spread * width));
        }

        return banded.MoveToImmutable();
    }

    /// <summary>
    /// s of the band 1.96·s·√k: the sample SD (n − 1) of the person's points over the scale's answered items, after reversal, and not
    /// below half a category step, so that ten equal answers do not claim to be free of error.
    /// </summary>
    /// <param name="scale">The scale.</param>
    /// <param name="answers">The person's valid codes, <see cref="ResponseMatrix.Missing"/> where there was no answer, [items].</param>
    /// <returns>s in points; NaN with fewer than two answered items.</returns>
    public static double ItemSpread(ScaleKey scale, ReadOnlySpan<byte> answers)
    {
        ArgumentNullException.ThrowIfNull(scale);
        int answered = 0;
        double sum = 0;
        foreach (ItemKey item in scale.Items)
        {
            if (answers[item.Item] != ResponseMatrix.Missing)
            {
                sum += item.PointsFor(answers[item.Item]);
                answered++;
            }
        }

        if (answered < 2)
        {
            return double.NaN;
        }

        double mean = sum / answered;
        double squares = 0;
        foreach (ItemKey item in scale.Items)
        {
            if (answers[item.Item] != ResponseMatrix.Missing)
            {
                double distance = item.PointsFor(answers[item.Item]) - mean;
                squares += distance * distance;
            }
        }

        double floor = 0.5 * scale.Items.Min(item => item.Step);
        return Math.Max(floor, Math.Sqrt(squares / (answered - 1)));
    }

    /// <summary>
    /// Whether two scores of one person cannot be told apart: |a − b| ≤ 1.96·√(s₁²k₁ + s₂²k₂). Equal scores never can; without a band
    /// on either side nothing can, because its error is unknown.
    /// </summary>
    /// <param name="first">A banded score.</param>
    /// <param name="second">Another scale of the same person.</param>
    /// <returns>True when indistinguishable; false when either has no score.</returns>
    public static bool Indistinguishable(BandedScore first, BandedScore second)
    {
        if (!first.Score.IsAvailable || !second.Score.IsAvailable)
        {
            return false;
        }

        double limit = Math.Sqrt((first.HalfWidth * first.HalfWidth) + (second.HalfWidth * second.HalfWidth));
        return double.IsNaN(limit) || Math.Abs(first.Score.Raw - second.Score.Raw) <= limit;
    }

    /// <summary>The first tier: every scale that cannot be told apart from a highest one.</summary>
    /// <param name="scores">The person's banded scores, [scales].</param>
    /// <returns>
    /// Positions in <paramref name="scores"/>, highest score first, ties in given order; empty when no score is available.
    /// </returns>
    public static ImmutableArray<int> LeadingTier(ReadOnlySpan<BandedScore> scores)
    {
        double highest = double.NegativeInfinity;
        foreach (BandedScore score in scores)
        {
            highest = score.Score.IsAvailable ? Math.Max(highest, score.Score.Raw) : highest;
        }

        BandedScore[] given = scores.ToArray();
        BandedScore[] leaders = [.. given.Where(score => score.Score.Raw == highest)];
        return
        [
            .. Enumerable.Range(0, given.Length)
                .Where(position => leaders.Any(leader => Indistinguishable(leader, given[position])))
                .OrderByDescending(position => given[position].Score.Raw),
        ];
    }
}
