using System.Collections.Immutable;
using Diagnostics.Scoring.Responses;

namespace Diagnostics.Scoring.BestWorst;

/// <summary>What one person chose, counted over the answered sets.</summary>
/// <param name="Sets">Number of answered sets, 0 or more.</param>
/// <param name="Best">How often each value was chosen as best, [values].</param>
/// <param name="Worst">How often each value was chosen as worst, [values].</param>
/// <param name="Appearances">How many answered sets show each value, [values].</param>
public sealed record BestWorstCounts(int Sets, ImmutableArray<int> Best, ImmutableArray<int> Worst, ImmutableArray<int> Appearances)
{
    /// <summary>Counts the answers of one person.</summary>
    /// <param name="design">The design the sets were made from.</param>
    /// <param name="answers">Codes best · size + worst, <see cref="ResponseMatrix.Missing"/> = no answer, [sets].</param>
    /// <returns>The counts; all 0 when nothing was answered.</returns>
    /// <exception cref="ArgumentException">There are not as many answers as sets, or a code is no valid answer.</exception>
    public static BestWorstCounts Of(BestWorstDesign design, ReadOnlySpan<byte> answers)
    {
        ArgumentNullException.ThrowIfNull(design);
        if (answers.Length != design.Sets.Length)
        {
            throw new ArgumentException($"{answers.Length} answers for {design.Sets.Length} sets.", nameof(answers));
        }

        int sets = 0;
        int[] best = new int[design.Values];
        int[] worst = new int[design.Values];
        int[] appearances = new int[design.Values];
        for (int set = 0; set < answers.Length; set++)
        {
            if (answers[set] == ResponseMatrix.Missing)
            {
                continue;
            }

            ImmutableArray<int> options = design.Sets[set];
            (int chosen, int rejected) = Math.DivRem(answers[set], options.Length);
            if (chosen >= options.Length || chosen == rejected)
            {
                throw new ArgumentException($"Set {set}: {answers[set]} is no best and worst of {options.Length}.", nameof(answers));
            }

            sets++;
            best[options[chosen]]++;
            worst[options[rejected]]++;
            foreach (int value in options)
            {
                appearances[value]++;
            }
        }

        return new BestWorstCounts(sets, [.. best], [.. worst], [.. appearances]);
    }
}
