using System.Collections.Immutable;
using System.CommandLine;
using Diagnostics.Engine.Tables;

namespace Diagnostics.Web.Commands;

/// <summary><c>score</c>: a table of responses and an instrument, or a bare key, to a table of scores.</summary>
internal static class ScoreCommand
{
    private static readonly Option<bool> Indices = new("--indices") { Description = "Add the interest indices (scales R I A S E C)." };

    public static Command Create()
    {
        Command command = Research.Keyed(
            "score",
            "Score a CSV of responses: raw_SCALE and n_SCALE for every scale.\n"
            + "Example: diagnostics score --key examples/riasec12_key.csv --responses examples/riasec12_responses.csv --indices",
            Indices, Research.Out, Research.Excel);
        Research.RequireKeyed(command);
        command.SetAction((parsed, cancellation) => Research.RunAsync(parsed, progress => Score(parsed, progress, cancellation), cancellation));
        return command;
    }

    private static string Score(ParseResult parsed, IProgress<double> progress, CancellationToken cancellation)
    {
        ResponseSource source = Research.SourceOf(parsed);
        ScoreTable table = new(source, new ScoreTableOptions
        {
            Columns = Columns(parsed, source),
            Excel = parsed.GetValue(Research.Excel),
        });
        ResponseTally tally = Research.Write(parsed, parsed.GetValue(Research.Out), output => table.Run(output, progress, cancellation));
        return Research.Describe(tally, "scored");
    }

    private static ImmutableArray<ScoreColumns> Columns(ParseResult parsed, ResponseSource source)
    {
        ImmutableArray<ScoreColumns>.Builder columns = ImmutableArray.CreateBuilder<ScoreColumns>();
        if (parsed.GetValue(Indices))
        {
            columns.Add(new IndexColumns(source.Keyed.Key));
        }

        return columns.ToImmutable();
    }
}
