using System.Collections.Immutable;
using Diagnostics.Scoring.Responses;

namespace Diagnostics.Scoring.Irt;

/// <summary>The likelihood of one person's answers at one θ, over answered items only: a blank says nothing.</summary>
/// <param name="Log">log L.</param>
/// <param name="Score">d log L/dθ.</param>
/// <param name="Curvature">d² log L/dθ²; the observed information is its opposite.</param>
public readonly record struct AnswerLikelihood(double Log, double Score, double Curvature)
{
    /// <summary>Adds the answered items up.</summary>
    /// <param name="items">Parameters, [items].</param>
    /// <param name="answers">Codes 0 .. categories − 1, <see cref="ResponseMatrix.Missing"/> = no answer, [items].</param>
    /// <param name="theta">θ, finite.</param>
    /// <returns>Zeros when nothing was answered.</returns>
    /// <exception cref="ArgumentException">The spans are not equally long, or a code is no answer.</exception>
    public static AnswerLikelihood At(ImmutableArray<ItemParameters> items, ReadOnlySpan<byte> answers, double theta)
    {
        IrtShape.Check(items, answers);
        (double log, double score, double curvature) = (0, 0, 0);
        for (int item = 0; item < answers.Length; item++)
        {
            if (answers[item] != ResponseMatrix.Missing)
            {
                CategoryPoint point = items[item].At(theta, answers[item]);
                log += items[item].LogProbability(theta, answers[item]);
                score += point.Score;
                curvature += point.Curvature;
            }
        }

        return new AnswerLikelihood(log, score, curvature);
    }

    /// <summary>The score alone, for codes that were checked.</summary>
    internal static double ScoreAt(ImmutableArray<ItemParameters> items, ReadOnlySpan<byte> answers, double theta)
    {
        double score = 0;
        for (int item = 0; item < answers.Length; item++)
        {
            if (answers[item] != ResponseMatrix.Missing)
            {
                score += items[item].At(theta, answers[item]).Score;
            }
        }

        return score;
    }

    /// <summary>What the answered items tell at θ, whatever was answered, for codes that were checked.</summary>
    internal static InformationPoint InformationAt(ImmutableArray<ItemParameters> items, ReadOnlySpan<byte> answers, double theta)
    {
        InformationPoint sum = default;
        for (int item = 0; item < answers.Length; item++)
        {
            if (answers[item] != ResponseMatrix.Missing)
            {
                sum += items[item].InformationAt(theta);
            }
        }

        return sum;
    }
}
