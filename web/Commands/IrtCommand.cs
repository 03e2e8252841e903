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
        Description = "CSV with a row a respondent and a column an item, codes from 0; an empty cell is a missing answer.",
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

    /// <summary>The items and the responses the options name.</summary>
    /// <exception cref="TableException">The file of parameters is not usable.</exception>
    public static (ImmutableArray<CalibratedItem> Items, ResponseSource Responses) SourceOf(ParseResult parsed)
    {
        ImmutableArray<CalibratedItem> items = ItemParametersCsv.Read(parsed.GetValue(Params)!);
        return (items, new ResponseSource(parsed.GetValue(Responses)!, ItemParametersCsv.Keyed(items))
        {
            Id = parsed.GetValue(Research.Id),
            Lenient = parsed.GetValue(Research.Lenient),
        });
    }
}
