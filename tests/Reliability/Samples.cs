using Diagnostics.Scoring.Keys;
using Diagnostics.Scoring.Reliability;
using Diagnostics.Scoring.Responses;

namespace Diagnostics.Tests.Reliability;

/// <summary>Scales and samples for examples and properties.</summary>
internal static class Samples
{
    public const byte Blank = ResponseMatrix.Missing;

    /// <summary>A scale of ratings 0..9 in the order of the columns.</summary>
    public static NormativeScale Ratings(int items, byte max = 9) => new(
        "s",
        [.. Enumerable.Range(0, items).Select(item => new ItemKey.Rating(item, 0, max, false))],
        new MissingRule.Prorate(0.75));

    /// <summary>A section of right and wrong answers whose blanks count 0 points.</summary>
    public static CriterionScale Section(params int[] columns) => new(
        "s", [.. columns.Select(column => new ItemKey.Rating(column, 0, 1, false))]);

    public static ScaleSample Of(ComparableScale scale, params byte[][] rows)
    {
        var sample = new ScaleSample(scale);
        sample.Add(Matrix(rows));
        return sample;
    }

    public static ScaleStatistics Analyse(params byte[][] rows) => ScaleStatistics.Of(Of(Ratings(rows[0].Length), rows));

    public static ResponseMatrix Matrix(params byte[][] rows) => ResponseMatrix.FromRows([.. rows.SelectMany(row => row)], rows[0].Length);

    /// <summary>Rows that share a trait, so that reliability is neither 0 nor 1; from a seed.</summary>
    public static byte[][] Random(int seed, int respondents, int items, double blanks = 0)
    {
        var random = new Random(seed);
        return
        [
            .. Enumerable.Range(0, respondents).Select(_ =>
            {
                int trait = random.Next(5);
                return Enumerable.Range(0, items)
                    .Select(_ => random.NextDouble() < blanks ? Blank : (byte)(trait + random.Next(5)))
                    .ToArray();
            }),
        ];
    }

    /// <summary>Every number the statistics hold, in one order, for comparisons to the bit.</summary>
    public static double[] Numbers(ScaleStatistics scale) =>
    [
        scale.Rows, scale.NotReached, scale.Totals.Count, .. OrderFree(scale), scale.SplitHalfCorrelation, scale.SplitHalf,
        .. scale.Items.SelectMany(item => Numbers(item)),
    ];

    /// <summary>What may not depend on the order of items.</summary>
    public static double[] OrderFree(ScaleStatistics scale) =>
    [
        scale.Totals.Mean, scale.Totals.Variance, scale.Totals.Minimum, scale.Totals.Maximum, scale.Totals.Skewness, scale.Totals.Kurtosis,
        scale.Alpha, scale.StandardisedAlpha, scale.MeanInterItemCorrelation, scale.Lambda2, scale.Lambda6, scale.Omega,
        scale.StandardisedOmega, scale.StandardErrorByAlpha, scale.StandardErrorByOmega, scale.AlphaInterval.Low, scale.AlphaInterval.High,
    ];

    public static double[] Numbers(ItemStatistics item) =>
    [
        item.Mean, item.StandardDeviation, item.ItemTotalCorrelation, item.ItemRestCorrelation, item.AlphaIfDeleted, item.Loading,
        item.Uniqueness, item.Missing, item.NotReached, item.Difficulty,
    ];
}
