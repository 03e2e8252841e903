using System.CommandLine;
using Diagnostics.Engine.Tables;

namespace Diagnostics.Web.Commands;

/// <summary><c>items</c>: a table of responses and an instrument, or a bare key, to reliability and item statistics.</summary>
internal static class ItemsCommand
{
    private static readonly Option<string?> OutScales = new("--out-scales")
    {
        Description = "File for the scales: distribution, alpha with its interval, lambdas, omega, split half, standard errors.",
    };

    private static readonly Option<string?> OutItems = new("--out-items")
    {
        Description = "File for the items: mean, sd, item-total and item-rest correlation, alpha without the item, loading, missing, p.",
    };

    public static Command Create()
    {
        Command command = Research.Keyed(
            "items",
            "Reliability and item statistics on the complete rows of every scale that compares persons.\n"
            + "Example: diagnostics items --key examples/riasec12_key.csv --responses examples/riasec12_responses.csv "
            + "--out-scales scales.csv --out-items items.csv",
            OutScales, OutItems, Research.Excel);
        Research.RequireKeyed(command);
        command.Validators.Add(result =>
        {
            string? scales = result.GetValue(OutScales);
            string? items = result.GetValue(OutItems);
            if (scales is null && items is null)
            {
                result.AddError("Give --out-scales, --out-items or both.");
            }
        });
        Research.RefuseOverwriting(command, [OutScales, OutItems], Research.Responses, Research.Key, Research.InstrumentName);
        command.SetAction((parsed, cancellation) =>
            Research.RunAsync(parsed, progress => Analyse(parsed, progress, cancellation), cancellation));
        return command;
    }

    private static string Analyse(ParseResult parsed, IProgress<double> progress, CancellationToken cancellation)
    {
        ItemAnalysis analysis = new(Research.SourceOf(parsed));
        ResponseTally tally = analysis.Run(progress, cancellation);
        bool excel = parsed.GetValue(Research.Excel);
        (string? File, Action<TextWriter> Write)[] tables =
        [
            (parsed.GetValue(OutScales), output => analysis.WriteScales(output, excel)),
            (parsed.GetValue(OutItems), output => analysis.WriteItems(output, excel)),
        ];
        Research.WriteAll(parsed, [.. tables.Where(table => table.File is not null)]);
        List<string> messages = [Research.Describe(tally, "analysed")];
        if (!analysis.LeftOut.IsEmpty)
        {
            messages.Add($"Left out, because ipsative (persons cannot be compared): {string.Join(", ", analysis.LeftOut)}.");
        }

        if (!analysis.Speeded.IsEmpty)
        {
            messages.Add($"Without reliability, because fewer than 80 % reached the last item: {string.Join(", ", analysis.Speeded)}.");
        }

        return string.Join(Environment.NewLine, messages);
    }
}
