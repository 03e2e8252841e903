using System.Collections.Immutable;

namespace Diagnostics.Scoring.Irt;

/// <summary>What a whole test tells at one place of the trait.</summary>
/// <param name="Information">Σ I over the items, in units of 1/θ².</param>
/// <param name="StandardError">1/√I; NaN where the test tells nothing.</param>
/// <param name="ExpectedScore">The mean sum of answers of those who stand there, in points.</param>
public readonly record struct TestPoint(double Information, double StandardError, double ExpectedScore)
{
    /// <summary>Adds the items up.</summary>
    /// <param name="items">Parameters, [items]; none give information 0 and score 0.</param>
    /// <param name="theta">θ, finite.</param>
    public static TestPoint At(ImmutableArray<ItemParameters> items, double theta)
    {
        (double information, double score) = (0, 0);
        foreach (ItemParameters item in items)
        {
            information += item.Information(theta);
            score += item.ExpectedAnswer(theta);
        }

        return new TestPoint(information, information > 0 ? 1 / Math.Sqrt(information) : double.NaN, score);
    }
}
