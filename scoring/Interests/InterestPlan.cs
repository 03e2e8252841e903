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

    /// <summary>Joins the six scales with their norms.</summary>
    /// <param name="items">Item identifiers of the whole key; the position is the column in a response matrix.</param>
    /// <param name="scales">The scales R, I, A, S, E, C in this order, [6].</param>
    /// <param name="means">Means in the norm group, in the order R, I, A, S, E, C, in points, [6].</param>
    /// <param name="deviations">Standard deviations (n − 1), likewise; 0 or NaN makes T of that scale not available.</param>
    /// <returns>The plan.</returns>
    /// <exception cref="ArgumentException">There are not six scales, means and deviations, or a scale names a column that is not there.</exception>
    public static InterestPlan Compile(
        ImmutableArray<string> items, ImmutableArray<ComparableScale> scales, ReadOnlySpan<double> means, ReadOnlySpan<double> deviations)
    {
        int six = HollandCode.Letters.Length;
        if (scales.Length != six || means.Length != six || deviations.Length != six)
        {
            throw new ArgumentException(
                $"{scales.Length} scales, {means.Length} means and {deviations.Length} deviations; the order is {HollandCode.Letters}.");
        }

        return new InterestPlan(
            ScoringPlan.Compile(ScoringKey.Create(items, [.. scales])), [.. means], [.. deviations.ToArray().Select(deviation => deviation > 0 ? deviation : double.NaN)]);
    }
}
