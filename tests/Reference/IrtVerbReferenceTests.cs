using System.CommandLine;
using Diagnostics.Tests.Scoring;
using Verb = Diagnostics.Web.Commands.CommandLine;

namespace Diagnostics.Tests.Reference;

/// <summary>The verbs <c>irt score</c>, <c>irt info</c> and <c>cat</c> write the columns of the reference, cell by cell.</summary>
public sealed class IrtVerbReferenceTests
{
    [Theory]
    [InlineData("lsat7", "2pl", 1000)]
    [InlineData("sim2pl30_missing", "2pl", 400)]
    [InlineData("simgrm12_missing", "grm", 400)]
    public async Task Abilities_and_fit_stand_in_the_columns_of_the_reference(string set, string model, int rows)
    {
        using ScratchFolder folder = new();
        string name = $"{set}_{model}";
        await RunAsync(
            "irt", "score", "--params", ReferenceTable.FreePath($"{name}_params.ref.csv"), "--responses", ReferenceTable.FreePath($"{set}_items.csv"),
            "--out", folder.PathOf("scores.csv"), "--out-personfit", folder.PathOf("fit.csv"));
        Compare(ReferenceTable.FreePath($"{name}_scores_exact.ref.csv"), folder.PathOf("scores.csv"), rows);
        Compare(ReferenceTable.FreePath(model == "2pl" ? $"{name}_personfit_exact.ref.csv" : $"{set}_guttman_poly.ref.csv"), folder.PathOf("fit.csv"), rows);
    }

    [Theory]
    [InlineData("sim2pl30_2pl")]
    [InlineData("simgrm12_grm")]
    public async Task Information_stands_in_the_columns_of_the_reference(string name)
    {
        using ScratchFolder folder = new();
        await RunAsync("irt", "info", "--params", ReferenceTable.FreePath($"{name}_params.ref.csv"), "--out", folder.PathOf("info.csv"));
        Assert.Equal(
            ReferenceTable.Read(ReferenceTable.FreePath($"{name}_info.ref.csv")).Columns, ReferenceTable.Read(folder.PathOf("info.csv")).Columns);
        Compare(ReferenceTable.FreePath($"{name}_info.ref.csv"), folder.PathOf("info.csv"), 33);
    }

    [Theory]
    [InlineData("sim2pl30", "0.4", "20", 344)]
    [InlineData("simgrm12", "0.35", "8", 96)]
    public async Task Adaptive_tests_are_those_of_the_reference(string set, string error, string most, int rows)
    {
        using ScratchFolder folder = new();
        await RunAsync(
            "cat", "--params", ReferenceTable.FreePath($"{set}_true_params.csv"), "--responses", ReferenceTable.FreePath($"{set}_items.csv"),
            "--se", error, "--max", most, "--out", folder.PathOf("steps.csv"));
        Compare(ReferenceTable.FreePath($"{set}_cat_trace.ref.csv"), folder.PathOf("steps.csv"), rows, "stop_reason");
    }

    private static async Task RunAsync(params string[] arguments)
    {
        using StringWriter messages = new();
        int exit = await Verb.Create().Parse(arguments).InvokeAsync(new InvocationConfiguration { Error = messages });
        Assert.True(exit == 0, messages.ToString());
    }

    /// <summary>The first rows: the reference has fewer persons than the data.</summary>
    private static void Compare(string reference, string output, int rows, params string[] without)
    {
        ReferenceTable expected = ReferenceTable.Read(reference);
        ReferenceTable actual = ReferenceTable.Read(output);
        Assert.Equal(rows, expected.Rows);
        foreach (string column in expected.Columns.Except(without))
        {
            for (int row = 0; row < rows; row++)
            {
                (string wanted, string found) = (expected.Text(row, column), actual.Text(row, column));
                bool isNumber = double.TryParse(wanted, System.Globalization.CultureInfo.InvariantCulture, out double number) && double.IsFinite(number);
                bool agrees = isNumber ? Math.Abs(number - actual.Number(row, column)) <= 1e-8 * Math.Max(1, Math.Abs(number)) : wanted == found;
                Assert.True(agrees, $"row {row}, {column}: {wanted} in the reference, {found} here");
            }
        }
    }
}
