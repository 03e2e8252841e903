using Diagnostics.Scoring.Keys;
using Diagnostics.Scoring.Norms;

namespace Diagnostics.Tests.Norms;

/// <summary>Histograms for examples and for random ones.</summary>
internal static class Histograms
{
    public static ScoreHistogram Of(int lowest, int highest, params int[] scores)
    {
        ScoreHistogram histogram = new(ComparableScore.Declared("S", lowest, highest));
        foreach (int score in scores)
        {
            histogram.Push(score);
        }

        return histogram;
    }

    /// <summary>Scores of some shape: from a few lumps to a smooth hill, anywhere within random bounds.</summary>
    public static ScoreHistogram Random(Random random)
    {
        int lowest = random.Next(-20, 20);
        int width = random.Next(1, 60);
        int count = random.Next(1, 400);
        double centre = random.NextDouble() * width;
        double spread = 0.1 + (random.NextDouble() * width);
        int[] scores =
        [
            .. Enumerable.Range(0, count).Select(_ => lowest + (int)Math.Clamp(
                Math.Floor(centre + (spread * (random.NextDouble() + random.NextDouble() + random.NextDouble() - 1.5))), 0, width)),
        ];
        return Of(lowest, lowest + width, scores);
    }

    public static NormTable Table(ScoreHistogram histogram, int? degree = null) =>
        NormTable.Of("n@1.0.0", NormGroup.Of([], []), histogram, new NormSettings { SmoothingDegree = degree });
}
