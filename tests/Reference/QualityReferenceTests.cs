using System.Collections.Immutable;
using Diagnostics.Engine.Tables;
using Diagnostics.Scoring.Keys;
using Diagnostics.Scoring.Quality;

namespace Diagnostics.Tests.Reference;

/// <summary>Response quality laid beside R's (careless 1.2.2, and base R for the distances): runs exact, the rest to 1e-10.</summary>
public sealed class QualityReferenceTests
{
    private const double Tolerance = 1e-10;

    private static string KeyFile => ReferenceTable.OutsidePath("jobcannon_riasec60_key.csv");

    [ReferenceFact]
    public void Quality_of_611_real_respondents_agrees()
    {
        ReferenceTable expected = ReferenceTable.Read(ReferenceTable.OutsidePath("jobcannon_riasec60_careless.ref.csv"));
        ReferenceTable actual = Measure("jobcannon_riasec60_items.csv");

        Assert.Equal(611, expected.Rows);
        Assert.Equal(expected.Rows, actual.Rows);
        Assert.Equal(expected.Columns.Skip(1), actual.Columns[^10..]);
        for (int row = 0; row < expected.Rows; row++)
        {
            Assert.Equal(expected.Text(row, "id"), actual.Text(row, "id"));
            foreach (string column in expected.Columns.Skip(1))
            {
                Agreement.Relative(expected.Number(row, column), actual.Number(row, column), Tolerance, $"row {row}, {column}");
            }

            // Relative also where the tail is far out and an absolute difference would always pass.
            double tail = expected.Number(row, "mahalanobis_p");
            Assert.InRange(actual.Number(row, "mahalanobis_p") / tail, 1 - Tolerance, 1 + Tolerance);
            Assert.Equal(expected.Number(row, "longstring_admin"), actual.Number(row, "longstring_admin"));
        }
    }

    [ReferenceFact]
    public void With_blanks_the_complete_rows_have_all_numbers_and_the_others_those_that_blanks_allow()
    {
        ReferenceTable answers = ReferenceTable.Read(ReferenceTable.OutsidePath("jobcannon_riasec60_missing_items.csv"));
        ReferenceTable actual = Measure("jobcannon_riasec60_missing_items.csv");

        int complete = 0;
        for (int row = 0; row < answers.Rows; row++)
        {
            int answered = answers.Columns.Skip(1).Count(item => answers.Text(row, item).Length > 0);
            bool isComplete = answered == 60;
            complete += isComplete ? 1 : 0;
            Assert.Equal(isComplete, !double.IsNaN(actual.Number(row, "longstring_admin")));
            Assert.Equal(isComplete, !double.IsNaN(actual.Number(row, "avgstring")));
            Assert.Equal(answered < 2, double.IsNaN(actual.Number(row, "irv")));
            Assert.True(double.IsNaN(actual.Number(row, "mahalanobis_d2")));
        }

        // Fewer complete rows than items: nobody has a distance.
        Assert.InRange(complete, 1, 60);
    }

    [ReferenceFact]
    public void The_default_cut_offs_are_the_outer_percentiles_of_the_reference_rounded_outwards()
    {
        ReferenceTable reference = ReferenceTable.Read(ReferenceTable.OutsidePath("jobcannon_riasec60_careless.ref.csv"));
        Assert.Equal(Math.Ceiling(Percentile("longstring_admin", 0.975)), ValueOf(QualityIndex.LongestRun));
        Assert.Equal(Math.Ceiling(10 * Percentile("avgstring_admin", 0.975)) / 10, ValueOf(QualityIndex.AverageRun));
        Assert.Equal(Math.Floor(10 * Percentile("irv", 0.025)) / 10, ValueOf(QualityIndex.Variability));
        Assert.Equal(Percentile("evenodd_sb", 0.025), ValueOf(QualityIndex.EvenOddConsistency));
        Assert.Equal(Math.Ceiling(Percentile("mahalanobis_d2", 0.975)), ValueOf(QualityIndex.MahalanobisDistance));

        // R's default quantile (type 7).
        double Percentile(string column, double share)
        {
            double[] sorted =
                [.. Enumerable.Range(0, reference.Rows).Select(row => reference.Number(row, column)).Where(double.IsFinite).Order()];
            double place = share * (sorted.Length - 1);
            int below = (int)place;
            return sorted[below] + ((place - below) * (sorted[Math.Min(below + 1, sorted.Length - 1)] - sorted[below]));
        }
    }

    [ReferenceFact]
    public void The_default_cut_offs_call_five_of_the_611_unreliable()
    {
        ReferenceTable reference = ReferenceTable.Read(ReferenceTable.OutsidePath("jobcannon_riasec60_careless.ref.csv"));
        ScoringKey key = KeyCsv.Read(KeyFile).Key;
        RatingShape shape = RatedItems.Of(key).Shape;
        QualityFlags[] all =
        [
            .. Enumerable.Range(0, reference.Rows).Select(row => QualityFlags.Of(
                new ResponseQuality(
                    new AnswerRuns(reference.Number(row, "longstring_admin"), reference.Number(row, "avgstring_admin")),
                    AnswerRuns.NotAvailable,
                    reference.Number(row, "irv"),
                    new EvenOdd(reference.Number(row, "evenodd_r"), reference.Number(row, "evenodd_sb")),
                    new MahalanobisDistance(reference.Number(row, "mahalanobis_d2"), reference.Number(row, "mahalanobis_p")),
                    ResponseTimes.NotAvailable),
                shape,
                QualityCutOffs.Default)),
        ];
        Assert.Equal(26, all.Count(flags => flags.RaisedKinds.Contains(QualityKind.Monotony)));
        Assert.Equal(18, all.Count(flags => flags.RaisedKinds.Contains(QualityKind.Inconsistency)));
        Assert.Equal(16, all.Count(flags => flags.RaisedKinds.Contains(QualityKind.Improbability)));
        Assert.Equal(5, all.Count(flags => flags.IsUnreliable));
    }

    private static double ValueOf(QualityIndex index) => QualityCutOffs.Default.Single(cutOff => cutOff.Index == index).Value;

    private static ReferenceTable Measure(string responses)
    {
        ResponseSource source = new(ReferenceTable.OutsidePath(responses), KeyCsv.Read(KeyFile));
        ImmutableArray<ScoreColumns> columns = [QualityColumns.Prepare(source, progress: null, CancellationToken.None)];
        using StringWriter output = new();
        new ScoreTable(source, new ScoreTableOptions { Columns = columns }).Run(output, progress: null, CancellationToken.None);
        return ReferenceTable.Parse(output.ToString());
    }
}
