using System.Collections.Immutable;
using System.CommandLine;
using Diagnostics.Engine;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Privacy;
using Diagnostics.Engine.Roster;
using Diagnostics.Engine.Tables;
using Microsoft.Extensions.Logging.Abstractions;

namespace Diagnostics.Web.Commands;

/// <summary><c>import</c> and <c>export</c>: a region's classes from a file and as one; they need the store to themselves, as only one process writes SQLite.</summary>
internal static class RosterCommands
{
    private static readonly Argument<string> Source = new("FILE") { Description = "CSV, XLSX or an archive of OneRoster 1.2." };

    private static readonly Option<string[]> Columns = new("--column")
    {
        Description = "What a column is where its heading is not understood, as HEADING=FIELD; FIELD is none, municipality, schoolCode, schoolName, settlement, class, grade, letter, "
            + "sex, accommodation, variant or students. May be given several times.",
    };

    private static readonly Option<Settlement> Settled = new("--settlement")
    {
        Description = "Of new schools where no column says it: city or village.",
        DefaultValueFactory = _ => Settlement.City,
    };

    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "Only tell what would change; write nothing." };

    private static readonly Option<string?> Faults = new("--faults") { Description = "CSV for the rows that were left out, the first 5,000 of them, with line and reason." };

    private static readonly Option<string> Archive = new("--out") { Description = "The archive.", Required = true };

    public static Command CreateImport()
    {
        StoreOptions store = new();
        Command command = new(
            "import",
            "Make schools, classes and codes from a list without names: new ones are added, what nobody began is changed, nothing is deleted.\n"
            + "The same file again changes nothing. Exit code 1 when a row was left out.\n"
            + "Example: diagnostics import classes.xlsx --dry-run --faults faults.csv\n"
            + "         diagnostics import classes.csv --column \"ОУ=schoolName\"")
        {
            Source, Columns, Settled, DryRun, Faults, store.Data, store.Database, store.Content,
        };
        command.SetAction((parsed, cancellation) => RunAsync(parsed, store, (engine, progress) => ImportAsync(engine, parsed, progress, cancellation), cancellation));
        return command;
    }

    public static Command CreateExport()
    {
        StoreOptions store = new();
        Command command = new(
            "export",
            "Write the classes of this year's campaign as an archive of OneRoster 1.2, without names.\nExample: diagnostics export --out classes.zip\n"
            + "         diagnostics export answers --format r --out answers.zip")
        {
            Archive, store.Data, store.Database, store.Content, ExportAnswersCommand.Create(),
        };
        command.SetAction((parsed, cancellation) => RunAsync(
            parsed, store,
            async (engine, _) =>
            {
                await using FileStream file = File.Create(parsed.GetValue(Archive)!);
                await engine.OneRoster.WriteAsync(OrgNode.Server, AuditEntry.Console, file, cancellation);
                return ExitCode.Success;
            },
            cancellation));
        return command;
    }

    private static async Task<int> RunAsync(
        ParseResult parsed, StoreOptions store, Func<DiagnosticsEngine, IProgress<double>, Task<int>> work, CancellationToken cancellation)
    {
        try
        {
            return await ProgressBar.WaitAsync(
                parsed.CommandResult.Command.Name,
                async progress =>
                {
                    await using DiagnosticsEngine engine = await DiagnosticsEngine.OpenAsync(store.Read(parsed), TimeProvider.System, NullLoggerFactory.Instance, cancellation);
                    return await work(engine, progress);
                },
                TimeProvider.System, cancellation);
        }
        catch (Exception refusal) when (refusal is RosterFileException or ArgumentException or IOException or UnauthorizedAccessException or InvalidOperationException or InvalidDataException or TableException)
        {
            await parsed.InvocationConfiguration.Error.WriteLineAsync(refusal is RosterFileException file ? $"{parsed.GetValue(Source)}: {file.Message}" : refusal.Message);
            return ExitCode.BadInput;
        }
    }

    private static async Task<int> ImportAsync(DiagnosticsEngine engine, ParseResult parsed, IProgress<double> progress, CancellationToken cancellation)
    {
        string file = parsed.GetValue(Source)!;
        RosterInspection found = RosterDesk.Inspect(file, cancellation);
        if (!found.Personal.IsEmpty)
        {
            throw new ArgumentException(string.Join(
                Environment.NewLine,
                found.Personal.Select(column => $"{file}, {(column.Heading.Length > 0 ? $"column {column.Heading}" : "rows with more or fewer cells than headings")}: looks like {column.Kind.ToString().ToLowerInvariant()}; take it out, names stay at school")));
        }

        RosterPlan plan = await engine.Roster.PlanAsync(file, await ColumnsOf(engine, found, parsed, cancellation), OrgNode.Server, AuditEntry.Console, null, cancellation);
        TextWriter output = parsed.InvocationConfiguration.Output;
        await output.WriteLineAsync(
            $"{plan.Rows} rows: {plan.Count(RosterChange.New)} classes new, {plan.Count(RosterChange.Changed)} changed, {plan.Count(RosterChange.Unchanged)} unchanged, "
            + $"{plan.Count(RosterChange.Held)} left as they are, {plan.ClassesNotMentioned} not mentioned; {plan.FaultCount} faults.");
        foreach (RosterFault fault in plan.Faults.Take(20))
        {
            await parsed.InvocationConfiguration.Error.WriteLineAsync($"{file}, line {fault.Line}{(fault.Column.Length > 0 ? $", column {fault.Column}" : "")}: {fault.Kind} {fault.Text}".TrimEnd());
        }

        if (parsed.GetValue(Faults) is { } list)
        {
            using WholeFile whole = new(list);
            using (TableWriter table = new(whole.Text, excel: false))
            {
                table.Row(["line", "column", "fault", "text"]);
                foreach (RosterFault fault in plan.Faults)
                {
                    table.Row([$"{fault.Line}", fault.Column, fault.Kind.ToString(), fault.Text]);
                }
            }

            whole.Complete();
        }

        if (!parsed.GetValue(DryRun))
        {
            RosterDone done = await engine.Roster.ApplyAsync(plan, AuditEntry.Console, progress, cancellation);
            await output.WriteLineAsync($"Written: {done.Made} classes made, {done.Changed} changed, {done.Seats} seats.");
        }

        return plan.FaultCount == 0 ? ExitCode.Success : ExitCode.BadInput;
    }

    private static async Task<RosterColumns> ColumnsOf(DiagnosticsEngine engine, RosterInspection found, ParseResult parsed, CancellationToken cancellation)
    {
        string[] headings = [.. found.Columns.Select(column => column.Heading)];
        RosterColumns columns = await engine.Roster.RememberedAsync(OrgNode.Server, headings, cancellation)
            ?? new RosterColumns([.. found.Columns.Select(column => column.Guess)], parsed.GetValue(Settled));
        ImmutableArray<RosterField>.Builder fields = columns.Fields.ToBuilder();
        foreach (string told in parsed.GetValue(Columns) ?? [])
        {
            int parting = told.LastIndexOf('=');
            int at = parting > 0 ? Array.IndexOf(headings, told[..parting].Trim()) : -1;
            if (at < 0 || !Enum.TryParse(told[(parting + 1)..].Trim(), ignoreCase: true, out RosterField field))
            {
                throw new ArgumentException($"--column: \"{told}\" is not HEADING=FIELD of this file.");
            }

            fields[at] = field;
        }

        return new RosterColumns(fields.ToImmutable(), parsed.GetResult(Settled) is { Implicit: false } ? parsed.GetValue(Settled) : columns.Settlement);
    }
}
