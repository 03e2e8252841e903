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

    /// <summary>lz* (Snijders, 2001†; for more than two categories Sinharay, 2016, Psychometrika 81, 992–1013†): lz made standard normal at an estimated ability.</summary>
    /// <param name="items">Parameters, [items].</param>
    /// <param name="answers">Codes 0 .. categories − 1, <see cref="ResponseMatrix.Missing"/> = no answer, [items].</param>
    /// <param name="theta">θ, estimated from these answers.</param>
    /// <param name="mode">What θ was estimated by.</param>
    /// <returns>
    /// NaN where <see cref="Lz"/> is, for fewer than two answers, when the answered items tell nothing about θ, or when nothing is left beside what determined θ.
    /// </returns>
    /// <exception cref="ArgumentException">There are not as many answers as items, or a code is no answer.</exception>
    public static double LzStar(ImmutableArray<ItemParameters> items, ReadOnlySpan<byte> answers, double theta, AbilityMode mode)
    {
        IrtShape.Check(items, answers);
        if (!double.IsFinite(theta) || answers.Length - answers.Count(ResponseMatrix.Missing) < 2)
        {
            return double.NaN;
        }

        InformationPoint information = AnswerLikelihood.InformationAt(items, answers, theta);
        (double weights, double surplus) = (0, 0);
        for (int item = 0; item < answers.Length; item++)
        {
            if (answers[item] != ResponseMatrix.Missing)
            {
                (double mean, double slope) = MeansOf(items[item], theta);
                surplus += items[item].LogProbability(theta, answers[item]) - mean;
                weights += slope;
            }
        }

        double c = weights / information.Information;
        (double variance, double whole) = (0, 0);
        for (int item = 0; item < answers.Length; item++)
        {
            if (answers[item] != ResponseMatrix.Missing)
            {
                variance += SpreadOf(items[item], theta, c);
                whole += SpreadOf(items[item], theta, 0);
            }
        }

        // What rounding leaves of a variance that is 0 is no variance.
        const double Rounding = 1e-14;
        return variance > whole * Rounding ? (surplus + (c * Lack(mode, theta, information))) / Math.Sqrt(variance) : double.NaN;
    }

    /// <summary>Σ P log P and Σ P' log P over the categories.</summary>
    private static (double Mean, double Slope) MeansOf(ItemParameters item, double theta)
    {
        (double mean, double slope) = (0, 0);
        for (int category = 0; category < item.Categories; category++)
        {
            CategoryPoint point = item.At(theta, category);
            double log = item.LogProbability(theta, category);
            mean += point.Probability * log;
            slope += point.Probability * point.Score * log;
        }

        return (mean, slope);
    }

    /// <summary>Variance of w~ = log P − c·P'/P over the categories; with c = 0 that of log P.</summary>
    private static double SpreadOf(ItemParameters item, double theta, double c)
    {
        double mean = 0;
        for (int category = 0; category < item.Categories; category++)
        {
            mean += item.At(theta, category).Probability * Rest(category);
        }

        double spread = 0;
        for (int category = 0; category < item.Categories; category++)
        {
            double off = Rest(category) - mean;
            spread += item.At(theta, category).Probability * off * off;
        }

        return spread;

        double Rest(int category) => item.LogProbability(theta, category) - (c * item.At(theta, category).Score);
    }

    private static double Lack(AbilityMode mode, double theta, InformationPoint information) => mode switch
    {
        AbilityMode.MaximumLikelihood => 0,
        AbilityMode.Warm => information.Bias / (2 * information.Information),
        AbilityMode.Posterior => -theta,
    };
}
