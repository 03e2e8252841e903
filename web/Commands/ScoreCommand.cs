using System.Collections.Immutable;
using System.CommandLine;
using Diagnostics.Engine.Tables;

namespace Diagnostics.Web.Commands;

/// <summary><c>score</c>: a table of responses and an instrument, or a bare key, to a table of scores.</summary>
internal static class ScoreCommand
{
    private static readonly Option<bool> Indices = new("--indices") { Description = "Add the interest indices (scales R I A S E C)." };

    private static readonly Option<bool> Quality = new("--quality")
    {
        Description = "Add the response quality of the rated items: runs of equal answers, IRV, even-odd, Mahalanobis distance. "
            + "Reads the file twice; the order of its columns is taken as the order of asking.",
    };

    public static Command Create()
    {
        Command command = Research.Keyed(
            "score",
            "Score a CSV of responses: raw_SCALE and n_SCALE for every scale.\n"
            + "Example: diagnostics score --key examples/riasec12_key.csv --responses examples/riasec12_responses.csv --indices",
            Indices, Quality, Research.Out, Research.Excel);
        Research.RequireKeyed(command);
        command.SetAction((parsed, cancellation) => Research.RunAsync(parsed, progress => Score(parsed, progress, cancellation), cancellation));
        return command;
    }

    private static string Score(ParseResult parsed, IProgress<double> progress, CancellationToken cancellation)
    {
        ResponseSource source = Research.SourceOf(parsed);
        int passes = parsed.GetValue(Quality) ? 2 : 1;
        ScoreTable table = new(source, new ScoreTableOptions
        {
            Columns = Columns(parsed, source, new PartOfProgress(progress, pass: 0, passes), cancellation),
            Excel = parsed.GetValue(Research.Excel),
        });
        PartOfProgress last = new(progress, passes - 1, passes);
        ResponseTally tally = Research.Write(parsed, parsed.GetValue(Research.Out), output => table.Run(output, last, cancellation));
        return Research.Describe(tally, "scored");
    }

    private static ImmutableArray<ScoreColumns> Columns(
        ParseResult parsed, ResponseSource source, IProgress<double> firstPass, CancellationToken cancellation)
    {
        ImmutableArray<ScoreColumns>.Builder columns = ImmutableArray.CreateBuilder<ScoreColumns>();
        if (parsed.GetValue(Indices))
        {
            columns.Add(new IndexColumns(source.Keyed.Key));
        }

        if (parsed.GetValue(Quality))
        {
            columns.Add(QualityColumns.Prepare(source, firstPass, cancellation));
        }

        return columns.ToImmutable();
    }
}
