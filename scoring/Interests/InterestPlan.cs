using System.Collections.Immutable;
using Diagnostics.Scoring.Keys;
using Diagnostics.Scoring.Scales;

namespace Diagnostics.Scoring.Interests;

/// <summary>The six interest scales of a key with the mean and SD of a norm group, compiled once. Immutable.</summary>
public sealed class InterestPlan
{
    private InterestPlan(ScoringPlan scores, ImmutableArray<double> means, ImmutableArray<double> deviations)
    {
        Scores = scores;
        Means = means;
        Deviations = deviations;
    }

    /// <summary>The plan of the six scales in the order of <see cref="HollandCode.Letters"/>.</summary>
    internal ScoringPlan Scores { get; }

    /// <summary>Mean of each scale in the norm group, in points, [6].</summary>
    internal ImmutableArray<double> Means { get; }

    /// <summary>SD of each scale in the norm group, in points, [6]; NaN where T is not defined.</summary>
    internal ImmutableArray<double> Deviations { get; }

    /// <summary>Finds the scales R, I, A, S, E, C and joins them with their norms.</summary>
    /// <param name="key">A key that has the six scales, among others or not, in any order.</param>
    /// <param name="means">Means in the norm group, in the order R, I, A, S, E, C, in points, [6].</param>
    /// <param name="deviations">Standard deviations (n − 1), likewise; 0 or NaN makes T of that scale not available.</param>
    /// <returns>The plan.</returns>
    /// <exception cref="ArgumentException">A scale is absent or ipsative, or there are not six means and deviations.</exception>
    public static InterestPlan Compile(ScoringKey key, ReadOnlySpan<double> means, ReadOnlySpan<double> deviations)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (means.Length != HollandCode.Letters.Length || deviations.Length != means.Length)
        {
            throw new ArgumentException($"{means.Length} means and {deviations.Length} deviations; the order is {HollandCode.Letters}.");
        }

        ImmutableArray<ComparableScale> scales = [.. HollandCode.Letters.Select(letter => Find(key, letter.ToString()))];
        ScoringKey six = ScoringKey.Create(key.Items, [.. scales]);
        return new InterestPlan(
            ScoringPlan.Compile(six), [.. means], [.. deviations.ToArray().Select(deviation => deviation > 0 ? deviation : double.NaN)]);
    }

    private static ComparableScale Find(ScoringKey key, string letter) =>
        key.Scales.FirstOrDefault(scale => scale.Id == letter) as ComparableScale
        ?? throw new ArgumentException($"The key has no scale {letter} on which persons may be compared.", nameof(key));
}
