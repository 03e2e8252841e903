using System.Collections.Immutable;
using Diagnostics.Scoring.Interests;
using Diagnostics.Scoring.Keys;

namespace Diagnostics.Scoring.Matching;

/// <summary>
/// Mean and standard deviation of the six interest scores in a norm group: what turns raw scores into "more of this than most". There is
/// no standardised list without them, and none for ipsative scores: the scales come as <see cref="ComparableScore"/>. Immutable.
/// </summary>
public sealed class ReferenceMeans
{
    private ReferenceMeans(
        ImmutableArray<ComparableScore> scales, ImmutableArray<double> means, ImmutableArray<double> deviations, long count)
    {
        Scales = scales;
        Means = means;
        Deviations = deviations;
        Count = count;
    }

    /// <summary>The scales in the order of <see cref="HollandCode.Letters"/>, [6].</summary>
    public ImmutableArray<ComparableScore> Scales { get; }

    /// <summary>Means in points, [6].</summary>
    public ImmutableArray<double> Means { get; }

    /// <summary>Standard deviations (n − 1) in points, all above 0, [6].</summary>
    public ImmutableArray<double> Deviations { get; }

    /// <summary>n, persons in the group, at least 2.</summary>
    public long Count { get; }

    /// <summary>States the means of a norm group.</summary>
    /// <param name="scales">Scales on which persons may be compared, in the order of <see cref="HollandCode.Letters"/>, [6].</param>
    /// <param name="means">Means in points, [6].</param>
    /// <param name="deviations">Standard deviations (n − 1) in points, [6].</param>
    /// <param name="count">n, persons in the group.</param>
    /// <returns>The reference.</returns>
    /// <exception cref="ArgumentException">
    /// There are not six of each, a scale repeats, fewer than two persons, a mean is not finite, or a deviation is not above 0: names the
    /// scale.
    /// </exception>
    public static ReferenceMeans Create(
        ImmutableArray<ComparableScore> scales, ImmutableArray<double> means, ImmutableArray<double> deviations, long count)
    {
        if (scales.Length != UnitProfile.Scores || means.Length != UnitProfile.Scores || deviations.Length != UnitProfile.Scores)
        {
            throw new ArgumentException(
                $"{scales.Length} scales, {means.Length} means, {deviations.Length} deviations; six of each are needed.", nameof(scales));
        }

        if (scales.Select(scale => scale.Id).Distinct(StringComparer.Ordinal).Count() != scales.Length)
        {
            throw new ArgumentException($"A scale repeats: {string.Join(", ", scales.Select(scale => scale.Id))}.", nameof(scales));
        }

        if (count < 2)
        {
            throw new ArgumentException($"A reference group needs two complete profiles; there is {count}.", nameof(count));
        }

        for (int scale = 0; scale < scales.Length; scale++)
        {
            if (!double.IsFinite(means[scale]) || !double.IsFinite(deviations[scale]) || deviations[scale] <= 0)
            {
                throw new ArgumentException(
                    $"{scales[scale].Id} does not differ in the reference group (mean {means[scale]:R}, SD {deviations[scale]:R}).",
                    nameof(deviations));
            }
        }

        return new ReferenceMeans(scales, means, deviations, count);
    }

    /// <summary>The means of gathered profiles.</summary>
    /// <param name="scales">As for <see cref="Create"/>.</param>
    /// <param name="sample">The profiles of the group.</param>
    /// <returns>The reference.</returns>
    /// <exception cref="ArgumentException">Fewer than two profiles, or a scale without spread.</exception>
    public static ReferenceMeans Of(ImmutableArray<ComparableScore> scales, ReferenceSample sample)
    {
        ArgumentNullException.ThrowIfNull(sample);
        IEnumerable<int> scores = Enumerable.Range(0, UnitProfile.Scores);
        return Create(scales, [.. scores.Select(sample.Mean)], [.. scores.Select(sample.StandardDeviation)], sample.Count);
    }

    /// <summary>z = (score − mean)/SD of every score.</summary>
    /// <param name="profiles">Raw scores in points, NaN = not available, [respondents × 6], row-major.</param>
    /// <param name="standard">
    /// Receives z, NaN where the score is, [respondents × 6]. Six equal scores give six NaN: a person who prefers nothing would otherwise
    /// get the group's means turned round as a profile.
    /// </param>
    /// <exception cref="ArgumentException">Profiles are not whole or the lengths differ.</exception>
    public void Standardise(ReadOnlySpan<double> profiles, Span<double> standard)
    {
        int respondents = UnitProfile.Count(profiles);
        if (standard.Length != profiles.Length)
        {
            throw new ArgumentException($"{standard.Length} places for {profiles.Length} scores.", nameof(standard));
        }

        for (int respondent = 0; respondent < respondents; respondent++)
        {
            int start = respondent * UnitProfile.Scores;
            if (!profiles.Slice(start, UnitProfile.Scores).ContainsAnyExcept(profiles[start]))
            {
                standard.Slice(start, UnitProfile.Scores).Fill(double.NaN);
                continue;
            }

            for (int score = 0; score < UnitProfile.Scores; score++)
            {
                standard[start + score] = (profiles[start + score] - Means[score]) / Deviations[score];
            }
        }
    }
}
