using System.CommandLine;
using Diagnostics.Tests.Scoring;
using Diagnostics.Web.Commands;

namespace Diagnostics.Tests.Reference;

/// <summary>The same through the verb, as a researcher runs it.</summary>
public sealed class ScoreVerbReferenceTests
{
    [ReferenceFact]
    public async Task The_verb_writes_scores_and_indices_beside_the_reference()
    {
        using ScratchFolder folder = new();
        string output = folder.PathOf("scores.csv");
        string[] arguments =
        [
            "--key", ReferenceTable.OutsidePath("jobcannon_riasec60_key.csv"),
            "--responses", ReferenceTable.OutsidePath("jobcannon_riasec60_items.csv"), "--indices", "--out", output,
        ];
        using StringWriter messages = new();
        int exit = await ScoreCommand.Create().Parse(arguments).InvokeAsync(new InvocationConfiguration { Error = messages });

        Assert.Equal(0, exit);
        Assert.Contains("611 respondents scored.", messages.ToString(), StringComparison.Ordinal);
        ReferenceTable scores = ReferenceTable.Read(ReferenceTable.OutsidePath("jobcannon_riasec60_scale_scores.ref.csv"));
        ReferenceTable indices = ReferenceTable.Read(ReferenceTable.OutsidePath("jobcannon_riasec60_indices.ref.csv"));
        ReferenceTable actual = ReferenceTable.Read(output);
        Assert.Equal([.. scores.Columns, .. indices.Columns.Skip(1)], actual.Columns);
        Assert.Equal(611, actual.Rows);
        for (int row = 0; row < actual.Rows; row++)
        {
            foreach (string column in scores.Columns)
            {
                Assert.Equal(scores.Text(row, column), actual.Text(row, column));
            }

            Assert.Equal(indices.Text(row, "code3"), actual.Text(row, "code3"));
            Agreement.Relative(indices.Number(row, "prediger_radius"), actual.Number(row, "prediger_radius"), 1e-10, $"row {row}");
        }
    }
}
