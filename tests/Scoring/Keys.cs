using System.Collections.Immutable;
using Diagnostics.Scoring.Keys;

namespace Diagnostics.Tests.Scoring;

/// <summary>Small keys for examples.</summary>
internal static class Keys
{
    public static ScoringKey OneScale(ImmutableArray<ItemKey> items, MissingRule missing) => ScoringKey.Create(
        [.. Enumerable.Range(0, items.Max(item => item.Item) + 1).Select(item => $"i{item}")],
        [new NormativeScale("s", items, missing)]);

    /// <summary>Scales A, B, … of ratings 0..4 that follow each other.</summary>
    public static ScoringKey Likert(int scales, int perScale, MissingRule missing) => ScoringKey.Create(
        [.. Enumerable.Range(0, scales * perScale).Select(item => $"i{item}")],
        [
            .. Enumerable.Range(0, scales).Select(scale => new NormativeScale(
                ((char)('A' + scale)).ToString(),
                [.. Enumerable.Range(scale * perScale, perScale).Select(item => new ItemKey.Rating(item, 0, 4, false))],
                missing)),
        ]);
}
