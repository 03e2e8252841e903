using System.CommandLine;
using System.Globalization;
using Diagnostics.Engine.Tables;
using Diagnostics.Scoring.Calibration;

namespace Diagnostics.Web.Commands;

/// <summary><c>irt fit</c>: responses to item parameters with their errors, and how well they fit.</summary>
internal static class IrtFitCommand
{
    private static readonly Option<string> Model = new("--model") { Description = "rasch, 2pl, 3pl, or grm for items of several categories.", Required = true };

    private static readonly Option<string?> OutFit = new("--out-fit") { Description = "File for the fit: log-likelihood, parameters, AIC, BIC, how the climb ended." };

    private static readonly Option<string?> OutItems = new("--out-items") { Description = "File for the items: what became of each, answers, error of c, fit (S-X², infit, outfit)." };

    private static readonly Option<bool> NoPrior = new("--no-prior") { Description = "3pl without its Beta(5,17) prior on c." };

    static IrtFitCommand() => Model.AcceptOnlyFromAmong("rasch", "2pl", "3pl", "grm");

    public static Command Create()
    {
        Command command = Research.Keyed(
            "fit",
            "Item parameters from responses by marginal maximum likelihood. Without a key every column but id and --group is an item, codes from 0.\n"
            + "Example: diagnostics irt fit --model 2pl --responses examples/irt_responses.csv --group grade --out params.csv --out-fit fit.csv",
            Model, ScaleOption.Scale, NoPrior, Research.Out, OutFit, OutItems, Research.Excel);
        ScaleOption.Require(command);
        Research.RefuseOverwriting(command, [Research.Out, OutFit, OutItems], Research.Responses, Research.Key, Research.InstrumentName);
        command.SetAction((parsed, cancellation) =>
            Research.RunAsync(parsed, progress => Fit(parsed, progress, cancellation), cancellation));
        return command;
    }

    private static string Fit(ParseResult parsed, IProgress<double> progress, CancellationToken cancellation)
    {
        CalibrationModel model = parsed.GetValue(Model) switch
        {
            "rasch" => CalibrationModel.Rasch,
            "2pl" => CalibrationModel.TwoParameter,
            "3pl" => CalibrationModel.ThreeParameter,
            _ => CalibrationModel.Graded,
        };
        ScaleAnswers answers = ScaleOption.Read(parsed, model == CalibrationModel.Graded ? (byte)254 : (byte)1, new PartOfProgress(progress, pass: 0, passes: 2), cancellation);
        CalibrationSettings settings = new(model) { Guessing = parsed.GetValue(NoPrior) ? null : GuessingPrior.FiveOptions };
        var table = CalibrationTable.Of(answers, settings, new PartOfProgress(progress, pass: 1, passes: 2), cancellation);
        bool excel = parsed.GetValue(Research.Excel);
        (string? File, Action<TextWriter> Write)[] tables =
        [
            (parsed.GetValue(OutFit), output => table.WriteFit(output, excel)),
            (parsed.GetValue(OutItems), output => table.WriteItems(output, excel)),
        ];
        Research.WriteAll(parsed, [(parsed.GetValue(Research.Out), output => table.WriteParameters(output, excel)), .. tables.Where(wanted => wanted.File is not null)]);
        return string.Join(Environment.NewLine, Messages(answers, table));
    }

    private static IEnumerable<string> Messages(ScaleAnswers answers, CalibrationTable table)
    {
        CalibrationFit fit = table.Fit;
        yield return string.Create(
            CultureInfo.InvariantCulture,
            $"{Research.Describe(answers.Tally, "read")} {fit.Respondents} answered; logLik {fit.LogLikelihood:0.000}, {fit.ParameterCount} parameters, {fit.Passes} passes.");
        if (fit.End == CalibrationEnd.PassesUsedUp)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"Not converged: the last step still moved a parameter by {fit.LargestChange:0.0E+0}.");
        }

        if (!table.LeftOut.IsEmpty)
        {
            yield return $"Left out: {string.Join(", ", table.LeftOut)}.";
        }

        if (!table.Turned.IsEmpty)
        {
            yield return $"The parameters are of points from 0, turned by the key: give irt score and cat the same key ({string.Join(", ", table.Turned)}).";
        }

        if (!table.SlopeAtLimit.IsEmpty)
        {
            yield return $"Slope stopped at its limit, without an error: {string.Join(", ", table.SlopeAtLimit)}. The item separates perfectly or repeats another.";
        }

        if (!table.GuessingAtLimit.IsEmpty)
        {
            yield return $"c stopped at its limit, without an error: {string.Join(", ", table.GuessingAtLimit)}. These answers do not tell c; with a prior it has one.";
        }
    }
}
