using System.Collections.Immutable;
using Diagnostics.Scoring.Responses;

namespace Diagnostics.Scoring.Irt;

/// <summary>
/// How likely a person's answers are beside those of others of the same ability: far below 0 they do not fit the model. Sums over answered items
/// only. A reason to ask, not a verdict.
/// </summary>
public static class PersonFit
{
    /// <summary>
    /// lz (Drasgow, Levine and Williams, 1985†), for any number of categories: the log likelihood, standardised. Standard normal only at the true
    /// ability: at an estimate it is conservative.
    /// </summary>
    /// <param name="items">Parameters, [items].</param>
    /// <param name="answers">Codes 0 .. categories − 1, <see cref="ResponseMatrix.Missing"/> = no answer, [items].</param>
    /// <param name="theta">θ.</param>
    /// <returns>NaN when nothing was answered, θ is not finite, or every answer is certain there.</returns>
    /// <exception cref="ArgumentException">There are not as many answers as items, or a code is no answer.</exception>
    public static double Lz(ImmutableArray<ItemParameters> items, ReadOnlySpan<byte> answers, double theta)
    {
        IrtShape.Check(items, answers);
        if (!double.IsFinite(theta))
        {
            return double.NaN;
        }

        (double surplus, double variance) = (0, 0);
        for (int item = 0; item < answers.Length; item++)
        {
            if (answers[item] != ResponseMatrix.Missing)
            {
                (double mean, double square) = (0, 0);
                for (int category = 0; category < items[item].Categories; category++)
                {
                    double log = items[item].LogProbability(theta, category);
                    double part = items[item].At(theta, category).Probability * log;
                    mean += part;
                    square += part * log;
                }

                surplus += items[item].LogProbability(theta, answers[item]) - mean;
                variance += square - (mean * mean);
            }
        }

        return variance > 0 ? surplus / Math.Sqrt(variance) : double.NaN;
    }

    /// <summary>lz* (Snijders, 2001†): lz made standard normal at an estimated ability. For items of two categories.</summary>
    /// <param name="items">Parameters, [items].</param>
    /// <param name="answers">Codes 0 and 1, <see cref="ResponseMatrix.Missing"/> = no answer, [items].</param>
    /// <param name="theta">θ, estimated from these answers.</param>
    /// <param name="mode">What θ was estimated by.</param>
    /// <returns>
    /// NaN where <see cref="Lz"/> is, when an answered item has more than two categories, when the answered items tell nothing about θ, or when
    /// nothing is left beside what determined θ (one answered item).
    /// </returns>
    /// <exception cref="ArgumentException">There are not as many answers as items, or a code is no answer.</exception>
    public static double LzStar(ImmutableArray<ItemParameters> items, ReadOnlySpan<byte> answers, double theta, AbilityMode mode)
    {
        IrtShape.Check(items, answers);
        if (!double.IsFinite(theta) || HasManyCategories(items, answers))
        {
            return double.NaN;
        }

        InformationPoint information = AnswerLikelihood.InformationAt(items, answers, theta);
        Right[] rights = EachRight(items, answers, theta);
        (double weights, double surplus) = (0, 0);
        foreach (Right right in rights)
        {
            weights += right.Slope * right.Weight;
            surplus += (right.Answer - right.Probability) * right.Weight;
        }

        double c = weights / information.Information;
        (double variance, double whole) = (0, 0);
        foreach (Right right in rights)
        {
            double rest = right.Weight - (c * right.Slope / right.Spread);
            variance += right.Spread > 0 ? rest * rest * right.Spread : 0;
            whole += right.Weight * right.Weight * right.Spread;
        }

        // What rounding leaves of a variance that is 0 is no variance.
        const double Rounding = 1e-14;
        return variance > whole * Rounding ? (surplus + (c * Lack(mode, theta, information))) / Math.Sqrt(variance) : double.NaN;
    }

    private static double Lack(AbilityMode mode, double theta, InformationPoint information) => mode switch
    {
        AbilityMode.MaximumLikelihood => 0,
        AbilityMode.Warm => information.Bias / (2 * information.Information),
        AbilityMode.Posterior => -theta,
    };

    private static bool HasManyCategories(ImmutableArray<ItemParameters> items, ReadOnlySpan<byte> answers)
    {
        for (int item = 0; item < answers.Length; item++)
        {
            if (answers[item] != ResponseMatrix.Missing && items[item].Categories > 2)
            {
                return true;
            }
        }

        return false;
    }

    private static Right[] EachRight(ImmutableArray<ItemParameters> items, ReadOnlySpan<byte> answers, double theta)
    {
        Right[] each = new Right[answers.Length - answers.Count(ResponseMatrix.Missing)];
        int place = 0;
        for (int item = 0; item < answers.Length; item++)
        {
            if (answers[item] != ResponseMatrix.Missing)
            {
                CategoryPoint right = items[item].At(theta, 1);
                double weight = items[item].LogProbability(theta, 1) - items[item].LogProbability(theta, 0);
                double spread = right.Probability * items[item].At(theta, 0).Probability;
                each[place++] = new Right(answers[item], right.Probability, right.Probability * right.Score, spread, weight);
            }
        }

        return each;
    }

    /// <summary>x, P, P', PQ and w = log(P/Q) of one answered item.</summary>
    private readonly record struct Right(int Answer, double Probability, double Slope, double Spread, double Weight);
}
