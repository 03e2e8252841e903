using System.CommandLine;
using System.Globalization;
using Diagnostics.Engine;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Exports;
using Diagnostics.Engine.Privacy;
using Microsoft.Extensions.Logging.Abstractions;

namespace Diagnostics.Web.Commands;

/// <summary><c>export answers</c>: a campaign's answers for R, SPSS, Excel, a store of statements or a system of tests, without persons.</summary>
internal static class ExportAnswersCommand
{
    private static readonly Option<string> File = new("--out") { Description = "The file.", Required = true };

    private static readonly Option<ExportFormat> Format = new("--format")
    {
        Description = "csv, excelCsv (BOM, semicolons, decimal commas), xlsx, spss, r, codebook, xapi or qti (QTI results, a file a session).",
        DefaultValueFactory = _ => ExportFormat.Csv,
    };

    private static readonly Option<string?> RegionName = new("--region") { Description = "Name of the region; needed where there are several." };
    private static readonly Option<int?> Year = new("--year") { Description = "Year of the campaign; the newest if not given." };
    private static readonly Option<string[]> Instruments = new("--instrument") { Description = "Only this instrument; may be given several times." };

    private static readonly Option<string> By = new("--by")
    {
        Description = "What is told of a person: grade, sex, settlement, municipality, school (a number of this file instead of settlement and municipality), with commas between.",
        DefaultValueFactory = _ => "grade,sex",
    };

    private static readonly Option<int> LeastAlike = new("--k")
    {
        Description = "So many rows at least are alike in all that is told of a person; from 5 on.",
        DefaultValueFactory = _ => ExportOrder.LeastAlikeAllowed,
    };

    private static readonly Option<double> MostLeftOut = new("--most-left-out")
    {
        Description = "Places are told less exactly while more than this share of rows would be left out, 0 to 1.",
        DefaultValueFactory = _ => 0.02,
    };

    private static readonly Option<ExportPart?> Only = new("--only") { Description = "answers or scores; both if not given." };
    private static readonly Option<bool> Times = new("--times") { Description = "How long each answer took as well." };
    private static readonly Option<bool> Everybody = new("--everybody") { Description = "Also sessions that enter no norms; column standing tells them." };

    public static Command Create()
    {
        StoreOptions store = new();
        Command command = new(
            "answers",
            "Write a campaign's answers for research: a row a session, without names, codes or anything that leads back; k-anonymous in what is told of a person.\n"
            + "Example: diagnostics export answers --format spss --by grade,sex,municipality --k 10 --out answers.zip")
        {
            File, Format, RegionName, Year, Instruments, By, LeastAlike, MostLeftOut, Only, Times, Everybody, store.Data, store.Database, store.Content,
        };
        command.SetAction((parsed, cancellation) => DbCommand.WaitAsync(parsed, progress => RunAsync(parsed, store, progress, cancellation), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, StoreOptions store, IProgress<double> progress, CancellationToken cancellation)
    {
        TraitDetail traits = TraitsOf(parsed.GetValue(By)!);
        await using DiagnosticsEngine engine = await DiagnosticsEngine.OpenAsync(store.Read(parsed), TimeProvider.System, NullLoggerFactory.Instance, cancellation);
        Region region = RegionOf(await engine.Organisation.RegionsAsync(cancellation), parsed.GetValue(RegionName));
        ExportCampaign[] campaigns = [.. await engine.Exports.CampaignsAsync(region.Id, cancellation)];
        ExportCampaign campaign = campaigns.FirstOrDefault(one => parsed.GetValue(Year) is not { } year || one.Year == year)
            ?? throw new ArgumentException($"--year: there are lessons of {(campaigns.Length == 0 ? "no year" : string.Join(", ", campaigns.Select(one => one.Year.ToString(CultureInfo.InvariantCulture))))}.");
        ExportOrder order = new()
        {
            CampaignId = campaign.Id,
            Instruments = [.. parsed.GetValue(Instruments) ?? []],
            Traits = traits,
            HasItems = parsed.GetValue(Only) != ExportPart.Scores,
            HasScores = parsed.GetValue(Only) != ExportPart.Answers,
            HasTimes = parsed.GetValue(Times),
            IsEverybody = parsed.GetValue(Everybody),
            LeastAlike = parsed.GetValue(LeastAlike),
            MostLeftOut = parsed.GetValue(MostLeftOut),
        };
        if (order.Fault is { } fault)
        {
            throw new ArgumentException(fault switch
            {
                ExportOrderFault.Alike => $"--k: from {ExportOrder.LeastAlikeAllowed} to {ExportOrder.MostAlikeAllowed}.",
                ExportOrderFault.Share => "--most-left-out: from 0 to 1.",
                ExportOrderFault.Nothing or ExportOrderFault.TimesAlone => "--times: they stand beside answers, and --only scores leaves those out.",
            });
        }

        if (order.Instruments.FirstOrDefault(id => campaign.Instruments.All(one => one.Id != id)) is { } unknown)
        {
            throw new ArgumentException($"--instrument: \"{unknown}\" is none of {string.Join(", ", campaign.Instruments.Select(one => one.Id))}.");
        }

        ExportPlan plan = (await engine.Exports.PlanAsync(region.Id, order, new Halved(progress, 0), cancellation))!;
        await TellAsync(parsed.InvocationConfiguration.Error, plan.Summary);
        int rows = await WriteAsync(engine.Exports, plan, parsed, new Halved(progress, 0.5), cancellation);
        await parsed.InvocationConfiguration.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"Rows written: {rows}."));
        return ExitCode.Success;
    }

