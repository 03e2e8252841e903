using System.Collections.Immutable;

namespace Diagnostics.Scoring.Moments;

/// <summary>Probabilities of many tests together (Benjamini &amp; Hochberg, 1995, Journal of the Royal Statistical Society B 57, 289–300†).</summary>
public static class FalseDiscovery
{
    /// <summary>
    /// The share of false alarms among all tests called significant up to each one: p·m/rank, made never smaller for a larger p, 1 at most. A test is called so when it is under the share
    /// one is ready to bear.
    /// </summary>
    /// <param name="probabilities">p of each test, 0..1; NaN = no test: it does not count among the m.</param>
    /// <returns>In the same order; NaN where there was no test; empty for none.</returns>
    public static ImmutableArray<double> Adjusted(ReadOnlySpan<double> probabilities)
    {
        double[] adjusted = [.. probabilities];
        int[] falling = [.. Enumerable.Range(0, adjusted.Length).Where(test => !double.IsNaN(adjusted[test])).OrderByDescending(test => adjusted[test])];
        double least = 1;
        for (int place = 0; place < falling.Length; place++)
        {
            int rank = falling.Length - place;
            least = Math.Min(least, adjusted[falling[place]] * falling.Length / rank);
            adjusted[falling[place]] = least;
        }

        return [.. adjusted];
    }
}
