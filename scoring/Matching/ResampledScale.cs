using Diagnostics.Scoring.Keys;
using Diagnostics.Scoring.Responses;
using Diagnostics.Scoring.Scales;

namespace Diagnostics.Scoring.Matching;

/// <summary>One person's answers to one scale, ready to be drawn from.</summary>
/// <param name="Raw">The score, in points.</param>
/// <param name="Distances">Points of the answered items less their mean, widened by √(m/(m − 1)), [m].</param>
/// <param name="Share">Score points per point of the answered sum: k/m when prorated, else 1.</param>
/// <param name="Spread">s, the SD of an answered item's points with its floor; NaN when unknown.</param>
/// <param name="IsFloor">Whether s is the floor, so that the items themselves would say too little.</param>
internal sealed record ResampledScale(double Raw, double[] Distances, double Share, double Spread, bool IsFloor)
{
    public bool IsAvailable => double.IsFinite(Raw) && double.IsFinite(Spread);

    public static ResampledScale Of(ComparableScale scale, ReadOnlySpan<byte> answers)
    {
        List<double> points = [];
        foreach (ItemKey item in scale.Items)
        {
            if (answers[item.Item] != ResponseMatrix.Missing)
            {
                points.Add(item.PointsFor(answers[item.Item]));
            }
        }

        double sum = points.Sum();
        var completion = Completion.Of(scale);
        double raw = completion.Raw(sum, points.Count, answers.Count(ResponseMatrix.Missing));
        double spread = WithinPersonBand.ItemSpread(scale, answers);
        if (!double.IsFinite(spread))
        {
            return new ResampledScale(raw, [], 1, double.NaN, IsFloor: false);
        }

        double mean = sum / points.Count;
        double widening = Math.Sqrt(points.Count / (points.Count - 1.0));
        double[] distances = [.. points.Select(point => (point - mean) * widening)];
        double share = completion.Prorates ? (double)completion.Items / points.Count : 1;

        // s is at its floor when the items' own squares fall short of it; both sides are formed alike, apart from rounding.
        bool isFloor = distances.Sum(distance => distance * distance) / points.Count < spread * spread * (1 - 1e-9);
        return new ResampledScale(raw, distances, share, spread, isFloor);
    }

    /// <summary>What the score might have been with other items of the same kind.</summary>
    public double Draw(Random random)
    {
        if (IsFloor)
        {
            return Raw + (Share * Spread * Math.Sqrt(Distances.Length) * ProfileDraws.StandardNumber(random));
        }

        double sum = 0;
        for (int item = 0; item < Distances.Length; item++)
        {
            sum += Distances[random.Next(Distances.Length)];
        }

        return Raw + (Share * sum);
    }
}
