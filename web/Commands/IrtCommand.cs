using System.Collections.Immutable;
using System.CommandLine;
using Diagnostics.Engine.Tables;

namespace Diagnostics.Web.Commands;

/// <summary><c>irt</c>: item response theory over tables; its verbs stand in files of their own and share these options.</summary>
internal static class IrtCommand
{
    public static readonly Option<string> Params = new("--params")
    {
        Description = "CSV of item parameters: item,a and b or d (b1,b2,... for graded items), c where answers can be guessed.",
        Required = true,
    };

    public static readonly Option<string> Responses = new("--responses")
    {
        Description = "CSV with a row a respondent and a column an item, codes from 0 or as the key has them; an empty cell is a missing answer.",
        Required = true,
    };

    public static Command Create() => new(
        "irt",
        "Item response theory: abilities, information, calibration, links of forms.\nExample: diagnostics irt info --params examples/irt_params.csv")
    {
        IrtScoreCommand.Create(),
        IrtInfoCommand.Create(),
        IrtFitCommand.Create(),
        IrtLinkCommand.Create(),
    };

    /// <summary>Lets a verb read answers as they stand in the file, with the key they were calibrated by.</summary>
    public static void TakeKey(Command command)
    {
        foreach (Option option in (Option[])[Research.Key, Research.InstrumentName, Research.Form, ScaleOption.Scale])
        {
            command.Options.Add(option);
        }

        ScaleOption.RefuseMixed(command);
    }

    /// <summary>The items and the responses the options name.</summary>
    /// <exception cref="TableException">The file of parameters or the key is not usable.</exception>
    /// <exception cref="ArgumentException">The key has not the items.</exception>
    public static (ImmutableArray<CalibratedItem> Items, ResponseSource Responses) SourceOf(ParseResult parsed)
    {
        ImmutableArray<CalibratedItem> items = ItemParametersCsv.Read(parsed.GetValue(Params)!);
        KeyedItems keyed = ScaleOption.HasKey(parsed)
            ? ItemParametersCsv.KeyedBy(items, Research.KeyOf(parsed), parsed.GetValue(ScaleOption.Scale))
            : ItemParametersCsv.Keyed(items);
        return (items, new ResponseSource(parsed.GetValue(Responses)!, keyed)
        {
            Id = parsed.GetValue(Research.Id),
            Lenient = parsed.GetValue(Research.Lenient),
        });
    }
}
