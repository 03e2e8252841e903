using Diagnostics.Scoring.Keys;
using Diagnostics.Scoring.Responses;

namespace Diagnostics.Tests.Quality;

/// <summary>Small keys and rows for the quality numbers.</summary>
internal static class RatedRows
{
    public const byte Blank = ResponseMatrix.Missing;

    /// <summary>Scales of ratings 0..4 that follow each other; the listed items are reversed.</summary>
    public static ScoringKey Key(int scales, int perScale, params int[] reversed) => ScoringKey.Create(
        [.. Enumerable.Range(0, scales * perScale).Select(item => $"i{item}")],
        [
            .. Enumerable.Range(0, scales).Select(scale => new NormativeScale(
                $"s{scale}",
                [
                    .. Enumerable.Range(scale * perScale, perScale)
                        .Select(item => new ItemKey.Rating(item, 0, 4, reversed.Contains(item))),
                ],
                new MissingRule.Prorate(0.75))),
        ]);

    /// <summary>Seeded rows of codes 0..4, some of them blank.</summary>
    public static byte[] Random(int seed, int cells, int percentBlank)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, cells).Select(_ => random.Next(100) < percentBlank ? Blank : (byte)random.Next(5))];
    }
}
