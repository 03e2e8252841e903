using System.Collections.Immutable;
using Diagnostics.Scoring.Interests;
using Diagnostics.Scoring.Keys;
using Diagnostics.Scoring.Responses;
using Diagnostics.Scoring.Scales;

namespace Diagnostics.Scoring.Matching;

/// <summary>
/// One person's six raw scores and many draws of what they might have been, by the error of measurement alone. Only additions,
/// multiplications and square roots follow the random source, so the same seed gives the same draws on any machine.
/// </summary>
public sealed class ProfileDraws
{
    /// <summary>Draws when nothing else is said: a 5 % share is then known to within about 1 %.</summary>
    public const int UsualDraws = 400;

    /// <summary>With fewer draws a 5 % share means nothing.</summary>
    public const int FewestDraws = 100;

    /// <summary>The sum of twelve uniform numbers has variance 1; their mean sum is 6.</summary>
    private const int Uniforms = 12;

    private readonly double[] _draws;

    private ProfileDraws(ImmutableArray<double> profile, int count)
    {
        Profile = profile;
        Count = count;
        _draws = new double[checked(count * UnitProfile.Scores)];
        Array.Fill(_draws, double.NaN);
    }

    /// <summary>The scores themselves, in points, [6].</summary>
    public ImmutableArray<double> Profile { get; }

    /// <summary>Number of draws.</summary>
    public int Count { get; }

    /// <summary>Whether every score and its error are known; otherwise every draw is NaN and nothing can be banded.</summary>
    public bool IsAvailable { get; private init; }

    /// <summary>All draws, in points, [draws × 6], row-major. They are not cut to the scale's range.</summary>
    public ReadOnlySpan<double> All => _draws;

    /// <summary>
    /// Draws by resampling each scale's answered items with replacement (bootstrap; Efron and Tibshirani, 1993†), widened by √(m/(m − 1))
    /// so that the variance of a draw is s²k²/m, for a complete scale that of <see cref="WithinPersonBand"/>. Where the answers differ so
    /// little that its floor of half a category step holds, the draw comes from that s instead: ten equal answers are not free of error.
    /// </summary>
    /// <param name="scales">Scales on which persons may be compared, in the order of <see cref="HollandCode.Letters"/>, [6].</param>
    /// <param name="answers">
    /// The person's valid codes, <see cref="ResponseMatrix.Missing"/> where there was no answer, [items of the key].
    /// </param>
    /// <param name="draws">Number of draws, <see cref="FewestDraws"/> or more.</param>
    /// <param name="random">A seeded source; the draws depend on nothing else.</param>
    /// <returns>The draws; not available when a score is not, or a scale has fewer than two answered items.</returns>
    /// <exception cref="ArgumentException">There are not six scales.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Too few draws.</exception>
    public static ProfileDraws ByItems(ImmutableArray<ComparableScale> scales, ReadOnlySpan<byte> answers, int draws, Random random)
    {
        RequireSix(scales.Length);
        ArgumentOutOfRangeException.ThrowIfLessThan(draws, FewestDraws);
        ArgumentNullException.ThrowIfNull(random);
        ResampledScale[] resampled = new ResampledScale[scales.Length];
        for (int scale = 0; scale < scales.Length; scale++)
        {
            resampled[scale] = ResampledScale.Of(scales[scale], answers);
        }

        ImmutableArray<double> profile = [.. resampled.Select(scale => scale.Raw)];
        return Draw(profile, resampled.All(scale => scale.IsAvailable), draws, score => resampled[score].Draw(random));
    }

    /// <summary>Draws by the standard error of measurement of each score, for when norms exist: score + SEM·z.</summary>
    /// <param name="profile">Scores in the order of <see cref="HollandCode.Letters"/>, in points, NaN = not available, [6].</param>
    /// <param name="errors">SEM in points, 0 or more, NaN = unknown, [6].</param>
    /// <param name="draws">Number of draws, <see cref="FewestDraws"/> or more.</param>
    /// <param name="random">A seeded source; the draws depend on nothing else.</param>
    /// <returns>The draws; not available when a score or an error is not.</returns>
    /// <exception cref="ArgumentException">There are not six of each, or an error is below 0.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Too few draws.</exception>
    public static ProfileDraws ByErrors(ReadOnlySpan<double> profile, ReadOnlySpan<double> errors, int draws, Random random)
    {
        RequireSix(profile.Length);
        RequireSix(errors.Length);
        ArgumentOutOfRangeException.ThrowIfLessThan(draws, FewestDraws);
        ArgumentNullException.ThrowIfNull(random);
        ImmutableArray<double> scores = [.. profile];
        ImmutableArray<double> widths = [.. errors];
        if (widths.Any(width => width < 0))
        {
            throw new ArgumentException("A standard error is below 0.", nameof(errors));
        }

        bool isAvailable = scores.All(double.IsFinite) && widths.All(double.IsFinite);
        return Draw(scores, isAvailable, draws, score => scores[score] + (widths[score] * StandardNumber(random)));
    }

    /// <summary>
    /// A nearly normal number with mean 0 and variance 1: the sum of twelve uniform ones less 6. Unlike Box and Muller's way it needs no
    /// logarithm, whose last bit differs between machines; it ends at ±6 and is a little thin beyond ±3.
    /// </summary>
    internal static double StandardNumber(Random random)
    {
        double sum = 0;
        for (int uniform = 0; uniform < Uniforms; uniform++)
        {
            sum += random.NextDouble();
        }

        return sum - (Uniforms / 2);
    }

    private static ProfileDraws Draw(ImmutableArray<double> profile, bool isAvailable, int draws, Func<int, double> next)
    {
        ProfileDraws made = new(profile, draws) { IsAvailable = isAvailable };
        for (int place = 0; isAvailable && place < made._draws.Length; place++)
        {
            made._draws[place] = next(place % UnitProfile.Scores);
        }

        return made;
    }

    private static void RequireSix(int length)
    {
        if (length != UnitProfile.Scores)
        {
            throw new ArgumentException($"{length} scales; the order is {HollandCode.Letters}.");
        }
    }
}
