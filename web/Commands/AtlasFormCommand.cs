using System.CommandLine;
using Diagnostics.Engine.Atlas;
using Diagnostics.Engine.Atlas.Overlay;

namespace Diagnostics.Web.Commands;

/// <summary><c>atlas form</c> and <c>atlas overlay</c>: a region's empty collection forms, and a check of the filled ones.</summary>
internal static class AtlasFormCommand
{
    private static readonly Option<bool> DemandForm = new("--demand") { Description = "The form of demand instead of programmes." };
    private static readonly Option<bool> LinksForm = new("--links") { Description = "The form of links by code instead of programmes." };
    private static readonly Option<string?> Programmes = new("--programmes") { Description = "Filled form of programmes." };
    private static readonly Option<string?> Demand = new("--demand") { Description = "Filled form of demand." };
    private static readonly Option<string?> Links = new("--links") { Description = "Filled form of links by code." };
    private static readonly Option<string> Region = new("--region") { Description = "Name of the region.", Required = true };

    public static Command CreateForm()
    {
        Command command = new(
            "form",
            "Write an empty collection form of a region, with one row marked as an example.\n"
            + "Example: diagnostics atlas form --out programmes.csv --excel")
        {
            DemandForm, LinksForm, Research.Out, Research.Excel,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(DemandForm) && result.GetValue(LinksForm))
            {
                result.AddError("--demand and --links are two forms: ask for one at a time.");
            }
        });
        command.SetAction((parsed, cancellation) => Research.RunAsync(
            parsed,
            _ => Research.Write(parsed, parsed.GetValue(Research.Out), output =>
            {
                bool excel = parsed.GetValue(Research.Excel);
                if (parsed.GetValue(DemandForm))
                {
                    OverlayForms.WriteDemand(output, excel);
                }
                else if (parsed.GetValue(LinksForm))
                {
                    OverlayForms.WriteLinks(output, excel);
                }
                else
                {
                    OverlayForms.WriteProgrammes(output, excel);
                }

                return "An empty form with one example row, which is passed over when the form is read.";
            }),
            cancellation));
        return command;
    }

    public static Command CreateCheck()
    {
        Command command = new(
            "overlay",
            "Check a region's filled forms against the built-in atlas; nothing is stored.\n"
            + "Example: diagnostics atlas overlay --region Заречье --programmes examples/region_programmes.csv --demand examples/region_demand.csv --links examples/region_links.csv")
        {
            Region, Programmes, Demand, Links,
        };
        command.Validators.Add(result =>
        {
            if (result.GetResult(Programmes) is null && result.GetResult(Demand) is null && result.GetResult(Links) is null)
            {
                result.AddError("Give --programmes, --demand, --links or several of them.");
            }
        });
        command.SetAction((parsed, cancellation) => Research.RunAsync(parsed, _ => Check(parsed), cancellation));
        return command;
    }

    private static string Check(ParseResult parsed)
    {
        OverlayReading reading = OverlayReader.Read(
            parsed.GetValue(Region)!,
            new OverlayFiles { Programmes = parsed.GetValue(Programmes), Demand = parsed.GetValue(Demand), Links = parsed.GetValue(Links) },
            AtlasLibrary.LoadBuiltIn().Newest);
        return reading.Overlay is { } overlay
            ? $"{overlay.Region}: {overlay.Programmes.Length} programmes, {overlay.Resources.Length} resources, "
                + $"{overlay.Demand.Length} rows of demand, {overlay.Links.Length} links, no faults."
            : throw new ArgumentException(string.Join(Environment.NewLine, reading.Faults));
    }
}
