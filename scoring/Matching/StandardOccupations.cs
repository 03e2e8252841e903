using System.Collections.Immutable;
using Diagnostics.Scoring.Interests;

namespace Diagnostics.Scoring.Matching;

/// <summary>
/// An atlas centred and scaled over itself: each of the six values as z over the occupations, (value − mean)/SD (n − 1). It can be matched
/// only with persons standardised by <see cref="ReferenceMeans"/>. Immutable, for any number of threads.
/// </summary>
public sealed class StandardOccupations
{
    /// <summary>Respondents standardised at a time.</summary>
    private const int Batch = 512;

    private StandardOccupations(Occupations original, Occupations standard)
    {
        Original = original;
        Standard = standard;
    }

    /// <summary>The atlas with its values as given; the numbers of occupations are the same.</summary>
    public Occupations Original { get; }

    /// <summary>The atlas in z. Not public: raw profiles shall not be matched with it by mistake.</summary>
    internal Occupations Standard { get; }

    /// <summary>Centres and scales an atlas.</summary>
    /// <param name="occupations">The atlas.</param>
    /// <returns>The atlas in z.</returns>
    /// <exception cref="ArgumentException">Fewer than two occupations, or all have the same value on a letter: names it.</exception>
    public static StandardOccupations Of(Occupations occupations)
    {
        ArgumentNullException.ThrowIfNull(occupations);
        ReferenceSample sample = new();
        for (int occupation = 0; occupation < occupations.Count; occupation++)
        {
            sample.TryAdd(occupations[occupation].Values.AsSpan());
        }

        for (int score = 0; score < UnitProfile.Scores; score++)
        {
            // Compared by the bounds: rounding could leave a deviation a hair above 0.
            if (occupations.Count < 2 || sample.Lowest(score) == sample.Highest(score))
            {
                throw new ArgumentException(
                    $"The {occupations.Count} occupations of the atlas do not differ on {HollandCode.Letters[score]}; "
                    + "it cannot be standardised.",
                    nameof(occupations));
            }
        }

        IEnumerable<Occupation> standard = Enumerable.Range(0, occupations.Count)
            .Select(occupation => Standardise(occupations[occupation], sample));
        return new StandardOccupations(occupations, Occupations.Create(standard));
    }

    /// <summary>Lists the best occupations of every respondent by Pearson's r of their z scores with the occupations' z values.</summary>
    /// <param name="reference">The norm group the respondents are seen against.</param>
    /// <param name="profiles">Raw scores in points, NaN = not available, [respondents × 6], row-major.</param>
    /// <param name="top">N, length of a list, 1 or more.</param>
    /// <param name="best">
    /// Receives occupation numbers by descending r, then ascending code; −1 where there is none, [respondents × top]. A person at the same
    /// z on all six has no list.
    /// </param>
    /// <param name="r">Receives their r, −1..1; NaN where there is none, [respondents × top].</param>
    /// <exception cref="ArgumentException">Profiles are not whole or a span has not exactly respondents × top places.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The list would be empty.</exception>
    public void Match(ReferenceMeans reference, ReadOnlySpan<double> profiles, int top, Span<int> best, Span<double> r)
    {
        ArgumentNullException.ThrowIfNull(reference);
        int respondents = MatchShape.Check(Standard, profiles, top, best.Length, r.Length);
        Span<double> standard = stackalloc double[Batch * UnitProfile.Scores];
        for (int first = 0; first < respondents; first += Batch)
        {
            int count = Math.Min(Batch, respondents - first);
            Span<double> batch = standard[..(count * UnitProfile.Scores)];
            reference.Standardise(profiles.Slice(first * UnitProfile.Scores, batch.Length), batch);
            ProfileMatcher.Match(Standard, batch, top, best.Slice(first * top, count * top), r.Slice(first * top, count * top));
        }
    }

    private static Occupation Standardise(Occupation occupation, ReferenceSample sample)
    {
        ImmutableArray<double> values =
            [.. occupation.Values.Select((value, score) => (value - sample.Mean(score)) / sample.StandardDeviation(score))];
        return new Occupation(occupation.Code, occupation.Title, values, occupation.Family);
    }
}
