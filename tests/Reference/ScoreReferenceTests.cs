using Diagnostics.Engine.Tables;

namespace Diagnostics.Tests.Reference;

/// <summary>Scores and indices laid beside R's (psych, and a second implementation): sums and counts exact, the rest to 1e-10.</summary>
public sealed class ScoreReferenceTests
{
    private const double Tolerance = 1e-10;

    private static readonly string[] Letters = ["R", "I", "A", "S", "E", "C"];
    private static readonly string[] TextColumns = ["id", "code3"];

    [Fact]
    public void Pair_counts_of_three_hundred_rows_agree()
    {
        ReferenceTable expected = ReferenceTable.Read(ReferenceTable.FreePath("ddo20_scores.ref.csv"));
        ReferenceTable actual = Score(
            ReferenceTable.FreePath("ddo20_key.csv"), ReferenceTable.FreePath("ddo20_answers.csv"));

        Assert.Equal(300, expected.Rows);
        Assert.Equal(expected.Rows, actual.Rows);
        for (int row = 0; row < expected.Rows; row++)
        {
            foreach (string type in expected.Columns.Skip(1))
            {
                Assert.Equal(expected.Number(row, type), actual.Number(row, $"raw_{type}"));
                Assert.Equal(8, actual.Number(row, $"n_{type}"));
            }
        }
    }

    [ReferenceFact]
    public void Complete_interest_scores_agree() =>
        CompareScores("jobcannon_riasec60_items.csv", "jobcannon_riasec60_scale_scores.ref.csv");

    [ReferenceFact]
    public void Prorated_interest_scores_agree() =>
        CompareScores("jobcannon_riasec60_missing_items.csv", "jobcannon_riasec60_missing_scale_scores.ref.csv");

    [ReferenceFact]
    public void Interest_indices_of_611_real_profiles_agree()
    {
        ReferenceTable expected = ReferenceTable.Read(ReferenceTable.OutsidePath("jobcannon_riasec60_indices.ref.csv"));
        ReferenceTable actual = Score(
            ReferenceTable.OutsidePath("jobcannon_riasec60_key.csv"),
            ReferenceTable.OutsidePath("jobcannon_riasec60_items.csv"),
            indices: true);

        Assert.Equal(611, actual.Rows);
        Assert.Equal(expected.Columns.Skip(1), actual.Columns.Skip(1 + (2 * Letters.Length)));
        Assert.Equal(217, Enumerable.Range(0, actual.Rows).Sum(row => actual.Number(row, "tie_in_top3")));
        for (int row = 0; row < expected.Rows; row++)
        {
            foreach (string column in TextColumns)
            {
                Assert.Equal(expected.Text(row, column), actual.Text(row, column));
            }

            foreach (string column in expected.Columns.Except(TextColumns))
            {
                Agreement.Relative(expected.Number(row, column), actual.Number(row, column), Tolerance, $"row {row}, {column}");
            }
        }
    }

    private static void CompareScores(string responses, string scores)
    {
        ReferenceTable expected = ReferenceTable.Read(ReferenceTable.OutsidePath(scores));
        ReferenceTable actual = Score(
            ReferenceTable.OutsidePath("jobcannon_riasec60_key.csv"), ReferenceTable.OutsidePath(responses));
        Assert.Equal(expected.Columns, actual.Columns);
        Assert.Equal(611, expected.Rows);
        Assert.Equal(expected.Rows, actual.Rows);
        for (int row = 0; row < expected.Rows; row++)
        {
            Assert.Equal(expected.Text(row, "id"), actual.Text(row, "id"));
            foreach (string letter in Letters)
            {
                Assert.Equal(expected.Number(row, $"n_{letter}"), actual.Number(row, $"n_{letter}"));
                string raw = $"raw_{letter}";
                Agreement.Relative(expected.Number(row, raw), actual.Number(row, raw), Tolerance, $"row {row}, {raw}");
            }
        }
    }

    private static ReferenceTable Score(string key, string responses, bool indices = false)
    {
        using StringWriter output = new();
        KeyedItems keyed = KeyCsv.Read(key);
        ScoreTableOptions options = new() { Columns = indices ? [new IndexColumns(keyed.Key)] : [] };
        new ScoreTable(new ResponseSource(responses, keyed), options).Run(output, progress: null, CancellationToken.None);
        return ReferenceTable.Parse(output.ToString());
    }
}
