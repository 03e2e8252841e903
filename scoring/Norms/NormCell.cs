using System.Collections.Immutable;

namespace Diagnostics.Scoring.Norms;

/// <summary>The frequencies of one group by all columns.</summary>
/// <param name="Group">The group.</param>
/// <param name="Histograms">One per score.</param>
internal sealed record NormCell(NormGroup Group, ImmutableArray<ScoreHistogram> Histograms)
{
    /// <summary>The same frequencies, of the caller's own.</summary>
    public NormCell Copy() => new(Group, Copy(Histograms));

    /// <summary>The same frequencies, of the caller's own.</summary>
    public static ImmutableArray<ScoreHistogram> Copy(ImmutableArray<ScoreHistogram> histograms) =>
        [.. histograms.Select(histogram => histogram.Copy())];
}
