using System.Collections.Immutable;
using System.CommandLine;
using Diagnostics.Engine.Tables;

namespace Diagnostics.Web.Commands;

/// <summary><c>irt score</c>: responses and item parameters to abilities with their errors, and person fit.</summary>
internal static class IrtScoreCommand
{
    private static readonly Option<string?> OutPersonFit = new("--out-personfit")
    {
        Description = "File for person fit: lz and lz* at several estimates, Guttman errors. Reads the responses twice more.",
    };

    public static Command Create()
    {
        Command command = new(
            "score",
            "Abilities on the scale of the parameters (N(0,1) of the calibration): EAP, MAP, ML, Jeffreys, Warm, with errors.\n"
            + "Example: diagnostics irt score --params examples/irt_params.csv --responses examples/irt_responses.csv --out-personfit fit.csv")
        {
            IrtCommand.Params, IrtCommand.Responses, Research.Id, Research.Lenient, Research.Out, OutPersonFit, Research.Excel,
        };
        IrtCommand.TakeKey(command);
        Research.RefuseOverwriting(command, [Research.Out, OutPersonFit], IrtCommand.Responses!, IrtCommand.Params!, Research.Key, Research.InstrumentName);
        command.SetAction((parsed, cancellation) =>
            Research.RunAsync(parsed, progress => Score(parsed, progress, cancellation), cancellation));
        return command;
    }

    private static string Score(ParseResult parsed, IProgress<double> progress, CancellationToken cancellation)
    {
        (ImmutableArray<CalibratedItem> items, ResponseSource responses) = IrtCommand.SourceOf(parsed);
        AbilityTable table = new(new AbilityTableOptions(items, responses) { Excel = parsed.GetValue(Research.Excel) });
        string? fit = parsed.GetValue(OutPersonFit);
        int passes = fit is null ? 1 : 2;
        ResponseTally tally = default;
        List<(string? File, Action<TextWriter> Write)> tables =
        [
            (parsed.GetValue(Research.Out), output => tally = table.WriteAbilities(output, new PartOfProgress(progress, pass: 0, passes), cancellation)),
        ];
        if (fit is not null)
        {
            tables.Add((fit, output => table.WriteFit(output, new PartOfProgress(progress, pass: 1, passes), cancellation)));
        }

        Research.WriteAll(parsed, [.. tables]);
        return $"{Research.Describe(tally, "scored")} {items.Length} items.";
    }
}
