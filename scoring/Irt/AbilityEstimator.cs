using System.Collections.Immutable;
using Diagnostics.Scoring.Responses;

namespace Diagnostics.Scoring.Irt;

/// <summary>
/// Estimates of ability that are maxima: of the posterior under N(0, 1) (MAP), of the likelihood (ML), of the likelihood times √I (Jeffreys)
/// and Warm's weighted likelihood (Warm, 1989†). Only answered items count. Each is looked for over −12 … 12 in steps of 0.1, so the highest of
/// several maxima is found (they can be several with guessing); then the root of the derivative beside that place to all digits; a maximum beyond
/// is walked to. Safe to use from many threads.
/// </summary>
public sealed class AbilityEstimator
{
    private readonly AbilityScan _scan;

    /// <summary>Prepares the items.</summary>
    /// <param name="items">Parameters, at least one item.</param>
    /// <exception cref="ArgumentException">There are no items, or one has more than 255 categories.</exception>
    public AbilityEstimator(ImmutableArray<ItemParameters> items)
    {
        IrtShape.CheckItems(items);
        Items = items;
        _scan = new AbilityScan(items);
    }

    /// <summary>The items; their order is that of the answers.</summary>
    public ImmutableArray<ItemParameters> Items { get; }

    /// <summary>Estimates one person.</summary>
    /// <param name="answers">Codes 0 .. categories − 1, <see cref="ResponseMatrix.Missing"/> = no answer, [items].</param>
    /// <returns>
    /// Not available when nothing was answered. ML is −∞ or +∞ when the likelihood is nowhere higher than there: every answer the lowest or every
    /// one the highest, and with guessing also for answers that are no better than chance. ML, Jeffreys and Warm are not available when no
    /// answered item has a slope.
    /// </returns>
    /// <exception cref="ArgumentException">There are not as many answers as items, or a code is no answer.</exception>
    public AbilityEstimates Estimate(ReadOnlySpan<byte> answers)
    {
        IrtShape.Check(Items, answers);
        int answered = answers.Length - answers.Count(ResponseMatrix.Missing);
        if (answered == 0)
        {
            AbilityEstimate none = AbilityEstimate.NotAvailable;
            return new AbilityEstimates(0, none, none, none, none);
        }

        Span<double> likelihood = stackalloc double[AbilityScan.Nodes];
        Span<double> information = stackalloc double[AbilityScan.Nodes];
        Span<double> bias = stackalloc double[AbilityScan.Nodes];
        likelihood.Clear();
        information.Clear();
        bias.Clear();
        _scan.Add(answers, likelihood, information, bias);
        AbilityEstimate map = Posterior(answers, likelihood);
        if (!information.ContainsAnyExcept(0.0))
        {
            AbilityEstimate none = AbilityEstimate.NotAvailable;
            return new AbilityEstimates(answered, map, none, none, none);
        }

        Span<double> weighted = stackalloc double[AbilityScan.Nodes];
        Jeffreys(likelihood, information, weighted);
        AbilityEstimate jeffreys = Weighted(answers, weighted, isWarm: false);
        if (!HasGuessing(answers))
        {
            // I' = J without guessing, so both are one.
            return new AbilityEstimates(answered, map, Likelihood(answers, likelihood), jeffreys, jeffreys);
        }

        Warm(likelihood, information, bias, weighted);
        return new AbilityEstimates(answered, map, Likelihood(answers, likelihood), jeffreys, Weighted(answers, weighted, isWarm: true));
    }

    private AbilityEstimate Posterior(ReadOnlySpan<byte> answers, ReadOnlySpan<double> likelihood)
    {
        int best = 0;
        double highest = double.NegativeInfinity;
        for (int node = 0; node < likelihood.Length; node++)
        {
            double theta = AbilityScan.Theta(node);
            double height = likelihood[node] - (theta * theta / 2);
            (best, highest) = height > highest ? (node, height) : (best, highest);
        }

        double mode = new ScoreRoot(Items, answers, ScoreKind.Posterior).Near(AbilityScan.Theta(best));
        return At(answers, mode, prior: 1);
    }

    private AbilityEstimate Likelihood(ReadOnlySpan<byte> answers, ReadOnlySpan<double> likelihood)
    {
        int best = Highest(likelihood);
        (double lower, double upper) = (0, 0);
        for (int item = 0; item < answers.Length; item++)
        {
            if (answers[item] != ResponseMatrix.Missing)
            {
                lower += Items[item].LogLimit(answers[item], isUpper: false);
                upper += Items[item].LogLimit(answers[item], isUpper: true);
            }
        }

        if (Math.Max(lower, upper) >= likelihood[best])
        {
            return new AbilityEstimate(lower > upper ? double.NegativeInfinity : double.PositiveInfinity, double.NaN, double.NaN);
        }

        return At(answers, new ScoreRoot(Items, answers, ScoreKind.Likelihood).Near(AbilityScan.Theta(best)), prior: 0);
    }

    private AbilityEstimate Weighted(ReadOnlySpan<byte> answers, ReadOnlySpan<double> weighted, bool isWarm)
    {
        ScoreRoot root = new(Items, answers, isWarm ? ScoreKind.Warm : ScoreKind.Jeffreys);
        AbilityEstimate estimate = At(answers, root.Near(AbilityScan.Theta(Highest(weighted))), prior: 0);
        return estimate with { ObservedError = double.NaN };
    }

    private AbilityEstimate At(ReadOnlySpan<byte> answers, double theta, double prior)
    {
        if (double.IsNaN(theta))
        {
            return AbilityEstimate.NotAvailable;
        }

        double information = AnswerLikelihood.InformationAt(Items, answers, theta).Information + prior;
        double observed = prior - AnswerLikelihood.At(Items, answers, theta).Curvature;
        return new AbilityEstimate(theta, ErrorOf(information), ErrorOf(observed));
    }

    private static void Jeffreys(ReadOnlySpan<double> likelihood, ReadOnlySpan<double> information, Span<double> weighted)
    {
        for (int node = 0; node < weighted.Length; node++)
        {
            weighted[node] = likelihood[node] + (Math.Log(information[node]) / 2);
        }
    }

    /// <summary>Warm's weight has no closed form with guessing: its logarithm is the integral of J/(2I), here by the trapezoid rule.</summary>
    private static void Warm(ReadOnlySpan<double> likelihood, ReadOnlySpan<double> information, ReadOnlySpan<double> bias, Span<double> weighted)
    {
        double weight = 0;
        double before = 0;
        for (int node = 0; node < weighted.Length; node++)
        {
            double slope = information[node] > 0 ? bias[node] / (2 * information[node]) : 0;
            weight += node == 0 ? 0 : (before + slope) * (AbilityScan.Step / 2);
            weighted[node] = information[node] > 0 ? likelihood[node] + weight : double.NegativeInfinity;
            before = slope;
        }
    }

    private static int Highest(ReadOnlySpan<double> heights)
    {
        int best = 0;
        for (int node = 1; node < heights.Length; node++)
        {
            best = heights[node] > heights[best] ? node : best;
        }

        return best;
    }

    private static double ErrorOf(double information) => information > 0 ? 1 / Math.Sqrt(information) : double.NaN;

    private bool HasGuessing(ReadOnlySpan<byte> answers)
    {
        for (int item = 0; item < answers.Length; item++)
        {
            if (answers[item] != ResponseMatrix.Missing && Items[item].Guessing > 0)
            {
                return true;
            }
        }

        return false;
    }
}
