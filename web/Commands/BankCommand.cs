using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using System.Text;
using Diagnostics.Engine.Adaptive;
using Diagnostics.Engine.Content;
using Diagnostics.Engine.Tables;

namespace Diagnostics.Web.Commands;

/// <summary><c>bank</c>: the banks of tasks of the adaptive sections, and how exactly these would measure.</summary>
internal static class BankCommand
{
    private const int MostPersons = 100_000;

    private static readonly Option<string> Id = new("--id") { Description = $"The bank: {string.Join(", ", BankLibrary.Ids)}.", Required = true };

    private static readonly Option<string> Folder = new("--out")
    {
        Description = "Folder for instrument.json and parameters.csv; made if it is not there. Files that are there already are not written over.",
        Required = true,
    };

    private static readonly Option<string?> Params = new("--params")
    {
        Description = "CSV of item parameters for all tasks of the bank, as irt fit writes it; the bank's own predicted ones if not given.",
    };

    private static readonly Option<int> Persons = Count("--persons", $"Simulated persons, 1 to {MostPersons}.", 2_000);

    private static readonly Option<int> Seed = new("--seed") { Description = "The same seed gives the same persons.", DefaultValueFactory = _ => 1 };

    private static readonly Option<double> StandardError = new("--se")
    {
        Description = "The adaptive test ends when the standard error of the ability is this or less; 0: never.",
        DefaultValueFactory = _ => 0,
    };

    private static readonly Option<int> Most = Count("--max", "The adaptive test ends after this many tasks.", 12);

    private static readonly Option<int> Fixed = Count("--fixed", "Tasks of the fixed forms it is compared with.", 20);

    public static Command Create() => new(
        "bank",
        "Banks of tasks for adaptive aptitude sections. Their difficulty is predicted from the rules that made them, not calibrated.\n"
        + "Example: diagnostics bank precision --id aptitude-numerical-bank --persons 300 --out precision.csv")
    {
        CreateWrite(),
        CreatePrecision(),
        CreateTold(),
    };

    private static Command CreateWrite()
    {
        Command command = new(
            "write",
            "Draw a bank by its rules and seed: the instrument, and its predicted parameters in the columns irt fit writes. The same on every machine.\n"
            + "Example: diagnostics bank write --id aptitude-verbal-bank --out bank")
        {
            Id, Folder,
        };
        command.SetAction((parsed, cancellation) => Research.RunAsync(parsed, _ => Write(parsed), cancellation));
        return command;
    }

    private static Command CreatePrecision()
    {
        Command command = new(
            "precision",
            "How exactly an adaptive test measures beside fixed forms, on SIMULATED persons who answer as the parameters say: told and true error, bias,\n"
            + "length, how often the most used task is met; over all persons and by their ability.\n"
            + "Example: diagnostics bank precision --id aptitude-spatial-bank --persons 300 --max 12 --fixed 20 --out precision.csv")
        {
            Id, Params, Persons, Seed, StandardError, Most, Fixed, Research.Out, Research.Excel,
        };
        command.Validators.Add(result =>
        {
            if (result.GetResult(StandardError) is { Tokens: [var given] }
                && double.TryParse(given.Value, CultureInfo.InvariantCulture, out double error) && error is not (>= 0 and < double.PositiveInfinity))
            {
                result.AddError("--se is 0 or more, with a decimal point: 0.4.");
            }
        });
        Research.RefuseOverwriting(command, [Research.Out], Params);
        command.SetAction((parsed, cancellation) => Research.RunAsync(parsed, progress => Simulate(parsed, progress, cancellation), cancellation));
        return command;
    }

