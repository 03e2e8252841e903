using System.Collections.Immutable;
using Diagnostics.Scoring.Interests;
using MathNet.Numerics.Statistics;

namespace Diagnostics.Scoring.Matching;

/// <summary>
/// Gathers the profiles of a reference group, one after another. The order decides the last bits, so a file is added in its own order by
/// one thread.
/// </summary>
public sealed class ReferenceSample
{
    private readonly ImmutableArray<RunningStatistics> _scores = [.. HollandCode.Letters.Select(_ => new RunningStatistics())];

    /// <summary>Number of complete profiles added.</summary>
    public long Count => _scores[0].Count;

    /// <summary>Adds a profile; one that is not complete is passed over.</summary>
    /// <param name="profile">Scores in the order of <see cref="HollandCode.Letters"/>, in points, NaN = not available, [6].</param>
    /// <returns>Whether it was complete and finite.</returns>
    /// <exception cref="ArgumentException">There are not six scores.</exception>
    public bool TryAdd(ReadOnlySpan<double> profile)
    {
        if (profile.Length != UnitProfile.Scores)
        {
            throw new ArgumentException($"{profile.Length} scores; the order is {HollandCode.Letters}.", nameof(profile));
        }

        foreach (double score in profile)
        {
            if (!double.IsFinite(score))
            {
                return false;
            }
        }

        for (int score = 0; score < profile.Length; score++)
        {
            _scores[score].Push(profile[score]);
        }

        return true;
    }

    /// <summary>Mean of a score; NaN without profiles.</summary>
    /// <param name="score">Position in <see cref="HollandCode.Letters"/>.</param>
    public double Mean(int score) => _scores[score].Mean;

    /// <summary>Standard deviation (n − 1) of a score; NaN with fewer than two profiles.</summary>
    /// <param name="score">Position in <see cref="HollandCode.Letters"/>.</param>
    public double StandardDeviation(int score) => _scores[score].StandardDeviation;

    /// <summary>Lowest value of a score; NaN without profiles.</summary>
    /// <param name="score">Position in <see cref="HollandCode.Letters"/>.</param>
    public double Lowest(int score) => _scores[score].Minimum;

    /// <summary>Highest value of a score; NaN without profiles.</summary>
    /// <param name="score">Position in <see cref="HollandCode.Letters"/>.</param>
    public double Highest(int score) => _scores[score].Maximum;
}
