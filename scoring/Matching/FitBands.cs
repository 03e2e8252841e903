using System.Collections.Immutable;
using MathNet.Numerics.Statistics;

namespace Diagnostics.Scoring.Matching;

/// <summary>
/// One person's best occupations in bands, from draws: an occupation leaves a band when it is at least as good as the band's first in fewer
/// than 5 % of the draws (paired, one-sided). A flat draw prefers nothing: r is 0 everywhere, nobody is worse, nobody in the top.
/// </summary>
public sealed class FitBands
{
    /// <summary>Candidates when nothing else is said.</summary>
    public const int UsualCandidates = 100;

    private const double LowTail = 0.05;

    private FitBands(ImmutableArray<BandedFit> fits, DrawnMatch match, int flatDraws, int top)
    {
        Fits = fits;
        Draws = match.Draws;
        IsStandardised = match.IsStandardised;
        FlatDraws = flatDraws;
        Top = top;
    }

    /// <summary>The candidates by rank; empty when the person has no list. A band need not be without gaps in rank.</summary>
    public ImmutableArray<BandedFit> Fits { get; }

    /// <summary>Number of draws.</summary>
    public int Draws { get; }

    /// <summary>How many of them were flat.</summary>
    public int FlatDraws { get; }

    /// <summary>N of <see cref="BandedFit.TopShare"/>.</summary>
    public int Top { get; }

    /// <summary>Whether the person was seen against a norm group, the atlas against itself; otherwise this is for research only.</summary>
    public bool IsStandardised { get; }

    /// <summary>Forms the bands.</summary>
    /// <param name="match">The person beside the atlas.</param>
    /// <param name="top">N of the share of draws in the top N, 1 or more.</param>
    /// <param name="candidates">How many occupations, by r, are banded, 1 or more.</param>
    /// <returns>The bands.</returns>
    /// <exception cref="ArgumentOutOfRangeException">N or the number of candidates is below 1.</exception>
    public static FitBands Form(DrawnMatch match, int top = 10, int candidates = UsualCandidates)
    {
        ArgumentNullException.ThrowIfNull(match);
        ArgumentOutOfRangeException.ThrowIfLessThan(top, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(candidates, 1);
        if (!match.IsAvailable)
        {
            return new FitBands([], match, 0, top);
        }

        int[] best = new int[Math.Min(candidates, Math.Max(1, match.Atlas.Listed.Length))];
        double[] r = new double[best.Length];
        ProfileMatcher.Match(match.Atlas, match.Profile, best.Length, best, r);
        int listed = best.Count(occupation => occupation >= 0);
        double[] fits = Fit(match, best.AsSpan(0, listed), out int flat);
        int[] bands = DrawnBands.Assign([.. Enumerable.Range(0, listed)], fits, match.Draws);
        int[] inTop = CountInTop(match, top);
        return new FitBands([.. Enumerable.Range(0, listed).Select(Banded)], match, flat, top);

        BandedFit Banded(int candidate)
        {
            double[] sorted = fits[(candidate * match.Draws)..((candidate + 1) * match.Draws)];
            Array.Sort(sorted);
            return new BandedFit(
                best[candidate],
                candidate + 1,
                r[candidate],
                bands[candidate],
                SortedArrayStatistics.Quantile(sorted, LowTail),
                SortedArrayStatistics.Quantile(sorted, 1 - LowTail),
                (double)inTop[best[candidate]] / match.Draws);
        }
    }

    /// <summary>r of the candidates in every draw, [candidates × draws].</summary>
    private static double[] Fit(DrawnMatch match, ReadOnlySpan<int> candidates, out int flat)
    {
        double[] fits = new double[candidates.Length * match.Draws];
        Span<double> unit = stackalloc double[UnitProfile.Scores];
        flat = 0;
        for (int draw = 0; draw < match.Draws; draw++)
        {
            if (!match.TryUnit(draw, unit))
            {
                flat++;
                continue;
            }

            for (int candidate = 0; candidate < candidates.Length; candidate++)
            {
                double product = UnitProfile.Product(unit, match.Atlas.UnitOf(candidates[candidate]));
                fits[(candidate * match.Draws) + draw] = UnitProfile.Bounded(product);
            }
        }

        return fits;
    }

    private static int[] CountInTop(DrawnMatch match, int top)
    {
        int[] best = new int[match.Draws * top];
        ProfileMatcher.Match(match.Atlas, match.All, top, best, new double[best.Length]);
        int[] counts = new int[match.Atlas.Count];
        foreach (int occupation in best)
        {
            if (occupation >= 0)
            {
                counts[occupation]++;
            }
        }

        return counts;
    }
}
