using System.Collections.Immutable;

namespace Diagnostics.Scoring.Quality;

/// <summary>
/// The flags of one protocol. They are reasons to talk with the student, not findings about one: tiredness, a strange language and a firm
/// mind all raise flags.
/// </summary>
/// <param name="All">One flag for every cut-off, raised or not, in the order of the cut-offs.</param>
public sealed record QualityFlags(ImmutableArray<QualityFlag> All)
{
    /// <summary>Kinds of raised flags that make a protocol unreliable.</summary>
    public const int KindsForUnreliable = 2;

    /// <summary>Kinds with a raised flag, each once.</summary>
    public ImmutableArray<QualityKind> RaisedKinds => [.. All.Where(flag => flag.IsRaised).Select(flag => flag.CutOff.Kind).Distinct()];

    /// <summary>
    /// Whether flags of two different kinds are raised. One kind never is enough, so even–odd alone, the only index of inconsistency,
    /// cannot make a protocol unreliable.
    /// </summary>
    public bool IsUnreliable => RaisedKinds.Length >= KindsForUnreliable;

    /// <summary>Lays cut-offs beside a person's numbers.</summary>
    /// <param name="quality">The numbers.</param>
    /// <param name="shape">Shape of the instrument they come from.</param>
    /// <param name="cutOffs">The cut-offs, e.g. <see cref="QualityCutOffs.Default"/>.</param>
    /// <returns>One flag a cut-off. A cut-off made for another shape is not applicable and is not rescaled.</returns>
    public static QualityFlags Of(in ResponseQuality quality, RatingShape shape, ImmutableArray<QualityCutOff> cutOffs)
    {
        ImmutableArray<QualityFlag>.Builder flags = ImmutableArray.CreateBuilder<QualityFlag>(cutOffs.Length);
        foreach (QualityCutOff cutOff in cutOffs)
        {
            double value = ValueOf(cutOff.Index, quality);
            flags.Add(new QualityFlag(cutOff, value, StateOf(cutOff, value, shape)));
        }

        return new QualityFlags(flags.MoveToImmutable());
    }

    private static QualityFlagState StateOf(QualityCutOff cutOff, double value, RatingShape shape)
    {
        if (double.IsNaN(value))
        {
            return QualityFlagState.NotAvailable;
        }

        if (!cutOff.AppliesTo(shape))
        {
            return QualityFlagState.NotApplicable;
        }

        return cutOff.IsReachedBy(value) ? QualityFlagState.Raised : QualityFlagState.Quiet;
    }

    private static double ValueOf(QualityIndex index, in ResponseQuality quality) => index switch
    {
        QualityIndex.LongestRun => quality.Runs.Longest,
        QualityIndex.AverageRun => quality.Runs.Average,
        QualityIndex.Variability => quality.Variability,
        QualityIndex.EvenOddConsistency => quality.EvenOdd.Consistency,
        QualityIndex.MahalanobisDistance => quality.Distance.Squared,
        QualityIndex.MedianSeconds => quality.Times.MedianSeconds,
    };
}
