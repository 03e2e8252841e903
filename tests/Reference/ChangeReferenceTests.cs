using System.CommandLine;
using Diagnostics.Scoring.Change;
using Diagnostics.Scoring.Keys;
using Diagnostics.Tests.Scoring;
using Diagnostics.Web.Commands;

namespace Diagnostics.Tests.Reference;

/// <summary>Reliable change laid beside R's: classes exact, numbers to 1e-10, through the API and the verb.</summary>
public sealed class ChangeReferenceTests
{
    private const double Tolerance = 1e-10;

    [Fact]
    public void Two_occasions_of_four_hundred_agree()
    {
        ReferenceTable expected = ReferenceTable.Read(ReferenceTable.FreePath("retest_rci.ref.csv"));
        double[] first = [.. Enumerable.Range(0, expected.Rows).Select(row => expected.Number(row, "grade8"))];
        double[] second = [.. Enumerable.Range(0, expected.Rows).Select(row => expected.Number(row, "grade11"))];
        Assert.Equal(400, expected.Rows);
        ReliableChange change = new(TwoOccasions.Of(ComparableScore.Declared("R", 0, 40), first, second), 0.85);
        for (int row = 0; row < expected.Rows; row++)
        {
            ChangeScore one = change.Of(first[row], second[row]);
            Agreement.Relative(expected.Number(row, "rci_jt_retest_r"), one.RetestIndex, Tolerance, $"row {row}, retest");
            Agreement.Relative(expected.Number(row, "rci_jt_rel_085"), one.ReliabilityIndex, Tolerance, $"row {row}, reliability");
            Agreement.Relative(expected.Number(row, "rci_iverson_085"), one.PracticeIndex, Tolerance, $"row {row}, practice");
            Agreement.Relative(expected.Number(row, "srb_z"), one.RegressionZ, Tolerance, $"row {row}, regression");
            Assert.Equal(expected.Text(row, "class_retest_r"), one.RetestClass.ToString(), ignoreCase: true);
            Assert.Equal(expected.Text(row, "class_rel_085"), one.ReliabilityClass.ToString(), ignoreCase: true);
        }
    }

    [Fact]
    public async Task The_verb_writes_persons_and_summary()
    {
        using ScratchFolder folder = new();
        string[] arguments =
        [
            "--first", "grade8", "--second", "grade11", "--reliability", "0.85",
            "--responses", ReferenceTable.FreePath("retest_8_11.csv"),
            "--out", folder.PathOf("rci.csv"), "--out-summary", folder.PathOf("summary.csv"),
        ];
        using StringWriter messages = new();
        int exit = await ChangeCommand.Create().Parse(arguments).InvokeAsync(new InvocationConfiguration { Error = messages });

        Assert.Equal(0, exit);
        Assert.Contains("400 respondents read. 400 have both occasions.", messages.ToString(), StringComparison.Ordinal);
        Compare("retest_rci.ref.csv", folder.PathOf("rci.csv"), 400);
        Compare("retest_summary.ref.csv", folder.PathOf("summary.csv"), 1);
    }

    private static void Compare(string reference, string output, int rows)
    {
        ReferenceTable expected = ReferenceTable.Read(ReferenceTable.FreePath(reference));
        ReferenceTable actual = ReferenceTable.Read(output);
        Assert.Equal(expected.Columns, actual.Columns);
        Assert.Equal(rows, expected.Rows);
        Assert.Equal(rows, actual.Rows);
        for (int row = 0; row < rows; row++)
        {
            foreach (string column in expected.Columns)
            {
                if (column == "id" || column.StartsWith("class_", StringComparison.Ordinal))
                {
                    Assert.Equal(expected.Text(row, column), actual.Text(row, column));
                }
                else
                {
                    Agreement.Relative(expected.Number(row, column), actual.Number(row, column), Tolerance, $"row {row}, {column}");
                }
            }
        }
    }
}
