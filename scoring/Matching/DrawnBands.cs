using System.Collections.Immutable;

namespace Diagnostics.Scoring.Matching;

/// <summary>
/// Bands of what cannot be told apart. Band 1 is everything not reliably worse than the best, band 2 everything left that is not reliably
/// worse than the best of what is left, and so on. One is reliably worse than another when it is at least as good in fewer than 5 % of the
/// draws (paired, one-sided).
/// </summary>
internal static class DrawnBands
{
    private const int OneIn = 20;

    /// <summary>Assigns bands.</summary>
    /// <param name="order">Candidates, the best first.</param>
    /// <param name="fits">Fit of every candidate in every draw, [candidates × draws].</param>
    /// <param name="draws">Number of draws.</param>
    /// <returns>Bands from 1, by candidate.</returns>
    public static int[] Assign(ImmutableArray<int> order, double[] fits, int draws)
    {
        int[] bands = new int[order.Length];
        int band = 0;
        foreach (int anchor in order)
        {
            if (bands[anchor] != 0)
            {
                continue;
            }

            band++;
            ReadOnlySpan<double> best = fits.AsSpan(anchor * draws, draws);
            foreach (int candidate in order)
            {
                if (bands[candidate] == 0 && !IsReliablyWorse(fits.AsSpan(candidate * draws, draws), best))
                {
                    bands[candidate] = band;
                }
            }
        }

        return bands;
    }

    private static bool IsReliablyWorse(ReadOnlySpan<double> fits, ReadOnlySpan<double> best)
    {
        int notWorse = 0;
        for (int draw = 0; draw < fits.Length; draw++)
        {
            notWorse += fits[draw] >= best[draw] ? 1 : 0;
        }

        return OneIn * notWorse < fits.Length;
    }
}
