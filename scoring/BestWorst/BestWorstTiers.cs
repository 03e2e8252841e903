using System.Collections.Immutable;
using Diagnostics.Scoring.Responses;
using MathNet.Numerics;

namespace Diagnostics.Scoring.BestWorst;

/// <summary>
/// Three tiers of values from one person's best–worst answers, never a ranking. First the answers as a whole must be unlike chance; then a
/// value is high when it is chosen as best more often than as worst in at least nine of ten resamples of the person's sets, low when the
/// other way round, otherwise middle.
/// </summary>
/// <remarks>
/// The person's own mid-point is 0, because every set gives one best and one worst. In a resample of S answered sets, drawn with
/// replacement, a value that was best in a of them and worst in c gains a point with probability a/S a draw and loses one with c/S: its
/// balance after S draws has a trinomial distribution. So the bootstrap (Efron, 1979†) is computed and not drawn: it is what infinitely
/// many draws give, needs no seed, and gives the same tiers on any machine.
/// </remarks>
/// <param name="Tiers">One tier a value, [values].</param>
/// <param name="ChanceProbability">
/// How probable it is that clicking at random separates the values at least as much, 0..1; NaN without an answered set.
/// </param>
public sealed record BestWorstTiers(ImmutableArray<ValueTier> Tiers, double ChanceProbability)
{
    /// <summary>Above this chance probability all values are middle.</summary>
    public const double HighestChance = 0.05;

    /// <summary>Least share of resamples on one side of the mid-point for the high or the low tier.</summary>
    public const double LeastShare = 0.9;

    /// <summary>Whether the answers tell values apart at all; if not, the report says so instead of showing tiers.</summary>
    public bool TellsApart => ChanceProbability <= HighestChance;

    /// <summary>Finds the tiers of one person.</summary>
    /// <param name="design">The design the sets were made from.</param>
    /// <param name="answers">
    /// Codes best · size + worst, <see cref="ResponseMatrix.Missing"/> = no answer, [sets]; unanswered sets are left out.
    /// </param>
    /// <returns>The tiers; a value none of whose sets was answered is not available. One answered set tells nothing apart.</returns>
    /// <exception cref="ArgumentException">There are not as many answers as sets, or a code is no valid answer.</exception>
    public static BestWorstTiers Of(BestWorstDesign design, ReadOnlySpan<byte> answers)
    {
        ArgumentNullException.ThrowIfNull(design);
        BestWorstCounts counts = BestWorstCounts.Of(design, answers);
        double chance = ChanceOf(design, answers, counts);
        bool tellsApart = chance <= HighestChance;
        ImmutableArray<ValueTier>.Builder tiers = ImmutableArray.CreateBuilder<ValueTier>(design.Values);
        for (int value = 0; value < design.Values; value++)
        {
            tiers.Add(counts.Appearances[value] == 0 ? ValueTier.NotAvailable : TierOf(counts, value, tellsApart));
        }

        return new BestWorstTiers(tiers.MoveToImmutable(), chance);
    }

    /// <summary>The shares of resamples in which a value's balance lies above and below 0, computed and not drawn.</summary>
    /// <param name="sets">Number of answered sets, and of draws in a resample, 0 or more.</param>
    /// <param name="best">Sets in which the value was best, 0 or more.</param>
    /// <param name="worst">Sets in which it was worst, 0 or more; with best at most the sets.</param>
    /// <returns>Shares, 0..1; the rest lies at 0. Both 0 without a set.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative, or best and worst are more than the sets.</exception>
    public static (double Above, double Below) SharesAroundZero(int sets, int best, int worst)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(best);
        ArgumentOutOfRangeException.ThrowIfNegative(worst);
        ArgumentOutOfRangeException.ThrowIfLessThan((long)sets, (long)best + worst, nameof(sets));
        double gain = (double)best / sets;
        double loss = (double)worst / sets;
        double[] shares = new double[(2 * sets) + 3];
        double[] next = new double[shares.Length];
        int zero = sets + 1;
        shares[zero] = 1;
        for (int draw = 1; draw <= sets; draw++)
        {
            for (int balance = zero - draw; balance <= zero + draw; balance++)
            {
                next[balance] = (shares[balance] * (1 - gain - loss)) + (shares[balance - 1] * gain) + (shares[balance + 1] * loss);
            }

            (shares, next) = (next, shares);
        }

        return (shares.Skip(zero + 1).Sum(), shares.Take(zero).Sum());
    }

    private static ValueTier TierOf(BestWorstCounts counts, int value, bool tellsApart)
    {
        if (!tellsApart)
        {
            return ValueTier.Middle;
        }

        (double above, double below) = SharesAroundZero(counts.Sets, counts.Best[value], counts.Worst[value]);
        return above >= LeastShare ? ValueTier.High : below >= LeastShare ? ValueTier.Low : ValueTier.Middle;
    }

    /// <summary>
    /// T = Σ balance² over values. Under random clicking the balances have mean 0 and the covariances of <see cref="ChanceMoments"/>, so T
    /// is close to g·χ² with f degrees of freedom, g and f from its first two moments (Satterthwaite, 1946†). In a balanced design f is
    /// values − 1, as in Durbin's test (1951†).
    /// </summary>
    private static double ChanceOf(BestWorstDesign design, ReadOnlySpan<byte> answers, BestWorstCounts counts)
    {
        if (counts.Sets == 0)
        {
            return double.NaN;
        }

        int squares = 0;
        for (int value = 0; value < design.Values; value++)
        {
            int balance = counts.Best[value] - counts.Worst[value];
            squares += balance * balance;
        }

        (double trace, double traceOfSquare) = ChanceMoments(design, answers);
        double scale = traceOfSquare / trace;
        double freedom = trace / scale;
        return SpecialFunctions.GammaUpperRegularized(freedom / 2, squares / scale / 2);
    }

    /// <summary>
    /// Traces of the covariance matrix V of the balances under random clicking, and of V². In a set of m options a balance has variance
    /// 2/m and two have the covariance −2/(m(m − 1)).
    /// </summary>
    private static (double Trace, double TraceOfSquare) ChanceMoments(BestWorstDesign design, ReadOnlySpan<byte> answers)
    {
        double[] covariances = new double[design.Values * design.Values];
        for (int set = 0; set < answers.Length; set++)
        {
            if (answers[set] == ResponseMatrix.Missing)
            {
                continue;
            }

            ImmutableArray<int> options = design.Sets[set];
            foreach (int first in options)
            {
                foreach (int second in options)
                {
                    covariances[(first * design.Values) + second] +=
                        first == second ? 2.0 / options.Length : -2.0 / (options.Length * (options.Length - 1));
                }
            }
        }

        double trace = Enumerable.Range(0, design.Values).Sum(value => covariances[(value * design.Values) + value]);
        return (trace, covariances.Sum(covariance => covariance * covariance));
    }
}