    private static Command CreateTold()
    {
        Command command = new(
            "told",
            $"Simulate what the pages of the region tell of a bank, with the rules of the built-in lesson, and write it with its seed and hashes: the {BankPrecision.FileName} that stands beside the bank.\n"
            + "Example: diagnostics bank told --id aptitude-verbal-bank --out precision.json")
        {
            Id, Research.Out,
        };
        Research.RefuseOverwriting(command, [Research.Out]);
        command.SetAction((parsed, cancellation) => Research.RunAsync(parsed, progress => Tell(parsed, progress, cancellation), cancellation));
        return command;
    }

    private static string Tell(ParseResult parsed, IProgress<double> progress, CancellationToken cancellation)
    {
        ItemBank bank = BankLibrary.Get(parsed.GetValue(Id)!);
        AdaptiveSection section = ContentShelf.LoadBuiltIn().Batteries.Own.SelectMany(battery => battery.Steps).Select(step => step.Adaptive)
            .First(one => one?.Bank.Instrument.Id == bank.Instrument.Id)!;
        BankPrecision told = BankPrecision.Simulate(bank, section.Limits, progress, cancellation);
        Research.WriteAll(parsed, (parsed.GetValue(Research.Out), output => output.Write(Encoding.UTF8.GetString(told.Render()))));
        return string.Create(CultureInfo.InvariantCulture, $"Simulated on {(told.IsPredicted ? "predicted" : "calibrated")} parameters, {told.Persons} persons, seed {told.Seed}.");
    }

    private static string Write(ParseResult parsed)
    {
        string id = parsed.GetValue(Id)!;
        ImmutableArray<(string Name, byte[] Content)> files = BankLibrary.Draw(id);
        DirectoryInfo folder = Directory.CreateDirectory(parsed.GetValue(Folder)!);
        string[] there = [.. files.Select(file => Path.Combine(folder.FullName, file.Name)).Where(File.Exists)];
        if (there.Length > 0)
        {
            throw new IOException($"{string.Join(", ", there)}: there already.");
        }

        foreach ((string name, byte[] content) in files)
        {
            File.WriteAllBytes(Path.Combine(folder.FullName, name), content);
        }

        return $"{id}: {string.Join(", ", files.Select(file => file.Name))} written to {folder.FullName}. Predicted, not calibrated.";
    }

    private static string Simulate(ParseResult parsed, IProgress<double> progress, CancellationToken cancellation)
    {
        ItemBank bank = BankLibrary.Get(parsed.GetValue(Id)!);
        if (parsed.GetValue(Params) is { } file)
        {
            bank = bank.With(ItemParametersCsv.Read(file));
        }

        PrecisionOptions options = new(bank, bank.Rules(parsed.GetValue(StandardError), parsed.GetValue(Most)), parsed.GetValue(Fixed))
        {
            Persons = parsed.GetValue(Persons),
            Seed = parsed.GetValue(Seed),
        };
        ImmutableArray<PrecisionRow> rows = PrecisionStudy.Run(options, progress, cancellation);
        Research.WriteAll(parsed, (parsed.GetValue(Research.Out), output => PrecisionTable.Write(bank, rows, output, parsed.GetValue(Research.Excel))));
        PrecisionRow Of(PrecisionForm form) => rows.First(row => row.Form == form);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"Simulated on {(bank.IsPredicted ? "predicted" : "calibrated")} parameters, {options.Persons} persons: standard error {Of(PrecisionForm.Adaptive).Error:0.000} "
            + $"after {Of(PrecisionForm.Adaptive).Items:0.0} chosen tasks, {Of(PrecisionForm.Fixed).Error:0.000} after {options.FixedLength} fixed ones, "
            + $"{Of(PrecisionForm.BestFixed).Error:0.000} after the best {options.FixedLength} for the average person.");
    }

    private static Option<int> Count(string name, string description, int usual)
    {
        Option<int> option = new(name) { Description = description, DefaultValueFactory = _ => usual };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && int.TryParse(token.Value, CultureInfo.InvariantCulture, out int number) && number is < 1 or > MostPersons)
            {
                result.AddError($"{name} is 1 to {MostPersons}.");
            }
        });
        return option;
    }
}
