using System.Collections.Immutable;
using Diagnostics.Scoring.Interests;
using Diagnostics.Scoring.Keys;
using Diagnostics.Scoring.Moments;
using Diagnostics.Scoring.Quality;
using Diagnostics.Scoring.Responses;
using Diagnostics.Scoring.Scales;
using MathNet.Numerics.LinearAlgebra;

namespace Diagnostics.Tests.Reference;

/// <summary>Twelve picks of one of six types by 997 real respondents, laid beside R's.</summary>
public sealed class IpsativeReferenceTests
{
    private const int Picks = 12;
    private const double Tolerance = 1e-10;

    private static readonly string[] Letters = ["R", "I", "A", "S", "E", "C"];

    /// <summary>Code c of every pick brings one point to type c.</summary>
    private static readonly ScoringKey Key = ScoringKey.Create(
        [.. Enumerable.Range(1, Picks).Select(pick => $"q{pick}")],
        [
            .. Letters.Select((letter, type) => new IpsativeScale(
                letter, [.. Enumerable.Range(0, Picks).Select(pick => new ItemKey.Options(pick, PointsFor(type)))], new MissingRule.Tolerate(2))),
        ]);

    [ReferenceFact]
    public void Counts_percents_and_codes_of_997_respondents_agree()
    {
        ReferenceTable expected = ReferenceTable.Read(ReferenceTable.OutsidePath("jobcannon_forced12_scores.ref.csv"));
        ImmutableArray<byte[]> rows = Rows(out int invalid);
        Assert.Equal(997, expected.Rows);
        Assert.Equal(expected.Rows, rows.Length);

        // Two cells of one row are no code 0..5; they count for no type, and the row has ten picks.
        Assert.Equal(2, invalid);
        for (int row = 0; row < rows.Length; row++)
        {
            ImmutableArray<ScaleScore> scores = ScaleScorer.ScoreOne(Key, rows[row]);
            Assert.Equal(expected.Number(row, "sum"), scores.Sum(score => score.Raw));
            foreach (ScaleScore score in scores)
            {
                Assert.Equal(expected.Number(row, $"count_{score.Scale}"), score.Raw);
                string percent = $"pct_{score.Scale}";
                Agreement.Relative(expected.Number(row, percent), score.PercentOfMaximum, Tolerance, $"row {row}, {percent}");
            }

            Assert.Equal(expected.Text(row, "code3"), RiasecIndices.Of([.. scores.Select(score => score.Raw)]).Code3);
        }
    }

    [ReferenceFact]
    public void Covariances_and_correlations_of_997_respondents_agree()
    {
        ReferenceTable expected = ReferenceTable.Read(ReferenceTable.OutsidePath("jobcannon_forced12_cov.ref.csv"));
        CrossProducts products = new(Letters.Length);
        foreach (byte[] answers in Rows(out _))
        {
            products.Add([.. ScaleScorer.ScoreOne(Key, answers).Select(score => (int)score.Raw)]);
        }

        Matrix<double> covariances = products.Covariances();
        for (int row = 0; row < expected.Rows; row++)
        {
            int first = Array.IndexOf(Letters, expected.Text(row, "row"));
            for (int second = 0; second < Letters.Length; second++)
            {
                double spread = Math.Sqrt(covariances[first, first] * covariances[second, second]);
                double actual = expected.Text(row, "kind") == "corr" ? covariances[first, second] / spread : covariances[first, second];
                Agreement.Relative(expected.Number(row, Letters[second]), actual, Tolerance, $"{first}, {second}");
            }
        }
    }

    [ReferenceFact]
    public void Where_scores_sum_to_a_constant_covariances_are_singular_and_correlate_at_minus_a_fifth()
    {
        CrossProducts products = new(Letters.Length);
        foreach (byte[] answers in Rows(out _).Where(answers => !answers.Contains(ResponseMatrix.Missing)))
        {
            products.Add([.. ScaleScorer.ScoreOne(Key, answers).Select(score => (int)score.Raw)]);
        }

        Matrix<double> covariances = products.Covariances();
        Assert.All(covariances.RowSums(), sum => Assert.Equal(0, sum, 12));
        Assert.Equal(Letters.Length - 1, covariances.Rank());
        Assert.False(MahalanobisReference.From(products).IsAvailable);

        // With equal variances it would be −1/(k − 1) exactly.
        Assert.InRange(MeanCorrelation(covariances), -0.21, -0.18);
    }

    /// <summary>Free data, so a stranger's run checks the same on 300 rows of twenty pairs.</summary>
    [Fact]
    public void Counts_of_pairs_are_as_singular_as_those_of_picks()
    {
        ReferenceTable table = ReferenceTable.Read(ReferenceTable.FreePath("ddo20_scores.ref.csv"));
        string[] types = table.Columns[1..];
        CrossProducts products = new(types.Length);
        for (int row = 0; row < table.Rows; row++)
        {
            products.Add([.. types.Select(type => (int)table.Number(row, type))]);
        }

        Assert.All(products.Covariances().RowSums(), sum => Assert.Equal(0, sum, 12));
        Assert.False(MahalanobisReference.From(products).IsAvailable);
        Assert.InRange(MeanCorrelation(products.Covariances()), -0.27, -0.23);
    }

    [Theory]
    [InlineData(3, 0, 12, 25)]
    [InlineData(0, 0, 12, 0)]
    [InlineData(-1, -1, 1, 0)]
    [InlineData(0.5, -1, 1, 75)]
    [InlineData(10, 10, 50, 0)]
    [InlineData(double.NaN, 0, 12, double.NaN)]
    [InlineData(3, 3, 3, double.NaN)]
    public void Percent_of_the_maximum_runs_from_the_lowest_to_the_highest_score(double raw, double min, double max, double percent) =>
        Assert.Equal(percent, new ScaleScore("s", raw, 12, 0, 12, min, max).PercentOfMaximum);

    private static ImmutableArray<byte> PointsFor(int type) => [.. Letters.Select((_, code) => (byte)(code == type ? 1 : 0))];

    private static double MeanCorrelation(Matrix<double> covariances)
    {
        int types = covariances.RowCount;
        return Enumerable.Range(0, types).SelectMany(row => Enumerable.Range(row + 1, types - 1 - row).Select(column =>
            covariances[row, column] / Math.Sqrt(covariances[row, row] * covariances[column, column]))).Average();
    }

    private static ImmutableArray<byte[]> Rows(out int invalid)
    {
        ReferenceTable table = ReferenceTable.Read(ReferenceTable.OutsidePath("jobcannon_forced12_items.csv"));
        ImmutableArray<byte[]> rows =
        [
            .. Enumerable.Range(0, table.Rows).Select(row => Key.Items
                .Select(item => table.Number(row, item) is >= 0 and <= 5 and var code ? (byte)code : ResponseMatrix.Missing).ToArray()),
        ];
        invalid = rows.Sum(row => row.Count(code => code == ResponseMatrix.Missing));
        return rows;
    }
}
