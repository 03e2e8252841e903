using System.CommandLine;
using System.Globalization;
using Diagnostics.Engine.Tables;
using Diagnostics.Scoring.Change;

namespace Diagnostics.Web.Commands;

/// <summary><c>change</c>: two occasions of one score to reliable change.</summary>
internal static class ChangeCommand
{
    private static readonly Option<string> First = new("--first") { Description = "Column of the first occasion.", Required = true };
    private static readonly Option<string> Second = new("--second") { Description = "Column of the second occasion.", Required = true };

    private static readonly Option<double> Reliability = new("--reliability")
    {
        Description = "Internal consistency of the score, 0 to 1. The retest correlation is computed and used beside it.",
        Required = true,
    };

    private static readonly Option<string> Responses = new("--responses")
    {
        Description = "CSV with a row a respondent; other columns are passed through. Not for ipsative scores (forced choice, best-worst).",
        Required = true,
    };

    private static readonly Option<string?> OutSummary = new("--out-summary")
    {
        Description = "File for means, SDs, correlation and errors of measurement, one row.",
    };

    public static Command Create()
    {
        Command command = new(
            "change",
            "Reliable change between two occasions: Jacobson-Truax with two reliabilities, Iverson, regression-based.\n"
            + "Example: diagnostics change --first grade8 --second grade11 --reliability 0.85 --responses examples/two_occasions.csv --out change.csv")
        {
            First, Second, Reliability, Responses, Research.Id, Research.Lenient, Research.Out, OutSummary, Research.Excel,
        };
        command.Validators.Add(result =>
        {
            // The value of an option that does not parse throws here; its own message comes without help.
            if (result.GetResult(Reliability) is { Tokens: [var given] }
                && double.TryParse(given.Value, CultureInfo.InvariantCulture, out double reliability)
                && reliability is not (>= 0 and <= 1))
            {
                result.AddError("--reliability is from 0 to 1, with a decimal point: 0.85.");
            }
        });
        command.Validators.Add(result =>
        {
            if (result.GetResult(First) is { Tokens: [var first] } && result.GetResult(Second) is { Tokens: [var second] }
                && first.Value == second.Value)
            {
                result.AddError("--first and --second name the same column.");
            }
        });
        Research.RefuseOverwriting(command, [Research.Out, OutSummary], Responses!);
        command.SetAction((parsed, cancellation) =>
            Research.RunAsync(parsed, progress => Measure(parsed, progress, cancellation), cancellation));
        return command;
    }

    private static string Measure(ParseResult parsed, IProgress<double> progress, CancellationToken cancellation)
    {
        ChangeTable table = new(new ChangeTableOptions(
            parsed.GetValue(Responses)!, parsed.GetValue(First)!, parsed.GetValue(Second)!, parsed.GetValue(Reliability))
        {
            Id = parsed.GetValue(Research.Id),
            Lenient = parsed.GetValue(Research.Lenient),
            Excel = parsed.GetValue(Research.Excel),
        });
        (ReliableChange change, ResponseTally tally) = table.Summarise(new PartOfProgress(progress, pass: 0, passes: 2), cancellation);
        PartOfProgress last = new(progress, pass: 1, passes: 2);
        List<(string? File, Action<TextWriter> Write)> tables =
            [(parsed.GetValue(Research.Out), output => table.Write(change, output, last, cancellation))];
        if (parsed.GetValue(OutSummary) is { } summary)
        {
            tables.Add((summary, output => table.WriteSummary(change, output)));
        }

        Research.WriteAll(parsed, [.. tables]);

        return $"{Research.Describe(tally, "read")} {change.Occasions.Count} have both occasions.";
    }
}