    /// <summary>The file appears whole or not at all.</summary>
    private static async Task<int> WriteAsync(ExportDesk exports, ExportPlan plan, ParseResult parsed, IProgress<double> progress, CancellationToken cancellation)
    {
        string path = parsed.GetValue(File)!;
        string partial = $"{path}.partial";
        try
        {
            int rows;
            await using (FileStream file = System.IO.File.Create(partial))
            {
                rows = await exports.WriteAsync(plan, parsed.GetValue(Format), AuditEntry.Console, file, progress, cancellation);
            }

            System.IO.File.Move(partial, path, overwrite: true);
            return rows;
        }
        finally
        {
            System.IO.File.Delete(partial);
        }
    }

    private static Task TellAsync(TextWriter messages, ExportSummary summary) => messages.WriteLineAsync(string.Create(
        CultureInfo.InvariantCulture,
        $"{summary.Year}: {summary.Finished} finished, {summary.Apart} enter no norms, {summary.Unready} are not ready, {summary.LeftOut} have too few others like them; {summary.Rows} rows in {summary.Groups} groups, the smallest of {summary.Smallest}. Told: {Words(summary.Told)}."));

    private static string Words(TraitDetail told)
    {
        (bool IsTold, string Word)[] all =
        [
            (told.Grade, "grade"), (told.Sex, "sex"), (told.Settlement, "settlement"), (told.Place == PlaceDetail.Municipality, "municipality"), (told.Place == PlaceDetail.School, "school"),
        ];
        string[] words = [.. all.Where(one => one.IsTold).Select(one => one.Word)];
        return words.Length == 0 ? "nothing" : string.Join(", ", words);
    }

    private static TraitDetail TraitsOf(string by)
    {
        TraitDetail traits = new(false, false, false, PlaceDetail.None);
        foreach (string trait in by.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            traits = trait switch
            {
                "grade" => traits with { Grade = true },
                "sex" => traits with { Sex = true },
                "settlement" => traits with { Settlement = true },
                "municipality" => traits with { Place = traits.Place == PlaceDetail.School ? PlaceDetail.School : PlaceDetail.Municipality },
                "school" => traits with { Place = PlaceDetail.School },
                _ => throw new ArgumentException($"--by: \"{trait}\" is none of grade, sex, settlement, municipality, school."),
            };
        }

        return traits;
    }

    private static Region RegionOf(IReadOnlyList<Region> regions, string? name) =>
        regions.Where(region => name is null || region.Name == name).ToArray() is [var one]
            ? one
            : throw new ArgumentException(
                regions.Count == 0 ? "There is no region in this store." : $"--region: name one of {string.Join(", ", regions.Select(region => $"\"{region.Name}\""))}.");

    private enum ExportPart
    {
        Answers,

        Scores,
    }

    /// <summary>One half of the whole way.</summary>
    private sealed class Halved(IProgress<double> whole, double from) : IProgress<double>
    {
        public void Report(double value) => whole.Report(from + (value / 2));
    }
}
