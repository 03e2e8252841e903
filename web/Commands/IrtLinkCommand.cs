using System.CommandLine;
using System.Globalization;
using Diagnostics.Engine.Tables;
using Diagnostics.Scoring.Linking;

namespace Diagnostics.Web.Commands;

/// <summary><c>irt link</c>: the parameters of one form on the scale of another, by the items both have.</summary>
internal static class IrtLinkCommand
{
    private static readonly Option<string> From = new("--from") { Description = "CSV of item parameters of the form that is moved.", Required = true };

    private static readonly Option<string> To = new("--to") { Description = "CSV of item parameters of the form that stays; items of the same name are common.", Required = true };

    private static readonly Option<string> Method = new("--method")
    {
        Description = "stocking-lord, mean-sigma or mean-mean.",
        DefaultValueFactory = _ => "stocking-lord",
    };

    private static readonly Option<string?> OutLink = new("--out-link") { Description = "File for A and B by each method: theta_to = A theta_from + B." };

    private static readonly Option<string?> OutDrift = new("--out-drift") { Description = "File for the common items: how far each stays from itself." };

    static IrtLinkCommand() => Method.AcceptOnlyFromAmong("stocking-lord", "mean-sigma", "mean-mean");

    public static Command Create()
    {
        Command command = new(
            "link",
            "Two forms on one scale by their common items: theta_to = A theta_from + B.\n"
            + "Example: diagnostics irt link --from examples/irt_params_b.csv --to examples/irt_params.csv --out moved.csv --out-drift drift.csv")
        {
            From, To, Method, Research.Out, OutLink, OutDrift, Research.Excel,
        };
        Research.RefuseOverwriting(command, [Research.Out, OutLink, OutDrift], From!, To!);
        command.SetAction((parsed, cancellation) => Research.RunAsync(parsed, _ => Link(parsed), cancellation));
        return command;
    }

    private static string Link(ParseResult parsed)
    {
        LinkMethod method = parsed.GetValue(Method) switch
        {
            "mean-sigma" => LinkMethod.MeanSigma,
            "mean-mean" => LinkMethod.MeanMean,
            _ => LinkMethod.StockingLord,
        };
        LinkTable table = new(ItemParametersCsv.Read(parsed.GetValue(From)!), ItemParametersCsv.Read(parsed.GetValue(To)!), method);
        bool excel = parsed.GetValue(Research.Excel);
        (string? File, Action<TextWriter> Write)[] tables =
        [
            (parsed.GetValue(OutLink), output => table.WriteLinks(output, excel)),
            (parsed.GetValue(OutDrift), output => table.WriteDrift(output, excel)),
        ];
        Research.WriteAll(parsed, [(parsed.GetValue(Research.Out), output => table.WriteMoved(output, excel)), .. tables.Where(wanted => wanted.File is not null)]);
        ScaleMove move = table.Chosen.Move;
        return $"{table.Common} common items: A {WithError(move.Slope, table.Chosen.SlopeError)}, B {WithError(move.Intercept, table.Chosen.InterceptError)}.";
    }

    private static string WithError(double number, double error) => double.IsNaN(error)
        ? string.Create(CultureInfo.InvariantCulture, $"{number:0.0000}")
        : string.Create(CultureInfo.InvariantCulture, $"{number:0.0000} (±{error:0.0000})");
}
