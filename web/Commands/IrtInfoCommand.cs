using System.Collections.Immutable;
using System.CommandLine;
using Diagnostics.Engine.Tables;

namespace Diagnostics.Web.Commands;

/// <summary><c>irt info</c>: item parameters to information of the test and its items.</summary>
internal static class IrtInfoCommand
{
    public static Command Create()
    {
        Command command = new(
            "info",
            "Information and standard error of the test, information of every item, expected score, for abilities from -4 to 4.\n"
            + "Example: diagnostics irt info --params examples/irt_params.csv --out information.csv")
        {
            IrtCommand.Params, Research.Out, Research.Excel,
        };
        Research.RefuseOverwriting(command, [Research.Out], IrtCommand.Params!);
        command.SetAction((parsed, cancellation) => Research.RunAsync(
            parsed,
            _ =>
            {
                ImmutableArray<CalibratedItem> items = ItemParametersCsv.Read(parsed.GetValue(IrtCommand.Params)!);
                Research.WriteAll(
                    parsed, (parsed.GetValue(Research.Out), output => TestInformationTable.Write(items, output, parsed.GetValue(Research.Excel))));
                return $"{items.Length} items.";
            },
            cancellation));
        return command;
    }
}
