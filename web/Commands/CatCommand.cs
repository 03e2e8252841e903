using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using Diagnostics.Engine.Tables;
using Diagnostics.Scoring.Adaptive;

namespace Diagnostics.Web.Commands;

/// <summary><c>cat</c>: how an adaptive test would have gone for people who answered everything.</summary>
internal static class CatCommand
{
    private static readonly Option<double> StandardError = new("--se")
    {
        Description = "The test ends when the standard error of the ability is this or less; 0: never.",
        Required = true,
    };

    private static readonly Option<int> Most = new("--max") { Description = "The test ends after this many items, 1 or more.", Required = true };

    private static readonly Option<int> Least = new("--min")
    {
        Description = "Fewest items before the test may end as exact enough.",
        DefaultValueFactory = _ => 0,
    };

    public static Command Create()
    {
        Command command = new(
            "cat",
            "An adaptive test over answers that are there already: the item with most information at the provisional ability, EAP after each.\n"
            + "Example: diagnostics cat --params examples/irt_params.csv --responses examples/irt_responses.csv --se 0.5 --max 8 --out steps.csv")
        {
            IrtCommand.Params, IrtCommand.Responses, StandardError, Most, Least, Research.Id, Research.Lenient, Research.Out, Research.Excel,
        };
        command.Validators.Add(result =>
        {
            // The value of an option that does not parse throws here; its own message comes without help.
            if (result.GetResult(StandardError) is { Tokens: [var given] }
                && double.TryParse(given.Value, CultureInfo.InvariantCulture, out double error) && error is not (>= 0 and < double.PositiveInfinity))
            {
                result.AddError("--se is 0 or more, with a decimal point: 0.4.");
            }

            (int most, int least) = (Given(result.GetResult(Most), 1), Given(result.GetResult(Least), 0));
            if (most < 1 || least < 0 || least > most)
            {
                result.AddError("--max is 1 or more, --min from 0 to --max.");
            }
        });
        IrtCommand.TakeKey(command);
        Research.RefuseOverwriting(command, [Research.Out], IrtCommand.Responses!, IrtCommand.Params!, Research.Key, Research.InstrumentName);
        command.SetAction((parsed, cancellation) =>
            Research.RunAsync(parsed, progress => Give(parsed, progress, cancellation), cancellation));
        return command;
    }

    private static int Given(System.CommandLine.Parsing.OptionResult? option, int otherwise) =>
        option is { Tokens: [var token] } && int.TryParse(token.Value, CultureInfo.InvariantCulture, out int number) ? number : otherwise;

    private static string Give(ParseResult parsed, IProgress<double> progress, CancellationToken cancellation)
    {
        (ImmutableArray<CalibratedItem> items, ResponseSource responses) = IrtCommand.SourceOf(parsed);
        AdaptiveRules rules = new(parsed.GetValue(StandardError), parsed.GetValue(Most)) { LeastItems = parsed.GetValue(Least) };
        AdaptiveTable table = new(new AdaptiveTableOptions(items, responses, rules) { Excel = parsed.GetValue(Research.Excel) });
        (ResponseTally read, AdaptiveTally tests) = Research.Write(
            parsed, parsed.GetValue(Research.Out), output => table.Write(output, progress, cancellation));
        double mean = tests.Persons == 0 ? 0 : (double)tests.Items / tests.Persons;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Research.Describe(read, "tested")} {mean:0.0} items on average; ended by se {tests.EndedBy(StopReason.Precise)}, "
            + $"max {tests.EndedBy(StopReason.Longest)}, bank {tests.EndedBy(StopReason.BankUsedUp)}.");
    }
}
