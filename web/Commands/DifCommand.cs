using System.CommandLine;
using Diagnostics.Engine.Tables;

namespace Diagnostics.Web.Commands;

/// <summary><c>dif</c>: whether items work alike in two groups of the same total.</summary>
internal static class DifCommand
{
    private static readonly Option<string?> Focal = new("--focal")
    {
        Description = "Value of the group's column that is the focal group; all others are the reference. With two groups: the second in order of letters.",
    };

    private static readonly Option<bool> Purify = new("--purify") { Description = "Take flagged items out of the total and look again, as difR." };

    public static Command Create()
    {
        Command command = Research.Keyed(
            "dif",
            "Differential item functioning: Mantel-Haenszel for right and wrong, Mantel for more categories, on complete rows.\n"
            + "Without a key every column but id and --group is an item, codes from 0.\n"
            + "Example: diagnostics dif --responses examples/dif_responses.csv --group group --purify --out dif.csv",
            ScaleOption.Scale, Focal, Purify, Research.Out, Research.Excel);
        ScaleOption.Require(command);
        command.Validators.Add(result =>
        {
            if (result.GetResult(Research.Group) is null)
            {
                result.AddError("Give --group.");
            }
        });
        Research.RefuseOverwriting(command, [Research.Out], Research.Responses, Research.Key, Research.InstrumentName);
        command.SetAction((parsed, cancellation) =>
            Research.RunAsync(parsed, progress => Compare(parsed, progress, cancellation), cancellation));
        return command;
    }

    private static string Compare(ParseResult parsed, IProgress<double> progress, CancellationToken cancellation)
    {
        ScaleAnswers answers = ScaleOption.Read(parsed, 254, progress, cancellation);
        var table = DifTable.Of(answers, parsed.GetValue(Focal), parsed.GetValue(Purify));
        bool excel = parsed.GetValue(Research.Excel);
        Research.WriteAll(parsed, (parsed.GetValue(Research.Out), output => table.Write(output, excel)));
        string settled = table.Purified is { IsSettled: false } ? $"{Environment.NewLine}Purification did not settle: the flags of its rounds go round in a circle." : "";
        return $"{Research.Describe(answers.Tally, "read")} {table.Described}{settled}";
    }
}
